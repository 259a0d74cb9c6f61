// SPDX-License-Identifier: Apache-2.0

/// What part of a file a request wants (RFC 9110, 14.2).
package enum ByteRange: Equatable {
    /// All of it: nothing is asked for, or what is asked for may be ignored.
    case whole
    /// These bytes.
    case part(Range<Int>)
    /// Bytes that the file does not have.
    case unsatisfiable

    /// Reads the field Range, for a file of some length. Of several ranges, units that are not bytes, and what is
    /// malformed nothing is made, as a server may.
    package init(_ field: String?, length: Int) {
        self = .whole
        guard let field, field.hasPrefix("bytes=") else { return }
        let ends = field.dropFirst("bytes=".count).split(separator: "-", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = Self.number(ends[0]), let last = Self.number(ends[1]) else { return }
        switch (first, last) {
        case (nil, nil): break
        case (nil, let count?):
            self = count == 0 || length == 0 ? .unsatisfiable : .part(max(0, length - count)..<length)
        case (let first?, let last):
            if let last, last < first { return }
            self = first >= length ? .unsatisfiable : .part(first..<min(length, (last ?? length - 1) + 1))
        }
    }

    /// Nothing is a number that is not there; nil is none. Fifteen digits are more than any file has.
    private static func number(_ text: Substring) -> Int?? {
        if text.isEmpty { return .some(nil) }
        guard text.utf8.count <= 15, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(text)
    }
}
