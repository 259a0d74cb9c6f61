// SPDX-License-Identifier: Apache-2.0

// Closed enumerations (proto2, `features.enum_type = CLOSED`): a number that the schema does not know
// is no value of the field, but is kept with the unknown fields.
extension WireReader {
    /// A value of the field whose tag has just been read, or nothing if its number is not known.
    @inlinable
    public mutating func closed<Value: ClosedEnum>(
        _ tag: UInt32, unknown: inout UnknownFields
    ) throws(WireFault) -> Value? {
        try known(of: tag >> 3, unknown: &unknown)
    }

    /// One element of its own.
    @inlinable
    public mutating func closedElement<Value: ClosedEnum>(
        _ field: inout [Value], _ tag: UInt32, unknown: inout UnknownFields
    ) throws(WireFault) {
        guard let value: Value = try known(of: tag >> 3, unknown: &unknown) else { return }
        try charge(MemoryLayout<Value>.stride)
        field.append(value)
    }

    /// Elements packed into one value. Unknown ones are kept each with a tag of its own.
    @inlinable
    public mutating func closedPacked<Value: ClosedEnum>(
        _ field: inout [Value], _ tag: UInt32, unknown: inout UnknownFields
    ) throws(WireFault) {
        let outer = try enter()
        while remaining > 0 {
            if let value: Value = try known(of: tag >> 3, unknown: &unknown) {
                try charge(MemoryLayout<Value>.stride)
                field.append(value)
            }
        }
        leave(outer)
    }

    /// An entry of a map with such values. One whose value is unknown is kept as a whole.
    @inlinable
    public mutating func closedEntry<Key: Hashable, Value: ClosedEnum>(
        _ field: inout [Key: Value], _ keyFormat: WireFormat<Key>, _ tag: UInt32, unknown: inout UnknownFields
    ) throws(WireFault) {
        let start = offset
        try charge((MemoryLayout<Key>.stride &+ MemoryLayout<Value>.stride) &* 2)
        let outer = try enter()
        var key = keyFormat.zero
        var number = Value.values.first?.number ?? 0
        while let tag = try nextTag() {
            if tag == 1 << 3 | keyFormat.type.rawValue {
                key = try keyFormat.read(&self)
            } else if tag == 2 << 3 {
                number = try int32()
            } else {
                try skipValue(of: tag)
            }
        }
        leave(outer)
        if Value.isKnown(number) {
            field[key] = Value(rawValue: number)
        } else {
            try keep(tag, since: start, in: &unknown)
        }
    }

    @usableFromInline
    mutating func known<Value: ClosedEnum>(
        of field: UInt32, unknown: inout UnknownFields
    ) throws(WireFault) -> Value? {
        let bits = try varint()
        let number = Int32(truncatingIfNeeded: bits)
        if Value.isKnown(number) { return Value(rawValue: number) }
        try charge(15)
        var writer = WireWriter(capacity: 16)
        writer.varint(bits)
        unknown.append(tag: field << 3, writer.span)
        return nil
    }

    /// Keeps a field that has been read from `start` on.
    @usableFromInline
    mutating func keep(_ tag: UInt32, since start: Int, in fields: inout UnknownFields) throws(WireFault) {
        try charge(offset - start + 5)
        fields.append(tag: tag, consumed(since: start))
    }
}
