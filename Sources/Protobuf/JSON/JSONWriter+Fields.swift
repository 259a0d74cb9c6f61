// SPDX-License-Identifier: Apache-2.0

// What generated code calls, one function for each shape of a field.
extension JSONWriter {
    // MARK: - Messages

    /// A message that is lent by the one that contains it.
    @inlinable @inline(__always)
    public mutating func message<Value: JSONMessage>(_ value: Borrowed<Value>) {
        Value.writeJSON(value, to: &self)
    }

    /// A message.
    @inlinable @inline(__always)
    public mutating func message<Value: JSONMessage>(_ value: borrowing Value) {
        unsafe withUnsafePointer(to: value) { pointer in
            unsafe Value.writeJSON(Borrowed(unsafe: pointer), to: &self)
        }
    }

    /// Messages in an array.
    @inlinable
    public mutating func messages<Value: JSONMessage>(_ values: [Value]) {
        let start = startArray()
        unsafe values.withUnsafeBufferPointer { elements in
            guard var element = elements.baseAddress else { return }
            for _ in 0..<elements.count {
                self.element()
                unsafe Value.writeJSON(Borrowed(unsafe: element), to: &self)
                unsafe element += 1
            }
        }
        endArray(start)
    }

    // MARK: - Lists and maps

    /// Values that are no messages, in an array.
    @inlinable @inline(__always)
    public mutating func list<Value>(_ values: [Value], _ format: JSONFormat<Value>) {
        let start = startArray()
        for index in values.indices {
            element()
            format.write(values[index], &self)
        }
        endArray(start)
    }

    /// The entries of a map: in no order, unless they shall be sorted.
    @inlinable @inline(__always)
    public mutating func entries<Key, Value>(
        _ map: [Key: Value], _ keys: JSONKeyFormat<Key>, _ values: JSONFormat<Value>
    ) {
        let start = startObject()
        if sortsKeys {
            for key in sorted(map.keys, keys) { entry(key, map[key]!, keys, values) }
        } else {
            for (key, value) in map { entry(key, value, keys, values) }
        }
        endObject(start)
    }

    @inlinable @inline(__always)
    mutating func entry<Key, Value>(
        _ key: Key, _ value: Value, _ keys: JSONKeyFormat<Key>, _ values: JSONFormat<Value>
    ) {
        element()
        keys.write(key, &self)
        endKey()
        values.write(value, &self)
    }

    @usableFromInline
    var sortsKeys: Bool { options.sortsMapKeys }

    @usableFromInline
    func sorted<Key, Value>(_ keys: Dictionary<Key, Value>.Keys, _ format: JSONKeyFormat<Key>) -> [Key] {
        keys.sorted(by: format.areInOrder)
    }
}
