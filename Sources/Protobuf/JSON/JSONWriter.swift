// SPDX-License-Identifier: Apache-2.0

/// Writes JSON text: compact, or indented by two spaces a level as people read it.
///
/// Every member and element is written with a comma before it; where its object or array ends, the
/// first comma becomes the opening bracket. So nobody has to ask whether it is the first.
///
/// This file and the extensions of it hold the only unsafe memory. Invariant: `written + slack <=
/// capacity`, and the bytes below `written` are initialised; whoever writes more than `slack` first
/// calls `reserve`.
@safe
public struct JSONWriter: ~Copyable {
    @usableFromInline var base: UnsafeMutableRawPointer
    @usableFromInline var capacity: Int
    @usableFromInline var written = 0
    /// Whether short strings may be written as the two words that they are.
    @usableFromInline let writesWords: Bool
    /// Whether keys are written as generated code has them: compact, with the names of JSON.
    @usableFromInline let isPlain: Bool
    @usableFromInline let writesDefaults: Bool
    let options: JSONEncodingOptions
    /// Objects and arrays that are open, for the indentation.
    var level = 0
    /// Contents of `Any`s that are open, each of which has bytes of its own to decode.
    var anyDepth = 0
    /// Where those start that are opened without generated code.
    private var open: [Int] = []
    /// What has no form in JSON, and where in the text it would stand.
    private var fault: JSONFault?

    /// Bytes that can always be written without asking.
    @usableFromInline static let slack = 48

    /// An empty text.
    public init(options: JSONEncodingOptions = JSONEncodingOptions()) {
        capacity = 512
        unsafe base = .allocate(byteCount: capacity, alignment: 16)
        writesWords = StringForms.known.immediate
        isPlain = !options.pretty && !options.originalNames
        writesDefaults = options.defaults != .omitted
        self.options = options
    }

    deinit {
        unsafe base.deallocate()
    }

    // MARK: - The text

    /// Bytes written so far.
    public var count: Int { written }

    /// What was written, without a copy.
    public var span: Span<UInt8> {
        @_lifetime(borrow self) get {
            let start = unsafe UnsafeRawPointer(base).assumingMemoryBound(to: UInt8.self)
            let span = unsafe Span<UInt8>(_unsafeStart: start, count: written)
            return unsafe _overrideLifetime(span, borrowing: self)
        }
    }

    /// A copy of what was written.
    public var bytes: [UInt8] { unsafe [UInt8](UnsafeRawBufferPointer(start: base, count: written)) }

    /// A copy of what was written, as text.
    public var text: String {
        // Every string that was written is valid, and so is what stands between them.
        String(copying: unsafe UTF8Span(unchecked: span))
    }

    /// Forgets what was written, the memory excepted.
    public mutating func removeAll() {
        written = 0
        level = 0
        open.removeAll()
        fault = nil
    }

    // MARK: - Faults

    /// Notes that what comes next has no form in JSON; the first such note counts.
    mutating func fail(_ reason: String) {
        if fault == nil { fault = JSONFault(reason: reason, offset: written) }
        null()
    }

    mutating func takeFault() -> JSONFault? {
        defer { fault = nil }
        return fault
    }

    // MARK: - Memory

    /// Makes room for so many more bytes, and the slack behind them.
    @inlinable @inline(__always)
    mutating func reserve(_ size: Int) {
        if capacity &- written < size &+ Self.slack { grow(by: size) }
    }

    @usableFromInline @inline(never)
    mutating func grow(by size: Int) {
        let larger = max(capacity * 2, written + size + Self.slack)
        let fresh = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
        unsafe fresh.copyMemory(from: base, byteCount: written)
        unsafe base.deallocate()
        unsafe base = fresh
        capacity = larger
    }

    /// Appends a byte.
    @inlinable @inline(__always)
    mutating func append(_ byte: UInt8) {
        unsafe base.storeBytes(of: byte, toByteOffset: written, as: UInt8.self)
        written &+= 1
        reserve(0)
    }

    /// Appends text as it is.
    @inlinable @inline(__always)
    mutating func raw(_ text: StaticString) {
        let count = text.utf8CodeUnitCount
        reserve(count)
        unsafe (base + written).copyMemory(from: text.utf8Start, byteCount: count)
        written &+= count
    }

    /// Appends text as it is.
    @usableFromInline
    mutating func raw(text: String) {
        var text = text
        text.withUTF8 { utf8 in unsafe append(unsafe: UnsafeRawBufferPointer(utf8)) }
    }

    /// Appends bytes that stay valid during the call.
    @unsafe
    mutating func append(unsafe bytes: UnsafeRawBufferPointer) {
        guard let source = bytes.baseAddress else { return }
        reserve(bytes.count)
        unsafe (base + written).copyMemory(from: source, byteCount: bytes.count)
        written &+= bytes.count
    }

    /// Overwrites a byte that was written before.
    @inlinable @inline(__always)
    mutating func overwrite(_ byte: UInt8, at offset: Int) {
        unsafe base.storeBytes(of: byte, toByteOffset: offset, as: UInt8.self)
    }

    // MARK: - Objects and arrays

    /// Opens an object; gives its place for `endObject`.
    @inlinable @inline(__always)
    public mutating func startObject() -> Int {
        if !isPlain { indent() }
        return written
    }

    /// Closes the object that starts at a place.
    @inlinable @inline(__always)
    public mutating func endObject(_ start: Int) { close(start, UInt8(ascii: "{"), UInt8(ascii: "}")) }

    @inlinable @inline(__always)
    mutating func startArray() -> Int { startObject() }

    @inlinable @inline(__always)
    mutating func endArray(_ start: Int) { close(start, UInt8(ascii: "["), UInt8(ascii: "]")) }

    @inlinable @inline(__always)
    mutating func close(_ start: Int, _ opening: UInt8, _ closing: UInt8) {
        if !isPlain { outdent(start) }
        if written == start { append(opening) } else { overwrite(opening, at: start) }
        append(closing)
    }

    /// Makes the members of an object that was just written, from a place on, further members of the
    /// object that starts at another place.
    mutating func splice(_ inner: Int, into start: Int) {
        overwrite(UInt8(ascii: "{"), at: start)
        if written == inner + 2 {
            written = inner
            if options.pretty { breakLine() }
            append(UInt8(ascii: "}"))
        } else {
            overwrite(UInt8(ascii: ","), at: inner)
        }
    }

    @usableFromInline
    mutating func indent() { level += 1 }

    @usableFromInline
    mutating func outdent(_ start: Int) {
        level -= 1
        if written > start { breakLine() }
    }

    /// Opens an object.
    public mutating func beginObject() { open.append(startObject()) }
    /// Closes the innermost object that was opened by `beginObject`.
    public mutating func endObject() { endObject(popOpen()) }
    /// Opens an array.
    public mutating func beginArray() { open.append(startArray()) }
    /// Closes the innermost array that was opened by `beginArray`.
    public mutating func endArray() { endArray(popOpen()) }

    private mutating func popOpen() -> Int {
        precondition(!open.isEmpty, "no object or array is open")
        return open.removeLast()
    }

    /// Starts the next element of the array that is open.
    @inlinable @inline(__always)
    public mutating func element() {
        append(UInt8(ascii: ","))
        if !isPlain { breakLine() }
    }

    // MARK: - Keys

    /// Starts the next member of the object that is open, given as compact text has it:
    /// `,"teamId":`, and by its name in the schema where that is another one.
    @inlinable @inline(__always)
    public mutating func member(_ text: StaticString, _ original: StaticString? = nil) {
        if isPlain { raw(text) } else { styledKey(text, original) }
    }

    @usableFromInline @inline(never)
    mutating func styledKey(_ text: StaticString, _ original: StaticString?) {
        element()
        if options.originalNames, let original {
            append(UInt8(ascii: "\""))
            raw(original)
            raw("\":")
        } else {
            unsafe append(unsafe: UnsafeRawBufferPointer(start: text.utf8Start + 1, count: text.utf8CodeUnitCount - 1))
        }
        if options.pretty { append(UInt8(ascii: " ")) }
    }

    /// Starts the next member of the object that is open.
    public mutating func key(_ name: String) {
        element()
        string(name)
        endKey()
    }

    /// Ends a key that was written as an element.
    @usableFromInline
    mutating func endKey() {
        if options.pretty { raw(": ") } else { append(UInt8(ascii: ":")) }
    }

    @usableFromInline
    mutating func breakLine() {
        guard options.pretty else { return }
        append(UInt8(ascii: "\n"))
        for _ in 0..<level { raw("  ") }
    }

    /// Whether a field without presence is written, which may be zero.
    @inlinable @inline(__always)
    public func shows(_ isSet: Bool) -> Bool { isSet || writesDefaults }
}
