// SPDX-License-Identifier: Apache-2.0

/// A field that is declared outside of the message that has it.
struct ExtensionModel {
    /// The constant: global, or a static member of the message that it is declared in.
    var swiftName: String
    /// How the file's descriptor names it.
    var reference: String
    var fullName: String
    /// The Swift type that it extends.
    var extendee: String
    var field: FieldModel
    /// The extended message has the message set format.
    var isMessageSet: Bool
}

extension ModelBuilder {
    /// The extensions of a file, or of the message `owner` in it.
    mutating func extensions(
        _ sources: [FieldDescriptor], _ scope: String, owner: String?, _ features: Features
    ) -> [ExtensionModel] {
        let models = sources.compactMap { `extension`($0, scope, owner: owner, features) }
        // Those of files are looked after by `ModuleNames`.
        if let owner {
            reportDuplicates(in: models.map { ($0.swiftName, $0.field.name, $0.field.origin) }, of: owner)
        }
        return models
    }

    private mutating func `extension`(
        _ source: FieldDescriptor, _ scope: String, owner: String?, _ features: Features
    ) -> ExtensionModel? {
        guard let extendee = index.entries[source.extendee], let message = index.message(source.extendee) else {
            report(source.origin, "extension \(source.name): the type \(source.extendee) is not in the request")
            return nil
        }
        // Predefined rules are for the generator of validators; the types of rules are generated nowhere.
        if extendee.file == "buf/validate/validate.proto" { return nil }
        guard let field = field(source, in: message, source.extendee, features) else { return nil }
        let name = Names.extensionConstant(source.name, prefix: owner == nil ? TypeIndex.prefix(of: file) : "")
        return ExtensionModel(
            swiftName: name, reference: owner.map { "\($0).\(name)" } ?? name,
            fullName: String("\(scope).\(source.name)".dropFirst()), extendee: extendee.swiftName, field: field,
            isMessageSet: message.usesMessageSetFormat)
    }
}
