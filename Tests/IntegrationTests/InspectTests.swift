// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// `strategos inspect` as a process, against a server of another make.
@Suite("strategos inspect against grpcio", .serialized, .enabled(if: ClientPeer.isAvailable && InspectRun.isAvailable))
struct InspectTests {
    private static let peer = "strategos.testing.v1.Peer"

    @Test("list and describe read the schema by reflection, whichever version there is", arguments: ["v1", "v1alpha"])
    func schema(version: String) throws {
        try Self.withPeer("--reflection", version) { address in
            #expect(try InspectRun("list", address).output.contains("\(Self.peer)\n"))
            let methods = try InspectRun("list", address, Self.peer).output
            #expect(methods.hasPrefix("\(Self.peer).Chat\n\(Self.peer).Collect\n"))
            let service = try InspectRun("describe", address, Self.peer).output
            #expect(
                service.contains(
                    "rpc Chat ( stream .strategos.testing.v1.Item ) returns ( stream .strategos.testing.v1.Item );"))
            let legacy = try InspectRun("describe", address, "strategos.testing.v1.Legacy").output
            for line in [
                "  required int32 needed = 1;", "    optional .strategos.testing.v1.Legacy inner = 2;",
                "  map<string, .strategos.testing.v1.Legacy.Level> by_name = 9;",
                "  extensions 100 to 199, 1000 to max;", "  reserved 20 to 22, 30;",
            ] {
                #expect(legacy.contains(line + "\n"))
            }
            #expect(try InspectRun("describe", address, "\(Self.peer).Hang").output.contains("is a method"))
            #expect(
                try InspectRun("describe", address, "strategos.testing.v1.Legacy.closed").output.contains("is a field"))
        }
    }

    @Test("call speaks all four kinds, with several requests in a row")
    func kinds() throws {
        try Self.withPeer { address in
            let two = #"{"text": "a"} {"text": "b", "number": 7}"#
            #expect(
                try Self.call(
                    address, "Echo", #"{"fInt64": "5", "any": {"@type": "t/google.protobuf.Duration", "value": "1s"}}"#
                )
                .compact == #"{"fInt64":"5","any":{"@type":"t/google.protobuf.Duration","value":"1s"}}"#)
            #expect(try Self.call(address, "Count", #"{"count": 2}"#).compact == #"{}{"number":1}"#)
            #expect(try Self.call(address, "Collect", two).compact == #"{"count":2,"texts":["a","b"]}"#)
            let chat = try InspectRun("call", address, "\(Self.peer)/Chat", "-d", "@", input: two)
            #expect(chat.compact == #"{"text":"A","number":1}{"text":"B","number":8}"#)
        }
    }

    @Test("The status of a call goes to standard error, with its details, and makes the exit code")
    func status() throws {
        try Self.withPeer { address in
            let request =
                #"{"code": 5, "message": "nothing", "details": [{"@type": "t/strategos.testing.v1.Item", "text": "x"}]}"#
            let failed = try Self.call(address, "Fail", request)
            #expect(failed.code == 64 + 5)
            #expect(failed.output.isEmpty)
            #expect(failed.errors.hasPrefix("ERROR:\n  Code: NotFound\n  Message: nothing\n  Details:\n  1)\t{\n"))
            #expect(failed.errors.contains("\"text\": \"x\""))
            let late = try InspectRun("call", address, "\(Self.peer)/Hang", "-max-time", "0.3")
            #expect(late.code == 64 + 4)
            #expect(late.errors.contains("Code: DeadlineExceeded"))
        }
    }

    @Test("A request that does not fit names the place and the field, and is not sent")
    func badRequest() throws {
        try Self.withPeer { address in
            let unknown = try Self.call(address, "Count", "{\n  \"cont\": 2}")
            #expect(unknown.code == 1)
            #expect(
                unknown.errors
                    == "Error: -d: line 2, column 3: unknown field \"cont\" of strategos.testing.v1.CountRequest\n")
            let second = try Self.call(address, "Chat", #"{"text": "a"} {"number": -1}"#)
            #expect(second.code == 1)
            #expect(
                second.errors.contains("line 1, column 26: number: -1 is not a whole number in the range of uint32"))
            #expect(try Self.call(address, "Count", "{} {}").code == 1)
        }
    }

    @Test("Wrong usage is 2, a server that is not there is 1")
    func usage() throws {
        #expect(try InspectRun("list").code == 2)
        #expect(try InspectRun("list", "no-port").code == 2)
        #expect(try InspectRun("list", "localhost:1", "--max-time", "-1").code == 2)
        #expect(try InspectRun("list", "localhost:1", "-H", "bad header").code == 2)
        #expect(try InspectRun("call", "localhost:1").code == 2)
        let absent = try InspectRun("list", "localhost:1")
        #expect(absent.code == 1)
        #expect(absent.errors.contains("Unavailable: connecting to 127.0.0.1:1: connection refused"))
    }

    @Test("Metadata is sent, and shown with -v")
    func metadata() throws {
        try Self.withPeer { address in
            let run = try InspectRun(
                "call", address, "\(Self.peer)/EchoMetadata", "-v", "-H", "x-one: 1", "-H", "x-two-bin: AAE=")
            #expect(run.output.contains("\"x-one\": \"1\""))
            #expect(run.output.contains("\"x-two-bin\": \"AAE=\""))
            #expect(run.output.contains("Response headers received:\ninitial: yes\n"))
            #expect(run.output.contains("Response trailers received:\ntrailing: yes\n"))
        }
    }

    @Test("A server without reflection says so, and can be called with a descriptor set")
    func descriptorSet() throws {
        try Self.withPeer("--reflection", "none") { address in
            let refused = try InspectRun("list", address)
            #expect(refused.code == 1)
            #expect(refused.errors.contains("Failed to list services: Unimplemented"))
            let file = FileManager.default.temporaryDirectory.appending(path: "set-\(UUID().uuidString).binpb").path()
            defer { try? FileManager.default.removeItem(atPath: file) }
            try ClientPeer.writeDescriptorSet(to: file)
            #expect(try InspectRun("list", "--descriptor-set", file).output == "\(Self.peer)\n")
            let called = try InspectRun(
                "call", address, "\(Self.peer)/Count", "-d", #"{"count": 1}"#, "--descriptor-set", file)
            #expect(called.compact == "{}")
        }
    }

    private static func call(_ address: String, _ method: String, _ data: String) throws -> InspectRun {
        try InspectRun("call", address, "\(peer)/\(method)", "-d", data)
    }

    private static func withPeer(_ arguments: String..., body: (String) throws -> Void) throws {
        let peer = try ClientPeer(script: "peer.py", arguments: arguments)
        defer { peer.stop() }
        try body("localhost:\(peer.port)")
    }
}

/// One run of the command.
struct InspectRun {
    let output: String
    let errors: String
    let code: Int32

    /// The release binary if the environment names it, else the one built beside the tests.
    private static var binary: String {
        ProcessInfo.processInfo.environment["STRATEGOS_BINARY"]
            ?? URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "strategos").path()
    }

    static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: located) }

    private static var located: String {
        if FileManager.default.isExecutableFile(atPath: binary) { return binary }
        return ClientPeer.root.appending(path: ".build/debug/strategos").path()
    }

    init(_ arguments: String..., input: String = "") throws {
        let process = Process()
        process.executableURL = URL(filePath: Self.located)
        process.arguments = ["inspect"] + arguments
        let (given, output, errors) = (Pipe(), Pipe(), Pipe())
        process.standardInput = given
        process.standardOutput = output
        process.standardError = errors
        try process.run()
        try given.fileHandleForWriting.write(contentsOf: Data(input.utf8))
        try given.fileHandleForWriting.close()
        self.output = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        self.errors = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        code = process.terminationStatus
    }

    /// The output without its blanks.
    var compact: String { output.filter { !$0.isWhitespace } }
}
