// SPDX-License-Identifier: Apache-2.0

/// Every type of a request by its name in the schema (`.package.Outer.Inner`), with its Swift name.
struct TypeIndex {
    struct Entry {
        enum Content {
            case message(MessageDescriptor)
            case enumeration(EnumDescriptor)
        }

        var swiftName: String
        var simpleName: String
        var file: String
        var content: Content
        /// The features of its surroundings.
        var features: Features
    }

    private(set) var entries: [String: Entry] = [:]

    init(_ files: [FileDescriptor]) {
        for file in files { add(file) }
    }

    /// The prefix of the Swift names of a file's types.
    static func prefix(of file: FileDescriptor) -> String {
        file.swiftPrefix ?? Names.prefix(ofPackage: file.package)
    }

    private mutating func add(_ file: FileDescriptor) {
        let scope = file.package.isEmpty ? "" : "." + file.package
        let prefix = Self.prefix(of: file)
        for message in file.messages { add(message, scope, prefix, isNested: false, file.name, Features(file)) }
        for enumeration in file.enums { add(enumeration, scope, prefix, isNested: false, file.name, Features(file)) }
    }

    private mutating func add(
        _ message: MessageDescriptor, _ scope: String, _ prefix: String, isNested: Bool, _ file: String,
        _ features: Features
    ) {
        let simple = isNested || prefix.isEmpty ? Names.type(message.name, suffix: "Message") : prefix + message.name
        let swiftName = isNested ? "\(prefix).\(simple)" : simple
        let fullName = "\(scope).\(message.name)"
        let inner = features.applying(message.features)
        entries[fullName] = Entry(
            swiftName: swiftName, simpleName: simple, file: file, content: .message(message), features: features)
        for nested in message.messages { add(nested, fullName, swiftName, isNested: true, file, inner) }
        for nested in message.enums { add(nested, fullName, swiftName, isNested: true, file, inner) }
    }

    private mutating func add(
        _ enumeration: EnumDescriptor, _ scope: String, _ prefix: String, isNested: Bool, _ file: String,
        _ features: Features
    ) {
        let name = enumeration.name
        let simple = isNested || prefix.isEmpty ? Names.type(name, suffix: "Enum") : prefix + name
        entries["\(scope).\(name)"] = Entry(
            swiftName: isNested ? "\(prefix).\(simple)" : simple, simpleName: simple, file: file,
            content: .enumeration(enumeration), features: features)
    }

    /// The message of a name, if it is one.
    func message(_ name: String) -> MessageDescriptor? {
        if case .message(let message)? = entries[name]?.content { message } else { nil }
    }
}
