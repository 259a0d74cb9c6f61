// SPDX-License-Identifier: Apache-2.0

/// What generated validators ask of values. Text is compared by code points, as in CEL.
public enum Checks {
    // MARK: - Text

    /// Whether two texts have the same code points.
    @inlinable @inline(__always)
    public static func equal(_ left: String, _ right: String) -> Bool {
        left.hasSameCodePoints(as: right)
    }

    /// Whether the text is one of these.
    public static func isOne(_ text: String, of list: [String]) -> Bool {
        for index in list.indices where equal(text, list[index]) { return true }
        return false
    }

    /// Whether the text has at least so many code points.
    @inlinable
    public static func hasCharacters(_ text: String, atLeast bound: Int) -> Bool {
        // A code point has one to four bytes.
        let bytes = text.utf8.count
        return bytes >= bound && (bytes / 4 >= bound || text.unicodeScalars.count >= bound)
    }

    /// Whether the text has at most so many code points. So many bytes are never more.
    @inlinable @inline(__always)
    public static func hasCharacters(_ text: String, atMost bound: Int) -> Bool {
        text.utf8.count <= bound || hasFewCharacters(text, atMost: bound)
    }

    @usableFromInline @inline(never)
    static func hasFewCharacters(_ text: String, atMost bound: Int) -> Bool {
        text.utf8.count / 4 <= bound && text.unicodeScalars.count <= bound
    }

    /// Whether the text begins with that one.
    public static func hasPrefix(_ text: String, _ part: String) -> Bool {
        hasPrefix(text.utf8.span, part.utf8.span)
    }

    /// Whether the text ends with that one.
    public static func hasSuffix(_ text: String, _ part: String) -> Bool {
        hasSuffix(text.utf8.span, part.utf8.span)
    }

    /// Whether the text contains that one.
    public static func contains(_ text: String, _ part: String) -> Bool {
        contains(text.utf8.span, part.utf8.span)
    }

    // MARK: - Bytes

    /// Whether the bytes begin with those.
    public static func hasPrefix(_ bytes: [UInt8], _ part: [UInt8]) -> Bool { hasPrefix(bytes.span, part.span) }

    /// Whether the bytes end with those.
    public static func hasSuffix(_ bytes: [UInt8], _ part: [UInt8]) -> Bool { hasSuffix(bytes.span, part.span) }

    /// Whether the bytes contain those.
    public static func contains(_ bytes: [UInt8], _ part: [UInt8]) -> Bool { contains(bytes.span, part.span) }

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
    public static func isOf(_ form: StandardRule.Form, _ text: String) -> Bool { form.matches(text.utf8.span) }

    /// Whether the bytes are of a well-known form.
    public static func isOf(_ form: StandardRule.Form, _ bytes: [UInt8]) -> Bool { form.matches(length: bytes.count) }

    // MARK: - Well-known types

    /// Whether every path is one of these or lies under one.
    public static func areAll(_ paths: [String], under roots: [String]) -> Bool {
        paths.allSatisfy { path in isUnderAny(path, roots) }
    }

    /// Whether any path is one of these or lies under one.
    public static func isAny(_ paths: [String], under roots: [String]) -> Bool {
        paths.contains { path in isUnderAny(path, roots) }
    }

    /// Whether these are those paths in that order.
    public static func equal(_ paths: [String], _ others: [String]) -> Bool {
        paths.elementsEqual(others) { equal($0, $1) }
    }

    private static func isUnderAny(_ path: String, _ roots: [String]) -> Bool {
        roots.contains { root in
            hasPrefix(path, root)
                && (path.utf8.count == root.utf8.count || path.utf8.span[root.utf8.count] == UInt8(ascii: "."))
        }
    }

    /// Whether the moment is at most so far from now.
    public static func isWithin(_ moment: CELTimestamp, _ distance: CELDuration, of now: CELTimestamp) -> Bool {
        let difference = moment.nanoseconds - now.nanoseconds
        return difference <= distance.nanoseconds && difference >= -distance.nanoseconds
    }
}

/// A regular expression in RE2's syntax, compiled once.
public struct TextPattern: Sendable {
    private let expression: RegularExpression

    /// The generator has compiled the pattern too: one that is wrong stops the program.
    public init(_ pattern: String) {
        do throws(RegularExpression.Failure) {
            expression = try RegularExpression(pattern)
        } catch {
            preconditionFailure("the generated pattern \(pattern) is no regular expression: \(error.message)")
        }
    }

    /// Whether the pattern is found anywhere in the text.
    public func isFound(in text: String) -> Bool { expression.isFound(in: text) }

    /// Whether the pattern is found anywhere in the bytes, which must be UTF-8.
    public func isFound(in bytes: [UInt8]) throws(CELError) -> Bool {
        guard String(validating: bytes, as: UTF8.self) != nil else {
            throw CELError("value must be valid UTF-8 to apply regexp")
        }
        return expression.isFound(in: bytes.span)
    }
}

/// The pattern `^[set]{least,greatest}$` of a set of ASCII characters: no automaton is needed for it.
public struct CharacterPattern: Sendable {
    @usableFromInline let low: UInt64
    @usableFromInline let high: UInt64
    @usableFromInline let least: Int
    @usableFromInline let greatest: Int

    /// The characters as a bit each: below 64, and from 64 on.
    @inlinable
    public init(low: UInt64, high: UInt64, least: Int, greatest: Int) {
        self.low = low
        self.high = high
        self.least = least
        self.greatest = greatest
    }

    /// Whether the whole text consists of so many of these characters.
    @inlinable @inline(__always)
    public func isFound(in text: String) -> Bool {
        let (low, high) = unsafe ImmediateString.words(text)
        if ImmediateString.isWords(high), ImmediateString.isAvailable { return isFound(inWords: low, high) }
        return isFound(inBytes: text)
    }

    /// The same for text that is its own bytes: nothing is retained for it.
    @usableFromInline
    func isFound(inWords low: UInt64, _ high: UInt64) -> Bool {
        let count = Int(truncatingIfNeeded: ImmediateString.count(high))
        return count >= least && count <= greatest && hasOnly(low, min(count, 8)) && hasOnly(high, count - 8)
    }

    /// Whether the first bytes of the word are among the characters.
    private func hasOnly(_ word: UInt64, _ count: Int) -> Bool {
        var rest = word
        var left = count
        while left > 0 {
            if !contains(UInt8(truncatingIfNeeded: rest)) { return false }
            rest &>>= 8
            left -= 1
        }
        return true
    }

    @usableFromInline @inline(never)
    func isFound(inBytes text: String) -> Bool {
        let bytes = text.utf8.span
        guard bytes.count >= least, bytes.count <= greatest else { return false }
        for position in bytes.indices where !contains(bytes[position]) { return false }
        return true
    }

    @inline(__always)
    private func contains(_ byte: UInt8) -> Bool {
        let bits = byte < 64 ? low : byte < 128 ? high : 0
        return bits &>> UInt64(byte & 63) & 1 != 0
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
