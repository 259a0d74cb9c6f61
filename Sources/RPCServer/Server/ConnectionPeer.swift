// SPDX-License-Identifier: Apache-2.0

/// Who is at the other end of a connection; shared by all its calls.
final class ConnectionPeer: Sendable {
    /// Where it is; nil for a Unix socket.
    let address: SocketAddress?
    /// What was agreed on with it; nil without TLS.
    let tls: TLSSession?

    init(address: SocketAddress?, tls: TLSSession?) {
        self.address = address
        self.tls = tls
    }
}
