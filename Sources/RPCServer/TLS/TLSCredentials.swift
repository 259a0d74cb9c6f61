// SPDX-License-Identifier: Apache-2.0

/// Certificates and keys of one side, from files, and made anew when the files have changed: for
/// connections from then on, those that are there keep what they have. Usable from any thread.
package final class TLSCredentials: Sendable {
    private let files: Reloaded<TLSFiles, TLSContext, TLSError>

    private init(
        read: @escaping @Sendable () throws(TLSError) -> TLSFiles,
        make: @escaping @Sendable (TLSFiles) throws(TLSError) -> TLSContext
    ) throws(TLSError) {
        files = try Reloaded(read: read, make: make)
    }

    /// A server's.
    ///
    /// - Parameter protocols: what it speaks, the most wanted first.
    package convenience init(server: ServerTLS, protocols: [ApplicationProtocol]) throws(TLSError) {
        try self.init(
            read: { () throws(TLSError) in
                try TLSFiles(
                    certificate: server.certificateFile, key: server.keyFile,
                    authorities: server.clientCertificates == .none ? nil : server.clientAuthorityFile)
            },
            make: { (files) throws(TLSError) in
                try TLSContext(server: files, asking: server.clientCertificates, protocols: protocols)
            })
    }

    /// A client's, which speaks HTTP/2.
    package convenience init(client: ClientTLS) throws(TLSError) {
        try self.init(
            read: { () throws(TLSError) in
                try TLSFiles(
                    certificate: client.certificateFile, key: client.keyFile, authorities: client.authorityFile)
            },
            make: { (files) throws(TLSError) in try TLSContext(client: files, protocols: [.http2]) })
    }

    /// What new connections use.
    var current: TLSContext { files.current }

    /// When the certificate in use ends, such as `Nov 27 12:00:00 2027 GMT`; empty without one.
    package var validUntil: String { current.validUntil }
}

extension TLSCredentials: ServerReloadable {
    package var name: String { "certificates" }

    package var counters: (loaded: ServerCounter, refused: ServerCounter) {
        (.certificatesLoaded, .certificatesRefused)
    }

    package func reload() -> ReloadOutcome {
        switch files.reload() {
        case .unchanged: .unchanged
        case .loaded(let context): .loaded(["validUntil": context.validUntil])
        case .failed(let error): .failed(error)
        }
    }
}
