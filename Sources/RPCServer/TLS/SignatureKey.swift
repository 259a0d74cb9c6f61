// SPDX-License-Identifier: Apache-2.0
import CSSL

/// A key that signatures of JSON Web Tokens are checked with. The algorithm belongs to the key: a token
/// cannot choose another one (RFC 8725, 3.1).
@safe
package final class SignatureKey: Sendable {
    /// The algorithms that are known (RFC 7518, 3.1).
    package enum Algorithm: String, CaseIterable, Sendable {
        /// HMAC with SHA-256.
        case hs256 = "HS256"
        /// RSASSA-PKCS1-v1_5 with SHA-256.
        case rs256 = "RS256"
        /// ECDSA on P-256 with SHA-256.
        case es256 = "ES256"
    }

    /// Why bytes are no key.
    package struct Unusable: Error, CustomStringConvertible {
        /// For people; nothing of the key.
        package let description: String
    }

    /// The one way in which signatures are made with it.
    package let algorithm: Algorithm
    private let secret: Secret?
    // OpenSSL only reads it from here on.
    private nonisolated(unsafe) let publicKey: OpaquePointer?

    /// A secret for HS256.
    package init(secret: [UInt8]) throws(Unusable) {
        guard secret.count >= 32 else {
            throw Unusable(description: "a secret for HS256 has at least 32 bytes (RFC 7518, 3.2)")
        }
        algorithm = .hs256
        self.secret = Secret(secret)
        unsafe publicKey = nil
    }

    /// A public key for RS256: modulus and exponent, the most significant byte first.
    package init(modulus: [UInt8], exponent: [UInt8]) throws(Unusable) {
        guard modulus.drop(while: { $0 == 0 }).count >= 256 else {
            throw Unusable(description: "a key for RS256 has at least 2048 bits (RFC 7518, 3.3)")
        }
        let key = DER.sequence(DER.integer(modulus) + DER.integer(exponent))
        let info = DER.sequence(DER.sequence(DER.rsaEncryption) + DER.bitString(key))
        algorithm = .rs256
        secret = nil
        unsafe publicKey = try Self.read(info)
    }

    /// A public key for ES256: a point of P-256.
    package init(x: [UInt8], y: [UInt8]) throws(Unusable) {
        guard x.count == 32, y.count == 32 else {
            throw Unusable(description: "the coordinates of a key for ES256 have 32 bytes each (RFC 7518, 6.2.1)")
        }
        let info = DER.sequence(DER.sequence(DER.ecPublicKeyOnP256) + DER.bitString([4] + x + y))
        algorithm = .es256
        secret = nil
        unsafe publicKey = try Self.read(info)
    }

    deinit {
        unsafe EVP_PKEY_free(publicKey)
    }

    /// Whether a signature is this key's for a message.
    package func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        switch algorithm {
        case .hs256:
            return secret?.withBytes { key in ConstantTime.equal(Digest.hmacSHA256(message, key: key), signature) }
                ?? false
        case .rs256:
            return verifiesPublicly(signature, of: message)
        case .es256:
            // Two numbers of 32 bytes each (RFC 7518, 3.4); OpenSSL wants them in DER.
            guard signature.count == 64 else { return false }
            let numbers = DER.integer(Array(signature.prefix(32))) + DER.integer(Array(signature.suffix(32)))
            return verifiesPublicly(DER.sequence(numbers), of: message)
        }
    }

    private func verifiesPublicly(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        defer { OpenSSLErrors.clear() }
        guard let context = unsafe EVP_MD_CTX_new() else { return false }
        defer { unsafe EVP_MD_CTX_free(context) }
        guard unsafe EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, publicKey) == 1 else { return false }
        return unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }

    private static func read(_ info: [UInt8]) throws(Unusable) -> OpaquePointer {
        OpenSSLErrors.clear()
        var key: OpaquePointer?
        unsafe info.withUnsafeBufferPointer { buffer in
            var start = buffer.baseAddress
            unsafe key = d2i_PUBKEY(nil, &start, buffer.count)
        }
        guard let key = unsafe key else {
            throw Unusable(description: OpenSSLErrors.takeReason() ?? "no public key")
        }
        return unsafe key
    }
}

/// The little of DER (X.690) that a public key and a signature need.
private enum DER {
    /// rsaEncryption without parameters (RFC 8017, A.1).
    static let rsaEncryption: [UInt8] = [
        0x06, 0x09, 0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01, 0x05, 0x00,
    ]
    /// id-ecPublicKey with the curve P-256 (RFC 5480, 2.1).
    static let ecPublicKeyOnP256: [UInt8] = [
        0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01,
        0x07,
    ]

    static func sequence(_ content: [UInt8]) -> [UInt8] { element(0x30, content) }

    static func bitString(_ content: [UInt8]) -> [UInt8] { element(0x03, [0] + content) }

    /// A number that is not negative.
    static func integer(_ magnitude: [UInt8]) -> [UInt8] {
        let digits = Array(magnitude.drop { $0 == 0 })
        let needsZero = digits.first.map { $0 >= 0x80 } ?? true
        return element(0x02, (needsZero ? [0] : []) + digits)
    }

    private static func element(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] {
        guard content.count >= 0x80 else { return [tag, UInt8(content.count)] + content }
        var length: [UInt8] = []
        var rest = content.count
        while rest > 0 {
            length.insert(UInt8(truncatingIfNeeded: rest), at: 0)
            rest >>= 8
        }
        return [tag, 0x80 | UInt8(length.count)] + length + content
    }
}
