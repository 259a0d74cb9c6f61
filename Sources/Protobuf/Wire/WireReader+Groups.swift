// SPDX-License-Identifier: Apache-2.0

// Groups: messages between a start tag and an end tag, with no length. Editions call them DELIMITED.
//
// A message's generated loop hands every tag that it does not know to `unknown`. For the end of the
// group being read that sets the reader's end to its cursor, and the loop stops as at any other end:
// messages that are no groups pay nothing for it.
extension WireReader {
    /// A singular group; one that is there already is merged with what comes.
    @inlinable
    public mutating func group<Value: Message>(_ field: inout Value?, _ number: UInt32) throws(WireFault) {
        if !field.isPresent() { field = Value() }
        try mergeGroup(number, into: &field!)
    }

    /// A group of a recursive type.
    @inlinable
    public mutating func group<Value: Message>(_ field: inout Indirect<Value>?, _ number: UInt32) throws(WireFault) {
        if field == nil {
            try charge(MemoryLayout<Value>.stride)
            field = Indirect(Value())
        }
        try mergeGroup(number, into: &field!.value)
    }

    /// Merges the group whose start tag has just been read into a message that exists.
    @inlinable
    public mutating func mergeGroup<Value: Message>(_ number: UInt32, into message: inout Value) throws(WireFault) {
        guard depth > 0 else { throw fault(.tooDeep) }
        let outer = unsafe (end: end, groupEnd: groupEnd, groupDepth: groupDepth)
        depth &-= 1
        groupEnd = number << 3 | WireType.endGroup.rawValue
        groupDepth = depth
        try Value.merge(into: &message, from: &self)
        guard groupEnd == 0 else { throw fault(.unmatchedGroup) }
        depth &+= 1
        unsafe end = outer.end
        unsafe groupEnd = outer.groupEnd
        unsafe groupDepth = outer.groupDepth
    }

    /// Whether the tag that has just been read ends the group being read; then nothing is left of it.
    mutating func endsGroup(_ tag: UInt32) -> Bool {
        // A message within the group is deeper, and must not end it.
        guard tag & 7 == WireType.endGroup.rawValue, tag == groupEnd, depth == groupDepth else { return false }
        groupEnd = 0
        unsafe end = cursor
        return true
    }
}

extension WireFormat where Value: Message {
    /// A message as a group of that field number.
    @inlinable @inline(__always)
    public static func group(_ number: UInt32) -> Self {
        Self(
            .startGroup, zero: Value(),
            merge: { (value, reader) throws(WireFault) in try reader.mergeGroup(number, into: &value) },
            write: { $1.groupBody($0, number) })
    }
}

extension WireWriter {
    /// A group.
    @inlinable @inline(__always)
    public mutating func group<Value: Message>(_ tag: UInt32, _ value: borrowing Value) {
        self.tag(tag)
        groupBody(value, tag >> 3)
    }

    /// A group that is lent by the message that contains it.
    @inlinable @inline(__always)
    public mutating func group<Value: Message>(_ tag: UInt32, _ value: Borrowed<Value>) {
        self.tag(tag)
        Value.write(value, to: &self)
        self.tag(tag &+ 1)
    }

    /// What is between the tags, and the end tag.
    @inlinable @inline(__always)
    mutating func groupBody<Value: Message>(_ value: borrowing Value, _ number: UInt32) {
        unsafe withUnsafePointer(to: value) { pointer in
            unsafe Value.write(Borrowed(unsafe: pointer), to: &self)
        }
        self.tag(number << 3 | WireType.endGroup.rawValue)
    }
}
