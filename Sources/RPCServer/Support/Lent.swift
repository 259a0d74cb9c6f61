// SPDX-License-Identifier: Apache-2.0

/// A reference that is not counted, to an object that its holder knows to live longer.
///
/// For what each call looks at many times: to read a counted reference from where it is stored takes forty
/// instructions. Confined to the object's thread.
@safe
struct Lent<Object: AnyObject> {
    private let reference: Unmanaged<Object>

    init(_ object: Object) {
        unsafe reference = Unmanaged.passUnretained(object)
    }

    /// The object that ``pointer`` stood for.
    init(pointer: UnsafeMutableRawPointer) {
        unsafe reference = unsafe Unmanaged.fromOpaque(pointer)
    }

    /// What C is given for the object.
    var pointer: UnsafeMutableRawPointer { unsafe reference.toOpaque() }

    /// The object with a reference of its own, for what may end its life.
    var object: Object { unsafe reference.takeUnretainedValue() }

    /// Shows the object.
    @inline(__always)
    func callAsFunction<Result>(_ body: (Object) -> Result) -> Result {
        unsafe reference._withUnsafeGuaranteedRef(body)
    }
}
