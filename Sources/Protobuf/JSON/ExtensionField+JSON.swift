// SPDX-License-Identifier: Apache-2.0

// Extensions in JSON: members such as `"[strategos.test.v1.remark]"`, for messages and extensions that
// the registry of the options knows.

/// What JSON does with an extension whose type it does not know.
protocol JSONExtensionField: AnyExtensionField {
    /// Whether `null` is a value rather than its absence.
    var takesNull: Bool { get }
    /// Reads the value at the cursor, and keeps it with the fields.
    func readJSON(into fields: inout UnknownFields, from reader: inout JSONReader) throws(JSONFault)
    /// Writes the value that the fields hold as a member, if they do.
    func writeJSON(_ fields: UnknownFields, to writer: inout JSONWriter)
}

extension ExtensionField: JSONExtensionField {
    var takesNull: Bool { Value.self == Google_Protobuf_Value.self || Value.self == Google_Protobuf_NullValue.self }

    func readJSON(into fields: inout UnknownFields, from reader: inout JSONReader) throws(JSONFault) {
        guard let format = JSONFormat<Value>.ofItsType else { throw reader.fault("the extension has no JSON form") }
        guard let value = try format.read(&reader) else { return }
        let before = fields.bytes.count
        append(value, to: &fields)
        try reader.charge(fields.bytes.count - before)
    }

    func writeJSON(_ fields: UnknownFields, to writer: inout JSONWriter) {
        let found: Value?
        do throws(DecodingError) {
            found = try value(in: fields, limits: .partial)
        } catch {
            return writer.member(fullName, failing: error)
        }
        guard let found else { return }
        writer.key("[\(fullName)]")
        guard let format = JSONFormat<Value>.ofItsType else { return writer.fail("the extension has no JSON form") }
        format.write(found, &writer)
    }
}

extension RepeatedExtensionField: JSONExtensionField {
    var takesNull: Bool { false }

    func readJSON(into fields: inout UnknownFields, from reader: inout JSONReader) throws(JSONFault) {
        guard let format = JSONFormat<Element>.ofItsType else { throw reader.fault("the extension has no JSON form") }
        var values: [Element] = []
        try reader.list(&values, format)
        let before = fields.bytes.count
        append(values, to: &fields)
        try reader.charge(fields.bytes.count - before)
    }

    func writeJSON(_ fields: UnknownFields, to writer: inout JSONWriter) {
        let found: [Element]
        do throws(DecodingError) {
            found = try values(in: fields, limits: .partial)
        } catch {
            return writer.member(fullName, failing: error)
        }
        if found.isEmpty { return }
        writer.key("[\(fullName)]")
        guard let format = JSONFormat<Element>.ofItsType else { return writer.fail("the extension has no JSON form") }
        writer.list(found, format)
    }
}

extension JSONWriter {
    /// The extensions among a message's unknown fields, in the order of their numbers.
    public mutating func extensions(of extendee: String, _ fields: UnknownFields) {
        if fields.isEmpty { return }
        for field in options.registry.extensions.fields(of: extendee) {
            (field as? any JSONExtensionField)?.writeJSON(fields, to: &self)
        }
    }

    /// A member whose bytes are no value.
    fileprivate mutating func member(_ name: String, failing error: DecodingError) {
        key("[\(name)]")
        fail("the extension cannot be read: \(error.reason)")
    }
}

extension JSONReader {
    /// As `nextField(_:_:)`, for a message that can be extended: members that are extensions which the
    /// registry knows are kept with the unknown fields.
    public mutating func nextField(
        _ object: inout Object, _ names: JSONNames, extending extendee: String, _ fields: inout UnknownFields
    ) throws(JSONFault) -> Int? {
        while try nextMember(&object.isFirst) {
            if try readExtension(of: extendee, into: &fields) { continue }
            if let field = try member(&object, names) { return field }
        }
        leave(object)
        return nil
    }

    /// Reads a member if its name is that of an extension; the cursor is on the name.
    private mutating func readExtension(
        of extendee: String, into fields: inout UnknownFields
    ) throws(JSONFault) -> Bool {
        guard isNext("\"[") else { return false }
        let start = offset
        let name = try string()
        guard name.hasSuffix("]"),
            let found = options.registry.extensions.field(named: String(name.dropFirst().dropLast())),
            found.extendee.fullName == extendee, let field = found as? any JSONExtensionField
        else {
            move(to: start)
            return false
        }
        if field.isSet(in: fields) { throw JSONFault(reason: "the extension is given twice", offset: start) }
        try colon()
        if byte == UInt8(ascii: "n"), !field.takesNull {
            guard take(word: "null") else { throw expected("a value") }
            return true
        }
        try field.readJSON(into: &fields, from: &self)
        return true
    }
}
