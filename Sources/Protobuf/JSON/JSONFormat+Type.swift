// SPDX-License-Identifier: Apache-2.0

extension JSONFormat {
    /// How JSON has the values of this Swift type; nothing if they have no form in it. On the wire several
    /// types of the schema may share it, in JSON they are alike.
    static var ofItsType: JSONFormat<Value>? {
        let format: Any? =
            switch Value.self {
            case is Int32.Type: JSONFormat<Int32>.int32
            case is Int64.Type: JSONFormat<Int64>.int64
            case is UInt32.Type: JSONFormat<UInt32>.uint32
            case is UInt64.Type: JSONFormat<UInt64>.uint64
            case is Float.Type: JSONFormat<Float>.float
            case is Double.Type: JSONFormat<Double>.double
            case is Bool.Type: JSONFormat<Bool>.bool
            case is String.Type: JSONFormat<String>.string
            case is [UInt8].Type: JSONFormat<[UInt8]>.bytes
            case let type as any JSONMessage.Type: message(type)
            case let type as any (JSONEnum & ClosedEnum).Type: closed(type)
            case let type as any JSONEnum.Type: enumeration(type)
            default: nil
            }
        return format as? JSONFormat<Value>
    }

    private static func message<Message: JSONMessage>(_: Message.Type) -> Any { JSONFormat<Message>.message }

    private static func closed<Enum: JSONEnum & ClosedEnum>(_: Enum.Type) -> Any { JSONFormat<Enum>.enumeration }

    private static func enumeration<Enum: JSONEnum>(_: Enum.Type) -> Any { JSONFormat<Enum>.enumeration }
}
