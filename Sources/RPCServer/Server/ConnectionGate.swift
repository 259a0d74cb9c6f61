// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Counts the connections of a server over all its loops, in all and by the peer's address.
package final class ConnectionGate: Sendable {
    private let limits: Limits
    private let counts = Mutex(Counts())

    private struct Counts {
        var total = 0
        var byHost: [String: Int] = [:]
    }

    package init(limits: Limits) {
        self.limits = limits
    }

    /// Lets a connection in; or says which limit keeps it out.
    package func enter(_ peer: SocketAddress?) -> ServerCounter? {
        counts.withLock { counts in
            guard counts.total < limits.connections else { return .connectionsRefused }
            if let host = Self.host(peer) {
                guard counts.byHost[host, default: 0] < limits.connectionsPerPeer else {
                    return .connectionsRefusedPerPeer
                }
                counts.byHost[host, default: 0] += 1
            }
            counts.total += 1
            return nil
        }
    }

    /// Counts a connection out that had been let in.
    package func leave(_ peer: SocketAddress?) {
        counts.withLock { counts in
            counts.total -= 1
            guard let host = Self.host(peer), let count = counts.byHost[host] else { return }
            counts.byHost[host] = count > 1 ? count - 1 : nil
        }
    }

    private static func host(_ peer: SocketAddress?) -> String? {
        if case .internet(let host, _) = peer { host } else { nil }
    }
}
