// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Certificates and keys of one side, from files, and made anew when the files have changed: for
/// connections from then on, those that are there keep what they have. Usable from any thread.
package final class TLSCredentials: Sendable {
    /// What looking at the files again has led to.
    package enum Reload: Equatable {
        /// They say what they said the last time.
        case unchanged
        /// They have changed, and hold now; until when the certificate does.
        case loaded(validUntil: String)
        /// They have changed, and are no good: the last good ones hold.
        case failed(TLSError)
    }

    private struct State {
        var context: TLSContext
        var lastSeen: Result<TLSFiles, TLSError>
    }

    private let read: @Sendable () throws(TLSError) -> TLSFiles
    private let make: @Sendable (TLSFiles) throws(TLSError) -> TLSContext
    private let state: Mutex<State>

    private init(
        read: @escaping @Sendable () throws(TLSError) -> TLSFiles,
        make: @escaping @Sendable (TLSFiles) throws(TLSError) -> TLSContext
    ) throws(TLSError) {
        self.read = read
        self.make = make
        let files = try read()
        state = Mutex(State(context: try make(files), lastSeen: .success(files)))
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
    var current: TLSContext { state.withLock { $0.context } }

    /// When the certificate in use ends, such as `Nov 27 12:00:00 2027 GMT`; empty without one.
    package var validUntil: String { current.validUntil }

    /// Looks at the files again. Blocks while they are read.
    package func reload() -> Reload {
        let seen: Result<TLSFiles, TLSError>
        do throws(TLSError) { seen = .success(try read()) } catch { seen = .failure(error) }
        return state.withLock { state in
            guard seen != state.lastSeen else { return .unchanged }
            state.lastSeen = seen
            do throws(TLSError) {
                state.context = try make(try seen.get())
                return .loaded(validUntil: state.context.validUntil)
            } catch {
                return .failed(error)
            }
        }
    }
}
