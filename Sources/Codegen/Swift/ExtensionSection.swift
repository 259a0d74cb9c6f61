// SPDX-License-Identifier: Apache-2.0

/// Writes the constants of a file's extensions.
struct ExtensionSection {
    let model: FileModel
    let access: String

    func write(to out: inout SourceWriter) {
        if model.allExtensions.isEmpty { return }
        out.line("", "// MARK: - Extensions")
        for one in model.extensions { write(one, keyword: "let", to: &out) }
        for message in model.messages { write(message, to: &out) }
    }

    private func write(_ message: MessageModel, to out: inout SourceWriter) {
        if !message.extensions.isEmpty {
            out.line("")
            out.block("extension \(message.swiftName)") { out in
                for (index, one) in message.extensions.enumerated() {
                    write(one, keyword: "static let", isFirst: index == 0, to: &out)
                }
            }
        }
        for nested in message.messages { write(nested, to: &out) }
    }

    private func write(
        _ one: ExtensionModel, keyword: String, isFirst: Bool = false, to out: inout SourceWriter
    ) {
        if !isFirst { out.line("") }
        out.head(one.field.origin, in: model.source.name, isDeprecated: one.field.isDeprecated)
        let element = one.field.element
        let format = element.isGroup ? ".group(\(one.field.number))" : ".\(element.format)"
        var type = "ExtensionField"
        var arguments = "\(one.field.number), \"\(one.fullName)\""
        switch one.field.shape {
        case .repeated(_, let isPacked):
            type = "RepeatedExtensionField"
            if isPacked { arguments += ", isPacked: true" }
        case .messages, .map:
            type = "RepeatedExtensionField"
        case .implicit, .explicit, .message:
            if let value = one.field.defaultValue { arguments += ", default: \(value)" }
            if one.isMessageSet { arguments += ", isMessageSet: true" }
        }
        out.line("\(access)\(keyword) \(one.swiftName) = \(type)<\(one.extendee), \(element.swiftType)>(")
        out.indented { $0.line("\(arguments)) { \(format) }") }
    }
}

extension FileModel {
    /// Those of the file and of its messages.
    var allExtensions: [ExtensionModel] { extensions + messages.flatMap(\.allExtensions) }
}

extension MessageModel {
    /// Those within it, at any depth.
    var allExtensions: [ExtensionModel] { extensions + messages.flatMap(\.allExtensions) }
}

extension FieldModel {
    /// The type of one value.
    var element: Element {
        switch shape {
        case .implicit(let element), .explicit(let element), .message(let element, _), .repeated(let element, _),
            .messages(let element), .map(_, let element):
            element
        }
    }
}
