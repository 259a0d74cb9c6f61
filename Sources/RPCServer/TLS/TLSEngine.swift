// SPDX-License-Identifier: Apache-2.0
import CSSL

/// TLS for one connection, without its socket: encrypted bytes in by ``receive(_:using:_:)``, bytes to be
/// encrypted by ``encrypt(_:)``, and what is to be sent gathers in ``output``.
///
/// OpenSSL reads from where the received bytes lie and writes to `output` directly; what a connection
/// that is idle needs is OpenSSL's own state alone. Lives on one thread.
@safe
package final class TLSEngine {
    /// What becomes of received bytes.
    @safe
    package enum Event {
        /// The handshake is done.
        case established(TLSSession)
        /// Bytes that the other side has sent, decrypted; valid during the call.
        case bytes(UnsafeRawBufferPointer)
        /// The other side sends nothing more.
        case ended
    }

    /// Encrypted bytes, handshake and alerts included, in the order in which they are to be sent.
    @exclusivity(unchecked) package var output = ByteBuffer()
    /// Whether the handshake is done.
    package private(set) var isEstablished = false
    /// Whether nothing more is wanted of what arrives.
    package private(set) var isClosed = false

    private let context: TLSContext
    private let handle: SSLHandle
    @exclusivity(unchecked) private var input = unsafe UnsafeRawBufferPointer(start: nil, count: 0)

    /// A side of a connection.
    ///
    /// - Parameter serverName: for clients, whom the server's certificate must be for.
    package init(_ credentials: TLSCredentials, serverName: String? = nil) throws(TLSError) {
        let context = credentials.current
        self.context = context
        handle = try SSLHandle(context)
        guard let bio = unsafe BIO_new(EngineBIO.method) else { throw TLSError(.connection, "no memory") }
        unsafe BIO_set_data(bio, Unmanaged.passUnretained(self).toOpaque())
        unsafe SSL_set_bio(handle.raw, bio, bio)
        if context.isServer {
            unsafe SSL_set_accept_state(handle.raw)
        } else {
            unsafe SSL_set_connect_state(handle.raw)
            if let serverName { try expect(serverName) }
        }
    }

    /// Names the server, and has its certificate checked for that name, or for that number.
    private func expect(_ name: String) throws(TLSError) {
        let ssl = unsafe handle.raw
        let isNumber = unsafe X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(ssl), name) == 1
        OpenSSLErrors.clear()
        if isNumber { return }
        guard unsafe SSL_set1_host(ssl, name) == 1, unsafe strategos_ssl_set_server_name(ssl, name) == 1 else {
            throw TLSError(.connection, "'\(name)' is no name of a server")
        }
    }

    // MARK: Handshake

    /// Begins the handshake, for clients: there is output after this.
    package func start() throws(TLSError) {
        _ = try shakeHands()
    }

    /// Takes the handshake as far as the bytes allow; the result once it is done.
    private func shakeHands() throws(TLSError) -> TLSSession? {
        OpenSSLErrors.clear()
        let result = unsafe SSL_do_handshake(handle.raw)
        guard result == 1 else {
            guard unsafe SSL_get_error(handle.raw, result) == SSL_ERROR_WANT_READ else { throw failure() }
            return nil
        }
        isEstablished = true
        return unsafe TLSSession(of: handle.raw)
    }

    /// Why the last call has failed. A certificate that is not believed says why it is not.
    private func failure() -> TLSError {
        isClosed = true
        let reason = OpenSSLErrors.takeReason() ?? "the connection ended within the handshake"
        let judgement = unsafe SSL_get_verify_result(handle.raw)
        guard judgement != X509_V_OK else { return TLSError(.connection, reason) }
        return TLSError(
            .connection, "\(reason): \(unsafe String(cString: X509_verify_cert_error_string(judgement)))")
    }

    // MARK: Bytes

    /// Takes what has arrived, however it is cut, and tells what it means. After an error, send what
    /// is in ``output`` (it holds an alert) and close.
    ///
    /// - Parameter buffer: where to decrypt to; 16 KiB hold every record.
    package func receive(
        _ bytes: UnsafeRawBufferPointer, using buffer: UnsafeMutableRawBufferPointer, _ tell: (Event) -> Void
    ) throws(TLSError) {
        unsafe input = unsafe bytes
        defer { unsafe input = unsafe UnsafeRawBufferPointer(start: nil, count: 0) }
        if !isEstablished {
            guard !isClosed, let session = try shakeHands() else { return }
            tell(.established(session))
        }
        while !isClosed {
            OpenSSLErrors.clear()
            let count = unsafe SSL_read(handle.raw, buffer.baseAddress, Int32(buffer.count))
            if count > 0 {
                unsafe tell(.bytes(UnsafeRawBufferPointer(rebasing: buffer[..<Int(count)])))
                continue
            }
            switch unsafe SSL_get_error(handle.raw, count) {
            case SSL_ERROR_WANT_READ: return
            case SSL_ERROR_ZERO_RETURN:
                isClosed = true
                return tell(.ended)
            default: throw failure()
            }
        }
    }

    /// Encrypts bytes into ``output``.
    ///
    /// - Precondition: the handshake is done.
    package func encrypt(_ bytes: UnsafeRawBufferPointer) throws(TLSError) {
        var rest = unsafe bytes
        OpenSSLErrors.clear()
        while rest.count > 0 {
            let count = unsafe SSL_write(handle.raw, rest.baseAddress, Int32(clamping: rest.count))
            guard count > 0 else { throw failure() }
            unsafe rest = UnsafeRawBufferPointer(rebasing: rest[Int(count)...])
        }
    }

    /// Says goodbye, if the handshake is done, and wants nothing more of what arrives.
    package func close() {
        if isEstablished, !isClosed {
            OpenSSLErrors.clear()
            unsafe SSL_shutdown(handle.raw)
        }
        isClosed = true
    }
}

// MARK: - For OpenSSL

extension TLSEngine {
    /// Gives OpenSSL the next bytes; how many, or -1 if there are none now.
    fileprivate func read(into target: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(target.count, unsafe input.count)
        guard count > 0 else { return -1 }
        unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[..<count]))
        unsafe input = UnsafeRawBufferPointer(rebasing: input[count...])
        return count
    }
}

/// OpenSSL's part of a connection, with its end.
@safe
private struct SSLHandle: ~Copyable {
    let raw: OpaquePointer

    init(_ context: TLSContext) throws(TLSError) {
        OpenSSLErrors.clear()
        guard let ssl = unsafe SSL_new(context.raw) else {
            throw TLSError(.connection, OpenSSLErrors.takeReason() ?? "no memory")
        }
        unsafe raw = unsafe ssl
    }

    deinit {
        unsafe SSL_free(raw)
    }
}

/// What OpenSSL reads and writes by: an engine.
private enum EngineBIO {
    /// Made once, never freed, and only read after that.
    nonisolated(unsafe) static let method: OpaquePointer = {
        let number = BIO_get_new_index()
        guard let method = unsafe BIO_meth_new(number | BIO_TYPE_SOURCE_SINK, "engine") else {
            preconditionFailure("no memory for OpenSSL")
        }
        unsafe BIO_meth_set_create(method) { bio in
            unsafe BIO_set_init(bio, 1)
            return 1
        }
        unsafe BIO_meth_set_read(method, read)
        unsafe BIO_meth_set_write(method, write)
        // Everything that is written has left: there is nothing else to control.
        unsafe BIO_meth_set_ctrl(method) { _, command, _, _ in command == BIO_CTRL_FLUSH ? 1 : 0 }
        return unsafe method
    }()

    private static let read: @convention(c) (OpaquePointer?, UnsafeMutablePointer<CChar>?, Int32) -> Int32 = {
        bio, start, count in
        unsafe strategos_bio_clear_retry(bio)
        guard let engine = unsafe engine(of: bio) else { return 0 }
        let target = unsafe UnsafeMutableRawBufferPointer(start: start, count: Int(count))
        let taken = unsafe engine.read(into: target)
        if taken < 0 { unsafe strategos_bio_retry_read(bio) }
        return Int32(taken)
    }

    private static let write: @convention(c) (OpaquePointer?, UnsafePointer<CChar>?, Int32) -> Int32 = {
        bio, start, count in
        unsafe strategos_bio_clear_retry(bio)
        unsafe engine(of: bio)?.output.append(UnsafeRawBufferPointer(start: start, count: Int(count)))
        return count
    }

    private static func engine(of bio: OpaquePointer?) -> TLSEngine? {
        guard let data = unsafe BIO_get_data(bio) else { return nil }
        return unsafe Unmanaged<TLSEngine>.fromOpaque(data).takeUnretainedValue()
    }
}
