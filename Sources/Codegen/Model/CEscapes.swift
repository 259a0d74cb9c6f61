// SPDX-License-Identifier: Apache-2.0

/// The escapes in which descriptors write a default of type bytes: those of a string in C.
enum CEscapes {
    /// The bytes that the text stands for.
    static func bytes(of text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            bytes.append(byte == UInt8(ascii: "\\") ? escape(&rest) : byte)
        }
        return bytes
    }

    private static let letters: [UInt8: UInt8] = [
        UInt8(ascii: "n"): 10, UInt8(ascii: "r"): 13, UInt8(ascii: "t"): 9, UInt8(ascii: "a"): 7,
        UInt8(ascii: "b"): 8, UInt8(ascii: "f"): 12, UInt8(ascii: "v"): 11,
    ]

    /// What follows a backslash: a letter, up to three octal digits, `x` with hexadecimal ones, or the
    /// byte itself.
    private static func escape(_ rest: inout ArraySlice<UInt8>) -> UInt8 {
        guard let first = rest.first else { return UInt8(ascii: "\\") }
        if (UInt8(ascii: "0")...UInt8(ascii: "7")).contains(first) { return digits(&rest, radix: 8, atMost: 3) }
        rest.removeFirst()
        if first == UInt8(ascii: "x") || first == UInt8(ascii: "X") { return digits(&rest, radix: 16, atMost: 2) }
        return letters[first] ?? first
    }

    private static func digits(_ rest: inout ArraySlice<UInt8>, radix: Int, atMost count: Int) -> UInt8 {
        var value = 0
        for _ in 0..<count {
            guard let next = rest.first, let digit = Character(UnicodeScalar(next)).hexDigitValue, digit < radix
            else { break }
            value = value * radix + digit
            rest.removeFirst()
        }
        return UInt8(truncatingIfNeeded: value)
    }
}
