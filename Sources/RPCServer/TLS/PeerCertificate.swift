// SPDX-License-Identifier: Apache-2.0
import CSSL

/// The certificate of the other side, by an authority that is believed.
public struct PeerCertificate: Hashable, Sendable {
    /// Whom it is for, as RFC 2253 writes names: `CN=red team,O=Arena`.
    public let subject: String
    /// The first common name of the subject; nil if it has none.
    public let commonName: String?
    /// Further names by which it is known.
    public let dnsNames: [String]
    /// Further URIs by which it is known, such as those of SPIFFE.
    public let uris: [String]
    /// The SHA-256 of the certificate, in lower-case hexadecimal digits.
    public let fingerprint: String

    /// Reads a certificate.
    init(_ certificate: X509Certificate) {
        let name = unsafe X509_get_subject_name(certificate.raw)
        subject = unsafe Self.text { bio in unsafe strategos_x509_print_name(bio, name) }
        commonName = unsafe Self.commonName(of: name)
        var names: [Int32: [String]] = [:]
        if let list = unsafe X509_get_ext_d2i(certificate.raw, NID_subject_alt_name, nil, nil) {
            names = unsafe Self.names(in: OpaquePointer(list))
            unsafe GENERAL_NAMES_free(OpaquePointer(list))
        }
        dnsNames = names[Int32(GEN_DNS)] ?? []
        uris = names[Int32(GEN_URI)] ?? []
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var length: UInt32 = 0
        unsafe X509_digest(certificate.raw, EVP_sha256(), &digest, &length)
        fingerprint = digest.prefix(Int(length)).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
    }

    /// When a certificate ends, such as `Nov 27 12:00:00 2027 GMT`.
    static func endOfTime(_ certificate: X509Certificate) -> String {
        unsafe text { bio in unsafe ASN1_TIME_print(bio, X509_get0_notAfter(certificate.raw)) }
    }

    /// What is written into memory.
    private static func text(_ write: (OpaquePointer) -> Int32) -> String {
        guard let bio = unsafe BIO_new(BIO_s_mem()) else { return "" }
        defer { unsafe BIO_free(bio) }
        guard unsafe write(bio) >= 0 else { return "" }
        var start: UnsafeMutablePointer<CChar>?
        let count = unsafe strategos_bio_memory(bio, &start)
        return unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: max(0, count)), as: UTF8.self)
    }

    private static func commonName(of name: OpaquePointer?) -> String? {
        let index = unsafe X509_NAME_get_index_by_NID(name, NID_commonName, -1)
        guard index >= 0, let entry = unsafe X509_NAME_get_entry(name, index) else { return nil }
        var start: UnsafeMutablePointer<UInt8>?
        let count = unsafe ASN1_STRING_to_UTF8(&start, X509_NAME_ENTRY_get_data(entry))
        guard count >= 0 else { return nil }
        defer { unsafe CRYPTO_free(start, nil, 0) }
        return unsafe String(decoding: UnsafeRawBufferPointer(start: start, count: Int(count)), as: UTF8.self)
    }

    /// The texts of a list of names, by their kind.
    private static func names(in list: OpaquePointer) -> [Int32: [String]] {
        var names: [Int32: [String]] = [:]
        for index in 0..<max(0, unsafe strategos_general_names_count(list)) {
            var text: UnsafePointer<UInt8>?
            var length: Int32 = 0
            let kind = unsafe strategos_general_name(list, index, &text, &length)
            guard unsafe text != nil else { continue }
            names[kind, default: []].append(
                unsafe String(decoding: UnsafeRawBufferPointer(start: text, count: Int(length)), as: UTF8.self))
        }
        return names
    }
}

/// What the two sides of a connection have agreed on.
public final class TLSSession: Sendable {
    /// `TLSv1.2` or `TLSv1.3`.
    public let version: String
    /// The cipher suite, by OpenSSL's name.
    public let cipher: String
    /// What is spoken inside, if that was chosen.
    public let applicationProtocol: ApplicationProtocol?
    /// The other side's certificate, if it has shown one.
    public let peerCertificate: PeerCertificate?

    /// Reads them from a connection that has just been made.
    init(of ssl: OpaquePointer) {
        version = unsafe String(cString: SSL_get_version(ssl))
        cipher = unsafe SSL_CIPHER_get_name(SSL_get_current_cipher(ssl)).map { unsafe String(cString: $0) } ?? ""
        var start: UnsafePointer<UInt8>?
        var length: UInt32 = 0
        unsafe SSL_get0_alpn_selected(ssl, &start, &length)
        applicationProtocol = ApplicationProtocol(
            rawValue: unsafe String(
                decoding: UnsafeRawBufferPointer(start: start, count: Int(length)), as: UTF8.self))
        // One that is not believed has ended the handshake.
        peerCertificate = unsafe SSL_get1_peer_certificate(ssl).map {
            unsafe PeerCertificate(X509Certificate(owning: $0))
        }
    }
}
