// SPDX-License-Identifier: Apache-2.0
import CSSL

/// Digests by OpenSSL.
package enum Digest {
    /// SHA-1 (RFC 3174), which WebSocket's handshake is made of. Not for secrets.
    static func sha1(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 20)
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe digest.withUnsafeMutableBufferPointer { target in
                _ = unsafe SHA1(source.baseAddress, source.count, target.baseAddress)
            }
        }
        return digest
    }

    /// SHA-256 (RFC 6234).
    package static func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: 32)
        unsafe bytes.withUnsafeBufferPointer { source in
            unsafe digest.withUnsafeMutableBufferPointer { target in
                _ = unsafe SHA256(source.baseAddress, source.count, target.baseAddress)
            }
        }
        return digest
    }

    /// HMAC (RFC 2104) with SHA-256.
    package static func hmacSHA256(_ bytes: [UInt8], key: [UInt8]) -> [UInt8] {
        var code = [UInt8](repeating: 0, count: 32)
        var length: UInt32 = 0
        unsafe code.withUnsafeMutableBufferPointer { target in
            _ = unsafe HMAC(
                EVP_sha256(), key, Int32(key.count), bytes, bytes.count, target.baseAddress, &length)
        }
        return code
    }
}

/// Comparisons that take as long whether they find a difference early, late or not at all.
package enum ConstantTime {
    /// Whether two texts are the same; their lengths are no secret.
    package static func equal(_ one: [UInt8], _ other: [UInt8]) -> Bool {
        guard one.count == other.count else { return false }
        return unsafe CRYPTO_memcmp(one, other, one.count) == 0
    }
}
