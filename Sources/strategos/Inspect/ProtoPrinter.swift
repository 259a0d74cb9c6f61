// SPDX-License-Identifier: Apache-2.0

import Protobuf

/// Writes elements of a schema as a `.proto` file would have them.
struct ProtoPrinter {
    private var lines: [String] = []
    private var depth = 0
    /// Whether the file is of proto2, where every field has a label.
    private var isProto2 = false

    /// The text of an element.
    static func text(of element: SchemaElement) -> String {
        var printer = ProtoPrinter()
        switch element {
        case .message(let message): printer.print(message)
        case .enumeration(let enumeration): printer.print(enumeration)
        case .service(let service): printer.print(service)
        case .method(let method): printer.line(Self.text(of: method))
        case .field(let field): printer.print(field)
        case .oneof(let message, let index): printer.print(message, oneof: index)
        case .enumValue(_, let name, let number): printer.line("\(name) = \(number);")
        }
        return printer.lines.joined(separator: "\n")
    }

    /// A method's declaration.
    static func text(of method: ServiceDescriptor.Method) -> String {
        let input = (method.clientStreaming ? "stream " : "") + "." + method.input.fullName
        let output = (method.serverStreaming ? "stream " : "") + "." + method.output.fullName
        return "rpc \(method.name) ( \(input) ) returns ( \(output) );"
    }

    private mutating func line(_ text: String) { lines.append(String(repeating: "  ", count: depth) + text) }

    private mutating func block(_ head: String, _ body: (inout ProtoPrinter) -> Void) {
        line(head + " {")
        depth += 1
        body(&self)
        depth -= 1
        line("}")
    }

    private mutating func print(_ service: ServiceDescriptor) {
        block("service \(service.proto.name ?? "")") { printer in
            for method in service.methods { printer.line(Self.text(of: method)) }
        }
    }

    private mutating func print(_ enumeration: EnumDescriptor) {
        block("enum \(enumeration.proto.name ?? "")") { printer in
            if enumeration.proto.options?.allowAlias == true { printer.line("option allow_alias = true;") }
            for value in enumeration.proto.value { printer.line("\(value.name ?? "") = \(value.number ?? 0);") }
        }
    }

    private mutating func print(_ message: MessageDescriptor) {
        isProto2 = message.file.syntax == .proto2
        block("message \(message.name)") { $0.printBody(of: message) }
    }

    private mutating func printBody(of message: MessageDescriptor) {
        var printedOneofs: Set<Int> = []
        for field in message.fields {
            if let oneof = field.oneofIndex, !message.isSynthetic(oneof: oneof) {
                if printedOneofs.insert(oneof).inserted { print(message, oneof: oneof) }
            } else {
                print(field)
            }
        }
        let groups = Set(message.fields.filter { $0.kind == .group }.compactMap { $0.message?.fullName })
        for nested in message.nestedMessages where !nested.isMapEntry && !groups.contains(nested.fullName) {
            print(nested)
        }
        for nested in message.nestedEnums { print(nested) }
        let ranges = message.proto.extensionRange.map { Self.range($0.start ?? 0, ($0.end ?? 0) - 1) }
        if !ranges.isEmpty { line("extensions \(ranges.joined(separator: ", "));") }
        let reserved = message.proto.reservedRange.map { Self.range($0.start ?? 0, ($0.end ?? 0) - 1) }
        if !reserved.isEmpty { line("reserved \(reserved.joined(separator: ", "));") }
        let names = message.proto.reservedName.map { StatusText.quoted($0) }
        if !names.isEmpty { line("reserved \(names.joined(separator: ", "));") }
    }

    private mutating func print(_ message: MessageDescriptor, oneof index: Int) {
        block("oneof \(message.oneofs[index])") { printer in
            for field in message.fields(ofOneof: index) { printer.print(field) }
        }
    }

    private mutating func print(_ field: FieldDescriptor) {
        if field.kind == .group, let group = field.message {
            return block("\(label(of: field))group \(group.name) = \(field.number)") { $0.printBody(of: group) }
        }
        let options = options(of: field)
        let suffix = options.isEmpty ? "" : " [" + options.joined(separator: ", ") + "]"
        line("\(label(of: field))\(type(of: field)) \(field.name) = \(field.number)\(suffix);")
    }

    private func label(of field: FieldDescriptor) -> String {
        if field.isMap { return "" }
        switch field.cardinality {
        case .repeated: return "repeated "
        case .required: return "required "
        case .singular:
            let isInOneof = field.oneofIndex != nil && field.proto.proto3Optional != true
            let isExplicit = field.proto.proto3Optional == true || (field.hasPresence && !field.kind.isMessage)
            let isLegacy = isProto2 || field.kind == .group || field.proto.defaultValue != nil
            return !isInOneof && (isExplicit || isLegacy) ? "optional " : ""
        }
    }

    private func type(of field: FieldDescriptor) -> String {
        if let key = field.mapKey, let value = field.mapValue { return "map<\(type(of: key)), \(type(of: value))>" }
        if let message = field.message { return "." + message.fullName }
        if let enumeration = field.enumeration { return "." + enumeration.fullName }
        return field.kind.keyword
    }

    private func options(of field: FieldDescriptor) -> [String] {
        var options: [String] = []
        if let value = field.proto.defaultValue {
            let isText = field.kind == .string || field.kind == .bytes
            options.append("default = " + (isText ? StatusText.quoted(value) : StatusText.printable(value)))
        }
        if let json = field.proto.jsonName, json != Self.usualJSONName(of: field.name), !field.isExtension {
            options.append("json_name = \(StatusText.quoted(json))")
        }
        if let packed = field.proto.options?.packed { options.append("packed = \(packed)") }
        if field.proto.options?.deprecated == true { options.append("deprecated = true") }
        return options
    }

    private static func usualJSONName(of name: String) -> String {
        let parts = name.split(separator: "_", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(String(parts[0])) { $0 + $1.prefix(1).uppercased() + $1.dropFirst() }
    }

    private static func range(_ first: Int32, _ last: Int32) -> String {
        if first == last { return "\(first)" }
        return "\(first) to " + (last >= 536_870_911 ? "max" : "\(last)")
    }
}
