// SPDX-License-Identifier: Apache-2.0

/// What generated validators say broken rules to. They are written once and compiled for two of these:
/// `Validity`, which ends at the first broken rule and so needs neither its words nor its place, and
/// `Violations`, which collects them.
///
/// Functions that give a Bool say whether the search is over: then the validator returns.
public protocol RuleReport {
    /// What texts and bytes are asked with.
    var checks: Checks { get }
    /// The moment of this check, the same for all its rules.
    var now: CELTimestamp { mutating get }

    /// A broken rule.
    mutating func add(
        _ id: @autoclosure () -> String, _ message: @autoclosure () -> String,
        at field: @autoclosure () -> FieldPathElement?, by rule: @autoclosure () -> [FieldPathElement], forKey: Bool
    ) -> Bool

    /// A rule that could not be evaluated.
    mutating func fail(_ error: CELError, _ rule: String) -> Bool

    /// Checks a message that is a field's value by its own rules.
    mutating func check<Value: Validatable>(
        _ message: Borrowed<Value>, at step: @autoclosure () -> FieldPathElement
    ) -> Bool

    /// Checks the messages of a list, each by its own rules.
    mutating func check<Value: Validatable>(
        _ messages: BorrowedList<Value>, at step: @autoclosure () -> FieldPathElement
    ) -> Bool

    /// Checks the entries of a map, which come in any order, and brings what is wrong with them into the
    /// order of their keys.
    mutating func entries(_ check: (inout Self) -> Bool) -> Bool
}

extension RuleReport {
    /// A broken rule of the message as a whole.
    @inlinable @inline(__always)
    public mutating func add(
        _ id: @autoclosure () -> String, _ message: @autoclosure () -> String,
        by rule: @autoclosure () -> [FieldPathElement] = []
    ) -> Bool {
        add(id(), message(), at: nil, by: rule(), forKey: false)
    }

    /// A broken rule of a field.
    @inlinable @inline(__always)
    public mutating func add(
        _ id: @autoclosure () -> String, _ message: @autoclosure () -> String,
        at field: @autoclosure () -> FieldPathElement, by rule: @autoclosure () -> [FieldPathElement] = []
    ) -> Bool {
        add(id(), message(), at: field(), by: rule(), forKey: false)
    }

    /// Checks a message that is the payload of a oneof, or held on the heap.
    @inlinable @inline(__always)
    public mutating func check<Value: Validatable>(
        _ message: borrowing Value, at step: @autoclosure () -> FieldPathElement
    ) -> Bool {
        unsafe withUnsafePointer(to: message) { pointer in
            unsafe check(Borrowed(unsafe: pointer), at: step())
        }
    }
}

/// Whether a message is valid, and nothing more: the search is over at the first broken rule.
public struct Validity: RuleReport, Sendable {
    /// The moment of the check, if a rule has asked for it.
    private(set) var moment: CELTimestamp?

    init(now: CELTimestamp?) { moment = now }

    /// Whether texts can be read by their words, which is taken for granted here: else nothing is gained.
    static var isAvailable: Bool { StringForms.known.immediate }

    /// What texts and bytes are asked with.
    @inlinable
    public var checks: Checks { Checks(readsWords: true) }

    /// The moment of this check, the same for all its rules.
    public var now: CELTimestamp {
        mutating get {
            if let moment { return moment }
            let time = Validator.systemClock()
            moment = time
            return time
        }
    }

    /// A broken rule ends the search.
    @inlinable @inline(__always)
    public mutating func add(
        _ id: @autoclosure () -> String, _ message: @autoclosure () -> String,
        at field: @autoclosure () -> FieldPathElement?, by rule: @autoclosure () -> [FieldPathElement], forKey: Bool
    ) -> Bool { true }

    /// A rule that could not be evaluated ends the search.
    @inlinable @inline(__always)
    public mutating func fail(_ error: CELError, _ rule: String) -> Bool { true }

    /// Ends the search if the message breaks a rule.
    @inlinable @inline(__always)
    public mutating func check<Value: Validatable>(
        _ message: Borrowed<Value>, at step: @autoclosure () -> FieldPathElement
    ) -> Bool {
        !Value.isValid(message, &self)
    }

    /// Ends the search if one of the messages breaks a rule.
    @inlinable @inline(__always)
    public mutating func check<Value: Validatable>(
        _ messages: BorrowedList<Value>, at step: @autoclosure () -> FieldPathElement
    ) -> Bool {
        messages.contains { (message, _) in !Value.isValid(message, &self) }
    }

    /// Checks entries in any order: none of them is reported.
    @inlinable @inline(__always)
    public mutating func entries(_ check: (inout Self) -> Bool) -> Bool { check(&self) }
}
