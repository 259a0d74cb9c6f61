// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Testing

/// The server's side of a TLS connection whose carrier is memory, on a loop that only turns when it is told to.
private final class MemoryTLS: TransportOwner {
    let time = ManualClock()
    let loop: EventLoop
    let carrier = MemoryTransport()
    let peer = TLSPeer()
    /// How the handshake has ended, each time that this was told.
    private(set) var outcomes: [String] = []
    private(set) var bytes: [UInt8] = []
    private(set) var endings: [String] = []
    private(set) var roomTold = 0
    private(set) var stream: TLSStream!

    init(_ server: ServerTLS) throws {
        loop = try EventLoop(clock: time.clock)
        let (loop, carrier) = (loop, carrier)
        let engine = try TLSEngine(TLSCredentials(server: server, protocols: [.http2]))
        stream = loop.enter {
            TLSStream(engine, over: carrier, on: loop, timeout: .seconds(5)) { [unowned self] stream, result in
                unsafe stream.owner = self
                switch result {
                case .success(let session): outcomes.append(session.applicationProtocol?.rawValue ?? "none")
                case .failure(let error): outcomes.append("\(error)")
                }
            }
        }
    }

    deinit {
        loop.enter { stream.close() }
        loop.turn()
    }

    func received(_ bytes: UnsafeRawBufferPointer) { unsafe self.bytes += bytes }
    func mayWriteAgain() { roomTold += 1 }
    func ended(by error: (any Error)?) { endings.append(error.map { "\($0)" } ?? "") }

    /// Moves bytes both ways, until there are no more.
    func settle() {
        while true {
            let sent = peer.output()
            onLoop { unsafe sent.withUnsafeBytes { unsafe stream.received($0) } }
            let answered = carrier.written
            carrier.written = []
            if !answered.isEmpty { peer.receive(answered) }
            if sent.isEmpty, answered.isEmpty { return }
        }
    }

    func onLoop(_ body: () -> Void) { loop.enter(body) }
}

@Suite("TLS on a transport")
struct TLSStreamTests {
    private let authority: TestAuthority
    private let server: ServerTLS

    init() throws {
        authority = try TestAuthority()
        let files = try authority.issue("server")
        server = ServerTLS(certificateFile: files.certificate, keyFile: files.key)
    }

    @Test("The handshake is told before the first byte, and both once")
    func order() throws {
        let tls = try MemoryTLS(server)
        tls.settle()
        tls.peer.send([1, 2, 3])
        tls.settle()
        #expect(tls.outcomes == ["h2"])
        #expect(tls.bytes == [1, 2, 3])
    }

    @Test("A handshake that takes too long is ended, and one that was done in time is not")
    func timeout() throws {
        let slow = try MemoryTLS(server)
        let hello = slow.peer.output()
        slow.onLoop { unsafe hello.dropLast().withUnsafeBytes { unsafe slow.stream.received($0) } }
        slow.time.advance(by: .milliseconds(4_990))
        slow.loop.turn()
        #expect(slow.outcomes.isEmpty)
        slow.time.advance(by: .milliseconds(20))
        slow.loop.turn()
        #expect(slow.outcomes == ["TLS: the handshake was not done in time"])
        #expect(slow.carrier.isClosed)

        let fast = try MemoryTLS(server)
        fast.settle()
        fast.time.advance(by: .seconds(60))
        fast.loop.turn()
        #expect(fast.outcomes == ["h2"])
        #expect(fast.endings.isEmpty)
    }

    @Test("What is written while the carrier has no room goes when it has, and counts as unsent until then")
    func noRoom() throws {
        let tls = try MemoryTLS(server)
        tls.settle()
        tls.onLoop { unsafe [UInt8](repeating: 7, count: 40_000).withUnsafeBytes { unsafe tls.stream.write($0) } }
        #expect(tls.stream.unsentCount == 0)
        tls.settle()
        #expect(tls.peer.received.count == 40_000)

        tls.carrier.isBlocked = true
        // OpenSSL answers the first one when it has something else to say.
        for _ in 0..<2 {
            tls.peer.changeKeys()
            tls.settle()
        }
        let waiting = tls.stream.unsentCount
        #expect(waiting > 1)
        #expect(tls.carrier.written.isEmpty)
        tls.carrier.isBlocked = false
        tls.onLoop { tls.stream.mayWriteAgain() }
        #expect(tls.stream.unsentCount == 0)
        #expect(tls.roomTold == 1)
        tls.settle()
        tls.onLoop { unsafe [UInt8](repeating: 8, count: 10).withUnsafeBytes { unsafe tls.stream.write($0) } }
        tls.settle()
        #expect(tls.peer.received.count == 40_010)
        #expect(tls.peer.failure == nil)
    }

    @Test("A peer that asks for ever new keys and does not fetch the answers is dropped")
    func keyFlood() throws {
        let tls = try MemoryTLS(server)
        tls.settle()
        tls.carrier.isBlocked = true
        var rounds = 0
        while tls.endings.isEmpty, rounds < 10_000 {
            tls.peer.changeKeys()
            tls.settle()
            rounds += 1
        }
        #expect(tls.endings == ["TLS: the peer asks for answers that it does not fetch"])
        #expect(tls.carrier.isClosed)
    }

    @Test("The end is told once, by a goodbye or by the carrier, and not after closing")
    func end() throws {
        let polite = try MemoryTLS(server)
        polite.settle()
        polite.peer.finish()
        polite.settle()
        polite.onLoop { polite.stream.ended(by: nil) }
        #expect(polite.endings == [""])

        let gone = try MemoryTLS(server)
        gone.onLoop { gone.stream.ended(by: nil) }
        #expect(gone.outcomes == ["TLS: the connection ended within the handshake"])
        #expect(gone.endings.isEmpty)

        let closed = try MemoryTLS(server)
        closed.settle()
        closed.onLoop { closed.stream.close() }
        closed.settle()
        #expect(closed.endings.isEmpty)
        #expect(closed.peer.sawGoodbye)
    }
}

@Suite("A server with TLS", .timeLimit(.minutes(1)))
struct TLSServerTests {
    private let authority: TestAuthority
    private let tls: ServerTLS

    init() throws {
        authority = try TestAuthority()
        let files = try authority.issue("server")
        tls = ServerTLS(certificateFile: files.certificate, keyFile: files.key)
    }

    /// Runs a body with a server on one loop, so that what it is told happens in order.
    private func withServer(
        _ tls: ServerTLS, _ service: TestService = TestService(), reloadInterval: Duration = .seconds(3600),
        _ body: (Server, SocketAddress) async throws -> Void
    ) async throws {
        var configuration = ServerConfiguration(address: .internet(host: "127.0.0.1", port: 0), loops: 1)
        configuration.reloadInterval = reloadInterval
        configuration.tls = tls
        configuration.grace = .zero
        let server = try Server(configuration: configuration, services: [service])
        let address = try server.start()
        do {
            try await body(server, address)
        } catch {
            await server.shutdown()
            throw error
        }
        await server.shutdown()
    }

    private func withChannel(
        to address: SocketAddress, _ tls: ClientTLS?, _ body: (Channel) async throws -> Void
    ) async throws {
        let loops = try EventLoopGroup(count: 1)
        defer { loops.stop() }
        var configuration = ChannelConfiguration()
        configuration.tls = tls
        let channel = Channel(to: address, loops: loops, configuration: configuration)
        try await body(channel)
        await channel.close()
    }

    private func ask(_ channel: Channel, _ text: String) async throws -> String {
        let method = TestService.method("Unary", .unary)
        let answer = try await channel.start(method, onlyRequest: TextMessage(text).serialized()).response()
        return try TextMessage(serialized: answer.message).text
    }

    private func expectNext(of call: RawCall, _ text: String?) async throws {
        let message = try await call.next()
        #expect(message == text.map { TextMessage($0).serialized() })
    }

    @Test("Calls of any size go both ways, and handlers know with whom they speak")
    func calls() async throws {
        var tls = tls
        tls.clientAuthorityFile = authority.file
        tls.clientCertificates = .required
        let files = try authority.issue("client", subject: "red team")
        let service = TestService(unary: { request, context in
            guard request.text == "who" else { return request }
            return TextMessage("\(context.tls?.peerCertificate?.subject ?? "?") by \(context.tls?.version ?? "?")")
        })
        try await withServer(tls, service) { server, address in
            let client = ClientTLS(
                authorityFile: authority.file, certificateFile: files.certificate, keyFile: files.key)
            try await withChannel(to: address, client) { channel in
                let answer = try await ask(channel, "who")
                #expect(answer == "CN=red team by TLSv1.3")
                for count in [0, 1, 20_000, 3_000_000] {
                    let text = String(repeating: "x", count: count)
                    let answer = try await ask(channel, text)
                    #expect(answer == text)
                }
            }
            #expect(server.metrics.snapshot()[.handshakeFailures] == 0)
        }
    }

    @Test("Without TLS there is nothing to know of it")
    func clear() throws {
        let server = try MemoryServer([
            TestService(immediate: { _, context in TextMessage(context.tls == nil ? "clear" : "encrypted") })
        ])
        let answer = server.call("/test.Service/Immediate", framed(""))
        #expect(answer.texts == ["clear"])
    }

    @Test("Callers without TLS, without trust, or without a certificate get no answer, and are counted")
    func refused() async throws {
        var tls = tls
        tls.clientAuthorityFile = authority.file
        tls.clientCertificates = .required
        let other = try TestAuthority("Another")
        try await withServer(tls) { server, address in
            for client in [nil, ClientTLS(authorityFile: other.file), ClientTLS(authorityFile: authority.file)] {
                try await withChannel(to: address, client) { channel in
                    let error = await #expect(throws: RPCError.self) { try await ask(channel, "x") }
                    #expect(error?.code == .unavailable)
                }
            }
            #expect(server.metrics.snapshot()[.handshakeFailures] == 3)
            #expect(server.metrics.snapshot()[.connectionsOpened] == 0)
        }
    }

    @Test("A client's file that is no good fails its calls with the file's name")
    func clientFiles() async throws {
        try await withServer(tls) { _, address in
            try await withChannel(to: address, ClientTLS(authorityFile: authority.path("none.pem"))) { channel in
                let error = await #expect(throws: RPCError.self) { try await ask(channel, "x") }
                #expect(error?.code == .unavailable)
                #expect(error?.message.contains("none.pem: No such file") == true)
            }
        }
    }

    @Test("New certificates hold for new connections, and calls under way go on with the old ones")
    func reload() async throws {
        try await withServer(tls) { server, address in
            let client = ClientTLS(authorityFile: authority.file)
            try await withChannel(to: address, client) { old in
                let call = old.start(TestService.method("Both", .bidirectional))
                try await call.send(TextMessage("before").serialized())
                try await expectNext(of: call, "before")

                let newAuthority = try TestAuthority("New")
                try newAuthority.issue("server", into: tls)
                server.reloadFiles()

                try await withChannel(to: address, ClientTLS(authorityFile: newAuthority.file)) { channel in
                    let answer = try await ask(channel, "new")
                    #expect(answer == "new")
                }
                try await withChannel(to: address, client) { channel in
                    await #expect(throws: RPCError.self) { try await ask(channel, "x") }
                }
                try await call.send(TextMessage("after").serialized())
                try await expectNext(of: call, "after")
                call.finishSending()
                try await expectNext(of: call, nil)
            }
            #expect(server.metrics.snapshot()[.certificatesLoaded] == 1)
        }
    }

    @Test("New certificates that are no good are counted once, and the old ones stay")
    func badReload() async throws {
        try await withServer(tls) { server, address in
            _ = try authority.file("server.pem", "nothing")
            for _ in 0..<3 { server.reloadFiles() }
            try await withChannel(to: address, ClientTLS(authorityFile: authority.file)) { channel in
                let answer = try await ask(channel, "x")
                #expect(answer == "x")
            }
            #expect(server.metrics.snapshot()[.certificatesRefused] == 1)
            #expect(server.metrics.snapshot()[.certificatesLoaded] == 0)
        }
    }

    @Test("Files are looked at again after the interval")
    func interval() async throws {
        try await withServer(tls, reloadInterval: .milliseconds(1)) { server, address in
            let newAuthority = try TestAuthority("New")
            try newAuthority.issue("server", into: tls)
            // Until the server has seen both: nothing but a limit of time can tell that it never will.
            while server.metrics.snapshot()[.certificatesLoaded] == 0 { await Task.yield() }
            try await withChannel(to: address, ClientTLS(authorityFile: newAuthority.file)) { channel in
                let answer = try await ask(channel, "x")
                #expect(answer == "x")
            }
        }
    }

    @Test("A server does not start with files that are no good, and says which")
    func badFiles() throws {
        let others = try authority.issue("other")
        let empty = try authority.file("empty.pem", "")
        let broken = try authority.file("broken.pem", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")
        let cases: [(ServerTLS, TLSError.Subject, String)] = [
            (ServerTLS(certificateFile: "/none.pem", keyFile: tls.keyFile), .certificate, "/none.pem: No such file"),
            (ServerTLS(certificateFile: tls.certificateFile, keyFile: "/none.key"), .key, "/none.key: No such file"),
            (ServerTLS(certificateFile: empty, keyFile: tls.keyFile), .certificate, "there is no certificate in it"),
            (ServerTLS(certificateFile: broken, keyFile: tls.keyFile), .certificate, "broken.pem: "),
            (ServerTLS(certificateFile: tls.certificateFile, keyFile: empty), .key, "there is no private key in it"),
            (
                ServerTLS(certificateFile: tls.certificateFile, keyFile: tls.certificateFile), .key,
                "there is no private key in it"
            ),
            (ServerTLS(certificateFile: tls.certificateFile, keyFile: others.key), .key, "key values mismatch"),
            (
                ServerTLS(certificateFile: tls.certificateFile, keyFile: tls.keyFile, clientAuthorityFile: empty),
                .authorities, "there is no certificate in it"
            ),
        ]
        for (tls, subject, text) in cases {
            var configuration = ServerConfiguration(address: .internet(host: "127.0.0.1", port: 0), loops: 1)
            configuration.tls = tls
            let error = #expect(throws: TLSError.self) { try Server(configuration: configuration, services: []) }
            #expect(error?.subject == subject)
            #expect("\(error as Any)".contains(text), "\(error as Any)")
        }
    }
}
