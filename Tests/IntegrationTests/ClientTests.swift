// SPDX-License-Identifier: Apache-2.0

import RPCServer
import Testing

/// Our client against a server of another make. Messages are given as bytes: `0A 01 61` is an item
/// with the text "a".
@Suite("Client against grpcio", .serialized, .enabled(if: ClientPeer.isAvailable))
struct ClientTests {
    @Test("A unary call gives the response and its metadata")
    func unary() async throws {
        try await withClientPeer { (channel, _) async throws in
            var options = CallOptions(timeout: .seconds(20))
            options.metadata.append("x-text", "some text")
            options.metadata.append("x-bytes-bin", binary: [0, 255, 1])
            let response = try await channel.start(
                .peer("EchoMetadata", .unary), onlyRequest: [], options: options
            ).response()
            #expect(response.headers["initial"] == "yes")
            #expect(response.headers[binary: "initial-bin"] == [0, 255])
            #expect(response.trailers["trailing"] == "yes")
            #expect(response.trailers[binary: "trailing-bin"] == [1, 2, 3])
            let text = String(decoding: response.message, as: UTF8.self)
            #expect(text.contains("x-text") && text.contains("some text"))
            #expect(response.message.contains([0, 255, 1]))
            // The peer was told of the timeout.
            #expect(text.contains("time-remaining") && text.contains("19."))
        }
    }

    @Test("A server-streaming call gives every response, then nothing")
    func serverStreaming() async throws {
        try await withClientPeer { (channel, _) async throws in
            let call = channel.start(.peer("Count", .serverStreaming), onlyRequest: [0x08, 3])
            #expect(try await call.next() == [])
            #expect(try await call.next() == [0x10, 1])
            #expect(try await call.next() == [0x10, 2])
            #expect(try await call.next() == nil)
            #expect(try await call.next() == nil)
        }
    }

    @Test("A client-streaming call sends every request")
    func clientStreaming() async throws {
        try await withClientPeer { (channel, _) async throws in
            let call = channel.start(.peer("Collect", .clientStreaming))
            for letter in [0x61, 0x62] as [UInt8] { try await call.send([0x0A, 1, letter]) }
            call.finishSending()
            #expect(try await call.response().message == [0x08, 2, 0x12, 1, 0x61, 0x12, 1, 0x62])
        }
    }

    @Test("A bidirectional call is answered message by message")
    func bidirectional() async throws {
        try await withClientPeer { (channel, _) async throws in
            let call = channel.start(.peer("Chat", .bidirectional))
            for letter in [0x61, 0x62] as [UInt8] {
                try await call.send([0x0A, 1, letter])
                #expect(try await call.next() == [0x0A, 1, letter - 0x20, 0x10, 1])
            }
            call.finishSending()
            #expect(try await call.next() == nil)
        }
    }

    @Test("An error arrives with code, message, details and metadata, from trailers alone or behind messages")
    func errors() async throws {
        try await withClientPeer { (channel, _) async throws in
            // code 9, message "né", one detail: an Any of type "t/x" with the value "v"
            let detail: [UInt8] = [0x0A, 3, 0x74, 0x2F, 0x78, 0x12, 1, 0x76]
            let request: [UInt8] = [0x08, 9, 0x12, 3, 0x6E, 0xC3, 0xA9, 0x1A, 8] + detail
            let unary = channel.start(.peer("Fail", .unary), onlyRequest: request)
            let error = await #expect(throws: RPCError.self) { try await unary.response() }
            #expect(error?.code == .failedPrecondition)
            #expect(error?.message == "né")
            #expect(error?.origin == .peer)
            #expect(error?.details == request)

            let plain = channel.start(.peer("Fail", .unary), onlyRequest: [0x08, 5])
            let withMetadata = await #expect(throws: RPCError.self) { try await plain.response() }
            #expect(withMetadata?.code == .notFound)
            #expect(withMetadata?.metadata["reason"] == "asked for")

            let streaming = channel.start(.peer("FailStream", .serverStreaming), onlyRequest: [0x08, 16, 0x20, 2])
            #expect(try await streaming.next() == [])
            #expect(try await streaming.next() == [0x10, 1])
            let late = await #expect(throws: RPCError.self) { try await streaming.next() }
            #expect(late?.code == .unauthenticated)
        }
    }

    @Test("A call ends at its deadline, and the server learns of it")
    func deadline() async throws {
        try await withClientPeer { (channel, _) async throws in
            let call = channel.start(
                .peer("Hang", .unary), onlyRequest: [0x0A, 1, 0x64], options: CallOptions(timeout: .milliseconds(50)))
            let error = await #expect(throws: RPCError.self) { try await call.response() }
            #expect(error?.code == .deadlineExceeded)
            #expect(try await Self.history(of: channel, contains: "Hang d cancelled"))
        }
    }

    @Test("Cancelling the caller's task cancels the call at the server")
    func cancellation() async throws {
        try await withClientPeer { (channel, _) async throws in
            let task = Task { try await channel.start(.peer("Hang", .unary), onlyRequest: [0x0A, 1, 0x63]).response() }
            #expect(try await Self.history(of: channel, contains: "Hang c started"))
            task.cancel()
            let error = await #expect(throws: RPCError.self) { try await task.value }
            #expect(error?.code == .cancelled)
            #expect(try await Self.history(of: channel, contains: "Hang c cancelled"))
        }
    }

    @Test("A streaming call that is dropped is cancelled at the server")
    func dropping() async throws {
        try await withClientPeer { (channel, _) async throws in
            do {
                // 1,000,000 items with 1 ms between them
                let call = channel.start(
                    .peer("Count", .serverStreaming),
                    onlyRequest: [0x08, 0xC0, 0x84, 0x3D, 0x1A, 4, 0x10, 0xC0, 0x84, 0x3D])
                #expect(try await call.next() == [])
            }
            #expect(try await Self.history(of: channel, contains: "Count ended"))
        }
    }

    @Test("A response larger than the limit ends the call, one within it arrives whole")
    func responseLimit() async throws {
        try await withClientPeer { (channel, _) async throws in
            // one item with 3,000,000 bytes of padding
            let request: [UInt8] = [0x08, 1, 0x10, 0xC0, 0x8D, 0xB7, 0x01]
            let whole = channel.start(.peer("Count", .serverStreaming), onlyRequest: request)
            #expect(try await whole.next()?.count == 3_000_005)
            #expect(try await whole.next() == nil)
            let limited = channel.start(
                .peer("Count", .serverStreaming), onlyRequest: request, options: CallOptions(maxResponseBytes: 1 << 20))
            let error = await #expect(throws: RPCError.self) { try await limited.next() }
            #expect(error?.code == .resourceExhausted)
            #expect(error?.message.contains("3000005 bytes") == true)
        }
    }

    @Test("A method that the server does not have is UNIMPLEMENTED")
    func unimplemented() async throws {
        try await withClientPeer { (channel, _) async throws in
            let error = await #expect(throws: RPCError.self) {
                try await channel.start(.peer("Nothing", .unary), onlyRequest: []).response()
            }
            #expect(error?.code == .unimplemented)
        }
    }

    @Test(
        "Requests are compressed as other servers read them, and their answers are read",
        arguments: MessageCompression.allCases)
    func compression(_ compression: MessageCompression) async throws {
        try await withClientPeer { (channel, _) async throws in
            // A text of 5,000 letters.
            let request: [UInt8] = [0x0A, 0x88, 0x27] + [UInt8](repeating: 0x61, count: 5000)
            let call = channel.start(
                .peer("Echo", .unary), onlyRequest: request, options: CallOptions(compression: compression))
            if compression == .zstd {
                // Python's server does not know it, and says so in one way or another.
                let error = await #expect(throws: RPCError.self) { try await call.response() }
                #expect(error?.origin == .peer)
            } else {
                let message = try await call.response().message
                #expect(message == request)
            }
        }
    }

    @Test("Many calls share one connection, more of them than the server allows streams")
    func manyCalls() async throws {
        try await withClientPeer { (channel, _) async throws in
            try await withThrowingTaskGroup(of: [UInt8].self) { group in
                for number in 0..<500 {
                    let request: [UInt8] = [0x18, UInt8(number % 100 + 1)]
                    group.addTask {
                        try await channel.start(.peer("Echo", .unary), onlyRequest: request).response().message
                    }
                }
                var count = 0
                for try await response in group {
                    #expect(response.count == 2)
                    count += 1
                }
                #expect(count == 500)
            }
        }
    }

    @Test("A server that dies makes running calls UNAVAILABLE, and the next call reconnects")
    func connectionLoss() async throws {
        let loops = try EventLoopGroup(count: 1)
        defer { loops.stop() }
        let first = try ClientPeer()
        let channel = Channel(to: .internet(host: "127.0.0.1", port: first.port), loops: loops)
        _ = try await channel.start(.peer("Echo", .unary), onlyRequest: []).response()
        let hanging = channel.start(.peer("Hang", .unary), onlyRequest: [])
        #expect(try await Self.history(of: channel, contains: "Hang  started"))
        first.kill()
        let lost = await #expect(throws: RPCError.self) { try await hanging.response() }
        #expect(lost?.code == .unavailable)
        #expect(lost?.origin == .transport)
        let refused = await #expect(throws: RPCError.self) {
            try await channel.start(.peer("Echo", .unary), onlyRequest: []).response()
        }
        #expect(refused?.code == .unavailable)
        #expect(refused?.message.contains("ECONNREFUSED") == true)
        let second = try ClientPeer("--port", "\(first.port)")
        defer { second.stop() }
        _ = try await channel.start(.peer("Echo", .unary), onlyRequest: [0x18, 1]).response()
        await channel.close()
    }

    @Test("A server that goes away gets no new calls, and finishes those it has")
    func goAway() async throws {
        let loops = try EventLoopGroup(count: 1)
        defer { loops.stop() }
        let peer = try ClientPeer(script: "goaway.py")
        defer { peer.stop() }
        let channel = Channel(to: .internet(host: "127.0.0.1", port: peer.port), loops: loops)
        // Each connection of this peer answers its first call after it has sent GOAWAY, with its number.
        for number in 1...3 {
            let response = try await channel.start(.peer("Echo", .unary), onlyRequest: []).response()
            #expect(response.headers["connection-number"] == "\(number)")
        }
        await channel.close()
    }

    @Test("A closed channel lets running calls end, and refuses new ones")
    func closing() async throws {
        try await withClientPeer { (channel, _) async throws in
            let call = channel.start(.peer("Chat", .bidirectional))
            try await call.send([0x0A, 1, 0x61])
            #expect(try await call.next() != nil)
            async let closed: Void = channel.close()
            try await call.send([0x0A, 1, 0x62])
            #expect(try await call.next() != nil)
            call.finishSending()
            #expect(try await call.next() == nil)
            await closed
            let error = await #expect(throws: RPCError.self) {
                try await channel.start(.peer("Echo", .unary), onlyRequest: []).response()
            }
            #expect(error?.code == .unavailable)
        }
    }

    /// Asks the peer for what happened until it contains an event; the peer's processing is what is
    /// waited for, each question being a call.
    static func history(of channel: Channel, contains event: String) async throws -> Bool {
        for _ in 0..<2_000 {
            let events = try await channel.start(.peer("History", .unary), onlyRequest: []).response().message
            if String(decoding: events, as: UTF8.self).contains(event) { return true }
        }
        return false
    }
}
