// SPDX-License-Identifier: Apache-2.0

/// How names of a schema become names of Swift.
enum Names {
    /// `resource_distribution` → `resourceDistribution`, `team_id` → `teamID`.
    static func lowerCamel(_ name: String) -> String {
        let words = name.split(separator: "_").map(String.init)
        guard let first = words.first else { return "_" }
        // A first word such as `HTTP` or `Foo` is lowered as a whole or at its first letter.
        let start = first.allSatisfy { $0.isUppercase || $0.isNumber } ? first.lowercased() : lowerFirst(first)
        return start + words.dropFirst().map(upperFirst).joined()
    }

    /// `game_event` → `GameEvent`.
    static func upperCamel(_ name: String) -> String {
        name.split(separator: "_").map { upperFirst(String($0)) }.joined()
    }

    private static let acronyms: Set = ["id", "url", "http", "https"]

    private static func upperFirst(_ word: String) -> String {
        acronyms.contains(word) ? word.uppercased() : word.prefix(1).uppercased() + word.dropFirst()
    }

    private static func lowerFirst(_ word: String) -> String {
        word.prefix(1).lowercased() + word.dropFirst()
    }

    /// The prefix of a package's types: `google.protobuf` → `Google_Protobuf_`.
    static func prefix(ofPackage package: String) -> String {
        package.isEmpty ? "" : package.split(separator: ".").map { upperCamel(String($0)) + "_" }.joined()
    }

    /// A property's or a case's name, so written that Swift takes it.
    static func member(_ name: String) -> String {
        let camel = lowerCamel(name)
        let start = camel.first.map { $0.isNumber } == true ? "_" + camel : camel
        if unusableMembers.contains(start) { return start + "_" }
        return keywords.contains(start) ? "`\(start)`" : start
    }

    /// A type's name; one that generated code itself needs gets a suffix.
    static func type(_ name: String, suffix: String) -> String {
        usedTypes.contains(name) ? name + suffix : name
    }

    /// `POSTURE_AGGRESSIVE` of the enumeration `Posture` → `aggressive`.
    static func enumValue(_ value: String, of enumeration: String) -> String {
        let stripped = withoutPrefix(enumeration, value) ?? value
        let words = stripped.split(separator: "_").map { $0.lowercased() }.joined(separator: "_")
        let name = member(words)
        return enumMembers.contains(name) ? name + "_" : name
    }

    /// The rest of `value` behind the enumeration's name, written in either style.
    private static func withoutPrefix(_ enumeration: String, _ value: String) -> String? {
        var rest = Substring(value)
        for letter in enumeration where letter != "_" {
            if rest.first == "_" { rest = rest.dropFirst() }
            guard let next = rest.first, next.lowercased() == letter.lowercased() else { return nil }
            rest = rest.dropFirst()
        }
        guard rest.first == "_", let next = rest.dropFirst().first, next.isLetter else { return nil }
        return String(rest.dropFirst())
    }

    /// The extension `remark` → `remarkExtension`, behind the prefix of a file's types.
    static func extensionConstant(_ name: String, prefix: String) -> String {
        let camel = lowerCamel(name) + "Extension"
        return prefix.isEmpty && camel.first?.isNumber == true ? "_" + camel : prefix + camel
    }

    /// `strategos/v1/strategy.proto` → `strategosV1Strategy`.
    static func file(_ path: String) -> String {
        let stem = path.hasSuffix(".proto") ? path.dropLast(6) : Substring(path)
        let parts = stem.split { !($0.isLetter || $0.isNumber) }.map(String.init)
        guard let first = parts.first else { return "file" }
        return first.lowercased() + parts.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
    }

    /// Words that need backticks as a member's name.
    private static let keywords: Set = [
        "actor", "as", "associatedtype", "async", "await", "break", "case", "catch", "class", "continue",
        "default", "defer", "deinit", "do", "else", "enum", "extension", "fallthrough", "false", "fileprivate",
        "for", "func", "guard", "if", "import", "in", "inout", "internal", "is", "let", "nil", "open", "operator",
        "private", "precedencegroup", "protocol", "public", "repeat", "rethrows", "return", "static", "struct",
        "subscript", "super", "switch", "throw", "throws", "true", "try", "typealias", "var", "where", "while",
    ]

    /// Names that mean something else even in backticks, or that every message has.
    private static let unusableMembers: Set = ["init", "self", "hashValue", "unknownFields", "serialized", "json"]

    /// Names that every enumeration has as static members or properties.
    private static let enumMembers: Set = ["rawValue", "name", "values", "fullName", "isKnown"]

    /// Types that generated code refers to by these names.
    private static let usedTypes: Set = [
        "Any", "Array", "Bool", "Borrowed", "ClosedEnum", "Dictionary", "Double", "EnumValueSchema", "ExtensionField",
        "FieldSchema", "FileDescriptorSource", "Float", "GeneratedCode", "Hashable", "Indirect", "Int", "Int32",
        "Int64", "JSONEnum", "JSONEnumNames", "JSONFault", "JSONMessage", "JSONNames", "JSONReader", "JSONWriter",
        "Message", "Never", "Optional", "Protobuf", "ProtobufEnum", "Protocol", "RPCServer",
        "RepeatedExtensionField", "RequiredFields", "Self", "Sendable", "String",
        "Swift", "Type", "UInt32", "UInt64", "UInt8", "UnknownFields", "Void", "WireFault", "WireFormat", "WireReader",
        "WireWriter",
    ]

    /// Types of the runtime of calls that stubs refer to.
    static let usedByStubs: Set = [
        "BidirectionalCall", "CallContext", "CallOptions", "Channel", "MethodBinding", "MethodDescriptor",
        "RPCError", "RPCService", "RequestStream", "RequestWriter", "ResponseStream", "ResponseWriter",
        "ServiceBinding",
    ]
}
