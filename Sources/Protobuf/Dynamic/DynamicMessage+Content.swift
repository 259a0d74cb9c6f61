// SPDX-License-Identifier: Apache-2.0

extension DynamicMessage {
    /// Adds an element to a list.
    mutating func append(_ value: DynamicValue, to field: FieldDescriptor) {
        if case .list(var values) = contents.removeValue(forKey: field.number) {
            values.append(value)
            contents[field.number] = .list(values)
        } else {
            contents[field.number] = .list([value])
        }
    }

    /// Puts an entry that was read as a message into a map; one of the same key is replaced.
    mutating func insert(entry: DynamicMessage, into field: FieldDescriptor) {
        guard let keyField = field.mapKey, let valueField = field.mapValue else { return }
        var (key, value) = (DynamicValue.zero(of: keyField), DynamicValue.zero(of: valueField))
        if case .single(let given) = entry.contents[1] { key = given }
        if case .single(let given) = entry.contents[2] { value = given }
        guard let mapKey = DynamicMapKey(key) else { return }
        var entries: [DynamicMapKey: DynamicValue] = [:]
        if case .map(let present) = contents.removeValue(forKey: field.number) { entries = present }
        entries[mapKey] = value
        contents[field.number] = .map(entries)
    }

    /// Path of the first required field that is missing, in this message or in one that it contains.
    public func missingRequiredField() -> String? {
        for field in descriptor.record.fields where field.cardinality == .required {
            if contents[field.number] == nil { return field.name }
        }
        for (field, content) in setFields where field.kind.isMessage {
            switch content {
            case .single(.message(let message)):
                if let path = message.missingRequiredField() { return "\(field.name).\(path)" }
            case .single: break
            case .list(let values):
                for (index, value) in values.enumerated() {
                    guard case .message(let message) = value, let path = message.missingRequiredField() else {
                        continue
                    }
                    return "\(field.name)[\(index)].\(path)"
                }
            case .map(let entries):
                for (key, value) in entries {
                    guard case .message(let message) = value, let path = message.missingRequiredField() else {
                        continue
                    }
                    return "\(field.name)\(key.step).\(path)"
                }
            }
        }
        return nil
    }
}
