// SPDX-License-Identifier: Apache-2.0

/// A value lent for the length of a call: reading a field through it copies that field only.
///
/// Generated code takes one, because an argument of a large struct type is copied at each call.
///
/// By its meaning it is `~Escapable`, and must not be kept. It is not declared so: the optimizer of
/// Swift 6.3.1 fails on validators that capture such values in closures ("leaked owned value"), which
/// `||` does already.
@safe
public struct Borrowed<Value>: BitwiseCopyable {
    @usableFromInline let pointer: UnsafePointer<Value>

    /// Lends what `pointer` points to; it must stay valid as long as this value is used.
    @unsafe @inlinable
    public init(unsafe pointer: UnsafePointer<Value>) {
        unsafe self.pointer = pointer
    }

    /// The value itself.
    @inlinable
    public var value: Value {
        unsafeAddress { unsafe pointer }
    }

    /// A stored property, lent as well.
    @inlinable @inline(__always)
    public func lent<Part>(_ property: KeyPath<Value, Part>) -> Borrowed<Part> {
        // For a stored property the offset is known when this is compiled.
        guard let offset = MemoryLayout<Value>.offset(of: property) else {
            preconditionFailure("Only stored properties can be lent.")
        }
        return unsafe Borrowed<Part>(
            unsafe: (UnsafeRawPointer(pointer) + offset).assumingMemoryBound(to: Part.self))
    }

    /// The value of a stored property, lent as well, if it is there.
    @inlinable @inline(__always)
    public func part<Part>(_ property: KeyPath<Value, Part?>) -> Borrowed<Part>? {
        let place = lent(property)
        guard place.value.isPresent() else { return nil }
        // An optional's payload is at its start.
        return unsafe Borrowed<Part>(
            unsafe: UnsafeRawPointer(place.pointer).assumingMemoryBound(to: Part.self))
    }

    /// A list that is a stored property: its elements, lent as well.
    @inlinable @inline(__always)
    public func list<Element>(_ property: KeyPath<Value, [Element]>) -> BorrowedList<Element> {
        // The array's elements stay where they are as long as the array is lent.
        unsafe lent(property).value.withUnsafeBufferPointer { unsafe BorrowedList(unsafe: $0) }
    }
}

extension Optional {
    /// Whether there is a value. Comparing with nil would copy the value first.
    @inlinable @inline(__always)
    func isPresent() -> Bool {
        switch self {
        case .some: true
        case .none: false
        }
    }
}
