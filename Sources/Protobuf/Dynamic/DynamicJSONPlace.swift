// SPDX-License-Identifier: Apache-2.0

/// A message by descriptor, for the path of an error.
struct DynamicJSONPlace: JSONPlace {
    let type: MessageDescriptor

    func member(_ key: String) -> (step: String, place: any JSONPlace)? {
        guard let field = type.field(named: key) else { return nil }
        let holder = field.mapValue ?? field
        let value: any JSONPlace = holder.message.map { DynamicJSONPlace(type: $0) } ?? UnknownPlace()
        guard let mapKey = field.mapKey else { return (field.name, value) }
        return (field.name, MapPlace(textKeys: mapKey.kind == .string, value: value))
    }
}
