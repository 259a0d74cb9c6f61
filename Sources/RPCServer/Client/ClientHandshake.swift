// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// How a channel's connections get their TLS: from files, which are read again for each connection.
final class ClientHandshake: Sendable {
    private let configuration: ClientTLS
    private let serverName: String
    private let timeout: Duration
    private let loaded = Mutex<TLSCredentials?>(nil)

    init(_ configuration: ClientTLS, with target: SocketAddress, timeout: Duration) {
        self.configuration = configuration
        self.timeout = timeout
        serverName =
            switch (configuration.serverName, target) {
            case (let name?, _): name
            case (nil, .internet(let host, _)): host
            case (nil, .unix): "localhost"
            }
    }

    /// Makes TLS over a connected transport, and tells on the loop's thread how that went.
    func start(
        over carrier: any ClientTransport, on loop: EventLoop,
        _ completion: @escaping (Result<any ClientTransport, RPCError>) -> Void
    ) {
        do {
            let engine = try TLSEngine(try credentials(), serverName: serverName)
            let stream = TLSStream(engine, over: carrier, on: loop, timeout: timeout) { [serverName] stream, result in
                switch result {
                case .success(let session) where session.applicationProtocol == .http2:
                    completion(.success(stream))
                case .success:
                    stream.close()
                    completion(.failure(Self.unavailable("\(serverName) does not speak HTTP/2", nil)))
                case .failure(let error):
                    completion(.failure(Self.unavailable("\(serverName): \(error)", error)))
                }
            }
            stream.holdDuringHandshake()
            try carrier.start(for: stream)
            stream.start()
        } catch {
            carrier.close()
            completion(.failure(Self.unavailable("\(error)", error)))
        }
    }

    private func credentials() throws(TLSError) -> TLSCredentials {
        try loaded.withLock { (loaded) throws(TLSError) in
            if let loaded {
                // The last good ones will do if there is something wrong with the new ones.
                _ = loaded.reload()
                return loaded
            }
            let fresh = try TLSCredentials(client: configuration)
            loaded = fresh
            return fresh
        }
    }

    private static func unavailable(_ message: String, _ cause: (any Error)?) -> RPCError {
        RPCError(.unavailable, message, cause: cause, origin: .transport)
    }
}

extension ClientTLS {
    /// Reads the files, to learn whether they are any good.
    ///
    /// - Throws: `TLSError` naming the file that is not.
    public func check() throws(TLSError) {
        _ = try TLSCredentials(client: self)
    }
}
