// SPDX-License-Identifier: Apache-2.0

/// Names and a number for each: a hash table with open addressing, made once and never freed. Names
/// are compared as words, so eight bytes must be readable behind what is looked up.
@safe
struct NameTable {
    private struct Entry {
        let start: Int
        let count: Int
        let value: Int32
    }

    private let entries: UnsafePointer<Entry>
    private let text: UnsafeRawPointer
    /// Places of entries, -1 where there is none; a power of two, at most half full.
    private let slots: UnsafePointer<Int32>
    private let mask: Int

    /// The table of these names. Of two equal names the first counts.
    static func make(_ names: [(name: String, value: Int)]) -> UnsafePointer<NameTable> {
        let table = UnsafeMutablePointer<NameTable>.allocate(capacity: 1)
        unsafe table.initialize(to: NameTable(names))
        return unsafe UnsafePointer(table)
    }

    private init(_ names: [(name: String, value: Int)]) {
        let bytes = names.flatMap { Array($0.name.utf8) } + [UInt8](repeating: 0, count: 8)
        let text = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
        unsafe text.initialize(from: bytes, count: bytes.count)
        unsafe self.text = UnsafeRawPointer(text)

        let entries = UnsafeMutablePointer<Entry>.allocate(capacity: max(names.count, 1))
        var start = 0
        for (index, (name, value)) in names.enumerated() {
            let entry = Entry(start: start, count: name.utf8.count, value: Int32(truncatingIfNeeded: value))
            unsafe (entries + index).initialize(to: entry)
            start += name.utf8.count
        }
        unsafe self.entries = UnsafePointer(entries)

        var capacity = 2
        while capacity < names.count * 2 { capacity *= 2 }
        mask = capacity - 1
        let slots = UnsafeMutablePointer<Int32>.allocate(capacity: capacity)
        unsafe slots.initialize(repeating: -1, count: capacity)
        unsafe self.slots = UnsafePointer(slots)
        for index in names.indices {
            let entry = unsafe entries[index]
            var slot = unsafe Self.hash(text + entry.start, entry.count) & mask
            while unsafe slots[slot] >= 0 { slot = (slot + 1) & mask }
            unsafe slots[slot] = Int32(index)
        }
    }

    /// Whether the name at a place is this one.
    @unsafe @inline(__always)
    func isName(_ index: Int, _ name: UnsafeRawPointer, _ count: Int) -> Bool {
        let entry = unsafe entries[index]
        return unsafe entry.count == count && Self.areEqual(name, text + entry.start, count)
    }

    /// The number of a name.
    @unsafe
    func value(named name: UnsafeRawPointer, count: Int) -> Int32? {
        var slot = unsafe Self.hash(name, count) & mask
        while true {
            let index = unsafe Int(slots[slot])
            if index < 0 { return nil }
            if unsafe isName(index, name, count) { return unsafe entries[index].value }
            slot = (slot + 1) & mask
        }
    }

    /// Eight bytes, those beyond the name's end as zeros.
    @unsafe @inline(__always)
    private static func word(_ bytes: UnsafeRawPointer, _ count: Int) -> UInt64 {
        let word = unsafe UInt64(littleEndian: bytes.loadUnaligned(as: UInt64.self))
        return count >= 8 ? word : word & ((1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1)
    }

    @unsafe @inline(__always)
    private static func hash(_ name: UnsafeRawPointer, _ count: Int) -> Int {
        let first = unsafe word(name, count)
        let last = count > 8 ? unsafe word(name + (count - 8), 8) : 0
        let mixed = (first ^ (last &<< 17 | last &>> 47) &+ UInt64(count)) &* 0x9E37_79B9_7F4A_7C15
        return Int(truncatingIfNeeded: mixed &>> 40)
    }

    @unsafe @inline(__always)
    private static func areEqual(_ left: UnsafeRawPointer, _ right: UnsafeRawPointer, _ count: Int) -> Bool {
        var index = 0
        while count &- index > 0 {
            guard unsafe word(left + index, count &- index) == word(right + index, count &- index) else { return false }
            index &+= 8
        }
        return true
    }
}
