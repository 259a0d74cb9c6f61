// SPDX-License-Identifier: Apache-2.0

extension Google_Protobuf_FieldMask: ExpressibleByArrayLiteral {
    /// A mask of paths as the schema spells them: `game_state.teams`.
    public init(paths: [String]) {
        self.init()
        self.paths = paths
    }

    /// A mask of paths as the schema spells them.
    public init(arrayLiteral elements: String...) { self.init(paths: elements) }

    /// A mask of all fields of a message.
    public init(allFieldsOf type: any Message.Type) { self.init(paths: type.fields.map(\.name)) }

    /// Whether every path leads to a field of the message. Only the last step may be a list or a map.
    public func isValid(for type: any Message.Type) -> Bool { paths.allSatisfy { Self.isValid($0, in: type) } }

    private static func isValid(_ path: String, in type: any Message.Type) -> Bool {
        var type: (any Message.Type)? = type
        for step in path.split(separator: ".", omittingEmptySubsequences: false) {
            guard let field = type?.fields.first(where: { $0.name == step }) else { return false }
            type = if case .message(let inner) = field.content, !field.isRepeated { inner } else { nil }
        }
        return true
    }

    /// Whether the mask has the field of a path: by the path itself, or by one that leads to it.
    public func contains(_ path: String) -> Bool {
        paths.contains { $0 == path || path.hasPrefix($0 + ".") }
    }

    /// The same mask with its paths in order, none of them twice or within another.
    public var canonical: Self {
        var result: [String] = []
        for path in Set(paths).sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) })
        where !result.contains(where: { path.hasPrefix($0 + ".") }) {
            result.append(path)
        }
        return Self(paths: result)
    }

    /// The fields that one of the masks has.
    public func union(_ other: Self) -> Self { Self(paths: paths + other.paths).canonical }

    /// The fields that both masks have.
    public func intersection(_ other: Self) -> Self {
        Self(paths: paths.filter(other.contains) + other.paths.filter(contains)).canonical
    }
}

extension Google_Protobuf_FieldMask: OwnJSONForm {
    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        message.paths = try reader.parsed("field paths in lowerCamelCase") { text in
            let paths = text.isEmpty ? [] : text.split(separator: ",", omittingEmptySubsequences: false)
            let names = paths.compactMap { FieldMaskPath.original(String($0)) }
            return names.count == paths.count ? names : nil
        }
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        var names: [String] = []
        for path in message.value.paths {
            guard let name = FieldMaskPath.json(path) else {
                return writer.fail("the path \(ErrorText.quoted(path)) has no form in JSON")
            }
            names.append(name)
        }
        writer.string(names.joined(separator: ","))
    }
}
