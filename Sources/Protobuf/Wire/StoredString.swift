// SPDX-License-Identifier: Apache-2.0

/// Finds the bytes of strings of more than 15 bytes where the standard library keeps them, without
/// retaining the string, which is most of what its public way costs.
///
/// The form is no public API. So at start it is compared with what the standard library says of texts of
/// several origins, and where they differ (another version, another architecture) it is not used.
enum StoredString {
    /// Whether this standard library's strings have the form that `utf8` reads.
    static func isAvailable() -> Bool {
        guard MemoryLayout<String>.size == 16, UInt64(littleEndian: 1) == 1 else { return false }
        let bytes = Array("Thirty bytes, made at run time".utf8)
        let made = String(decoding: bytes, as: UTF8.self)
        var longer = made
        longer.append("; and more, so that it has moved, with letters beyond ASCII: \u{E4}\u{20AC}\u{1F600}")
        let texts = ["A text of the program, which nobody frees", made, longer, String(longer.dropFirst(3))]
        return texts.allSatisfy(agrees) && isMissed(String(decoding: bytes.prefix(15), as: UTF8.self))
    }

    /// The bytes of a text that is lent; nothing if they are not behind the head of an object.
    ///
    /// The first word has the count in its lower 48 bits and tells, in bit 60, that the bytes are in the
    /// object itself. The second is the object's address; its upper four bits are 0, or 8 where the
    /// program owns the text. The object's head takes 32 bytes.
    @unsafe @inline(__always)
    static func utf8(of text: Borrowed<String>) -> UnsafeRawBufferPointer? {
        let (flags, object) = ImmediateString.words(text)
        guard object &>> 60 & 0b0111 == 0, flags &>> 60 & 1 == 1 else { return nil }
        let address = UInt(truncatingIfNeeded: object & 0x0FFF_FFFF_FFFF_FFFF)
        guard let head = unsafe UnsafeRawPointer(bitPattern: address) else { return nil }
        return unsafe UnsafeRawBufferPointer(
            start: head + 32, count: Int(truncatingIfNeeded: flags & 0xFFFF_FFFF_FFFF))
    }

    /// Whether `utf8` gives the very bytes that the public way gives.
    private static func agrees(_ text: String) -> Bool {
        let found = unsafe withUnsafePointer(to: text) { unsafe utf8(of: Borrowed(unsafe: $0)) }
        var copy = text
        return copy.withUTF8 { utf8 in
            unsafe found?.baseAddress == UnsafeRawPointer(utf8.baseAddress) && found?.count == utf8.count
        }
    }

    private static func isMissed(_ text: String) -> Bool {
        unsafe withUnsafePointer(to: text) { unsafe utf8(of: Borrowed(unsafe: $0)) == nil }
    }
}
