// SPDX-License-Identifier: Apache-2.0

extension Checks {
    /// Whether no two values are equal. NaN equals nothing.
    @inlinable
    public func isUnique<Value: Hashable>(_ values: some ListSource<Value>) -> Bool {
        values.lendElements { values in
            Self.isUnique(
                values.count, hash: { values[$0].value.hashValue }, equal: { values[$0].value == values[$1].value })
        }
    }

    /// Whether no two texts have the same code points.
    @inlinable
    public func isUnique(_ texts: some ListSource<String>) -> Bool {
        isUnique(texts, text: { $0 })
    }

    /// Whether no two of the texts that elements have are the same.
    @inlinable
    public func isUnique<Element>(
        _ list: some ListSource<Element>, text: (Borrowed<Element>) -> some TextSource
    ) -> Bool {
        list.lendElements { list in
            if list.count <= Self.fewest, let answer = areFewShortUnique(list, text) { return answer }
            return Self.isUnique(
                list.count, hash: { text(list[$0]).lendText(Self.hash) },
                equal: { equal(text(list[$0]), text(list[$1])) })
        }
    }

    /// The same of a few texts that are their own words; nothing if some are not. A bit for each sum of
    /// words that was met says of most texts that they are new, without comparing them.
    @inlinable @inline(__always)
    func areFewShortUnique<Element>(
        _ list: BorrowedList<Element>, _ text: (Borrowed<Element>) -> some TextSource
    ) -> Bool? {
        guard readsWords else { return nil }
        var met: UInt64 = 0
        var isUnique = true
        let isOther = list.contains { (element, index) in
            let (low, high) = text(element).lendText { ImmediateString.words($0) }
            if !ImmediateString.isWords(high) { return true }
            let bit: UInt64 = 1 &<< (((low ^ high) &* 0x9E37_79B9_7F4A_7C15) &>> 58)
            if met & bit != 0 {
                for earlier in 0..<index
                where text(list[earlier]).lendText({ ImmediateString.words($0) == (low, high) }) { isUnique = false }
            }
            met |= bit
            return false
        }
        return isOther ? nil : isUnique
    }

    /// So many values are compared in pairs.
    @inlinable
    static var fewest: Int { 16 }

    /// The texts' bytes by the process's random seed, so that nobody can choose equal ones.
    @usableFromInline
    static func hash(_ text: Borrowed<String>) -> Int {
        ExactString(text.value).hashValue
    }

    /// Few values are compared in pairs; many go through a table, on the stack for up to 127 of them.
    @inlinable
    static func isUnique(_ count: Int, hash: (Int) -> Int, equal: (Int, Int) -> Bool) -> Bool {
        if count <= fewest {
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
