// SPDX-License-Identifier: Apache-2.0

/// What generated validators ask of values. Text is compared by code points, as in CEL; it is lent where
/// it stands in a message, so that nothing is retained to look at it.
public struct Checks: Sendable {
    /// Whether texts of up to 15 bytes are their own two words (`ImmediateString`).
    @usableFromInline let readsWords: Bool

    /// Asks once what this standard library's texts look like.
    package init() { readsWords = StringForms.known.immediate }

    /// Without `readsWords` texts are asked by public means only.
    @inlinable
    package init(readsWords: Bool) { self.readsWords = readsWords }

    // MARK: - Text

    /// Whether two texts have the same code points.
    @inlinable @inline(__always)
    public func equal(_ left: some TextSource, _ right: some TextSource) -> Bool {
        left.lendText { left in
            right.lendText { right in
                let (one, other) = (ImmediateString.words(left), ImmediateString.words(right))
                // Equal words are the same text, of whatever form; short ones differ where their words do.
                if one == other { return true }
                if readsWords, ImmediateString.isWords(one.high & other.high) { return false }
                return Self.haveSameBytes(left, right)
            }
        }
    }

    @usableFromInline @inline(never)
    static func haveSameBytes(_ left: Borrowed<String>, _ right: Borrowed<String>) -> Bool {
        left.value.hasSameBytes(as: right.value)
    }

    /// Whether the text has no code points.
    @inlinable @inline(__always)
    public func isEmpty(_ text: some TextSource) -> Bool {
        text.lendText { text in
            let high = ImmediateString.words(text).high
            if readsWords, ImmediateString.isWords(high) { return high == ImmediateString.tail(0) }
            return text.value.isEmpty
        }
    }

    /// Whether the text is one of these.
    @inlinable
    public func isOne(_ text: some TextSource, of list: [String]) -> Bool {
        text.lendText { text in isOne(text, of: list) }
    }

    @usableFromInline
    func isOne(_ text: Borrowed<String>, of list: [String]) -> Bool {
        list.lendElements { list in list.contains { (element, _) in equal(text, element) } }
    }

    /// Whether the text has at least so many code points.
    @inlinable
    public func hasCharacters(_ text: some TextSource, atLeast bound: Int) -> Bool {
        // A code point has one to four bytes.
        text.lendText { text in
            let bytes = text.value.utf8.count
            return bytes >= bound && (bytes / 4 >= bound || text.value.unicodeScalars.count >= bound)
        }
    }

    /// Whether the text has at most so many code points. So many bytes are never more.
    @inlinable @inline(__always)
    public func hasCharacters(_ text: some TextSource, atMost bound: Int) -> Bool {
        text.lendText { text in
            if readsWords, bound >= ImmediateString.capacity, ImmediateString.isWords(ImmediateString.words(text).high)
            {
                return true
            }
            return Self.hasFewCharacters(text, atMost: bound)
        }
    }

    @usableFromInline @inline(never)
    static func hasFewCharacters(_ text: Borrowed<String>, atMost bound: Int) -> Bool {
        let bytes = text.value.utf8.count
        return bytes <= bound || bytes / 4 <= bound && text.value.unicodeScalars.count <= bound
    }

    /// Whether the text begins with that one.
    @inlinable
    public func hasPrefix(_ text: some TextSource, _ part: some TextSource) -> Bool {
        text.lendText { text in part.lendText { part in Self.hasPrefix(text, part) } }
    }

    @usableFromInline
    static func hasPrefix(_ text: Borrowed<String>, _ part: Borrowed<String>) -> Bool {
        hasPrefix(text.value.utf8.span, part.value.utf8.span)
    }

    /// Whether the text ends with that one.
    @inlinable
    public func hasSuffix(_ text: some TextSource, _ part: some TextSource) -> Bool {
        text.lendText { text in part.lendText { part in Self.hasSuffix(text, part) } }
    }

    @usableFromInline
    static func hasSuffix(_ text: Borrowed<String>, _ part: Borrowed<String>) -> Bool {
        hasSuffix(text.value.utf8.span, part.value.utf8.span)
    }

    /// Whether the text contains that one.
    @inlinable
    public func contains(_ text: some TextSource, _ part: some TextSource) -> Bool {
        text.lendText { text in part.lendText { part in Self.contains(text, part) } }
    }

    @usableFromInline
    static func contains(_ text: Borrowed<String>, _ part: Borrowed<String>) -> Bool {
        contains(text.value.utf8.span, part.value.utf8.span)
    }

    // MARK: - Patterns

    /// Whether the pattern is found in the text, which is to say: whether all of the text is of it.
    @inlinable @inline(__always)
    public func isFound(_ pattern: CharacterPattern, in text: some TextSource) -> Bool {
        text.lendText { text in pattern.isFound(in: text, readsWords: readsWords) }
    }

    /// Whether the pattern is found anywhere in the text.
    @inlinable
    public func isFound(_ pattern: TextPattern, in text: some TextSource) -> Bool {
        text.lendText { text in pattern.isFound(in: text) }
    }

    /// Whether the pattern is found anywhere in the bytes, which must be UTF-8.
    public func isFound(_ pattern: TextPattern, in bytes: [UInt8]) throws(CELError) -> Bool {
        try pattern.isFound(in: bytes)
    }

    // MARK: - Bytes

    /// Whether the bytes begin with those.
    public func hasPrefix(_ bytes: [UInt8], _ part: [UInt8]) -> Bool { Self.hasPrefix(bytes.span, part.span) }

    /// Whether the bytes end with those.
    public func hasSuffix(_ bytes: [UInt8], _ part: [UInt8]) -> Bool { Self.hasSuffix(bytes.span, part.span) }

    /// Whether the bytes contain those.
    public func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool { Self.contains(bytes.span, part.span) }

    private static func hasPrefix(_ whole: Span<UInt8>, _ part: Span<UInt8>) -> Bool {
        part.count <= whole.count && matches(whole, at: 0, part)
    }

    private static func hasSuffix(_ whole: Span<UInt8>, _ part: Span<UInt8>) -> Bool {
        part.count <= whole.count && matches(whole, at: whole.count - part.count, part)
    }

    private static func contains(_ whole: Span<UInt8>, _ part: Span<UInt8>) -> Bool {
        if part.isEmpty { return true }
        var start = 0
        while start + part.count <= whole.count {
            if whole[start] == part[0], matches(whole, at: start, part) { return true }
            start += 1
        }
        return false
    }

    private static func matches(_ whole: Span<UInt8>, at start: Int, _ part: Span<UInt8>) -> Bool {
        var position = 0
        while position < part.count {
            if whole[start + position] != part[position] { return false }
            position += 1
        }
        return true
    }

    // MARK: - Forms

    /// Whether the text is of a well-known form.
    @inlinable
    public func isOf(_ form: StandardRule.Form, _ text: some TextSource) -> Bool {
        text.lendText { text in Self.isOf(form, text) }
    }

    @usableFromInline
    static func isOf(_ form: StandardRule.Form, _ text: Borrowed<String>) -> Bool { form.matches(text.value.utf8.span) }

    /// Whether the bytes are of a well-known form.
    public func isOf(_ form: StandardRule.Form, _ bytes: [UInt8]) -> Bool { form.matches(length: bytes.count) }

    // MARK: - Well-known types

    /// Whether every path is one of these or lies under one.
    public func areAll(_ paths: [String], under roots: [String]) -> Bool {
        paths.allSatisfy { path in isUnderAny(path, roots) }
    }

    /// Whether any path is one of these or lies under one.
    public func isAny(_ paths: [String], under roots: [String]) -> Bool {
        paths.contains { path in isUnderAny(path, roots) }
    }

    /// Whether these are those paths in that order.
    public func equal(_ paths: [String], _ others: [String]) -> Bool {
        paths.elementsEqual(others) { equal($0, $1) }
    }

    private func isUnderAny(_ path: String, _ roots: [String]) -> Bool {
        roots.contains { root in
            Self.hasPrefix(path.utf8.span, root.utf8.span)
                && (path.utf8.count == root.utf8.count || path.utf8.span[root.utf8.count] == UInt8(ascii: "."))
        }
    }

    /// Whether the moment is at most so far from now.
    public func isWithin(_ moment: CELTimestamp, _ distance: CELDuration, of now: CELTimestamp) -> Bool {
        let difference = moment.nanoseconds - now.nanoseconds
        return difference <= distance.nanoseconds && difference >= -distance.nanoseconds
    }
}

extension CELDuration {
    /// The length of the message.
    public init(_ message: Google_Protobuf_Duration) {
        self.init(seconds: message.seconds, nanos: message.nanos)
    }
}

extension CELTimestamp {
    /// The moment of the message.
    public init(_ message: Google_Protobuf_Timestamp) {
        self.init(seconds: message.seconds, nanos: message.nanos)
    }
}
