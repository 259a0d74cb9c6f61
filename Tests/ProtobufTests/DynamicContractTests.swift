// SPDX-License-Identifier: Apache-2.0

import Foundation
import Protobuf
import Testing

/// Dynamic messages and their JSON form against Python's protobuf and json_format.
@Suite("Dynamic messages agree with Python", .enabled(if: PythonContract.isAvailable))
struct DynamicContractTests {
    @Test("Random messages of every kind of field survive binary and JSON both ways")
    func randomMessages() throws {
        let environment = ProcessInfo.processInfo.environment
        let seed = environment["STRATEGOS_SEED"].flatMap { Int($0) } ?? Int.random(in: 0..<1_000_000)
        let count = environment["STRATEGOS_CASES"].flatMap { Int($0) } ?? 2_000
        print("seed \(seed), \(count) messages: STRATEGOS_SEED repeats it")
        let contract = try PythonContract()
        try contract.run("generate", "\(seed)", "\(count)", contract.folder.path())
        let set = try [UInt8](Data(contentsOf: contract.folder.appending(path: "descriptors.bin")))
        let pool = try DescriptorPool(serializedSet: set)
        let given = try String(contentsOf: contract.folder.appending(path: "given.txt"), encoding: .utf8)
        var answers = ""
        for line in given.split(separator: "\n") { answers += try Self.answer(line, pool) + "\n" }
        try answers.write(to: contract.folder.appending(path: "answers.txt"), atomically: false, encoding: .utf8)
        try contract.run("verify", contract.folder.path())
    }

    /// What we make of one message: decoded and encoded again, as JSON, and from Python's JSON.
    private static func answer(_ line: Substring, _ pool: DescriptorPool) throws -> String {
        let parts = line.split(separator: "\t", omittingEmptySubsequences: false)
        let type = try #require(pool.message(named: String(parts[0])))
        let binary = try #require(Base64.decode(parts[1].utf8))
        let text = try #require(Base64.decode(parts[2].utf8))
        let message = try DynamicMessage(type, serialized: binary)
        var options = JSONEncodingOptions()
        options.originalNames = text.count.isMultiple(of: 3)
        options.enumsAsNumbers = text.count.isMultiple(of: 5)
        options.pretty = text.count.isMultiple(of: 7)
        options.defaults = text.count.isMultiple(of: 2) ? .withoutPresence : .omitted
        let json = try message.json(options: options)
        let read = try DynamicMessage(type, json: text)
        return [message.serialized(), json, read.serialized()].map { Base64.encode($0) }.joined(separator: "\t")
    }
}

/// The Python side of the contract, and a folder for what both sides write.
final class PythonContract {
    let folder: URL

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    static var python: URL {
        ProcessInfo.processInfo.environment["STRATEGOS_PYTHON"].map { URL(filePath: $0) }
            ?? root.appending(path: ".venv/bin/python")
    }

    static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: python.path()) }

    init() throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "contract-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func run(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = Self.python
        process.arguments = [Self.root.appending(path: "Tests/peer/json_contract.py").path()] + arguments
        let output = Pipe()
        process.standardError = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(String(decoding: said, as: UTF8.self))")
    }
}
