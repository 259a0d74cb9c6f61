// SPDX-License-Identifier: Apache-2.0

extension DynamicMessage {
    /// A message with one example of everything that its type can hold: lists and maps have one
    /// element, messages are filled in, except where a type contains itself.
    public static func template(of descriptor: MessageDescriptor) -> DynamicMessage {
        template(of: descriptor, within: [])
    }

    private static func template(of descriptor: MessageDescriptor, within outer: Set<MessageDescriptor>)
        -> DynamicMessage
    {
        var message = DynamicMessage(descriptor)
        guard descriptor.record.wellKnown == nil, outer.count < 8 else { return message }
        let outer = outer.union([descriptor])
        for field in descriptor.fields {
            let isTaken = descriptor.record.fields.contains {
                field.oneofIndex != nil && $0.oneofIndex == field.oneofIndex && message.contents[$0.number] != nil
            }
            guard !isTaken else { continue }
            let holder = field.mapValue ?? field
            if let type = holder.message, outer.contains(type) { continue }
            var value = DynamicValue.zero(of: holder)
            if let type = holder.message { value = .message(template(of: type, within: outer)) }
            if let mapKey = field.mapKey, let key = DynamicMapKey(DynamicValue.zero(of: mapKey)) {
                message.set([key: value], for: field)
            } else if field.isList {
                message.set([value], for: field)
            } else {
                message.set(value, for: field)
            }
        }
        return message
    }
}
