// SPDX-License-Identifier: Apache-2.0
import CSSL

/// Digests by OpenSSL.
enum Digest {
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
}
