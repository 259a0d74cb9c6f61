// SPDX-License-Identifier: Apache-2.0

/// Equality and order. Numbers of all types lie on one line.
extension CELValue {
    /// Whether the values are equal; values of different types are not, numbers aside.
    func isEqual(to other: CELValue) -> Bool {
        switch (self, other) {
        case (.null, .null): return true
        case (.bool(let left), .bool(let right)): return left == right
        case (.string(let left), .string(let right)): return left.hasSameCodePoints(as: right)
        case (.bytes(let left), .bytes(let right)): return left == right
        case (.timestamp(let left), .timestamp(let right)): return left == right
        case (.duration(let left), .duration(let right)): return left == right
        case (.type(let left), .type(let right)): return left == right
        case (.message(let left), .message(let right)): return left.celEquals(right)
        case (.list(let left), .list(let right)):
            return left.count == right.count && zip(left, right).allSatisfy { $0.isEqual(to: $1) }
        case (.map(let left), .map(let right)):
            return left.count == right.count
                && left.entries.allSatisfy { entry in right[entry.key].map(entry.value.isEqual(to:)) ?? false }
        default: return compareNumbers(to: other) == .equal
        }
    }

    /// How two values lie to each other.
    enum Order {
        case less, equal, greater
        /// One of them is NaN.
        case none

        init<Value: Comparable>(_ left: Value, _ right: Value) {
            self = left < right ? .less : left > right ? .greater : left == right ? .equal : .none
        }

        func satisfies(_ symbol: CELExpression.Operator) -> Bool {
            switch symbol {
            case .less: self == .less
            case .lessOrEqual: self == .less || self == .equal
            case .greater: self == .greater
            case .greaterOrEqual: self == .greater || self == .equal
            default: false
            }
        }
    }

    /// The order of two values; nothing where their types have none.
    func compare(to other: CELValue) -> Order? {
        switch (self, other) {
        case (.bool(let left), .bool(let right)): Order(left ? 1 : 0, right ? 1 : 0)
        case (.string(let left), .string(let right)): Self.lexicographic(left.utf8, right.utf8)
        case (.bytes(let left), .bytes(let right)): Self.lexicographic(left, right)
        case (.timestamp(let left), .timestamp(let right)): Order(left, right)
        case (.duration(let left), .duration(let right)): Order(left, right)
        default: compareNumbers(to: other)
        }
    }

    private static func lexicographic(_ left: some Sequence<UInt8>, _ right: some Sequence<UInt8>) -> Order {
        if left.lexicographicallyPrecedes(right) { return .less }
        return right.lexicographicallyPrecedes(left) ? .greater : .equal
    }

    private func compareNumbers(to other: CELValue) -> Order? {
        switch (self, other) {
        case (.int(let left), .int(let right)): return Order(left, right)
        case (.uint(let left), .uint(let right)): return Order(left, right)
        case (.double(let left), .double(let right)): return Order(left, right)
        case (.int(let left), .uint(let right)): return Self.compare(left, right)
        case (.uint(let left), .int(let right)): return Self.compare(left, right)
        case (.int(let left), .double(let right)): return Self.compare(left, right)
        case (.uint(let left), .double(let right)): return Self.compare(left, right)
        case (.double(let left), .int(let right)): return Self.compare(right, left).reversed
        case (.double(let left), .uint(let right)): return Self.compare(right, left).reversed
        default: return nil
        }
    }

    /// Compares across signs.
    private static func compare<L: BinaryInteger, R: BinaryInteger>(_ left: L, _ right: R) -> Order {
        left < right ? .less : left > right ? .greater : .equal
    }

    /// Compares as doubles, as CEL's implementations do: large integers are rounded.
    private static func compare<Integer: FixedWidthInteger>(_ left: Integer, _ right: Double) -> Order {
        Order(Double(left), right)
    }
}

extension CELValue.Order {
    fileprivate var reversed: Self {
        switch self {
        case .less: .greater
        case .greater: .less
        default: self
        }
    }
}

extension CELValue {
    /// Whether this value lies below the other one.
    package func isBelow(_ other: CELValue) -> Bool { compare(to: other) == .less }
}
