// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Bytes as `%` and two digits: in `grpc-message`, and in the paths and queries of HTTP (RFC 3986, 2.1).
package enum PercentEncoding {
    /// Writes everything but printable ASCII, and `%` itself, as `%` and two digits for each byte.
    package static func encode(_ text: String) -> String {
        if text.utf8.allSatisfy(isPlain) { return text }
        var out: [UInt8] = []
        for byte in text.utf8 {
            if isPlain(byte) {
                out.append(byte)
            } else {
                out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Reads it back; what is no escape stays as it is, and nothing is an error.
    package static func decode(_ text: UnsafeRawBufferPointer) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(text.count)
        var index = 0
        while index < text.count {
            if unsafe text[index] == UInt8(ascii: "%"), index + 2 < text.count,
                let high = unsafe text[index + 1].hexadecimalValue,
                let low = unsafe text[index + 2].hexadecimalValue
            {
                out.append(high << 4 | low)
                index += 3
            } else {
                unsafe out.append(text[index])
                index += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Reads a part of a URI; nil if an escape is malformed.
    ///
    /// - Parameter keepingSlashes: leaves `%2F` as it is, where a slash would be read as a separator.
    package static func decodeURI(_ text: some StringProtocol, keepingSlashes: Bool = false) -> [UInt8]? {
        var out: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%") else {
                out.append(byte)
                continue
            }
            guard let high = rest.popFirst()?.hexadecimalValue, let low = rest.popFirst()?.hexadecimalValue else {
                return nil
            }
            let decoded = high << 4 | low
            if keepingSlashes && decoded == UInt8(ascii: "/") {
                out += Array("%2F".utf8)
            } else {
                out.append(decoded)
            }
        }
        return out
    }

    /// Reads a part of a URI that is text; nil if an escape is malformed or the bytes are not UTF-8.
    package static func decodeURIText(_ text: some StringProtocol, keepingSlashes: Bool = false) -> String? {
        decodeURI(text, keepingSlashes: keepingSlashes).flatMap { String(validating: $0, as: UTF8.self) }
    }

    private static let digits = [UInt8]("0123456789ABCDEF".utf8)

    private static func isPlain(_ byte: UInt8) -> Bool {
        (0x20...0x7E).contains(byte) && byte != UInt8(ascii: "%")
    }
}
