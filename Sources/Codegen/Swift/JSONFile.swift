// SPDX-License-Identifier: Apache-2.0

/// Writes `NAME.json.swift`: how the messages and enumerations of a file are written as JSON and read
/// from it.
struct JSONFile {
    let model: FileModel
    let parameters: Parameters

    private var access: String { parameters.visibility == .internal ? "" : parameters.visibility.rawValue + " " }

    func output() -> PluginResponse.File {
        var out = SourceWriter(comments: parameters.comments)
        out.fileHead(of: model.source.name, imports: model.imports)
        for enumeration in model.enums { write(enumeration, to: &out) }
        for message in model.messages { write(message, to: &out) }
        let name = parameters.outputName(model.source.name, ending: ".json.swift")
        return PluginResponse.File(name: name, content: out.text)
    }

    private func write(_ enumeration: EnumModel, to out: inout SourceWriter) {
        out.line("")
        out.block("extension \(enumeration.swiftName): JSONEnum") { out in
            out.line("\(access)static let jsonNames = JSONEnumNames(Self.self)")
        }
    }

    private func write(_ message: MessageModel, to out: inout SourceWriter) {
        for enumeration in message.enums { write(enumeration, to: &out) }
        if !JSONSection.isWrittenByHand.contains(message.fullName) {
            out.line("", "// MARK: - JSON: \(message.fullName)", "")
            JSONSection(message: message, access: access).write(to: &out)
        }
        for nested in message.messages { write(nested, to: &out) }
    }
}

extension FileModel {
    /// Whether it declares messages or enumerations.
    var hasTypes: Bool { !messages.isEmpty || !enums.isEmpty }
}
