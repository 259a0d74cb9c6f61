// SPDX-License-Identifier: Apache-2.0

/// What carries the bytes of a client's connection: a socket, or memory in tests.
package protocol ClientTransport: ConnectionTransport {
    /// Whether it can still be written to.
    var isOpen: Bool { get }
    /// Begins to tell an owner what arrives. The owner is not retained.
    func start(for owner: any TransportOwner) throws(LibuvError)
}

extension SocketStream: ClientTransport {
    func start(for owner: any TransportOwner) throws(LibuvError) {
        unsafe self.owner = owner
        disableDelay()
        try startReading()
    }
}

extension ClientConnection: TransportOwner {
    package func ended(by error: (any Error)?) {
        lost(error.map { "\($0)" } ?? "the server closed the connection")
    }
}

/// How a channel gets its connections.
package struct ClientConnector: Sendable {
    /// Connects on a loop's thread, and tells there how that went.
    package let connect: @Sendable (EventLoop, @escaping (Result<any ClientTransport, RPCError>) -> Void) -> Void

    package init(
        _ connect: @escaping @Sendable (EventLoop, @escaping (Result<any ClientTransport, RPCError>) -> Void) -> Void
    ) {
        self.connect = connect
    }

    /// Over a socket, encrypted if there are credentials.
    package static func socket(_ target: SocketAddress, timeout: Duration, tls: ClientTLS?) -> ClientConnector {
        guard let tls else { return socket(target) }
        let handshake = ClientHandshake(tls, with: target, timeout: timeout)
        return ClientConnector { loop, completion in
            socket(target).connect(loop) { result in
                switch result {
                case .success(let socket): handshake.start(over: socket, on: loop, completion)
                case .failure(let error): completion(.failure(error))
                }
            }
        }
    }

    /// Over a socket: a host's addresses are tried in the order in which the resolver gives them.
    private static func socket(_ target: SocketAddress) -> ClientConnector {
        ClientConnector { loop, completion in
            guard case .internet(let host, let port) = target else {
                return connect(to: [target], on: loop, completion)
            }
            NameLookup.start(host: host, port: port, on: loop) { result in
                switch result {
                case .success(let addresses): connect(to: addresses, on: loop, completion)
                case .failure(let error): completion(.failure(unavailable(error)))
                }
            }
        }
    }

    private static func connect(
        to addresses: [SocketAddress], on loop: EventLoop,
        _ completion: @escaping (Result<any ClientTransport, RPCError>) -> Void
    ) {
        guard let address = addresses.first else {
            return completion(.failure(RPCError(.unavailable, "the host has no address", origin: .transport)))
        }
        SocketStream.connect(to: address, on: loop) { result in
            switch result {
            case .success(let socket): completion(.success(socket))
            case .failure(let error) where addresses.count == 1: completion(.failure(unavailable(error)))
            case .failure: connect(to: Array(addresses.dropFirst()), on: loop, completion)
            }
        }
    }

    private static func unavailable(_ error: LibuvError) -> RPCError {
        RPCError(.unavailable, "\(error)", cause: error, origin: .transport)
    }
}
