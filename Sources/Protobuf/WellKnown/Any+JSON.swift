// SPDX-License-Identifier: Apache-2.0

// An `Any` is the object of its content with a member `@type`; content with a JSON form of its own
// stands under `value`.

extension Google_Protobuf_Any: OwnJSONForm {
    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        try reader.enter()
        if let url = try reader.anyType() {
            guard let type = reader.options.registry.message(named: url.typeName) else { throw url.unknownType }
            message.typeURL = url.text
            message.value = try content(type, from: &reader)
        }
        reader.depth += 1
    }

    private static func content<Content: JSONMessage>(
        _ type: Content.Type, from reader: inout JSONReader
    ) throws(JSONFault) -> [UInt8] {
        var content = Content()
        if Content.self is any OwnJSONForm.Type || Content.self is Google_Protobuf_Empty.Type {
            let isOptional = Content.self is Google_Protobuf_Empty.Type
            try reader.anyValue(of: Content.fullName, isOptional: isOptional) { (reader) throws(JSONFault) in
                try Content.mergeJSON(into: &content, from: &reader)
            }
        } else {
            reader.entersAny = true
            try Content.mergeJSON(into: &content, from: &reader)
        }
        return content.serialized()
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        let any = message.value
        if any.typeURL.isEmpty && any.value.isEmpty { return writer.endObject(writer.startObject()) }
        guard let type = writer.options.registry.message(named: any.typeName) else {
            return writer.unresolvedAny(url: any.typeURL, typeName: any.typeName, bytes: any.value)
        }
        write(any, type, to: &writer)
    }

    private static func write<Content: JSONMessage>(_ any: Self, _ type: Content.Type, to writer: inout JSONWriter) {
        do throws(DecodingError) {
            // Each content has its own bytes, so nothing else limits how deep they lie in each other.
            guard writer.anyDepth < 100 else { return writer.fail("messages are nested too deeply") }
            let content = try Content(serialized: any.value)
            let place = writer.startAny(url: any.typeURL, isSpecial: Content.self is any OwnJSONForm.Type)
            writer.message(content)
            writer.endAny(place)
        } catch {
            writer.fail("the content of the Any: \(error)")
        }
    }
}

/// What an `Any` in JSON says about its type, and where.
struct AnyType {
    let text: String
    let offset: Int

    /// The name behind the last slash; the name must be behind a slash.
    var typeName: String { text.lastIndex(of: "/").map { String(text[text.index(after: $0)...]) } ?? "" }

    var unknownType: JSONFault {
        JSONFault(reason: "the type \(ErrorText.quoted(typeName)) is not known", offset: offset)
    }
}

extension JSONReader {
    /// The `@type` of the object that comes next, wherever in it that stands; the cursor stays at its
    /// start. Nothing for an empty object, which is stepped over.
    mutating func anyType() throws(JSONFault) -> AnyType? {
        skipSpace()
        let start = offset
        guard byte == UInt8(ascii: "{") else { throw expected("an object with \"@type\"") }
        step()
        var isFirst = true
        while try nextMember(&isFirst) {
            let name = try string()
            try colon()
            guard name == "@type" else {
                try skipValue()
                continue
            }
            let place = offset
            let url = AnyType(text: try string(), offset: place)
            guard !url.typeName.isEmpty else {
                throw JSONFault(
                    reason: "\"@type\" must be like \"type.googleapis.com/package.Message\"", offset: place)
            }
            move(to: start)
            return url
        }
        guard isFirst else { throw JSONFault(reason: "an Any needs the member \"@type\"", offset: start) }
        return nil
    }

    /// Reads the member `value` of an `Any`, whose content has a JSON form of its own.
    mutating func anyValue(
        of typeName: String, isOptional: Bool, _ read: (inout JSONReader) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        let start = offset
        var isFirst = true
        var (hasType, hasValue) = (false, false)
        try openObject()
        while try nextMember(&isFirst) {
            let place = offset
            let name = try string()
            try colon()
            switch name {
            case "@type" where !hasType:
                hasType = true
                try skipValue()
            case "value" where !hasValue:
                hasValue = true
                try read(&self)
            case "@type", "value": throw JSONFault(reason: "\"\(name)\" is given twice", offset: place)
            default:
                guard options.ignoreUnknownFields else {
                    throw JSONFault(reason: "\(typeName) in an Any has only the member \"value\"", offset: place)
                }
                try skipValue()
            }
        }
        guard hasValue || isOptional else {
            throw JSONFault(reason: "\(typeName) in an Any needs the member \"value\"", offset: start)
        }
    }
}

extension JSONWriter {
    /// An `Any` that is being written.
    struct AnyPlace {
        let start: Int
        /// Where the content starts, if its members become members of the `Any`.
        let content: Int?
    }

    /// Starts an `Any`: its content must follow.
    mutating func startAny(url: String, isSpecial: Bool) -> AnyPlace {
        anyDepth += 1
        let start = startObject()
        key("@type")
        string(url)
        if isSpecial {
            key("value")
            return AnyPlace(start: start, content: nil)
        }
        level -= isPlain ? 0 : 1
        return AnyPlace(start: start, content: count)
    }

    /// Ends an `Any` after its content.
    mutating func endAny(_ place: AnyPlace) {
        anyDepth -= 1
        if let content = place.content { splice(content, into: place.start) } else { endObject(place.start) }
    }

    /// Writes an `Any` whose type is not known, if the options let it pass.
    mutating func unresolvedAny(url: String, typeName: String, bytes: [UInt8]) {
        guard options.unresolvedAny == .asBytes else {
            return fail("the type \(ErrorText.quoted(typeName)) is not known")
        }
        let start = startObject()
        key("@type")
        string(url)
        key("@error")
        string("\(typeName) is not recognized; see @value for raw binary message data")
        key("@value")
        self.bytes(bytes)
        endObject(start)
    }
}
