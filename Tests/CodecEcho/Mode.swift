// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// What the program makes of each message: `codec-echo [partial|to-json|from-json]`.
enum Mode: String {
    /// Bytes again.
    case echo
    /// Bytes again, with maps in order; required fields may be missing, as in the modes with JSON.
    case partial
    /// The JSON form.
    case toJSON = "to-json"
    /// Bytes, from the JSON form.
    case fromJSON = "from-json"

    func convert(_ bytes: [UInt8], as type: any Message.Type, _ registry: TypeRegistry) throws -> [UInt8] {
        switch self {
        case .echo: return try echoed(bytes, as: type)
        case .partial: return try echoedPartial(bytes, as: type)
        case .toJSON, .fromJSON: break
        }
        guard let type = type as? any JSONMessage.Type else { preconditionFailure("\(type) has no JSON form") }
        return try converted(bytes, as: type, registry)
    }

    private func echoed<Type: Message>(_ bytes: [UInt8], as _: Type.Type) throws(DecodingError) -> [UInt8] {
        try Type(serialized: bytes).serialized()
    }

    private func echoedPartial<Type: Message>(_ bytes: [UInt8], as _: Type.Type) throws(DecodingError) -> [UInt8] {
        try Type(serialized: bytes, limits: .partial).serialized(deterministic: true)
    }

    private func converted<Type: JSONMessage>(
        _ bytes: [UInt8], as _: Type.Type, _ registry: TypeRegistry
    ) throws -> [UInt8] {
        if self == .fromJSON {
            var options = JSONDecodingOptions()
            options.registry = registry
            return try Type(json: bytes, options: options).serialized()
        }
        var options = JSONEncodingOptions()
        options.registry = registry
        return try Type(serialized: bytes, limits: .partial).jsonBytes(options: options)
    }
}
