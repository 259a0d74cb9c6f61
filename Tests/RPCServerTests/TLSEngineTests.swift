// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

/// Both sides of a connection in memory, with what each has been told.
private final class TLSPair {
    struct Side {
        var session: TLSSession?
        var bytes: [UInt8] = []
        var hasEnded = false
        var error: TLSError?
    }

    let server: TLSEngine
    let client: TLSEngine
    var atServer = Side()
    var atClient = Side()
    /// How many bytes each side is given at once.
    var piece: () -> Int = { .max }

    init(server: ServerTLS, client: ClientTLS, protocols: [ApplicationProtocol] = [.http2], name: String = "localhost")
        throws
    {
        self.server = try TLSEngine(TLSCredentials(server: server, protocols: protocols))
        self.client = try TLSEngine(TLSCredentials(client: client), serverName: name)
    }

    /// Shakes hands, and moves bytes until both sides have nothing more to say.
    func settle() throws {
        if !client.isEstablished, client.output.isEmpty { try client.start() }
        while true {
            let toServer = Self.take(from: client)
            let toClient = Self.take(from: server)
            if toServer.isEmpty, toClient.isEmpty { return }
            give(toServer, to: server, \.atServer)
            give(toClient, to: client, \.atClient)
        }
    }

    private func give(_ bytes: [UInt8], to engine: TLSEngine, _ side: ReferenceWritableKeyPath<TLSPair, Side>) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(piece()))
            rest = rest.dropFirst(part.count)
            do throws(TLSError) {
                try engine.take(part) { event in
                    switch event {
                    case .established(let session): self[keyPath: side].session = session
                    case .bytes(let bytes): unsafe self[keyPath: side].bytes += bytes
                    case .ended: self[keyPath: side].hasEnded = true
                    }
                }
            } catch {
                self[keyPath: side].error = error
            }
        }
    }

    static func take(from engine: TLSEngine) -> [UInt8] {
        let bytes = unsafe [UInt8](engine.output.bytes)
        engine.output.removeAll()
        return bytes
    }
}

extension TLSEngine {
    func take(_ bytes: [UInt8], _ tell: (Event) -> Void) throws(TLSError) {
        var buffer = [UInt8](repeating: 0, count: 16 << 10)
        let result: Result<Void, TLSError> = unsafe bytes.withUnsafeBytes { bytes in
            unsafe buffer.withUnsafeMutableBytes { buffer in
                do throws(TLSError) {
                    return .success(unsafe try receive(bytes, using: buffer, tell))
                } catch {
                    return .failure(error)
                }
            }
        }
        try result.get()
    }

    func encrypt(_ bytes: [UInt8]) throws {
        try unsafe bytes.withUnsafeBytes { unsafe try encrypt($0) }
    }
}

@Suite("TLS without a socket")
struct TLSEngineTests {
    private let authority: TestAuthority
    private let server: ServerTLS
    private let client: ClientTLS

    init() throws {
        authority = try TestAuthority()
        let files = try authority.issue("server")
        server = ServerTLS(certificateFile: files.certificate, keyFile: files.key)
        client = ClientTLS(authorityFile: authority.file)
    }

    private func mutual(_ asking: ServerTLS.ClientCertificates) -> ServerTLS {
        var server = server
        server.clientAuthorityFile = authority.file
        server.clientCertificates = asking
        return server
    }

    @Test("Client and server agree, however the bytes are cut", arguments: [1, 2, 5, 6, 100, 1000, .max])
    func cuts(piece: Int) throws {
        let pair = try TLSPair(server: server, client: client)
        pair.piece = { piece }
        try pair.settle()
        for session in [pair.atServer.session, pair.atClient.session] {
            #expect(session?.version == "TLSv1.3")
            #expect(session?.applicationProtocol == .http2)
        }
        #expect(pair.atServer.session?.peerCertificate == nil)
        #expect(pair.atClient.session?.peerCertificate?.commonName == "localhost")
    }

    @Test(
        "Bytes arrive both ways as they were sent, whatever their number",
        arguments: [1, 16_383, 16_384, 16_385, 1_000_000])
    func bytes(count: Int) throws {
        let seed = UInt64.random(in: 0...UInt64.max)
        var generator = SplitMix(state: seed)
        let pair = try TLSPair(server: server, client: client)
        pair.piece = { Int.random(in: 1...20_000, using: &generator) }
        try pair.settle()
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ Int(truncatingIfNeeded: seed)) }
        try pair.client.encrypt(bytes)
        try pair.server.encrypt(bytes.reversed())
        try pair.settle()
        #expect(pair.atServer.bytes == bytes, "seed \(seed)")
        #expect(pair.atClient.bytes == bytes.reversed(), "seed \(seed)")
    }

    @Test("A caller's certificate tells who it is")
    func certificate() throws {
        var client = client
        let files = try authority.issue(
            "client", subject: "röt, 1", names: "DNS:a.example,DNS:b.example,URI:spiffe://arena/red")
        client.certificateFile = files.certificate
        client.keyFile = files.key
        let pair = try TLSPair(server: mutual(.required), client: client)
        try pair.settle()
        let certificate = try #require(pair.atServer.session?.peerCertificate)
        #expect(certificate.subject == "CN=röt\\, 1")
        #expect(certificate.commonName == "röt, 1")
        #expect(certificate.dnsNames == ["a.example", "b.example"])
        #expect(certificate.uris == ["spiffe://arena/red"])
        #expect(certificate.fingerprint.count == 64)
    }

    @Test("Callers without a certificate are let in if it is optional, and only then", arguments: [true, false])
    func without(isOptional: Bool) throws {
        let pair = try TLSPair(server: mutual(isOptional ? .optional : .required), client: client)
        try pair.settle()
        #expect((pair.atServer.session != nil) == isOptional)
        #expect((pair.atServer.error == nil) == isOptional)
        // The client has learnt of it, by an alert.
        #expect((pair.atClient.error == nil) == isOptional)
    }

    @Test("A caller's certificate by another authority is refused, optional or not", arguments: [true, false])
    func stranger(isOptional: Bool) throws {
        let other = try TestAuthority("Another")
        let strange = try other.issue("client")
        var client = client
        client.certificateFile = strange.certificate
        client.keyFile = strange.key
        let pair = try TLSPair(server: mutual(isOptional ? .optional : .required), client: client)
        try pair.settle()
        #expect(pair.atServer.session == nil)
        #expect(pair.atServer.error?.reason.contains("certificate verify failed") == true)
        #expect(pair.atClient.error != nil)
    }

    @Test(
        "A server is believed for its name or number only",
        arguments: [
            ("localhost", true), ("127.0.0.1", true), ("127.0.0.2", false), ("example.com", false), ("ocalhost", false),
        ])
    func names(name: String, isBelieved: Bool) throws {
        let pair = try TLSPair(server: server, client: client, name: name)
        try pair.settle()
        #expect((pair.atClient.session != nil) == isBelieved)
        #expect((pair.atClient.error == nil) == isBelieved)
        #expect((pair.atServer.error == nil) == isBelieved)
    }

    @Test("A server by an unknown authority is not believed")
    func unknownAuthority() throws {
        let other = try TestAuthority("Another")
        let pair = try TLSPair(server: server, client: ClientTLS(authorityFile: other.file))
        try pair.settle()
        #expect(pair.atClient.error?.reason.hasPrefix("certificate verify failed: ") == true)
    }

    @Test(
        "The server's first choice among the offered protocols is taken, and none is taken for another",
        arguments: [
            (["http/1.1", "h2"], "h2"), (["h3", "http/1.1"], "http/1.1"), ([], nil),
        ] as [([String], String?)])
    func protocols(offered: [String], chosen: String?) throws {
        let engine = try TLSEngine(TLSCredentials(server: server, protocols: [.http2, .http1]))
        let peer = TLSPeer(protocols: offered)
        var session: TLSSession?
        for _ in 0..<3 {
            try engine.take(peer.output()) { if case .established(let agreed) = $0 { session = agreed } }
            peer.receive(TLSPair.take(from: engine))
        }
        #expect(session != nil)
        #expect(session?.applicationProtocol?.rawValue == chosen)
    }

    @Test(
        "A client that offers other protocols only is told that there is none in common",
        arguments: [["h3"], ["h", "h22"]])
    func noProtocol(offered: [String]) throws {
        let engine = try TLSEngine(TLSCredentials(server: server, protocols: [.http2]))
        let peer = TLSPeer(protocols: offered)
        #expect(throws: TLSError.self) { try engine.take(peer.output()) { _ in } }
        peer.receive(TLSPair.take(from: engine))
        #expect(peer.failure == "tlsv1 alert no application protocol")
    }

    @Test(
        "TLS 1.2 is spoken with ciphers that HTTP/2 allows, and with no others",
        arguments: [
            ("ECDHE-ECDSA-AES128-GCM-SHA256", true), ("ECDHE-ECDSA-CHACHA20-POLY1305", true),
            ("ECDHE-ECDSA-AES128-SHA", false), ("AES128-GCM-SHA256", false),
        ])
    func ciphers(name: String, isSpoken: Bool) throws {
        let peer = TLSPeer(cipherOfTLS12: name)
        let engine = try TLSEngine(TLSCredentials(server: server, protocols: [.http2]))
        talk(engine, peer)
        #expect(engine.isEstablished == isSpoken)
        if isSpoken {
            #expect(peer.version == "TLSv1.2")
            #expect(peer.cipher == name)
        } else {
            #expect(peer.failure == "sslv3 alert handshake failure")
        }
    }

    @Test("Another handshake on the same connection is refused")
    func renegotiation() throws {
        let peer = TLSPeer(cipherOfTLS12: "DEFAULT")
        let engine = try TLSEngine(TLSCredentials(server: server, protocols: [.http2]))
        talk(engine, peer)
        #expect(engine.isEstablished)
        peer.renegotiate()
        talk(engine, peer)
        #expect(peer.failure == "no renegotiation")
    }

    @Test("A goodbye is told once, and what comes behind it is not read")
    func goodbye() throws {
        let engine = try TLSEngine(TLSCredentials(server: server, protocols: [.http2]))
        let peer = TLSPeer()
        talk(engine, peer)
        peer.send([1, 2, 3])
        peer.finish()
        let last = peer.output()
        var endings = 0
        var bytes: [UInt8] = []
        for part in [last, last] {
            try engine.take(part) { event in
                switch event {
                case .bytes(let piece): unsafe bytes += piece
                case .ended: endings += 1
                case .established: Issue.record("established twice")
                }
            }
        }
        #expect(bytes == [1, 2, 3])
        #expect(endings == 1)
    }

    @Test("Closing says goodbye")
    func close() throws {
        let engine = try TLSEngine(TLSCredentials(server: server, protocols: [.http2]))
        let peer = TLSPeer()
        talk(engine, peer)
        engine.close()
        talk(engine, peer)
        #expect(peer.sawGoodbye)
        #expect(peer.failure == nil)
    }

    @Test(
        "What is no TLS is an error",
        arguments: ["GET / HTTP/1.1\r\n\r\n", "PRI * HTTP/2.0\r\n\r\n", "\u{16}\u{3}\u{1}\u{0}\u{4}abcd"])
    func nonsense(text: String) throws {
        let engine = try TLSEngine(TLSCredentials(server: server, protocols: [.http2]))
        #expect(throws: TLSError.self) { try engine.take(Array(text.utf8)) { _ in } }
        #expect(!engine.isEstablished)
    }

    private func talk(_ engine: TLSEngine, _ peer: TLSPeer) {
        for _ in 0..<4 {
            // What is wrong, the peer is told as well.
            try? engine.take(peer.output()) { _ in }
            peer.receive(TLSPair.take(from: engine))
        }
    }
}
