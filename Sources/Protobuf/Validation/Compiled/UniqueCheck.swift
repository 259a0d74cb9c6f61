// SPDX-License-Identifier: Apache-2.0

extension Checks {
    /// Whether no two values are equal. NaN equals nothing.
    @inlinable
    public static func isUnique<Value: Hashable>(_ values: [Value]) -> Bool {
        isUnique(values.count, hash: { values[$0].hashValue }, equal: { values[$0] == values[$1] })
    }

    /// Whether no two texts have the same code points.
    @inlinable
    public static func isUnique(_ values: [String]) -> Bool {
        isUnique(values.count, hash: { hash(values[$0]) }, equal: { equal(values[$0], values[$1]) })
    }

    /// Whether no two of the texts that elements have are the same.
    @inlinable
    public static func isUnique<Element>(_ list: [Element], text: (Borrowed<Element>) -> String) -> Bool {
        unsafe list.withUnsafeBufferPointer { elements in
            guard let first = elements.baseAddress else { return true }
            return isUnique(
                elements.count,
                hash: { unsafe hash(text(Borrowed(unsafe: first + $0))) },
                equal: { unsafe equal(text(Borrowed(unsafe: first + $0)), text(Borrowed(unsafe: first + $1))) })
        }
    }

    /// The texts' bytes by the process's random seed, so that nobody can choose equal ones.
    @usableFromInline
    static func hash(_ text: String) -> Int {
        ExactString(text).hashValue
    }

    /// Few values are compared in pairs; many go through a table, on the stack for up to 127 of them.
    @inlinable
    static func isUnique(_ count: Int, hash: (Int) -> Int, equal: (Int, Int) -> Bool) -> Bool {
        if count <= 16 {
            var later = 1
            while later < count {
                for earlier in 0..<later where equal(earlier, later) { return false }
                later += 1
            }
            return true
        }
        let mask = (1 << (Int.bitWidth - (2 * count).leadingZeroBitCount)) - 1
        return unsafe withUnsafeTemporaryAllocation(of: UInt32.self, capacity: mask + 1) { table in
            unsafe table.initialize(repeating: 0)
            for index in 0..<count {
                var place = hash(index) & mask
                // Places hold indices from 1 on; 0 is a free one.
                while unsafe table[place] != 0 {
                    if equal(Int(unsafe table[place]) - 1, index) { return false }
                    place = (place + 1) & mask
                }
                unsafe table[place] = UInt32(truncatingIfNeeded: index + 1)
            }
            return true
        }
    }
}
