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

/// How a channel gets a connection to an address, or to the first of several that can be reached.
package struct ClientConnector: Sendable {
    /// What is told once of an attempt, on the loop's thread.
    package typealias Completion = (Result<any ClientTransport, RPCError>) -> Void

    /// Connects on a loop's thread, and tells there how that went.
    package let connect: @Sendable (EventLoop, @escaping Completion) -> Void

    package init(_ connect: @escaping @Sendable (EventLoop, @escaping Completion) -> Void) {
        self.connect = connect
    }

    /// Tries one after the other; the last one's error is the error.
    static func first(of connectors: ArraySlice<ClientConnector>) -> ClientConnector {
        ClientConnector { loop, completion in
            guard let first = connectors.first else {
                return completion(.failure(RPCError(.unavailable, "the host has no address", origin: .transport)))
            }
            first.connect(loop) { result in
                if case .failure = result, connectors.count > 1 {
                    return Self.first(of: connectors.dropFirst()).connect(loop, completion)
                }
                completion(result)
            }
        }
    }

    /// Over a socket, encrypted if there is a handshake.
    fileprivate static func socket(_ address: SocketAddress, _ handshake: ClientHandshake?) -> ClientConnector {
        ClientConnector { loop, completion in
            SocketStream.connect(to: address, on: loop) { result in
                switch result {
                case .success(let socket):
                    guard let handshake else { return completion(.success(socket)) }
                    handshake.start(over: socket, on: loop, completion)
                case .failure(let error):
                    completion(.failure(RPCError(.unavailable, "\(error)", cause: error, origin: .transport)))
                }
            }
        }
    }
}

/// An address that a pool has connections to of its own.
package struct ClientAddress: Sendable {
    /// What tells it from others, for messages too.
    let name: String
    let connector: ClientConnector

    package init(name: String, connector: ClientConnector) {
        self.name = name
        self.connector = connector
    }
}

/// Finds the addresses of a channel, on a loop's thread.
package typealias AddressLookup = @Sendable (EventLoop, @escaping (Result<[ClientAddress], RPCError>) -> Void) -> Void

/// What a channel is to, as its caller has named it: an address, or a host with any number of them.
package struct ClientTarget: Sendable {
    private let address: SocketAddress
    private let handshake: ClientHandshake?

    package init(_ address: SocketAddress, timeout: Duration, tls: ClientTLS?) {
        self.address = address
        handshake = tls.map { ClientHandshake($0, with: address, timeout: timeout) }
    }

    package var name: String { address.description }

    /// Connects to the first of its addresses that can be reached, in the resolver's order.
    package var connector: ClientConnector {
        ClientConnector { loop, completion in
            addresses(loop) { result in
                switch result {
                case .success(let addresses):
                    ClientConnector.first(of: addresses.map(\.connector)[...]).connect(loop, completion)
                case .failure(let error): completion(.failure(error))
                }
            }
        }
    }

    /// Finds all of its addresses.
    fileprivate func addresses(
        _ loop: EventLoop, _ completion: @escaping (Result<[ClientAddress], RPCError>) -> Void
    ) {
        guard case .internet(let host, let port) = address else { return completion(.success([client(address)])) }
        NameLookup.start(host: host, port: port, on: loop) { result in
            completion(
                result.map { $0.map(client) }
                    .mapError { RPCError(.unavailable, "\($0)", cause: $0, origin: .transport) })
        }
    }

    private func client(_ address: SocketAddress) -> ClientAddress {
        ClientAddress(name: address.description, connector: .socket(address, handshake))
    }

    // MARK: - Several targets

    /// One address that stands for all targets: connections go to the first of them that can be reached.
    static func pickingFirst(_ targets: [ClientTarget]) -> AddressLookup {
        let name = targets.map(\.name).joined(separator: ",")
        let connector = ClientConnector.first(of: targets.map(\.connector)[...])
        return { _, completion in completion(.success([ClientAddress(name: name, connector: connector)])) }
    }

    /// All addresses of all targets, none twice. Targets that cannot be looked up are left out, if others can.
    static func findingAll(_ targets: [ClientTarget]) -> AddressLookup {
        { loop, completion in find(targets[...], [], nil, loop, completion) }
    }

    private static func find(
        _ targets: ArraySlice<ClientTarget>, _ found: [ClientAddress], _ error: RPCError?, _ loop: EventLoop,
        _ completion: @escaping (Result<[ClientAddress], RPCError>) -> Void
    ) {
        guard let target = targets.first else {
            let failure = error ?? RPCError(.unavailable, "the host has no address", origin: .transport)
            return completion(found.isEmpty ? .failure(failure) : .success(found))
        }
        target.addresses(loop) { result in
            switch result {
            case .success(let addresses):
                let new = addresses.filter { address in !found.contains { $0.name == address.name } }
                find(targets.dropFirst(), found + new, error, loop, completion)
            case .failure(let error): find(targets.dropFirst(), found, error, loop, completion)
            }
        }
    }
}
