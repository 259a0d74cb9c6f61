// SPDX-License-Identifier: Apache-2.0

extension DynamicJSONPrinter {
    /// Writes a well-known type in its own form; false if it has the form of any message.
    mutating func printSpecial(
        _ wellKnown: WellKnownType, _ message: DynamicMessage, depth: Int
    ) throws(JSONError) -> Bool {
        switch wellKnown {
        case .any: try printAny(message, depth: depth)
        case .timestamp: try printTime(message, \.timestampText)
        case .duration: try printTime(message, \.durationText)
        case .fieldMask: try printFieldMask(message)
        case .wrapper: try printOnlyField(of: message, depth: depth)
        case .structure:
            guard message.descriptor.fields[0].isMap else { return false }
            try printOnlyField(of: message, depth: depth)
        case .listValue: try printOnlyField(of: message, depth: depth)
        case .value: try printValue(message, depth: depth)
        }
        return true
    }

    private mutating func printTime(
        _ message: DynamicMessage, _ text: KeyPath<WellKnownTime, String?>
    ) throws(JSONError) {
        var time = WellKnownTime(seconds: 0, nanos: 0)
        if case .single(.int64(let seconds)) = message.contents[1] { time.seconds = seconds }
        if case .single(.int32(let nanos)) = message.contents[2] { time.nanos = nanos }
        guard let text = time[keyPath: text] else {
            let value = "\(time.seconds) s and \(time.nanos) ns"
            throw JSONError("\(value) is out of the range of \(message.descriptor.fullName)", at: 0)
        }
        writer.string(text)
    }

    private mutating func printFieldMask(_ message: DynamicMessage) throws(JSONError) {
        var paths: [String] = []
        if case .list(let values) = message.contents[1] {
            for case .string(let path) in values {
                guard let name = FieldMaskPath.json(path) else {
                    throw JSONError("the path \(JSONParser.quoted(path)) has no form in JSON", at: 0)
                }
                paths.append(name)
            }
        }
        writer.string(paths.joined(separator: ","))
    }

    /// A message that in JSON is what its only field is.
    private mutating func printOnlyField(of message: DynamicMessage, depth: Int) throws(JSONError) {
        let field = message.descriptor.fields[0]
        let empty: DynamicMessage.Content =
            field.isMap ? .map([:]) : field.isList ? .list([]) : .single(DynamicValue.zero(of: field))
        try print(message.contents[field.number] ?? empty, of: field, depth: depth)
    }

    private mutating func printValue(_ message: DynamicMessage, depth: Int) throws(JSONError) {
        guard let (field, content) = message.setFields.first, field.number != 1 else { return writer.null() }
        if case .single(.double(let number)) = content, !number.isFinite {
            throw JSONError("\(message.descriptor.fullName) cannot hold a number that is not finite", at: 0)
        }
        try print(content, of: field, depth: depth)
    }

    // MARK: - Any

    private mutating func printAny(_ message: DynamicMessage, depth: Int) throws(JSONError) {
        guard let any = AnyContent(message) else {
            writer.beginObject()
            return writer.endObject()
        }
        guard let type = any.type else {
            if options.unresolvedAny == .asBytes { return printUnresolved(any) }
            throw JSONError("the type \(JSONParser.quoted(any.typeName)) is not known", at: 0)
        }
        let value = try any.decoded(type)
        writer.beginObject()
        writer.key("@type")
        writer.string(any.url)
        if type.record.wellKnown != nil {
            writer.key("value")
            try print(value, depth: depth - 1)
        } else {
            guard depth > 0 else { throw JSONError("messages are nested too deeply", at: 0) }
            try printFields(of: value, depth: depth - 1)
        }
        writer.endObject()
    }

    private mutating func printUnresolved(_ any: AnyContent) {
        writer.beginObject()
        writer.key("@type")
        writer.string(any.url)
        writer.key("@error")
        writer.string("\(any.typeName) is not recognized; see @value for raw binary message data")
        writer.key("@value")
        writer.base64(any.bytes)
        writer.endObject()
    }
}

/// What a message of type `Any` says it holds.
struct AnyContent {
    let url: String
    let bytes: [UInt8]
    /// The name behind the last slash.
    let typeName: String
    /// The type, if it is in the message's pool.
    let type: MessageDescriptor?

    /// Nil for an `Any` that holds nothing, or a message that is no `Any`.
    init?(_ message: DynamicMessage) {
        guard message.descriptor.record.wellKnown == .any else { return nil }
        var (url, bytes) = ("", [UInt8]())
        if case .single(.string(let value)) = message.contents[1] { url = value }
        if case .single(.bytes(let value)) = message.contents[2] { bytes = value }
        guard !url.isEmpty || !bytes.isEmpty else { return nil }
        self.url = url
        self.bytes = bytes
        typeName = url.lastIndex(of: "/").map { String(url[url.index(after: $0)...]) } ?? url
        type = message.descriptor.pool.message(named: typeName)
    }

    func decoded(_ type: MessageDescriptor) throws(JSONError) -> DynamicMessage {
        do throws(DecodingError) {
            return try DynamicMessage(type, serialized: bytes)
        } catch {
            throw JSONError("the content of the Any: \(error)", at: 0)
        }
    }
}

extension DynamicMessage {
    /// Names of the types that `Any`s in this message hold and its pool does not know: those a caller
    /// may want to fetch before it writes the message as JSON.
    public func unresolvedAnyTypes() -> Set<String> {
        var names: Set<String> = []
        collectUnresolved(into: &names, depth: 100)
        return names
    }

    private func collectUnresolved(into names: inout Set<String>, depth: Int) {
        guard depth > 0 else { return }
        if let any = AnyContent(self) {
            guard let type = any.type else { return _ = names.insert(any.typeName) }
            let value = try? any.decoded(type)
            return value?.collectUnresolved(into: &names, depth: depth - 1) ?? ()
        }
        for content in contents.values {
            let values: [DynamicValue] =
                switch content {
                case .single(let value): [value]
                case .list(let values): values
                case .map(let entries): Array(entries.values)
                }
            for case .message(let message) in values { message.collectUnresolved(into: &names, depth: depth - 1) }
        }
    }
}
