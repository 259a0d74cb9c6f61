// SPDX-License-Identifier: Apache-2.0

// What generated code calls, one function for each shape of a field.
extension WireReader {
    // MARK: - Messages

    /// A singular message; one that is there already is merged with what comes.
    @inlinable
    public mutating func message<Value: Message>(_ field: inout Value?) throws(WireFault) {
        if !field.isPresent() { field = Value() }
        try merge(into: &field!)
    }

    /// A message of a recursive type.
    @inlinable
    public mutating func message<Value: Message>(_ field: inout Indirect<Value>?) throws(WireFault) {
        if field == nil {
            try charge(MemoryLayout<Value>.stride)
            field = Indirect(Value())
        }
        try merge(into: &field!.value)
    }

    /// Merges the length-delimited message that comes next into one that exists.
    @inlinable @inline(__always)
    public mutating func merge<Value: Message>(into message: inout Value) throws(WireFault) {
        let outer = try enter()
        try Value.merge(into: &message, from: &self)
        leave(outer)
    }

    /// All messages that stand here one after the other, decoded in their final place.
    @inlinable @inline(__always)
    public mutating func messages<Value: Message>(_ field: inout [Value], tag: UInt32) throws(WireFault) {
        let count = run(of: tag)
        try charge(count &* MemoryLayout<Value>.stride)
        // What `enter` and `leave` would do for each of them.
        guard depth > 0 else { throw fault(.tooDeep) }
        depth &-= 1
        let outer = unsafe end
        try field.append(addingCapacity: count) { (output) throws(WireFault) in
            unsafe try output.withUnsafeMutableBufferPointer { (places, initialized) throws(WireFault) in
                guard let first = places.baseAddress else { return }
                var place = unsafe first + initialized
                let last = unsafe place + count
                repeat {
                    unsafe place.initialize(to: Value())
                    initialized &+= 1
                    let size = try length()
                    unsafe end = cursor + size
                    unsafe try Value.merge(into: &place.pointee, from: &self)
                    unsafe end = outer
                    unsafe place += 1
                } while unsafe place < last && advance(past: tag)
            }
        }
        depth &+= 1
    }

    // MARK: - Lists of scalars

    /// One element of its own.
    @inlinable @inline(__always)
    public mutating func element<Value>(
        _ field: inout [Value], _ format: WireFormat<Value>
    ) throws(WireFault) {
        try charge(MemoryLayout<Value>.stride)
        field.append(try format.read(&self))
    }

    /// Strings or byte arrays that stand here one after the other.
    @inlinable @inline(__always)
    public mutating func elements<Value>(
        _ field: inout [Value], _ format: WireFormat<Value>, tag: UInt32
    ) throws(WireFault) {
        let count = run(of: tag)
        try charge(count &* MemoryLayout<Value>.stride)
        try field.append(addingCapacity: count) { (output) throws(WireFault) in
            repeat {
                output.append(try format.read(&self))
            } while output.freeCapacity > 0 && advance(past: tag)
        }
    }

    /// Elements packed into one length-delimited value.
    @inlinable @inline(__always)
    public mutating func packed<Value>(
        _ field: inout [Value], _ format: WireFormat<Value>
    ) throws(WireFault) {
        let outer = try enter()
        let count = try packedCount(format.size)
        try charge(count &* MemoryLayout<Value>.stride)
        try field.append(addingCapacity: count) { (output) throws(WireFault) in
            while output.freeCapacity > 0 { output.append(try format.read(&self)) }
        }
        guard remaining == 0 else { throw fault(.truncated) }
        leave(outer)
    }

    @inlinable
    func packedCount(_ size: Int?) throws(WireFault) -> Int {
        guard let size else { return countOfVarints() }
        guard remaining % size == 0 else { throw fault(.malformedPacked) }
        return remaining / size
    }

    // MARK: - Maps

    /// All entries of a map that stand here one after the other.
    @inlinable @inline(__always)
    public mutating func entries<Key: Hashable, Value>(
        _ field: inout [Key: Value], _ keyFormat: WireFormat<Key>, _ valueFormat: WireFormat<Value>, tag: UInt32
    ) throws(WireFault) {
        let count = run(of: tag)
        // A dictionary keeps a quarter of its places free and a bit for each.
        try charge(count &* (MemoryLayout<Key>.stride &+ MemoryLayout<Value>.stride) &* 2)
        if count > 1 { field.reserveCapacity(field.count + count) }
        repeat {
            let outer = try enter()
            var key = keyFormat.zero
            var value = valueFormat.zero
            while let tag = try nextTag() {
                if tag == 1 << 3 | keyFormat.type.rawValue {
                    key = try keyFormat.read(&self)
                } else if tag == 2 << 3 | valueFormat.type.rawValue {
                    try valueFormat.merge(&value, &self)
                } else {
                    try skipValue(of: tag)
                }
            }
            leave(outer)
            field[key] = value
        } while advance(past: tag)
    }

    // MARK: - Unknown fields

    /// Keeps the field whose tag has just been read.
    @inlinable
    public mutating func unknown(_ tag: UInt32, into fields: inout UnknownFields) throws(WireFault) {
        try unknownField(tag, into: &fields)
    }

    @usableFromInline @inline(never)
    mutating func unknownField(_ tag: UInt32, into fields: inout UnknownFields) throws(WireFault) {
        // The tag is copied as it should be written, whatever length the sender gave it.
        let start = offset
        if endsGroup(tag) { return }
        try skipValue(of: tag)
        try charge(offset - start + 5)
        fields.append(tag: tag, consumed(since: start))
    }

    /// Steps over the value of a field, groups with all they contain.
    @usableFromInline @inline(never)
    mutating func skipValue(of tag: UInt32) throws(WireFault) {
        guard tag >= 8, let type = WireType(rawValue: tag & 7) else { throw fault(.invalidTag) }
        switch type {
        case .varint: _ = try varint()
        case .fixed64: try skip(8)
        case .fixed32: try skip(4)
        case .lengthDelimited: try skip(try length())
        case .startGroup: try skipGroup(tag >> 3)
        case .endGroup: throw fault(.unmatchedGroup)
        }
    }

    private mutating func skipGroup(_ number: UInt32) throws(WireFault) {
        guard depth > 0 else { throw fault(.tooDeep) }
        depth -= 1
        while let tag = try nextTag() {
            if tag == number << 3 | WireType.endGroup.rawValue {
                depth += 1
                return
            }
            try skipValue(of: tag)
        }
        throw fault(.unmatchedGroup)
    }
}
