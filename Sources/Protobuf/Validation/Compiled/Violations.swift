// SPDX-License-Identifier: Apache-2.0

/// What generated validators report to.
///
/// Paths grow from the inside outwards: a message reports the way from itself, and whoever asked it
/// puts its own step in front of what is new. So a valid message costs no path at all.
public struct Violations: RuleReport, Sendable {
    /// The rules that are broken.
    public private(set) var found: [Violation] = []
    /// The rule that could not be evaluated; the first one ends the check.
    public private(set) var failure: ValidationError?
    /// Whether nothing more is looked for.
    public private(set) var isFull = false
    private let limit: Int
    /// What texts and bytes are asked with.
    public let checks = Checks()
    private var moment: CELTimestamp?

    /// An empty report that holds `limit` violations. `now` is asked from the clock if it is needed.
    public init(limit: Int = .max, now: CELTimestamp? = nil) {
        self.limit = max(1, limit)
        moment = now
    }

    /// How many violations there are.
    @inlinable
    public var count: Int { found.count }

    /// The moment of this check, the same for all its rules.
    public var now: CELTimestamp {
        mutating get {
            if let moment { return moment }
            let time = Validator.systemClock()
            moment = time
            return time
        }
    }

    /// Notes a broken rule.
    @inlinable @inline(__always)
    public mutating func add(
        _ id: @autoclosure () -> String, _ message: @autoclosure () -> String,
        at field: @autoclosure () -> FieldPathElement?, by rule: @autoclosure () -> [FieldPathElement], forKey: Bool
    ) -> Bool {
        note(id(), message(), field(), rule(), forKey)
    }

    @usableFromInline @inline(never)
    mutating func note(
        _ id: String, _ message: String, _ field: FieldPathElement?, _ rule: [FieldPathElement], _ forKey: Bool
    ) -> Bool {
        if isFull { return true }
        found.append(
            Violation(
                field: field.map { [$0] } ?? [], rule: rule, ruleID: id, message: message, isForKey: forKey))
        isFull = found.count >= limit
        return isFull
    }

    /// Notes a rule that could not be evaluated, which ends the search.
    @inline(never)
    public mutating func fail(_ error: CELError, _ rule: String) -> Bool {
        if isFull { return true }
        failure = ValidationError(evaluating: rule, error.message)
        isFull = true
        return true
    }

    /// Puts a step in front of the paths of the violations from `start` on.
    @usableFromInline @inline(never)
    mutating func prefix(from start: Int, with step: FieldPathElement) {
        for index in start..<found.count { found[index].field.insert(step, at: 0) }
    }

    /// Brings the violations of a map's entries from `start` on into the order of the keys.
    @usableFromInline @inline(never)
    mutating func sortByKey(from start: Int) {
        let entries = found[start...].enumerated().sorted { left, right in
            guard let one = left.element.field.first?.element, let other = right.element.field.first?.element,
                one != other
            else { return left.offset < right.offset }
            return one.precedes(other)
        }
        found.replaceSubrange(start..., with: entries.map(\.element))
    }

    // MARK: - Messages within

    /// Checks a message, and puts its step in front of what is wrong with it.
    @inlinable
    public mutating func check<Value: Validatable>(
        _ message: Borrowed<Value>, at step: @autoclosure () -> FieldPathElement
    ) -> Bool {
        let start = count
        Value.validate(message, into: &self)
        if count != start { prefix(from: start, with: step()) }
        return isFull
    }

    /// Checks the messages of a list, and puts their steps in front of what is wrong with them.
    @inlinable
    public mutating func check<Value: Validatable>(
        _ messages: BorrowedList<Value>, at step: @autoclosure () -> FieldPathElement
    ) -> Bool {
        messages.contains { (message, index) in
            let start = count
            Value.validate(message, into: &self)
            if count != start { prefix(from: start, with: step().element(index)) }
            return isFull
        }
    }

    /// Checks the entries of a map, and sorts what is wrong with them by their keys.
    @inlinable
    public mutating func entries(_ check: (inout Self) -> Bool) -> Bool {
        let start = count
        let isOver = check(&self)
        if count > start + 1 { sortByKey(from: start) }
        return isOver
    }
}

extension FieldPathElement {
    /// A step to a field.
    public static func field(_ number: Int32, _ name: String, _ kind: FieldKind) -> Self {
        Self(number: number, name: name, kind: kind)
    }

    /// A step to a map's field, of which an entry is to be picked.
    public static func map(_ number: Int32, _ name: String, _ key: FieldKind, _ value: FieldKind) -> Self {
        var step = Self(number: number, name: name, kind: .message)
        step.keyKind = key
        step.valueKind = value
        return step
    }

    /// A step to a oneof.
    public static func oneof(_ name: String) -> Self { Self(oneof: name) }

    /// The same step to one element of the list.
    public func element(_ index: Int) -> Self { at(.index(UInt64(index))) }

    /// The same step to the entry of that key.
    public func entry(_ key: Bool) -> Self { at(.bool(key)) }
    /// The same step to the entry of that key.
    public func entry(_ key: Int32) -> Self { at(.int(Int64(key))) }
    /// The same step to the entry of that key.
    public func entry(_ key: Int64) -> Self { at(.int(key)) }
    /// The same step to the entry of that key.
    public func entry(_ key: UInt32) -> Self { at(.uint(UInt64(key))) }
    /// The same step to the entry of that key.
    public func entry(_ key: UInt64) -> Self { at(.uint(key)) }
    /// The same step to the entry of that key.
    public func entry(_ key: String) -> Self { at(.string(key)) }

    private func at(_ element: Subscript) -> Self {
        var step = self
        step.element = element
        return step
    }

    private init(number: Int32, name: String, kind: FieldKind) {
        self.init(oneof: name)
        self.number = number
        self.kind = kind
    }
}

extension FieldPathElement.Subscript {
    /// The order in which a map's entries are reported.
    fileprivate func precedes(_ other: Self) -> Bool {
        switch (self, other) {
        case (.bool(let left), .bool(let right)): !left && right
        case (.int(let left), .int(let right)): left < right
        case (.uint(let left), .uint(let right)): left < right
        case (.index(let left), .index(let right)): left < right
        case (.string(let left), .string(let right)): left.utf8.lexicographicallyPrecedes(right.utf8)
        default: false
        }
    }
}
