// SPDX-License-Identifier: Apache-2.0

/// A value lent for the length of a call: reading a field through it copies that field only.
///
/// Generated writers take one, because an argument of a large struct type is copied at each call.
@safe
public struct Borrowed<Value>: ~Escapable {
    @usableFromInline let pointer: UnsafePointer<Value>

    /// Lends what `pointer` points to; it must stay valid as long as this value is used.
    @unsafe @inlinable
    @_lifetime(immortal)
    public init(unsafe pointer: UnsafePointer<Value>) {
        unsafe self.pointer = pointer
    }

    /// The value itself.
    @inlinable
    public var value: Value {
        unsafeAddress { unsafe pointer }
    }
}
