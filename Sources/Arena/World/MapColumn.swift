// SPDX-License-Identifier: Apache-2.0

/// Numbers of a map that never change once they are worked out.
///
/// They are read in the innermost loops, by indices that the state holds: cells of the map, all of which
/// were checked when they came in. So reading checks its bounds in debug builds only, and the numbers lie
/// in memory of their own instead of an array, whose length and address would be fetched for each one.
@safe
struct MapColumn<Element: BitwiseCopyable & Sendable>: ~Copyable, @unchecked Sendable {
    private let base: UnsafeMutablePointer<Element>
    let count: Int

    /// A copy of an array.
    init(_ elements: [Element]) {
        count = elements.count
        unsafe base = .allocate(capacity: max(1, elements.count))
        for index in elements.indices { unsafe (base + index).initialize(to: elements[index]) }
    }

    deinit { unsafe base.deallocate() }

    /// One of them; `index` must be one of the column's.
    @inline(__always)
    subscript(index: Int) -> Element {
        assert(index >= 0 && index < count, "no such number")
        return unsafe base[index]
    }

    /// The numbers from one on; to be used while the map lives.
    @inline(__always)
    func part(from index: Int) -> MapPart<Element> {
        assert(index >= 0 && index <= count, "no such number")
        return unsafe MapPart(base: base + index)
    }
}

/// A part of a column: a row of a table.
@safe
struct MapPart<Element: BitwiseCopyable & Sendable> {
    private let base: UnsafeMutablePointer<Element>

    fileprivate init(base: UnsafeMutablePointer<Element>) { unsafe self.base = unsafe base }

    /// The number so far from the part's beginning, which may be before it.
    @inline(__always)
    subscript(index: Int) -> Element { unsafe base[index] }
}
