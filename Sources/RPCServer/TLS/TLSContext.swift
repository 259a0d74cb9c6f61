// SPDX-License-Identifier: Apache-2.0
import CSSL

/// One side's certificates and rules, made once and shared by its connections on all threads.
@safe
final class TLSContext: Sendable {
    /// Changed here only; OpenSSL counts its users and locks what they share.
    nonisolated(unsafe) let raw: OpaquePointer
    let isServer: Bool
    /// The end of the own certificate's time, for the log; empty without a certificate.
    let validUntil: String
    private let protocols: [[UInt8]]

    /// AEAD with forward secrecy: what TLS 1.2 has that HTTP/2 does not forbid (RFC 9113, 9.2.2).
    /// TLS 1.3 has nothing else.
    private static let ciphers = "ECDHE+AESGCM:ECDHE+CHACHA20"

    /// A server's.
    init(server files: TLSFiles, asking: ServerTLS.ClientCertificates, protocols: [ApplicationProtocol])
        throws(TLSError)
    {
        isServer = true
        self.protocols = protocols.map { Array($0.rawValue.utf8) }
        unsafe raw = try Self.make(TLS_server_method())
        do throws(TLSError) {
            validUntil = try unsafe Self.useCertificate(of: files, in: raw)
        } catch {
            unsafe SSL_CTX_free(raw)
            throw error
        }
        if asking != .none {
            try believe(files)
            let whatElse = asking == .required ? SSL_VERIFY_FAIL_IF_NO_PEER_CERT : 0
            unsafe SSL_CTX_set_verify(raw, SSL_VERIFY_PEER | whatElse, nil)
            // Without it sessions of callers with certificates cannot be resumed.
            let name = Array("strategos".utf8)
            unsafe SSL_CTX_set_session_id_context(raw, name, UInt32(name.count))
        }
        unsafe SSL_CTX_set_alpn_select_cb(raw, Self.selectProtocol, Unmanaged.passUnretained(self).toOpaque())
    }

    /// A client's.
    init(client files: TLSFiles, protocols: [ApplicationProtocol]) throws(TLSError) {
        isServer = false
        self.protocols = protocols.map { Array($0.rawValue.utf8) }
        unsafe raw = try Self.make(TLS_client_method())
        do throws(TLSError) {
            validUntil = try unsafe Self.useCertificate(of: files, in: raw)
        } catch {
            unsafe SSL_CTX_free(raw)
            throw error
        }
        if files.authorities != nil { try believe(files) } else { unsafe SSL_CTX_set_default_verify_paths(raw) }
        unsafe SSL_CTX_set_verify(raw, SSL_VERIFY_PEER, nil)
        let list = self.protocols.flatMap { [UInt8($0.count)] + $0 }
        // Gives 0 for success, unlike its neighbours.
        guard unsafe SSL_CTX_set_alpn_protos(raw, list, UInt32(list.count)) == 0 else { throw Self.noMemory }
    }

    deinit {
        unsafe SSL_CTX_free(raw)
    }

    private static var noMemory: TLSError {
        TLSError(.connection, OpenSSLErrors.takeReason() ?? "no memory")
    }

    private static func make(_ method: OpaquePointer?) throws(TLSError) -> OpaquePointer {
        OpenSSLErrors.clear()
        guard let context = unsafe SSL_CTX_new(method) else { throw noMemory }
        guard unsafe strategos_ssl_setup(context) == 1, unsafe SSL_CTX_set_cipher_list(context, ciphers) == 1 else {
            unsafe SSL_CTX_free(context)
            throw noMemory
        }
        return unsafe context
    }

    /// Takes certificate, chain and key, if there are some; gives the end of the certificate's time.
    private static func useCertificate(of files: TLSFiles, in raw: OpaquePointer) throws(TLSError) -> String {
        guard let file = files.certificate else { return "" }
        let chain = try PEM.certificates(file, .certificate)
        guard unsafe SSL_CTX_use_certificate(raw, chain[0].raw) == 1 else {
            throw TLSError(.certificate, file: file.path, OpenSSLErrors.takeReason() ?? "it cannot be used")
        }
        for certificate in chain.dropFirst() {
            unsafe X509_up_ref(certificate.raw)
            unsafe strategos_ssl_add_to_chain(raw, certificate.raw)
        }
        if let key = files.key { try unsafe PEM.useKey(key, in: raw) }
        return PeerCertificate.endOfTime(chain[0])
    }

    /// Believes the authorities, and lets callers know whose certificates are wanted.
    private func believe(_ files: TLSFiles) throws(TLSError) {
        guard let file = files.authorities else {
            throw TLSError(.authorities, "certificates are asked for, and there are no authorities to check them by")
        }
        let store = unsafe SSL_CTX_get_cert_store(raw)
        for certificate in try PEM.certificates(file, .authorities) {
            unsafe X509_STORE_add_cert(store, certificate.raw)
            if isServer { unsafe SSL_CTX_add_client_CA(raw, certificate.raw) }
        }
        OpenSSLErrors.clear()
    }

    /// Chooses the first of our protocols that the client offers. A client that offers some, and none
    /// of ours, is refused (RFC 7301, 3.2).
    private static let selectProtocol: SSL_CTX_alpn_select_cb_func = {
        _, chosen, chosenLength, offered, length, context in
        guard let context = unsafe context, let offered = unsafe offered else { return SSL_TLSEXT_ERR_ALERT_FATAL }
        let ours = unsafe Unmanaged<TLSContext>.fromOpaque(context).takeUnretainedValue().protocols
        let list = unsafe UnsafeBufferPointer(start: offered, count: Int(length))
        for wanted in ours {
            var position = 0
            while position < list.count {
                let size = unsafe Int(list[position])
                let end = min(position + 1 + size, list.count)
                let name = unsafe UnsafeBufferPointer(rebasing: list[position + 1..<end])
                if unsafe name.elementsEqual(wanted) {
                    unsafe chosen?.pointee = name.baseAddress
                    unsafe chosenLength?.pointee = UInt8(size)
                    return SSL_TLSEXT_ERR_OK
                }
                position = end
            }
        }
        return SSL_TLSEXT_ERR_ALERT_FATAL
    }
}
