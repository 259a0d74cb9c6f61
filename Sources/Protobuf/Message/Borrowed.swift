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

    /// A message that is a stored property, lent as well, if it is there.
    @inlinable @inline(__always)
    public func part<Part: Message>(_ property: KeyPath<Value, Part?>) -> Borrowed<Part>? {
        // For a stored property the offset is known when this is compiled.
        guard let offset = MemoryLayout<Value>.offset(of: property) else {
            preconditionFailure("Only stored properties can be lent.")
        }
        let place = unsafe UnsafeRawPointer(pointer) + offset
        guard unsafe place.assumingMemoryBound(to: Part?.self).pointee.isPresent() else { return nil }
        // An optional's payload is at its start.
        return unsafe Borrowed<Part>(unsafe: place.assumingMemoryBound(to: Part.self))
    }
}

extension Optional where Wrapped: Message {
    /// Whether there is a message. Comparing with nil would copy the message first.
    @inlinable @inline(__always)
    func isPresent() -> Bool {
        switch self {
        case .some: true
        case .none: false
        }
    }
}
