// SPDX-License-Identifier: Apache-2.0

/// Reads JSON text (RFC 8259) front to back and strictly, without a tree: generated code takes each
/// value straight into its field.
///
/// The reader works on a copy of the text with zeros behind it. Invariant: `start <= cursor <= end`,
/// the byte at `end` is zero and 16 bytes there can be read. No value contains a zero byte, so who
/// steps over a byte only after having seen that it is another one never passes the end: nothing here
/// compares with `end` to read on. This file and the extensions of it hold the only unsafe cursor.
@safe
public struct JSONReader: ~Copyable {
    @usableFromInline var cursor: UnsafeRawPointer
    @usableFromInline let start: UnsafeRawPointer
    let end: UnsafeRawPointer
    /// Messages that may still be entered.
    @usableFromInline var depth: Int
    /// Bytes that may still be allocated for what is read.
    @usableFromInline var budget: Int
    /// Whether short strings may be made of the words that they are.
    let makesWords: Bool
    let options: JSONDecodingOptions
    /// Marks of fields beyond the 64 that an `Object` holds itself, of all objects that are open.
    var marks: [UInt64] = []
    /// Whether the object that is entered next is the content of an `Any`, and has an `@type`.
    var entersAny = false

    /// Reads from a copy of the text.
    public init(_ text: Span<UInt8>, options: JSONDecodingOptions = JSONDecodingOptions()) {
        let copy = UnsafeMutableRawPointer.allocate(byteCount: text.count + 16, alignment: 16)
        unsafe text.withUnsafeBytes { source in
            if let address = source.baseAddress { unsafe copy.copyMemory(from: address, byteCount: source.count) }
        }
        unsafe (copy + text.count).initializeMemory(as: UInt8.self, repeating: 0, count: 16)
        unsafe start = UnsafeRawPointer(copy)
        unsafe cursor = start
        unsafe end = start + text.count
        depth = options.limits.depth + 1  // the outermost message does not count
        budget = options.limits.decodedBytes
        makesWords = StringForms.known.immediate
        self.options = options
    }

    deinit {
        unsafe start.deallocate()
    }

    // MARK: - Bytes

    /// The byte at the cursor; 0 at the end.
    @inlinable
    var byte: UInt8 {
        @inline(__always) get { unsafe cursor.load(as: UInt8.self) }
    }

    /// Where the cursor stands, counted from the start of the text.
    @inlinable
    var offset: Int { unsafe cursor - start }

    /// Whether nothing is left of the text.
    var isAtEnd: Bool { unsafe cursor == end }

    /// Steps over one byte, which the caller has seen not to be the end.
    @inlinable @inline(__always)
    mutating func step() { unsafe cursor += 1 }

    /// Steps over the byte if it comes next.
    @inlinable @inline(__always)
    mutating func take(_ byte: UInt8) -> Bool {
        guard self.byte == byte else { return false }
        step()
        return true
    }

    /// Steps over white space.
    @inlinable @inline(__always)
    mutating func skipSpace() {
        if byte <= 0x20 { skipSpaces() }
    }

    @usableFromInline
    mutating func skipSpaces() {
        while byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { step() }
    }

    /// Eight bytes from the cursor on, the first one lowest.
    @inlinable @inline(__always)
    func word(at distance: Int = 0) -> UInt64 {
        unsafe UInt64(littleEndian: (cursor + distance).loadUnaligned(as: UInt64.self))
    }

    /// Steps over a word such as `null` if it comes next.
    mutating func take(word text: StaticString) -> Bool {
        guard isNext(text) else { return false }
        unsafe cursor += text.utf8CodeUnitCount
        return true
    }

    /// Whether the text comes next; one without a zero byte, at most as long as it is seen to match.
    /// Where the text is known when this is compiled, so are the words that it is compared with.
    @inlinable @inline(__always)
    func isNext(_ text: StaticString) -> Bool {
        let expected = unsafe UnsafeRawPointer(text.utf8Start)
        let count = text.utf8CodeUnitCount
        var index = 0
        while count &- index >= 8 {
            guard
                unsafe cursor.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                    == expected.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            else { return false }
            index &+= 8
        }
        if count &- index >= 4 {
            guard
                unsafe cursor.loadUnaligned(fromByteOffset: index, as: UInt32.self)
                    == expected.loadUnaligned(fromByteOffset: index, as: UInt32.self)
            else { return false }
            index &+= 4
        }
        if count &- index >= 2 {
            guard
                unsafe cursor.loadUnaligned(fromByteOffset: index, as: UInt16.self)
                    == expected.loadUnaligned(fromByteOffset: index, as: UInt16.self)
            else { return false }
            index &+= 2
        }
        return unsafe index == count
            || cursor.load(fromByteOffset: index, as: UInt8.self)
                == expected.load(fromByteOffset: index, as: UInt8.self)
    }

    /// Bytes of the text before the cursor.
    @_lifetime(borrow self)
    func span(from offset: Int, count: Int) -> Span<UInt8> {
        let first = unsafe (start + offset).assumingMemoryBound(to: UInt8.self)
        let span = unsafe Span<UInt8>(_unsafeStart: first, count: count)
        return unsafe _overrideLifetime(span, borrowing: self)
    }

    // MARK: - Limits

    /// Takes memory out of the budget.
    @inlinable @inline(__always)
    mutating func charge(_ bytes: Int) throws(JSONFault) {
        budget &-= bytes
        if budget < 0 { throw fault("the message is too large once decoded") }
    }

    /// Goes one message deeper.
    @inlinable @inline(__always)
    mutating func enter() throws(JSONFault) {
        guard depth > 0 else { throw fault("messages are nested too deeply") }
        depth &-= 1
    }

    // MARK: - Faults

    /// A fault at the cursor.
    @usableFromInline @inline(never)
    func fault(_ reason: String) -> JSONFault {
        JSONFault(reason: reason, offset: offset)
    }

    /// The fault that something else was expected here.
    @usableFromInline @inline(never)
    func expected(_ what: String) -> JSONFault {
        JSONFault(reason: "expected \(what), found \(found)", offset: offset)
    }

    /// What stands at the cursor, for people.
    private var found: String {
        switch byte {
        case 0 where isAtEnd: "the end of the text"
        case UInt8(ascii: "{"): "an object"
        case UInt8(ascii: "["): "an array"
        case UInt8(ascii: "\""): "a string"
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): "a number"
        case UInt8(ascii: "t") where isNext("true"), UInt8(ascii: "f") where isNext("false"): "a boolean"
        case UInt8(ascii: "n") where isNext("null"): "null"
        default: ErrorText.name(of: byte)
        }
    }

    /// Checks that nothing but white space follows the value.
    package mutating func finish() throws(JSONFault) {
        skipSpace()
        guard isAtEnd else { throw fault("unexpected text after the value") }
    }
}
