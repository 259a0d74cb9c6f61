// SPDX-License-Identifier: Apache-2.0

/// Why the content of an `Any` could not be read.
public enum AnyError: Error, Sendable {
    /// It holds a message of another type, of this name.
    case otherType(String)
    /// Its bytes are no message of the type.
    case malformed(DecodingError)
}

extension Google_Protobuf_Any {
    /// Holds a message, under the usual prefix or another one.
    public init(packing message: some Message, prefix: String = "type.googleapis.com") {
        self.init()
        typeURL = prefix + "/" + type(of: message).fullName
        value = message.serialized()
    }

    /// The full name of the type that it says it holds: what stands behind the last slash.
    public var typeName: String {
        typeURL.lastIndex(of: "/").map { String(typeURL[typeURL.index(after: $0)...]) } ?? typeURL
    }

    /// Whether it says that it holds a message of a type.
    public func isA(_ type: (some Message).Type) -> Bool { typeName == type.fullName }

    /// The message that it holds, which must be of the type.
    public func unpack<Content: Message>(
        as type: Content.Type = Content.self, limits: DecodingLimits = .default
    ) throws(AnyError) -> Content {
        guard isA(type) else { throw .otherType(typeName) }
        do throws(DecodingError) {
            return try Content(serialized: value, limits: limits)
        } catch {
            throw .malformed(error)
        }
    }
}
