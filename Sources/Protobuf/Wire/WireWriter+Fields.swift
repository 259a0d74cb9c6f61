// SPDX-License-Identifier: Apache-2.0

// What generated code calls, one function for each shape of a field.
extension WireWriter {
    /// A tag; its bytes are known when the call is compiled.
    @inlinable @inline(__always)
    mutating func tag(_ tag: UInt32) {
        varint(UInt64(tag))
    }

    /// Elements each with a tag.
    @inlinable @inline(__always)
    public mutating func elements<Value>(_ tag: UInt32, _ values: [Value], _ format: WireFormat<Value>) {
        for index in values.indices {
            self.tag(tag)
            format.write(values[index], &self)
        }
    }

    /// Elements in one length-delimited value; nothing if there are none.
    @inlinable @inline(__always)
    public mutating func packed<Value>(_ tag: UInt32, _ values: [Value], _ format: WireFormat<Value>) {
        if values.isEmpty { return }
        let start = open(tag)
        for index in values.indices { format.write(values[index], &self) }
        close(start)
    }

    // MARK: - Messages

    /// A message without its tag.
    @inlinable @inline(__always)
    mutating func message<Value: Message>(_ value: borrowing Value) {
        let start = open()
        unsafe withUnsafePointer(to: value) { pointer in
            unsafe Value.write(Borrowed(unsafe: pointer), to: &self)
        }
        close(start)
    }

    /// A singular message.
    @inlinable @inline(__always)
    public mutating func message<Value: Message>(_ tag: UInt32, _ value: borrowing Value) {
        self.tag(tag)
        message(value)
    }

    /// A singular message that is lent by the one that contains it.
    @inlinable @inline(__always)
    public mutating func message<Value: Message>(_ tag: UInt32, _ value: Borrowed<Value>) {
        let start = open(tag)
        Value.write(value, to: &self)
        close(start)
    }

    /// Messages each with a tag.
    @inlinable
    public mutating func messages<Value: Message>(_ tag: UInt32, _ values: BorrowedList<Value>) {
        guard var element = unsafe values.first else { return }
        for _ in 0..<values.count {
            let start = open(tag)
            unsafe Value.write(Borrowed(unsafe: element), to: &self)
            close(start)
            unsafe element += 1
        }
    }

    // MARK: - Maps

    /// The entries of a map, in no order unless `isDeterministic`.
    @inlinable @inline(__always)
    public mutating func entries<Key: MapKey, Value>(
        _ tag: UInt32, _ map: [Key: Value], _ keyFormat: WireFormat<Key>, _ valueFormat: WireFormat<Value>
    ) {
        if isDeterministic { return sortedEntries(tag, map, keyFormat, valueFormat) }
        for (key, value) in map { entry(tag, key, value, keyFormat, valueFormat) }
    }

    @inlinable @inline(__always)
    mutating func entry<Key: MapKey, Value>(
        _ tag: UInt32, _ key: Key, _ value: Value, _ keyFormat: WireFormat<Key>, _ valueFormat: WireFormat<Value>
    ) {
        let start = open(tag)
        self.tag(1 << 3 | keyFormat.type.rawValue)
        keyFormat.write(key, &self)
        self.tag(2 << 3 | valueFormat.type.rawValue)
        valueFormat.write(value, &self)
        close(start)
    }

    /// Unknown fields, as they were read.
    @inlinable @inline(__always)
    public mutating func unknown(_ fields: UnknownFields) {
        if !fields.isEmpty { append(fields) }
    }

    @usableFromInline @inline(never)
    mutating func append(_ fields: UnknownFields) {
        append(fields.bytes.span)
    }
}
