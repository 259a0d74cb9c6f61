// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Writes `NAME.pb.swift`: the messages and enumerations of a file, and its descriptor.
struct MessageFile {
    let model: FileModel
    let parameters: Parameters

    var access: String { parameters.visibility == .internal ? "" : parameters.visibility.rawValue + " " }

    func output() -> PluginResponse.File {
        var out = SourceWriter(comments: parameters.comments)
        out.fileHead(of: model.source.name, imports: model.imports)
        for enumeration in model.enums {
            out.line("")
            write(enumeration, to: &out)
        }
        for message in model.messages {
            out.line("")
            write(message, to: &out)
            writeNestedTypes(of: message, to: &out)
        }
        for message in model.messages { writeWire(of: message, to: &out) }
        ExtensionSection(model: model, access: access).write(to: &out)
        writeDescriptor(to: &out)
        let name = parameters.outputName(model.source.name, ending: ".pb.swift")
        return PluginResponse.File(name: name, content: out.text)
    }

    // MARK: - Enumerations

    private func write(_ enumeration: EnumModel, to out: inout SourceWriter) {
        out.head(enumeration.origin, in: model.source.name, isDeprecated: enumeration.isDeprecated)
        let conformance = enumeration.isClosed ? "ClosedEnum" : "ProtobufEnum"
        out.block("\(access)struct \(enumeration.simpleName): \(conformance)") { out in
            for value in enumeration.values where !value.isRepeated {
                out.doc(value.origin.paragraphs(isDeprecated: value.isDeprecated))
                let name = enumeration.simpleName
                out.line("\(access)static let \(value.swiftName) = \(name)(rawValue: \(value.number))")
            }
            out.line(
                "", "\(access)let rawValue: Int32", "",
                "@inlinable")
            out.block("\(access)init(rawValue: Int32)") { $0.line("self.rawValue = rawValue") }
            out.line("", "\(access)static var fullName: String { \"\(enumeration.fullName)\" }")
            out.line("\(access)static let values: [EnumValueSchema] = [")
            out.indented { out in
                for value in enumeration.values {
                    out.line("EnumValueSchema(\(value.number), \"\(value.name)\"),")
                }
            }
            out.line("]")
            if enumeration.isClosed { writeIsKnown(enumeration, to: &out) }
        }
    }

    /// The numbers of the schema, each once.
    private func writeIsKnown(_ enumeration: EnumModel, to out: inout SourceWriter) {
        let numbers = Set(enumeration.values.map(\.number)).sorted().map(String.init)
        out.line("")
        out.block("\(access)static func isKnown(_ number: Int32) -> Bool") { out in
            out.line("switch number {")
            for start in stride(from: 0, to: numbers.count, by: 20) {
                out.line("case \(numbers[start..<min(start + 20, numbers.count)].joined(separator: ", ")): true")
            }
            out.line("default: false", "}")
        }
    }

    // MARK: - Messages

    private func write(_ message: MessageModel, to out: inout SourceWriter) {
        out.head(message.origin, in: model.source.name, isDeprecated: message.isDeprecated)
        out.block("\(access)struct \(message.simpleName): Message") { out in
            var written: Set<Int> = []
            for field in message.fields {
                if let position = field.oneof {
                    if written.insert(position).inserted { write(oneof(position, of: message), to: &out) }
                } else {
                    write(field, to: &out)
                }
            }
            out.line(
                "/// Fields that this version of the schema does not know.",
                "\(access)var unknownFields = UnknownFields()", "")
            for field in message.fields { writeStorage(of: field, to: &out) }
            out.line("\(access)init() {}")
        }
    }

    /// What is declared within a message, in extensions of it: the struct itself stays short.
    private func writeNestedTypes(of message: MessageModel, to out: inout SourceWriter) {
        if message.oneofs.isEmpty && message.messages.isEmpty && message.enums.isEmpty { return }
        out.line("")
        out.block("extension \(message.swiftName)") { out in
            var isFirst = true
            func separate(_ out: inout SourceWriter) {
                if !isFirst { out.line("") }
                isFirst = false
            }
            for oneof in message.oneofs {
                separate(&out)
                writeCases(of: oneof, in: message, to: &out)
            }
            for enumeration in message.enums {
                separate(&out)
                write(enumeration, to: &out)
            }
            for nested in message.messages {
                separate(&out)
                write(nested, to: &out)
            }
        }
        for nested in message.messages { writeNestedTypes(of: nested, to: &out) }
    }

    private func oneof(_ position: Int, of message: MessageModel) -> OneofModel {
        message.oneofs[position]
    }

    private func write(_ field: FieldModel, to out: inout SourceWriter) {
        out.doc(field.origin.paragraphs(isDeprecated: field.isDeprecated))
        switch field.shape {
        case .implicit(let element):
            out.line("\(access)var \(field.swiftName): \(element.swiftType) = \(element.zero)")
        case .explicit(let element), .message(let element, isIndirect: false):
            out.line("\(access)var \(field.swiftName): \(element.swiftType)?")
        case .message(let element, isIndirect: true):
            out.block("\(access)var \(field.swiftName): \(element.swiftType)?") { out in
                out.line("get { \(field.storage)?.value }", "set { \(field.storage) = newValue.map { Indirect($0) } }")
            }
        case .repeated(let element, _), .messages(let element):
            out.line("\(access)var \(field.swiftName): [\(element.swiftType)] = []")
        case .map(let key, let value):
            out.line("\(access)var \(field.swiftName): [\(key.swiftType): \(value.swiftType)] = [:]")
        }
        if let value = field.defaultValue, case .explicit(let element) = field.shape {
            out.line("/// What the schema gives for `\(field.name)` where it is not set.")
            let name = field.bareName
            out.block("\(access)static var \(name)Default: \(element.swiftType)") { $0.line(value) }
        }
        out.line("")
    }

    private func writeStorage(of field: FieldModel, to out: inout SourceWriter) {
        guard field.oneof == nil, case .message(let element, isIndirect: true) = field.shape else { return }
        out.line("/// The message contains itself here, so it is held on the heap.")
        out.line("var \(field.storage): Indirect<\(element.swiftType)>?", "")
    }

    private func write(_ oneof: OneofModel, to out: inout SourceWriter) {
        out.doc(oneof.origin.paragraphs(isDeprecated: false))
        out.line("\(access)var \(oneof.swiftName): \(oneof.typeName)?", "")
    }

    private func writeCases(of oneof: OneofModel, in message: MessageModel, to out: inout SourceWriter) {
        out.line("/// What `\(oneof.name)` can be.")
        let keyword = oneof.isIndirect ? "indirect enum" : "enum"
        let position = message.oneofs.firstIndex { $0.name == oneof.name }
        out.block("\(access)\(keyword) \(oneof.typeName): Hashable, Sendable") { out in
            for field in message.fields where field.oneof == position {
                out.doc(field.origin.paragraphs(isDeprecated: field.isDeprecated))
                out.line("case \(field.swiftName)(\(field.elementType))")
            }
        }
    }

    private func writeWire(of message: MessageModel, to out: inout SourceWriter) {
        out.line("", "// MARK: - Wire: \(message.fullName)", "")
        WireSection(message: message, access: access).write(to: &out)
        for nested in message.messages { writeWire(of: nested, to: &out) }
    }

    // MARK: - Descriptor

    private func writeDescriptor(to out: inout SourceWriter) {
        out.line("", "// MARK: - Descriptor", "")
        out.block("extension FileDescriptorSource") { out in
            out.line("/// `\(model.source.name)`, as reflection serves it.")
            out.line("\(access)static let \(model.descriptorName) = FileDescriptorSource(")
            out.indented { out in
                let dependencies = model.dependencies.map { "." + $0 }.joined(separator: ", ")
                out.line("name: \"\(model.source.name)\",", "dependencies: [\(dependencies)],")
                let messages = model.messages.flatMap(\.allNames)
                if messages.isEmpty {
                    out.line("messages: [],")
                } else {
                    out.line("messages: [")
                    out.indented { out in
                        for name in messages { out.line("\(name).self,") }
                    }
                    out.line("],")
                }
                let extensions = model.allExtensions
                if !extensions.isEmpty {
                    out.line("extensions: [")
                    out.indented { out in
                        for one in extensions { out.line("\(one.reference),") }
                    }
                    out.line("],")
                }
                out.line("base64: \"\"\"")
                out.indented { out in
                    for line in Self.lines(Base64.encode(model.source.serialized)) { out.line(line) }
                    out.line("\"\"\")")
                }
            }
        }
    }
}

extension MessageFile {
    /// A long text in pieces that fit on a line.
    fileprivate static func lines(_ text: String, width: Int = 100) -> [String] {
        let characters = Array(text.utf8)
        return stride(from: 0, to: characters.count, by: width).map {
            String(decoding: characters[$0..<min($0 + width, characters.count)], as: UTF8.self)
        }
    }
}

extension MessageModel {
    /// Its Swift name and those of the messages within.
    var allNames: [String] { [swiftName] + messages.flatMap(\.allNames) }
}

extension FieldModel {
    /// The name without backticks.
    var bareName: String { swiftName.filter { $0 != "`" } }

    /// The stored property behind a computed one.
    var storage: String { "_" + bareName }

    /// The type of one value.
    var elementType: String {
        switch shape {
        case .implicit(let element), .explicit(let element), .message(let element, _), .repeated(let element, _),
            .messages(let element), .map(_, let element):
            element.swiftType
        }
    }
}
