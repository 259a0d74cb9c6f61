// SPDX-License-Identifier: Apache-2.0

/// The elements of a list, lent for the length of a call: looking at them retains neither them nor the
/// list. Like `Borrowed` it must not be kept.
@safe
public struct BorrowedList<Element>: BitwiseCopyable {
    @usableFromInline let first: UnsafePointer<Element>?
    /// How many elements there are.
    public let count: Int

    /// Lends the elements; they must stay valid as long as this value is used.
    @unsafe @inlinable
    public init(unsafe elements: UnsafeBufferPointer<Element>) {
        unsafe first = elements.baseAddress
        count = elements.count
    }

    /// No elements.
    @inlinable
    public init() {
        unsafe first = nil
        count = 0
    }

    /// The places of the elements.
    @inlinable
    public var indices: Range<Int> { unsafe Range(uncheckedBounds: (0, count)) }

    /// The element at that place, which must be one of `indices`.
    @inlinable
    public subscript(index: Int) -> Borrowed<Element> {
        guard let first = unsafe first, index >= 0, index < count else {
            preconditionFailure("There are \(count) elements, but none at \(index).")
        }
        return unsafe Borrowed(unsafe: first + index)
    }

    /// The first element for which the answer is yes ends the search.
    ///
    /// - Returns: whether there was one.
    @inlinable @inline(__always)
    func contains<Failure: Error>(where isMeant: (Borrowed<Element>, Int) throws(Failure) -> Bool) throws(Failure)
        -> Bool
    {
        guard var place = unsafe first else { return false }
        var index = 0
        while index < count {
            if try unsafe isMeant(Borrowed(unsafe: place), index) { return true }
            unsafe place += 1
            index += 1
        }
        return false
    }
}

/// What has elements to lend: a list, or one that is lent already.
public protocol ListSource<Element> {
    /// The type of the elements.
    associatedtype Element

    /// Lends the elements for the length of the call.
    func lendElements<Answer, Failure: Error>(
        _ body: (BorrowedList<Element>) throws(Failure) -> Answer
    ) throws(Failure) -> Answer
}

extension Array: ListSource {
    /// Lends the array's elements.
    @inlinable @inline(__always)
    public func lendElements<Answer, Failure: Error>(
        _ body: (BorrowedList<Element>) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        try unsafe withUnsafeBufferPointer { (elements) throws(Failure) -> Answer in
            try unsafe body(BorrowedList(unsafe: elements))
        }
    }
}

extension BorrowedList: ListSource {
    /// Hands on what is lent already.
    @inlinable @inline(__always)
    public func lendElements<Answer, Failure: Error>(
        _ body: (BorrowedList<Element>) throws(Failure) -> Answer
    ) throws(Failure) -> Answer {
        try body(self)
    }
}

/// What has a text to lend: a string, or one that is lent already.
public protocol TextSource {
    /// Lends the text for the length of the call.
    func lendText<Answer>(_ body: (Borrowed<String>) -> Answer) -> Answer
}

extension String: TextSource {
    /// Lends the string.
    @inlinable @inline(__always)
    public func lendText<Answer>(_ body: (Borrowed<String>) -> Answer) -> Answer {
        unsafe withUnsafePointer(to: self) { unsafe body(Borrowed(unsafe: $0)) }
    }
}

extension Borrowed: TextSource where Value == String {
    /// Hands on what is lent already.
    @inlinable @inline(__always)
    public func lendText<Answer>(_ body: (Borrowed<String>) -> Answer) -> Answer { body(self) }
}
