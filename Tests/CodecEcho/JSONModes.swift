// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// What the program makes of each message: `codec-echo [to-json|from-json]`.
enum Mode: String {
    /// Bytes again.
    case echo
    /// The JSON form.
    case toJSON = "to-json"
    /// Bytes, from the JSON form.
    case fromJSON = "from-json"

    func convert(_ bytes: [UInt8], as type: any Message.Type) throws -> [UInt8] {
        guard let type = type as? any JSONMessage.Type, self != .echo else { return try echoed(bytes, as: type) }
        return try converted(bytes, as: type)
    }

    private func echoed<Type: Message>(_ bytes: [UInt8], as _: Type.Type) throws(DecodingError) -> [UInt8] {
        try Type(serialized: bytes).serialized()
    }

    private func converted<Type: JSONMessage>(_ bytes: [UInt8], as _: Type.Type) throws -> [UInt8] {
        switch self {
        case .echo: try echoed(bytes, as: Type.self)
        case .toJSON: try Type(serialized: bytes).jsonBytes()
        case .fromJSON: try Type(json: bytes).serialized()
        }
    }
}
