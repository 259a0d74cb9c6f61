// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// What a reviewer would say of every change, said by a test instead.
@Suite("The source tree is tidy")
struct TidyTests {
    @Test("Each hand-written source file starts with its licence")
    func licence() throws {
        let files = try SourceTree.files(".swift", ".c", ".h", ".proto", ".py", ".sh", "Makefile")
        #expect(files.count > 20)
        for file in files {
            let head = file.lines.prefix(2).joined(separator: "\n")
            #expect(head.contains("SPDX-License-Identifier: Apache-2.0"), "\(file.path)")
        }
    }

    @Test("No file is longer than 500 lines, no line than 140 characters")
    func lengths() throws {
        for file in try SourceTree.files(".swift", ".c", ".h", ".py") {
            #expect(file.lines.count <= 500, "\(file.path) has \(file.lines.count) lines: is it still one idea?")
            for (number, line) in file.lines.enumerated() where line.count > 140 {
                Issue.record("\(file.path):\(number + 1) has \(line.count) characters")
            }
        }
    }

    @Test("No function is longer than 70 lines")
    func functions() throws {
        var count = 0
        for file in try SourceTree.files(".swift") {
            for function in Self.functions(in: file.lines) {
                count += 1
                if function.length > 70 {
                    Issue.record("\(file.path):\(function.line) has a function of \(function.length) lines")
                }
            }
        }
        #expect(count > 500, "functions are not found any more")
    }

    @Test(
        "Dependencies point one way",
        arguments: [
            ("Sources/Protobuf/", ["CRE2"]),
            ("Sources/Arena/", []),
            ("Sources/Planning/", ["Arena"]),
            ("Sources/RPCServer/", ["Protobuf", "CNghttp2", "CLibuv", "CSSL", "CWslay", "CZlib", "CZstd", "Logging"]),
            ("Sources/StrategosAPI/", ["Protobuf", "RPCServer"]),
            ("Sources/MatchStorage/", ["GRDB", "Foundation", "Dispatch"]),
            ("Sources/Codegen/", ["Protobuf", "CProtobufC"]),
            ("Sources/YAMLMessages/", ["Protobuf", "Yams", "Foundation"]),
            (
                "Sources/WorkflowEngine/", ["StrategosAPI", "RPCServer", "Protobuf", "YAMLMessages", "Mustache"]
            ),
            ("Sources/Providers/", ["CCurl", "StrategosAPI", "RPCServer", "Protobuf", "YAMLMessages", "Foundation"]),
        ] as [(String, [String])])
    func imports(folder: String, allowed: [String]) throws {
        let system = ["Swift", "Synchronization", "Glibc", "Musl", "Darwin"]
        var count = 0
        for file in try SourceTree.files(".swift", generated: true) where file.path.hasPrefix(folder) {
            count += 1
            for module in file.imports where !system.contains(module) {
                #expect(allowed.contains(module), "\(file.path) imports \(module)")
            }
        }
        #expect(count > 0)
    }

    @Test(
        "Each C library, and the wrapper of SQLite, is imported by one folder",
        arguments: [
            ("CNghttp2", "Sources/RPCServer/HTTP2/"), ("CLibuv", "Sources/RPCServer/EventLoop/"),
            ("CSSL", "Sources/RPCServer/TLS/"), ("CWslay", "Sources/RPCServer/WebSocket/"),
            ("CZlib", "Sources/RPCServer/Compression/"), ("CZstd", "Sources/RPCServer/Compression/"),
            ("GRDB", "Sources/MatchStorage/SQLite/"), ("CRE2", "Sources/Protobuf/Validation/Regex/"),
            ("CProtobufC", "Sources/Codegen/"), ("CCurl", "Sources/Providers/Curl/"),
        ])
    func boundary(module: String, folder: String) throws {
        let files = try SourceTree.files(".swift").filter {
            $0.path.hasPrefix("Sources/") && $0.imports.contains(module)
        }
        #expect(!files.isEmpty)
        for file in files { #expect(file.path.hasPrefix(folder), "\(file.path) imports \(module)") }
    }

    @Test("What is left to do says in which issue")
    func reminders() throws {
        // Spelt in halves, so that this file does not find itself.
        let words = ["TO" + "DO", "FIX" + "ME", "HA" + "CK"]
        for file in try SourceTree.files(".swift", ".c", ".h", ".py", ".proto", "Makefile") {
            for (number, line) in file.lines.enumerated() {
                guard let word = words.first(where: { line.contains($0) }) else { continue }
                #expect(line.contains(#/#\d+/#), "\(file.path):\(number + 1): \(word) without an issue")
            }
        }
    }

    @Test("Links between the documents lead somewhere")
    func links() throws {
        for file in try SourceTree.files(".md") {
            let folder = SourceTree.root.appending(path: file.path).deletingLastPathComponent()
            for line in file.lines {
                for match in line.matches(of: #/\]\(([^)#:\s]+)(#[^)]*)?\)/#) {
                    let target = folder.appending(path: String(match.output.1)).standardized
                    #expect(FileManager.default.fileExists(atPath: target.path()), "\(file.path) → \(match.output.1)")
                }
            }
        }
    }

    @Test("The compiler knows each feature that the manifest turns on")
    func features() throws {
        let swiftc = Process()
        swiftc.executableURL = URL(filePath: "/usr/bin/env")
        swiftc.arguments = ["swiftc", "-print-supported-features"]
        let output = Pipe()
        swiftc.standardOutput = output
        try swiftc.run()
        let known = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        swiftc.waitUntilExit()
        let manifest = try String(contentsOf: SourceTree.root.appending(path: "Package.swift"), encoding: .utf8)
        let names = manifest.matches(of: #/enable(?:Upcoming|Experimental)Feature\("(\w+)"\)/#).map(\.output.1)
        #expect(!names.isEmpty)
        for name in names { #expect(known.contains("\"\(name)\""), "the compiler ignores \(name) silently") }
    }

    /// First line (from 1) and length of each function, found by the indentation that the formatter keeps.
    private static func functions(in lines: [Substring]) -> [(line: Int, length: Int)] {
        lines.indices.compactMap { start in
            let line = lines[start]
            let indentation = line.prefix { $0 == " " }
            let words = line.split(separator: " ")
            guard words.contains(where: { $0 == "func" || $0.hasPrefix("init(") }), !words[0].hasPrefix("//"),
                let end = lines[start...].firstIndex(where: { $0 == indentation + "}" || $0 == indentation + "} }" })
            else { return nil }
            // A declaration without a body is followed by something else at its own indentation.
            let body = lines[start..<end].dropFirst()
            guard body.allSatisfy({ $0.isEmpty || $0.hasPrefix(indentation + " ") || $0.hasPrefix(indentation + ")") })
            else { return nil }
            return (start + 1, end - start + 1)
        }
    }
}
