// SPDX-License-Identifier: Apache-2.0

// The members of objects. Generated code asks `advance` for the member that mostly comes next, and
// `nextField` for everything else.
extension JSONReader {
    /// An object that is being read: which fields it has had.
    public struct Object {
        /// One bit for each of the first 64 fields, and oneofs behind them.
        @usableFromInline var seen: UInt64 = 0
        /// The field that would come next, if none is left out.
        @usableFromInline var next = 0
        var isFirst = true
        /// Whether it has a member `@type` besides, as the content of an `Any`.
        let isAny: Bool
        var hasType = false
        /// Where its further marks start.
        let marks: Int

        init(isAny: Bool, marks: Int) {
            self.isAny = isAny
            self.marks = marks
        }
    }

    /// Steps over the opening brace.
    public mutating func beginObject() throws(JSONFault) -> Object {
        try enter()
        try openObject()
        let object = Object(isAny: entersAny, marks: marks.count)
        entersAny = false
        return object
    }

    /// Steps over an opening brace, of a message or not.
    @usableFromInline
    mutating func openObject() throws(JSONFault) {
        skipSpace()
        guard byte == UInt8(ascii: "{") else { throw expected("an object") }
        step()
    }

    /// Steps over a comma and the member's name if they come next as compact text has them, `null` and
    /// a repeated field excepted: those are left to `nextField`.
    @inlinable @inline(__always)
    public mutating func advance(past text: StaticString, _ field: Int, _ object: inout Object) -> Bool {
        guard field < 64, isNext(text) else { return false }
        let count = text.utf8CodeUnitCount
        let first = unsafe cursor.load(fromByteOffset: count, as: UInt8.self)
        let bit: UInt64 = 1 &<< UInt64(truncatingIfNeeded: field)
        guard first > 0x20, first != UInt8(ascii: "n"), object.seen & bit == 0 else { return false }
        object.seen |= bit
        object.next = field &+ 1
        unsafe cursor += count
        return true
    }

    /// Reads names up to the colon until one is of a field with a value, and gives the field's place in
    /// `names`; nothing at the end of the object. Unknown members are skipped or refused, as the
    /// options say.
    public mutating func nextField(_ object: inout Object, _ names: JSONNames) throws(JSONFault) -> Int? {
        while try nextMember(&object.isFirst) {
            if let field = try member(&object, names) { return field }
        }
        leave(object)
        return nil
    }

    /// Reads a name and the colon behind it; gives nothing if the member has no value for a field.
    @inline(__always)
    mutating func member(_ object: inout Object, _ names: JSONNames) throws(JSONFault) -> Int? {
        let nameStart = offset
        guard let field = try field(names, object) else {
            try unknownMember(at: nameStart, of: &object)
            return nil
        }
        guard mark(field, &object) else {
            throw JSONFault(reason: "the field is given twice", offset: nameStart)
        }
        object.next = field + 1
        if byte == UInt8(ascii: "n"), !names.takesNull(field) {
            guard take(word: "null") else { throw expected("a value") }
            return nil
        }
        return field
    }

    /// Goes back to the object around one that ends.
    mutating func leave(_ object: Object) {
        depth += 1
        if marks.count > object.marks { marks.removeSubrange(object.marks...) }
    }

    /// Checks that no other member of a oneof has been read; it is counted behind the fields.
    public mutating func claim(oneof: Int, _ object: inout Object) throws(JSONFault) {
        guard mark(oneof, &object) else {
            throw fault("another field of the same oneof is set already")
        }
    }

    /// Steps to the next member's name; false behind the closing brace.
    @usableFromInline
    mutating func nextMember(_ isFirst: inout Bool) throws(JSONFault) -> Bool {
        skipSpace()
        if take(UInt8(ascii: "}")) { return false }
        if isFirst {
            isFirst = false
        } else {
            guard take(UInt8(ascii: ",")) else { throw expected("',' or '}'") }
            skipSpace()
        }
        guard byte == UInt8(ascii: "\"") else { throw expected("a key in double quotes") }
        return true
    }

    /// The field whose name comes next, with the cursor on its value then; or nothing, with the cursor
    /// on the value too.
    private mutating func field(_ names: JSONNames, _ object: Object) throws(JSONFault) -> Int? {
        let count = plainLength()
        let found: Int?
        if count >= 0 {
            found = unsafe names.field(named: cursor + 1, count: count, expecting: object.next)
            unsafe cursor += count + 2
        } else {
            let text = Array(try string().utf8)
            found = names.field(named: text)
        }
        try colon()
        return found
    }

    /// Steps over a colon and to the value.
    @usableFromInline
    mutating func colon() throws(JSONFault) {
        skipSpace()
        guard take(UInt8(ascii: ":")) else { throw expected("':'") }
        skipSpace()
    }

    /// Whether the field or oneof is met for the first time.
    private mutating func mark(_ field: Int, _ object: inout Object) -> Bool {
        let bit: UInt64 = 1 << UInt64(field % 64)
        if field < 64 {
            defer { object.seen |= bit }
            return object.seen & bit == 0
        }
        let place = object.marks + field / 64 - 1
        while marks.count <= place { marks.append(0) }
        defer { marks[place] |= bit }
        return marks[place] & bit == 0
    }

    /// Skips or refuses a member; the cursor is on its value.
    private mutating func unknownMember(at nameStart: Int, of object: inout Object) throws(JSONFault) {
        if options.ignoreUnknownFields { return try skipValue() }
        let value = offset
        let name = try string(at: nameStart)
        guard object.isAny, name == "@type", !object.hasType else {
            throw JSONFault(reason: "unknown field \(ErrorText.quoted(name))", offset: nameStart)
        }
        object.hasType = true
        move(to: value)
        try skipValue()
    }

    /// Goes to a place of the text where the cursor has been before.
    mutating func move(to offset: Int) {
        unsafe cursor = start + offset
    }

    /// The string at an earlier place of the text.
    private mutating func string(at offset: Int) throws(JSONFault) -> String {
        move(to: offset)
        return try string()
    }
}
