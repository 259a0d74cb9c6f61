// SPDX-License-Identifier: Apache-2.0

// What generated code calls, one function for each shape of a field.
extension JSONReader {
    // MARK: - Messages and enumerations

    /// A singular message.
    @inlinable @inline(__always)
    public mutating func message<Value: JSONMessage>(_ field: inout Value?) throws(JSONFault) {
        field = Value()
        try Value.mergeJSON(into: &field!, from: &self)
    }

    /// A message of a recursive type.
    @inlinable @inline(__always)
    public mutating func message<Value: JSONMessage>(_ field: inout Indirect<Value>?) throws(JSONFault) {
        try charge(MemoryLayout<Value>.stride)
        field = Indirect(Value())
        try Value.mergeJSON(into: &field!.value, from: &self)
    }

    /// A message as a value: in oneofs and maps.
    @inlinable @inline(__always)
    public mutating func message<Value: JSONMessage>() throws(JSONFault) -> Value {
        var value = Value()
        try Value.mergeJSON(into: &value, from: &self)
        return value
    }

    /// A value of an enumeration, by name or number; nothing for a name that is not declared, if such
    /// are ignored.
    @inlinable
    public mutating func enumeration<Value: JSONEnum>() throws(JSONFault) -> Value? {
        try enumNumber(Value.jsonNames, Value.fullName).map { Value(rawValue: $0) }
    }

    /// A value of a closed enumeration, whose numbers are those of the schema only.
    @inlinable
    public mutating func enumeration<Value: JSONEnum & ClosedEnum>() throws(JSONFault) -> Value? {
        let start = offset
        guard let number = try enumNumber(Value.jsonNames, Value.fullName) else { return nil }
        guard Value.isKnown(number) else { throw notDeclared(number, Value.fullName, at: start) }
        return Value(rawValue: number)
    }

    @usableFromInline
    func notDeclared(_ number: Int32, _ typeName: String, at offset: Int) -> JSONFault {
        JSONFault(reason: "\(number) is no value of \(typeName)", offset: offset)
    }

    @usableFromInline
    mutating func enumNumber(_ names: JSONEnumNames, _ typeName: @autoclosure () -> String) throws(JSONFault) -> Int32?
    {
        guard byte == UInt8(ascii: "\"") else {
            if names.isNull, take(word: "null") { return 0 }
            return try int32()
        }
        let start = offset
        let count = plainLength()
        if count >= 0, let number = unsafe names.number(named: cursor + 1, count: count) {
            unsafe cursor += count + 2
            return number
        }
        let name = try string()
        let padded = Array(name.utf8) + [0, 0, 0, 0, 0, 0, 0, 0]
        let number = unsafe padded.withUnsafeBytes { bytes in
            unsafe names.number(named: bytes.baseAddress!, count: name.utf8.count)
        }
        if number == nil, !options.ignoreUnknownFields {
            throw JSONFault(reason: "\(ErrorText.quoted(name)) is no value of \(typeName())", offset: start)
        }
        return number
    }

    // MARK: - Lists

    /// Steps over an opening bracket.
    @inlinable @inline(__always)
    mutating func openArray() throws(JSONFault) {
        guard byte == UInt8(ascii: "[") else { throw expected("an array") }
        step()
    }

    /// Steps to the next element; false behind the closing bracket.
    @inlinable @inline(__always)
    mutating func nextElement(_ isFirst: inout Bool) throws(JSONFault) -> Bool {
        skipSpace()
        if byte == UInt8(ascii: ","), !isFirst {
            step()
            skipSpace()
            return true
        }
        if take(UInt8(ascii: "]")) { return false }
        guard isFirst else { throw expected("',' or ']'") }
        isFirst = false
        return true
    }

    /// Messages, each read in its final place.
    @inlinable @inline(__always)
    public mutating func messages<Value: JSONMessage>(_ field: inout [Value]) throws(JSONFault) {
        try openArray()
        var isFirst = true
        var more = try nextElement(&isFirst)
        var room = 2
        while more {
            try charge(room &* MemoryLayout<Value>.stride)
            try field.append(addingCapacity: room) { (output) throws(JSONFault) in
                repeat {
                    output.append(Value())
                    try Value.mergeJSON(into: &output[output.count &- 1], from: &self)
                    more = try nextElement(&isFirst)
                } while more && output.freeCapacity > 0
            }
            room = field.count
        }
    }

    /// Values that are no messages.
    @inlinable @inline(__always)
    public mutating func list<Value>(_ field: inout [Value], _ format: JSONFormat<Value>) throws(JSONFault) {
        try openArray()
        var isFirst = true
        while try nextElement(&isFirst) {
            guard let value = try format.read(&self) else { continue }
            try charge(MemoryLayout<Value>.stride &* 2)
            field.append(value)
        }
    }

    // MARK: - Maps

    /// The entries of a map.
    @inlinable @inline(__always)
    public mutating func entries<Key, Value>(
        _ field: inout [Key: Value], _ keys: JSONKeyFormat<Key>, _ values: JSONFormat<Value>
    ) throws(JSONFault) {
        try openObject()
        var isFirst = true
        while try nextMember(&isFirst) {
            let start = offset
            let key = try keys.read(&self)
            try colon()
            guard let value = try values.read(&self) else { continue }
            // A dictionary keeps a quarter of its places free, and doubles.
            try charge((MemoryLayout<Key>.stride &+ MemoryLayout<Value>.stride) &* 2)
            if field.updateValue(value, forKey: key) != nil { try checkRepeated(key, in: field, keys, at: start) }
        }
    }

    /// A dictionary takes strings for equal that Unicode calls equivalent; JSON compares bytes.
    @usableFromInline @inline(never)
    func checkRepeated<Key, Value>(
        _ key: Key, in field: [Key: Value], _ keys: JSONKeyFormat<Key>, at offset: Int
    ) throws(JSONFault) {
        guard let place = field.index(forKey: key), keys.areSame(field[place].key, key) else { return }
        throw JSONFault(reason: "the key is given twice", offset: offset)
    }
}
