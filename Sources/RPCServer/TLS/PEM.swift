// SPDX-License-Identifier: Apache-2.0
import CSSL

/// A certificate of OpenSSL's, with its end.
@safe
final class X509Certificate {
    let raw: OpaquePointer

    /// Takes a certificate over.
    init(owning raw: OpaquePointer) {
        unsafe self.raw = unsafe raw
    }

    deinit {
        unsafe X509_free(raw)
    }
}

/// Reads PEM: certificates and private keys.
enum PEM {
    /// All certificates of a file, in order.
    ///
    /// - Throws: if there is none, or one is no good.
    static func certificates(_ file: TLSFiles.File, _ subject: TLSError.Subject) throws(TLSError) -> [X509Certificate] {
        OpenSSLErrors.clear()
        var found: [X509Certificate] = []
        unsafe withBIO(file) { bio in
            while let raw = unsafe strategos_pem_read_certificate(bio) {
                found.append(unsafe X509Certificate(owning: raw))
            }
        }
        guard OpenSSLErrors.isEndOfPEM else {
            throw TLSError(subject, file: file.path, OpenSSLErrors.takeReason() ?? "it cannot be read")
        }
        OpenSSLErrors.clear()
        guard !found.isEmpty else { throw TLSError(subject, file: file.path, "there is no certificate in it") }
        return found
    }

    /// Gives a context the private key of a file.
    static func useKey(_ file: TLSFiles.File, in context: OpaquePointer) throws(TLSError) {
        OpenSSLErrors.clear()
        var isUsed = false
        var isThere = false
        unsafe withBIO(file) { bio in
            guard let key = unsafe strategos_pem_read_key(bio) else { return }
            isThere = true
            isUsed = unsafe SSL_CTX_use_PrivateKey(context, key) == 1
            unsafe EVP_PKEY_free(key)
        }
        if isUsed { return OpenSSLErrors.clear() }
        if !isThere {
            // OpenSSL's words for all of these are "unsupported".
            OpenSSLErrors.clear()
            throw TLSError(.key, file: file.path, "there is no private key in it, or it is encrypted")
        }
        throw TLSError(.key, file: file.path, OpenSSLErrors.takeReason() ?? "it cannot be used")
    }

    private static func withBIO(_ file: TLSFiles.File, _ body: (OpaquePointer) -> Void) {
        unsafe file.bytes.withUnsafeBytes { bytes in
            guard let start = bytes.baseAddress, let bio = unsafe BIO_new_mem_buf(start, Int32(bytes.count)) else {
                return
            }
            unsafe body(bio)
            unsafe BIO_free(bio)
        }
    }
}
