// SPDX-License-Identifier: Apache-2.0
import CSSL
import Foundation
import RPCServer

/// An authority of a test's own, and the certificates that it has signed, as files in a folder that goes with it.
@safe
final class TestAuthority {
    /// A certificate and its key.
    struct Files {
        let certificate: String
        let key: String
    }

    /// The authority's own certificate.
    var file: String { folder.appending(path: "authority.pem").path() }

    private let folder: URL
    private let key: OpaquePointer
    private let certificate: OpaquePointer
    private static let year = 365 * 24 * 3600

    init(_ name: String = "Test Authority") throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "strategos-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        unsafe key = unsafe Self.makeKey()
        unsafe certificate = unsafe Self.make(
            name, key: key, extensions: [(NID_basic_constraints, "critical,CA:TRUE")])
        unsafe X509_set_issuer_name(certificate, X509_get_subject_name(certificate))
        unsafe X509_sign(certificate, key, nil)
        unsafe try write(certificate, to: "authority.pem")
    }

    deinit {
        unsafe X509_free(certificate)
        unsafe EVP_PKEY_free(key)
        try? FileManager.default.removeItem(at: folder)
    }

    /// Signs a certificate, into files of a name; those that are there are replaced.
    ///
    /// - Parameter names: alternative names as OpenSSL's configuration has them: `DNS:localhost,IP:127.0.0.1`.
    func issue(_ name: String, subject: String = "localhost", names: String = "DNS:localhost,IP:127.0.0.1") throws
        -> Files
    {
        let ownKey = unsafe Self.makeKey()
        let own = unsafe Self.make(subject, key: ownKey, extensions: [(NID_subject_alt_name, names)])
        defer {
            unsafe X509_free(own)
            unsafe EVP_PKEY_free(ownKey)
        }
        unsafe X509_set_issuer_name(own, X509_get_subject_name(certificate))
        unsafe X509_sign(own, key, nil)
        unsafe try write(own, to: "\(name).pem")
        let bytes = unsafe Self.text { unsafe PEM_write_bio_PrivateKey($0, ownKey, nil, nil, 0, nil, nil) }
        try bytes.write(to: folder.appending(path: "\(name).key"))
        return Files(certificate: path("\(name).pem"), key: path("\(name).key"))
    }

    /// Signs a certificate, and puts it and its key in the place of a server's.
    func issue(_ name: String, into server: ServerTLS) throws {
        let files = try issue(name)
        for (from, to) in [(files.certificate, server.certificateFile), (files.key, server.keyFile)] {
            try Data(contentsOf: URL(filePath: from)).write(to: URL(filePath: to))
        }
    }

    /// A file of any content.
    func file(_ name: String, _ content: String) throws -> String {
        try Data(content.utf8).write(to: folder.appending(path: name))
        return path(name)
    }

    /// Where a file of a name is, or would be.
    func path(_ name: String) -> String { folder.appending(path: name).path() }

    private func write(_ certificate: OpaquePointer, to name: String) throws {
        try unsafe Self.text { unsafe PEM_write_bio_X509($0, certificate) }.write(to: folder.appending(path: name))
    }

    private static func makeKey() -> OpaquePointer {
        let context = unsafe EVP_PKEY_CTX_new_id(EVP_PKEY_ED25519, nil)
        defer { unsafe EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        unsafe EVP_PKEY_keygen_init(context)
        unsafe EVP_PKEY_keygen(context, &key)
        return unsafe key!
    }

    private static func make(_ subject: String, key: OpaquePointer, extensions: [(Int32, String)]) -> OpaquePointer {
        let certificate = unsafe X509_new()!
        unsafe X509_set_version(certificate, 2)
        unsafe ASN1_INTEGER_set(X509_get_serialNumber(certificate), Int.random(in: 1...Int.max))
        unsafe X509_gmtime_adj(X509_getm_notBefore(certificate), -year)
        unsafe X509_gmtime_adj(X509_getm_notAfter(certificate), year)
        unsafe X509_NAME_add_entry_by_txt(
            X509_get_subject_name(certificate), "CN", MBSTRING_UTF8, Array(subject.utf8), Int32(subject.utf8.count), -1,
            0)
        unsafe X509_set_pubkey(certificate, key)
        for (kind, value) in extensions {
            let made = unsafe X509V3_EXT_conf_nid(nil, nil, kind, value)
            unsafe X509_add_ext(certificate, made, -1)
            unsafe X509_EXTENSION_free(made)
        }
        return unsafe certificate
    }

    private static func text(_ write: (OpaquePointer) -> Int32) -> Data {
        let bio = unsafe BIO_new(BIO_s_mem())!
        defer { unsafe BIO_free(bio) }
        unsafe _ = write(bio)
        var start: UnsafeMutablePointer<CChar>?
        let count = unsafe strategos_bio_memory(bio, &start)
        return unsafe Data(bytes: start!, count: count)
    }
}
