// SPDX-License-Identifier: Apache-2.0

/// Which bytes may stand where (RFC 9110, 5.5 and 5.6.2; RFC 9112, 3).
enum HTTP1Syntax {
    static let carriageReturn = UInt8(ascii: "\r")
    static let lineFeed = UInt8(ascii: "\n")
    static let space = UInt8(ascii: " ")
    static let colon = UInt8(ascii: ":")

    /// What may stand around a field's value and the elements of a list.
    static func isBlank(_ byte: UInt8) -> Bool { byte == space || byte == UInt8(ascii: "\t") }

    /// A byte of a method or of a field's name.
    static func isToken(_ byte: UInt8) -> Bool { classes[Int(byte)] & tokenClass != 0 }

    /// A byte of a field's value, the blanks between its words included.
    static func isValue(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != 0x7F || isBlank(byte) }

    /// A byte of a request's target: visible ASCII, and no `#`, since fragments are never sent.
    static func isTarget(_ byte: UInt8) -> Bool { byte > 0x20 && byte < 0x7F && byte != UInt8(ascii: "#") }

    /// A byte of the field Host: a name, an address in brackets, a port.
    static func isHost(_ byte: UInt8) -> Bool { classes[Int(byte)] & hostClass != 0 }

    /// A letter in lower case, anything else as it is.
    static func lowercased(_ byte: UInt8) -> UInt8 {
        byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z") ? byte | 0x20 : byte
    }

    private static let tokenClass: UInt8 = 1
    private static let hostClass: UInt8 = 2

    private static let classes: [UInt8] = {
        var classes = [UInt8](repeating: 0, count: 256)
        let letters = Array("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789".utf8)
        for byte in letters + Array("!#$%&'*+-.^_`|~".utf8) { classes[Int(byte)] |= tokenClass }
        for byte in letters + Array("-._~%!$&'()*+,;=:[]".utf8) { classes[Int(byte)] |= hostClass }
        return classes
    }()
}

extension UnsafeRawBufferPointer {
    /// Whether these bytes are those of a literal in lower case, in whatever case they are themselves.
    func equalsIgnoringCase(_ literal: StaticString) -> Bool {
        guard count == literal.utf8CodeUnitCount else { return false }
        for index in 0..<count where unsafe HTTP1Syntax.lowercased(self[index]) != literal.utf8Start[index] {
            return false
        }
        return true
    }

    /// The elements of a list that are parted by commas, without blanks around them; empty ones are left
    /// out (RFC 9110, 5.6.1.2).
    func forEachListElement(_ body: (UnsafeRawBufferPointer) -> Void) {
        var start = 0
        for index in 0...count {
            guard unsafe index == count || self[index] == UInt8(ascii: ",") else { continue }
            let element = unsafe UnsafeRawBufferPointer(rebasing: self[start..<index]).withoutBlanks
            if element.count > 0 { unsafe body(element) }
            start = index + 1
        }
    }

    /// These bytes without the blanks at both ends.
    var withoutBlanks: UnsafeRawBufferPointer {
        var start = 0
        var end = count
        while start < end, unsafe HTTP1Syntax.isBlank(self[start]) { start += 1 }
        while end > start, unsafe HTTP1Syntax.isBlank(self[end - 1]) { end -= 1 }
        return unsafe UnsafeRawBufferPointer(rebasing: self[start..<end])
    }
}
