// SPDX-License-Identifier: Apache-2.0

// What generated code calls, one function for each shape of a field.
extension WireWriter {
    /// A tag; its bytes are known when the call is compiled.
    @inlinable @inline(__always)
    mutating func tag(_ tag: UInt32) {
        varint(UInt64(tag))
    }

    /// A singular field.
    @inlinable @inline(__always)
    public mutating func field<Codec: ScalarCodec>(_ tag: UInt32, _ value: Codec.Value, _: Codec.Type) {
        self.tag(tag)
        Codec.write(value, to: &self)
    }

    /// Elements each with a tag.
    @inlinable
    public mutating func elements<Codec: ScalarCodec>(_ tag: UInt32, _ values: [Codec.Value], _: Codec.Type) {
        for index in values.indices { field(tag, values[index], Codec.self) }
    }

    /// Elements in one length-delimited value; nothing if there are none.
    @inlinable
    public mutating func packed<Codec: ScalarCodec>(_ tag: UInt32, _ values: [Codec.Value], _: Codec.Type) {
        if values.isEmpty { return }
        self.tag(tag)
        let start = open()
        for index in values.indices { Codec.write(values[index], to: &self) }
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

    /// A singular message, if it is there.
    @inlinable @inline(__always)
    public mutating func message<Value: Message>(_ tag: UInt32, _ value: borrowing Value) {
        self.tag(tag)
        message(value)
    }

    /// Messages each with a tag.
    @inlinable
    public mutating func messages<Value: Message>(_ tag: UInt32, _ values: [Value]) {
        unsafe values.withUnsafeBufferPointer { elements in
            guard var element = elements.baseAddress else { return }
            for _ in 0..<elements.count {
                self.tag(tag)
                let start = open()
                unsafe Value.write(Borrowed(unsafe: element), to: &self)
                close(start)
                unsafe element += 1
            }
        }
    }

    // MARK: - Maps

    /// The entries of a map, in no order.
    @inlinable
    public mutating func entries<Key: ScalarCodec, Value: MapValueCodec>(
        _ tag: UInt32, _ map: [Key.Value: Value.Value], _: Key.Type, _: Value.Type
    ) where Key.Value: Hashable {
        for (key, value) in map {
            self.tag(tag)
            let start = open()
            self.tag(1 << 3 | Key.wireType.rawValue)
            Key.write(key, to: &self)
            self.tag(2 << 3 | Value.wireType.rawValue)
            Value.writeValue(value, to: &self)
            close(start)
        }
    }

    /// Unknown fields, as they were read.
    @inlinable @inline(__always)
    public mutating func unknown(_ fields: UnknownFields) {
        if !fields.isEmpty { append(fields.bytes.span) }
    }
}
