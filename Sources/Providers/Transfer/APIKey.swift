// SPDX-License-Identifier: Apache-2.0
import RPCServer

/// The key by which a backend knows us. It leaves the process in one header field and nowhere else.
public struct APIKey: Sendable {
    private let secret: Secret

    /// Why a text cannot be a key.
    public struct Unusable: Error, Sendable, CustomStringConvertible {
        /// What is wrong with it, without the text.
        public let description: String
    }

    /// A key. It has 8 to 4096 visible characters of ASCII: others would need quoting in a header field, and
    /// shorter ones would be found in any text when it is cleared of them.
    public init(_ text: String) throws(Unusable) {
        guard (8...4096).contains(text.utf8.count), text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            throw Unusable(description: "an API key must be 8 to 4096 visible characters of ASCII")
        }
        secret = Secret(Array(text.utf8))
    }

    /// Lends the header field's value to who sends it.
    func withAuthorization<Result>(_ body: (String) -> Result) -> Result {
        secret.withBytes { body("Bearer " + String(decoding: $0, as: UTF8.self)) }
    }

    /// The text with every occurrence of the key replaced: backends like to quote keys in their errors.
    public func redacted(_ text: String) -> String {
        String(decoding: redacted(Array(text.utf8)), as: UTF8.self)
    }

    /// The bytes with every occurrence of the key replaced.
    public func redacted(_ bytes: [UInt8]) -> [UInt8] {
        secret.withBytes { key in
            guard bytes.count >= key.count else { return bytes }
            var clean: [UInt8] = []
            var index = 0
            while index < bytes.count {
                if bytes[index] == key[0], bytes[index...].starts(with: key) {
                    clean += Array("(secret)".utf8)
                    index += key.count
                } else {
                    clean.append(bytes[index])
                    index += 1
                }
            }
            return clean
        }
    }
}
