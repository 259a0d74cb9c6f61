// SPDX-License-Identifier: Apache-2.0
import CSSL
import RPCServer

/// A TLS client made of OpenSSL alone, without any code of ours: what it understands is on the wire.
@safe
final class TLSPeer {
    private let context: OpaquePointer
    private let ssl: OpaquePointer
    private let inbound: OpaquePointer
    private let outbound: OpaquePointer
    /// What has been decrypted.
    private(set) var received: [UInt8] = []
    /// The reason of the first failure.
    private(set) var failure: String?
    /// Whether the other side has said goodbye.
    private(set) var sawGoodbye = false

    /// - Parameters:
    ///   - protocols: offered by ALPN; none at all if empty.
    ///   - cipherOfTLS12: speaks TLS 1.2 only, with this suite; "DEFAULT" are those that OpenSSL finds good.
    init(protocols: [String] = ["h2"], cipherOfTLS12: String? = nil) {
        unsafe context = SSL_CTX_new(TLS_client_method())!
        if let cipherOfTLS12 {
            unsafe SSL_CTX_ctrl(context, SSL_CTRL_SET_MAX_PROTO_VERSION, Int(TLS1_2_VERSION), nil)
            unsafe SSL_CTX_set_cipher_list(context, cipherOfTLS12)
        }
        unsafe ssl = SSL_new(context)!
        unsafe inbound = BIO_new(BIO_s_mem())!
        unsafe outbound = BIO_new(BIO_s_mem())!
        unsafe SSL_set_bio(ssl, inbound, outbound)
        unsafe SSL_set_connect_state(ssl)
        let list = protocols.flatMap { [UInt8($0.utf8.count)] + Array($0.utf8) }
        if !list.isEmpty { unsafe SSL_set_alpn_protos(ssl, list, UInt32(list.count)) }
        work()
    }

    deinit {
        unsafe SSL_free(ssl)
        unsafe SSL_CTX_free(context)
    }

    /// The version that was agreed on.
    var version: String { unsafe String(cString: SSL_get_version(ssl)) }

    /// The suite that was agreed on.
    var cipher: String { unsafe String(cString: SSL_CIPHER_get_name(SSL_get_current_cipher(ssl))) }

    /// The bytes to be sent.
    func output() -> [UInt8] {
        var all: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe BIO_read(outbound, &piece, Int32(piece.count))
            if count <= 0 { return all }
            all += piece[..<Int(count)]
        }
    }

    /// Takes what has been sent.
    func receive(_ bytes: [UInt8]) {
        unsafe BIO_write(inbound, bytes, Int32(bytes.count))
        work()
    }

    /// Sends bytes.
    func send(_ bytes: [UInt8]) {
        unsafe SSL_write(ssl, bytes, Int32(bytes.count))
    }

    /// Says goodbye.
    func finish() {
        unsafe SSL_shutdown(ssl)
    }

    /// Changes its keys, and asks the other side to change its own.
    func changeKeys() {
        unsafe SSL_key_update(ssl, SSL_KEY_UPDATE_REQUESTED)
        unsafe SSL_do_handshake(ssl)
    }

    /// Begins another handshake on the connection, as TLS 1.2 had it.
    func renegotiate() {
        unsafe SSL_renegotiate(ssl)
        unsafe SSL_do_handshake(ssl)
    }

    private func work() {
        var piece = [UInt8](repeating: 0, count: 4096)
        while true {
            ERR_clear_error()
            let count = unsafe SSL_read(ssl, &piece, Int32(piece.count))
            if count > 0 {
                received += piece[..<Int(count)]
                continue
            }
            switch unsafe SSL_get_error(ssl, count) {
            case SSL_ERROR_WANT_READ: return
            case SSL_ERROR_ZERO_RETURN: return sawGoodbye = true
            default:
                let reason = unsafe ERR_reason_error_string(ERR_get_error()).map { unsafe String(cString: $0) }
                failure = failure ?? reason ?? "?"
                return
            }
        }
    }
}
