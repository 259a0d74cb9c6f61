// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// The work that one evaluation of a generated rule may be, so that nobody can make it endless:
/// a million elements looked at.
public struct CELBudget: ~Copyable, Sendable {
    @usableFromInline let left: Atomic<Int>

    /// All of it.
    public init() { left = Atomic(CELProgram.defaultBudget) }

    /// Pays for work before it is done.
    @inlinable @inline(__always)
    public func charge(_ units: Int) throws(CELError) {
        // Of one thread only; the atomic is there for changing what is lent.
        let rest = left.load(ordering: .relaxed) &- units
        left.store(rest, ordering: .relaxed)
        if rest < 0 { throw Self.exhausted() }
    }

    @usableFromInline @inline(never)
    static func exhausted() -> CELError {
        CELError("evaluation took too long", isExhausted: true)
    }

    var rest: Int {
        get { left.load(ordering: .relaxed) }
        nonmutating set { left.store(newValue, ordering: .relaxed) }
    }
}

/// What generated rules do that is not an operator of Swift.
public enum CELRuntime {
    // MARK: - Logic

    /// False if any is false, whatever the other is.
    @inlinable
    public static func and(
        _ left: () throws(CELError) -> Bool, _ right: () throws(CELError) -> Bool
    ) throws(CELError) -> Bool {
        do throws(CELError) {
            if !(try left()) { return false }
        } catch {
            if !error.isExhausted, !(try second(error, right)) { return false }
            throw error
        }
        return try right()
    }

    /// True if any is true, whatever the other is.
    @inlinable
    public static func or(
        _ left: () throws(CELError) -> Bool, _ right: () throws(CELError) -> Bool
    ) throws(CELError) -> Bool {
        do throws(CELError) {
            if try left() { return true }
        } catch {
            if !error.isExhausted, try second(error, right) { return true }
            throw error
        }
        return try right()
    }

    /// The second term after the first has failed: its error does not count.
    @usableFromInline
    static func second(_ first: CELError, _ right: () throws(CELError) -> Bool) throws(CELError) -> Bool {
        do throws(CELError) { return try right() } catch { throw error.isExhausted ? error : first }
    }

    // MARK: - Numbers

    /// The negated number.
    public static func negate(_ value: Int64) throws(CELError) -> Int64 {
        guard value != .min else { throw .overflow("int") }
        return -value
    }

    /// The sum.
    public static func add<Value: FixedWidthInteger>(_ left: Value, _ right: Value) throws(CELError) -> Value {
        try checked(left.addingReportingOverflow(right))
    }

    /// The difference.
    public static func subtract<Value: FixedWidthInteger>(_ left: Value, _ right: Value) throws(CELError) -> Value {
        try checked(left.subtractingReportingOverflow(right))
    }

    /// The product.
    public static func multiply<Value: FixedWidthInteger>(_ left: Value, _ right: Value) throws(CELError) -> Value {
        try checked(left.multipliedReportingOverflow(by: right))
    }

    /// The quotient, rounded towards zero.
    public static func divide<Value: FixedWidthInteger>(_ left: Value, _ right: Value) throws(CELError) -> Value {
        guard right != 0 else { throw CELError("divide by zero") }
        return try checked(left.dividedReportingOverflow(by: right))
    }

    /// What the division leaves.
    public static func remainder<Value: FixedWidthInteger>(_ left: Value, _ right: Value) throws(CELError) -> Value {
        guard right != 0 else { throw CELError("modulus by zero") }
        return try checked(left.remainderReportingOverflow(dividingBy: right))
    }

    private static func checked<Value: FixedWidthInteger>(
        _ result: (partialValue: Value, overflow: Bool)
    ) throws(CELError) -> Value {
        guard !result.overflow else { throw .overflow(Value.isSigned ? "int" : "uint") }
        return result.partialValue
    }

    // MARK: - Elements

    /// The element at that place.
    @inlinable
    public static func element<Element>(
        _ list: [Element], _ index: some BinaryInteger
    ) throws(CELError) -> Element {
        guard let position = Int(exactly: index), list.indices.contains(position) else {
            throw CELError.outOfBounds("\(index)")
        }
        return list[position]
    }

    /// The value under that key.
    @inlinable
    public static func entry<Key: FixedWidthInteger, Value>(
        _ map: [Key: Value], _ key: some BinaryInteger
    ) throws(CELError) -> Value {
        guard let value = Key(exactly: key).flatMap({ map[$0] }) else { throw CELError.noKey }
        return value
    }

    /// The value under that key, a number of the keys' own type: without this the other two would fit as well.
    @inlinable
    public static func entry<Key: FixedWidthInteger, Value>(_ map: [Key: Value], _ key: Key) throws(CELError) -> Value {
        guard let value = map[key] else { throw CELError.noKey }
        return value
    }

    /// The value under that key.
    @inlinable
    public static func entry<Key: Hashable, Value>(_ map: [Key: Value], _ key: Key) throws(CELError) -> Value {
        guard let value = map[key] else { throw CELError.noKey }
        return value
    }

    /// Whether there is a value under that key.
    @inlinable
    public static func hasKey<Key: FixedWidthInteger, Value>(_ map: [Key: Value], _ key: some BinaryInteger) -> Bool {
        Key(exactly: key).flatMap { map[$0] } != nil
    }

    /// Whether there is a value under that key, a number of the keys' own type.
    @inlinable
    public static func hasKey<Key: FixedWidthInteger, Value>(_ map: [Key: Value], _ key: Key) -> Bool {
        map[key] != nil
    }

    /// Whether there is a value under that key.
    @inlinable
    public static func hasKey<Key: Hashable, Value>(_ map: [Key: Value], _ key: Key) -> Bool { map[key] != nil }
}

extension CELError {
    @usableFromInline
    static func outOfBounds(_ index: String) -> CELError { CELError("index out of bounds: \(index)") }

    @usableFromInline
    static var noKey: CELError { CELError("no such key") }
}
