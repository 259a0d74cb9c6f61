// SPDX-License-Identifier: Apache-2.0

// The schema as Swift will have it: names decided, types resolved. The emitters only write it down.

struct FileModel {
    var source: FileDescriptor
    /// Modules of imported files.
    var imports: [String] = []
    /// The name of its `FileDescriptorSource`, and those of the files that it imports.
    var descriptorName = ""
    var dependencies: [String] = []
    var messages: [MessageModel] = []
    var enums: [EnumModel] = []
    var services: [ServiceModel] = []
    var extensions: [ExtensionModel] = []
}

struct MessageModel {
    /// The last part of its Swift name, and the whole.
    var simpleName: String
    var swiftName: String
    var fullName: String
    var origin: Origin
    var isDeprecated: Bool
    /// In the order of the schema.
    var fields: [FieldModel] = []
    var oneofs: [OneofModel] = []
    var messages: [MessageModel] = []
    var enums: [EnumModel] = []
    /// Extensions that are declared within it.
    var extensions: [ExtensionModel] = []
    /// Whether there may be extensions of it.
    var isExtendable = false

    /// In the order of their numbers, which is the order on the wire.
    var wireFields: [FieldModel] { fields.sorted { $0.number < $1.number } }
}

struct FieldModel {
    enum Shape {
        /// A scalar without presence: its zero is the same as nothing.
        case implicit(Element)
        case explicit(Element)
        case message(Element, isIndirect: Bool)
        case repeated(Element, isPacked: Bool)
        case messages(Element)
        case map(key: Element, value: Element)
    }

    var number: UInt32
    /// The name in the schema.
    var name: String
    /// The name in JSON.
    var jsonName: String
    var swiftName: String
    var shape: Shape
    /// The oneof that it belongs to, by its place in the message.
    var oneof: Int?
    /// What the schema gives as its default, as a Swift expression.
    var defaultValue: String?
    /// The schema requires it to be set.
    var isRequired = false
    /// It holds messages in which, at some depth, a field is required.
    var holdsRequired = false
    var origin: Origin
    var isDeprecated: Bool

    /// The tag that we write.
    var tag: UInt32 {
        switch shape {
        case .implicit(let element), .explicit(let element), .message(let element, _), .messages(let element):
            number << 3 | element.wireType
        case .repeated(let element, let isPacked): number << 3 | (isPacked ? 2 : element.wireType)
        case .map: number << 3 | 2
        }
    }
}

/// A type of which fields hold one or many values.
struct Element {
    var swiftType: String
    /// The functions that read and write it, and its `WireFormat`: `sint32`, `enumeration`.
    var format: String
    var wireType: UInt32
    /// The value of an absent field, as a Swift expression.
    var zero: String
    var isMessage = false
    var isText = false
    /// A message that is written as a group.
    var isGroup = false
    /// An enumeration of which only the known numbers are values.
    var isClosed = false

    /// Whether a value is not zero, as a Swift condition. Negative zero is not zero on the wire.
    func isSet(_ value: String) -> String {
        switch swiftType {
        case "String", "[UInt8]": "!\(value).isEmpty"
        case "Bool": value
        case "Float", "Double": "\(value).bitPattern != 0"
        default: format == "enumeration" ? "\(value).rawValue != 0" : "\(value) != 0"
        }
    }
}

struct OneofModel {
    var name: String
    /// The property, and the nested type of its cases.
    var swiftName: String
    var typeName: String
    var isIndirect: Bool
    var origin: Origin
}

struct EnumModel {
    struct Value {
        var name: String
        var swiftName: String
        var number: Int32
        var origin: Origin
        var isDeprecated: Bool
        /// An alias whose Swift name is that of an earlier value of its number.
        var isRepeated = false
    }

    var simpleName: String
    var swiftName: String
    var fullName: String
    var origin: Origin
    var isDeprecated: Bool
    var values: [Value] = []
    /// Numbers that the schema does not know are no values.
    var isClosed = false
}

struct ServiceModel {
    struct Method {
        var name: String
        var swiftName: String
        /// The Swift types of its messages.
        var input: String
        var output: String
        var streamsRequests: Bool
        var streamsResponses: Bool
        var origin: Origin
        var isDeprecated: Bool
    }

    var name: String
    var swiftName: String
    var fullName: String
    var origin: Origin
    var isDeprecated: Bool
    var methods: [Method] = []
}
