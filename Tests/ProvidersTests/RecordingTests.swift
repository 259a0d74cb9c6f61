// SPDX-License-Identifier: Apache-2.0

import Foundation
import Providers
import RPCServer
import StrategosAPI
import Testing

@Suite("Recorded traffic")
struct RecordingTests {
    typealias Script = ScriptedTransport.Script

    private static func ask(_ transport: any HTTPTransport, _ question: String, key: APIKey? = nil)
        async throws(ModelFailure) -> ModelAnswer
    {
        let exchange = ModelExchange(transport: transport, url: "http://host:1", key: key)
        let provider = OpenAIProvider(exchange, model: "", constraint: .none)
        return try await provider.generate(
            ModelRequest(messages: [ChatMessage(.user, question)], maxTokens: 5, deadline: .after(.seconds(5))))
    }

    private static func inFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "recording-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder.path())
    }

    private static func reason(_ body: () async throws(ModelFailure) -> ModelAnswer) async -> ModelFailure.Reason? {
        do throws(ModelFailure) {
            _ = try await body()
            return nil
        } catch {
            return error.reason
        }
    }

    @Test("What was recorded is answered as it was then, failures too; what was not is not")
    func replay() async throws {
        try await Self.inFolder { folder in
            let scripted = ScriptedTransport([
                Script(OpenAITests.good),
                Script(["slow"], status: 429, type: "text/plain", fields: ["retry-after": "7"]),
                Script(TransferFailure(.closed, ""), after: [OpenAITests.good[1]]),
            ])
            let recording = try RecordingTransport(scripted, folder: folder)
            let first = try await Self.ask(recording, "one")
            #expect(
                await Self.reason { () throws(ModelFailure) in try await Self.ask(recording, "one") } == .rateLimited)
            #expect(await Self.reason { () throws(ModelFailure) in try await Self.ask(recording, "two") } == .cutOff)

            let replay = try ReplayTransport(folder: folder)
            for _ in 0..<2 {
                #expect(try await Self.ask(replay, "one") == first)
                #expect(
                    await Self.reason { () throws(ModelFailure) in try await Self.ask(replay, "one") } == .rateLimited)
            }
            #expect(await Self.reason { () throws(ModelFailure) in try await Self.ask(replay, "two") } == .cutOff)
            #expect(
                await Self.reason { () throws(ModelFailure) in try await Self.ask(replay, "three") } == .notRecorded)
        }
    }

    @Test("A key is in no recording, even where the backend quotes it in two pieces")
    func canary() async throws {
        try await Self.inFolder { folder in
            let key = try APIKey("sk-canary-0123456789")
            let scripted = ScriptedTransport([
                Script(["your key sk-can", "ary-0123456789 is no good"], status: 401, type: "text/plain")
            ])
            let recording = try RecordingTransport(scripted, folder: folder)
            let reason = await Self.reason { () throws(ModelFailure) in
                try await Self.ask(recording, "sk-canary-0123456789", key: key)
            }
            #expect(reason == .unauthorized)
            let files = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(files.count == 1)
            let text = try String(contentsOfFile: folder + "/" + files[0], encoding: .utf8)
            #expect(!text.contains("canary") && !text.contains("0123456789") && text.contains("(secret)"))
        }
    }

    @Test("Bytes that are no text come back as they were")
    func bytes() async throws {
        try await Self.inFolder { folder in
            let scripted = ScriptedTransport([Script(["\u{0}ä"])])
            let recording = try RecordingTransport(scripted, folder: folder)
            let request = OutgoingRequest(method: "POST", url: "http://h/x", body: [0xFF, 0, 0xC3])
            for try await _ in recording.send(request) {}
            var body: [UInt8] = []
            for try await event in try ReplayTransport(folder: folder).send(request) {
                if case .body(let bytes) = event { body += bytes }
            }
            #expect(body == Array("\u{0}ä".utf8))
        }
    }
}
