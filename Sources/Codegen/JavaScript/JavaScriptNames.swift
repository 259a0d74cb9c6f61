// SPDX-License-Identifier: Apache-2.0

/// Names as JavaScript has them.
enum JavaScriptNames {
    /// `team_id` → `teamId`, by the rule of protobuf's JSON names.
    static func lowerCamel(_ name: String) -> String {
        var result = ""
        var isUpper = false
        for letter in name {
            if letter == "_" {
                isUpper = true
            } else {
                result += isUpper ? letter.uppercased() : String(letter)
                isUpper = false
            }
        }
        return result
    }

    /// The same as a member of a message's object: `team_id` → `teamId`.
    static func property(_ name: String) -> String {
        let name = lowerCamel(name)
        guard let first = name.first else { return "$" }
        if first.isNumber { return "$" + name }
        return inherited.contains(name) ? name + "$" : name
    }

    /// `GenerateStrategy` → `generateStrategy`, for methods of clients.
    static func method(_ name: String) -> String {
        let name = name.prefix(1).lowercased() + name.dropFirst()
        // Whatever has `then` is taken for a promise.
        return inherited.contains(name) || name == "transport" || name == "then" ? name + "$" : name
    }

    /// What every object has: there where nothing was set.
    private static let inherited: Set = [
        "__defineGetter__", "__defineSetter__", "__lookupGetter__", "__lookupSetter__", "__proto__", "constructor",
        "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toJSON", "toLocaleString", "toString", "valueOf",
    ]

    /// `.package.Outer.Inner` within `package` → `Outer_Inner`.
    static func type(_ fullName: String, package: String) -> String {
        let name = fullName.dropFirst(package.isEmpty ? 1 : package.count + 2).split(separator: ".").joined(
            separator: "_")
        return global(name)
    }

    /// A name at the top of a module.
    static func global(_ name: String) -> String {
        reserved.contains(name) ? name + "$" : name
    }

    /// A name within an object literal, where `__proto__` would be no member.
    static func key(_ name: String) -> String {
        name == "__proto__" ? "[\"__proto__\"]" : name
    }

    /// The members of an enum object: without the enum's name in front, where all values have it.
    static func enumMembers(_ enumeration: EnumDescriptor) -> [String] {
        var prefix = ""
        for letter in enumeration.name {
            if letter.isUppercase && !prefix.isEmpty { prefix += "_" }
            prefix += letter.uppercased()
        }
        prefix += "_"
        let names = enumeration.values.map(\.name)
        let isCommon = names.allSatisfy { $0.hasPrefix(prefix) && $0.dropFirst(prefix.count).first?.isLetter == true }
        return isCommon ? names.map { String($0.dropFirst(prefix.count)) } : names
    }

    /// Words of the language, and globals that generated code uses.
    private static let reserved: Set = [
        "Array", "AsyncIterable", "BigInt", "CallOptions", "Error", "Map", "MessageType", "MethodInfo", "Number",
        "Object", "Partial", "Promise", "String", "Transport", "Uint8Array", "EnumInfo", "await", "break", "case",
        "catch", "class", "const", "continue", "debugger", "default", "delete", "do", "else", "enum", "export",
        "extends", "false", "finally", "for", "function", "if", "implements", "import", "in", "instanceof",
        "interface", "let", "new", "null", "package", "private", "protected", "public", "return", "static", "super",
        "switch", "this", "throw", "true", "try", "typeof", "var", "void", "while", "with", "yield", "any",
        "arguments", "eval", "Infinity", "NaN", "Readonly", "boolean", "number", "string", "symbol", "undefined",
        "bigint", "object", "never", "unknown", "r", "w", "m",
        "json", "isSet", "keepUnknown", "messageType", "enumInfo", "toBase64", "wellKnown",
    ]
}
