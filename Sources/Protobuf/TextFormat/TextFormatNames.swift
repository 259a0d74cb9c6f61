// SPDX-License-Identifier: Apache-2.0

// Names that the text format has for fields: groups are called by their type, extensions by their full
// name in brackets, those of message sets by the type that they hold.
extension FieldDescriptor {
    /// The name as it is printed.
    var textName: String {
        if isExtension { return "[\(isOfMessageSet ? message!.fullName : fullName)]" }
        return isGroupLike ? message!.name : name
    }

    /// Whether the field is what proto2 calls a group: delimited, with a type of its own next to it that
    /// is named as the field is.
    var isGroupLike: Bool {
        guard kind == .group, let message, message.name.lowercased() == name else { return false }
        let scope = fullName.dropLast(name.utf8.count)
        return message.fullName == scope + message.name && message.file.name == file.name
    }

    /// Whether this extends a message set by a type that declares the extension itself, in the usual way.
    private var isOfMessageSet: Bool {
        guard isExtension, let message, cardinality != .repeated, let extendee, extendee.isMessageSet else {
            return false
        }
        return fullName == message.fullName + "." + name
    }
}

extension MessageDescriptor {
    /// The field that the text format calls so.
    func field(textName name: String) -> FieldDescriptor? {
        if let position = record.byOriginalName[name] {
            return FieldDescriptor(pool: pool, record: record.fields[position])
        }
        guard let position = record.byOriginalName[name.lowercased()] else { return nil }
        let field = FieldDescriptor(pool: pool, record: record.fields[position])
        return field.isGroupLike && field.message?.name == name ? field : nil
    }

    /// The extension of this message that stands in brackets as `name`.
    func extensionField(printedAs name: String) -> FieldDescriptor? {
        if let field = pool.extensionField(named: name) {
            return pool.extensions[index]?[field.number] === field.record ? field : nil
        }
        guard isMessageSet else { return nil }
        return pool.extensionFields(of: self).first { $0.textName == "[\(name)]" }
    }
}
