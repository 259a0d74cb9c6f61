// SPDX-License-Identifier: Apache-2.0

import Providers
import RPCServer
import Synchronization
import Testing

/// libcurl against our own server, on the loopback interface.
@Suite("Transfers by libcurl")
struct CurlTransportTests {
    /// Counts what a handler saw.
    private final class Seen: Sendable {
        let begun = Atomic<Int>(0)
        let cancelled = Atomic<Int>(0)
    }

    private static func withServer(
        _ seen: Seen = Seen(), _ body: (_ url: String, _ transport: CurlTransport) async throws -> Void
    ) async throws {
        let routes = [
            HTTPRoute(.post, "/echo") { request, _ in
                HTTPResponse(
                    status: 201, contentType: "Text/Plain; charset=utf-8", body: request.body,
                    fields: [("retry-after", "3"), ("x-key", request.fields["authorization"] ?? "")])
            },
            HTTPRoute(
                .get, "/hang",
                handler: { _, _ in
                    seen.begun.add(1, ordering: .relaxed)
                    do { try await Task.sleep(for: .seconds(3600)) } catch { seen.cancelled.add(1, ordering: .relaxed) }
                    return HTTPResponse(text: "late")
                }),
            HTTPRoute(.get, "/large") { _, _ in
                HTTPResponse(contentType: "text/plain", body: [UInt8](repeating: 65, count: 300_000))
            },
        ]
        let server = try Server(configuration: ServerConfiguration(port: 0), services: [], routes: routes)
        let address = try server.start()
        try await body("http://\(address)", CurlTransport())
        await server.shutdown()
    }

    private static func receive(_ transport: CurlTransport, _ request: OutgoingRequest) async throws
        -> (head: TransferHead?, body: [UInt8])
    {
        var head: TransferHead?
        var body: [UInt8] = []
        for try await event in transport.send(request) {
            switch event {
            case .head(let received): head = received
            case .body(let bytes): body += bytes
            }
        }
        return (head, body)
    }

    @Test("A request arrives as it was sent, and its answer comes back with status, fields and body")
    func echo() async throws {
        try await Self.withServer { url, transport in
            let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0) }
            let key = try APIKey("sk-0123456789")
            let request = OutgoingRequest(
                method: "POST", url: url + "/echo", fields: [("Content-Type", "x/y")], key: key, body: bytes)
            for _ in 0..<3 {
                let (head, body) = try await Self.receive(transport, request)
                let answer = try #require(head)
                #expect(answer.status == 201 && answer.mediaType == "text/plain" && answer.fields["retry-after"] == "3")
                #expect(answer.fields["x-key"] == "Bearer sk-0123456789" && body == bytes)
            }
        }
    }

    @Test("When who asked goes away, the transfer ends at the other side too")
    func cancellation() async throws {
        let seen = Seen()
        try await Self.withServer(seen) { url, transport in
            let task = Task { try await Self.receive(transport, OutgoingRequest(method: "GET", url: url + "/hang")) }
            while seen.begun.load(ordering: .relaxed) == 0 { await Task.yield() }
            #expect(transport.activeTransfers == 1)
            task.cancel()
            while seen.cancelled.load(ordering: .relaxed) == 0 { await Task.yield() }
            while transport.activeTransfers > 0 { await Task.yield() }
        }
    }

    @Test("Limits of time and size end a transfer with their reason")
    func limits() async throws {
        try await Self.withServer { url, transport in
            var slow = OutgoingRequest(method: "GET", url: url + "/hang")
            slow.limits.firstByte = .milliseconds(50)
            let first = await #expect(throws: TransferFailure.self) { try await Self.receive(transport, slow) }
            #expect(first?.kind == .timeout && first?.detail.contains("no byte") == true)
            slow.limits = TransferLimits()
            slow.limits.total = .milliseconds(50)
            let second = await #expect(throws: TransferFailure.self) { try await Self.receive(transport, slow) }
            #expect(second?.kind == .timeout)
            var large = OutgoingRequest(method: "GET", url: url + "/large")
            large.limits.bodyBytes = 299_999
            let third = await #expect(throws: TransferFailure.self) { try await Self.receive(transport, large) }
            #expect(third?.kind == .tooLarge)
            large.limits.bodyBytes = 300_000
            let body = try await Self.receive(transport, large).body
            #expect(body.count == 300_000)
        }
    }

    @Test(
        "What cannot be sent is refused with its reason",
        arguments: [
            ("http://127.0.0.1:1/", .unreachable), ("ftp://127.0.0.1/", .badAddress), ("http://[/", .badAddress),
            ("file:///etc/passwd", .badAddress),
        ] as [(String, TransferFailure.Kind)])
    func refused(url: String, kind: TransferFailure.Kind) async {
        let failure = await #expect(throws: TransferFailure.self) {
            try await Self.receive(CurlTransport(), OutgoingRequest(method: "GET", url: url))
        }
        #expect(failure?.kind == kind, "\(failure.map { "\($0)" } ?? "")")
    }

    @Test("A field with a line break, which would be two, is not sent")
    func lineBreaks() async throws {
        let request = OutgoingRequest(method: "GET", url: "http://127.0.0.1:1", fields: [("X", "a\r\nY: b")])
        let failure = await #expect(throws: TransferFailure.self) {
            try await Self.receive(CurlTransport(), request)
        }
        #expect(failure?.kind == .local)
        #expect(throws: APIKey.Unusable.self) { _ = try APIKey("sk-12345678\r\nX: y") }
    }
}
