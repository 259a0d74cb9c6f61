// SPDX-License-Identifier: Apache-2.0

// The descriptors of a schema as plain values, each element with its own comment and place.

/// One `.proto` file.
package struct FileDescriptor: Sendable {
    package var name = ""
    package var package = ""
    package var dependencies: [String] = []
    /// Indices of the dependencies that are imported on behalf of importers too.
    package var publicDependencies: [Int] = []
    package var messages: [MessageDescriptor] = []
    package var enums: [EnumDescriptor] = []
    package var services: [ServiceDescriptor] = []
    package var extensions: [FieldDescriptor] = []
    /// The prefix the file asks for; an empty one is not the same as none.
    package var swiftPrefix: String?
    /// Where the file says its syntax or edition.
    package var syntaxOrigin = Origin()
    /// Where each dependency is imported.
    package var dependencyOrigins: [Origin] = []
    package var syntax = "proto2"
    package var edition: Int32 = 0
    package var features = FeatureSet()
    /// The descriptor's own bytes, without comments and places.
    package var serialized: [UInt8] = []
}

package struct MessageDescriptor: Sendable {
    package var name = ""
    package var fields: [FieldDescriptor] = []
    package var messages: [MessageDescriptor] = []
    package var enums: [EnumDescriptor] = []
    package var oneofs: [OneofDescriptor] = []
    /// Extensions that are declared within it, of whatever message.
    package var extensions: [FieldDescriptor] = []
    package var isMapEntry = false
    /// Whether it leaves numbers to extensions.
    package var isExtendable = false
    package var usesMessageSetFormat = false
    package var isDeprecated = false
    package var features = FeatureSet()
    package var options = CustomOptions()
    package var origin = Origin()
}

package struct FieldDescriptor: Sendable {
    /// The types with their public numbers.
    package enum Kind: Int32, Sendable {
        case double = 1
        case float, int64, uint64, int32, fixed64, fixed32, bool, string, group, message, bytes, uint32
        case `enum`, sfixed32, sfixed64, sint32, sint64
    }

    package enum Label: Int32, Sendable {
        case optional = 1
        case required, repeated
    }

    package var name = ""
    /// Its name in JSON; protoc always says it.
    package var jsonName = ""
    package var number: UInt32 = 0
    package var label = Label.optional
    package var kind = Kind.int32
    /// `.package.Message` or `.package.Enum`.
    package var typeName = ""
    package var defaultValue: String?
    /// What an extension extends: `.package.Message`.
    package var extendee = ""
    package var oneofIndex: Int?
    package var isProto3Optional = false
    package var isPacked: Bool?
    package var isDeprecated = false
    package var features = FeatureSet()
    package var options = CustomOptions()
    package var origin = Origin()
}

package struct OneofDescriptor: Sendable {
    package var name = ""
    package var options = CustomOptions()
    package var origin = Origin()
}

package struct EnumDescriptor: Sendable {
    package var name = ""
    package var values: [EnumValueDescriptor] = []
    package var isDeprecated = false
    package var features = FeatureSet()
    package var origin = Origin()
}

package struct EnumValueDescriptor: Sendable {
    package var name = ""
    package var number: Int32 = 0
    package var isDeprecated = false
    package var origin = Origin()
}

package struct ServiceDescriptor: Sendable {
    package var name = ""
    package var methods: [MethodDescriptor] = []
    package var isDeprecated = false
    package var origin = Origin()
}

package struct MethodDescriptor: Sendable {
    package var name = ""
    package var input = ""
    package var output = ""
    package var streamsRequests = false
    package var streamsResponses = false
    /// The schema says `idempotency_level = NO_SIDE_EFFECTS`.
    package var hasNoSideEffects = false
    package var isDeprecated = false
    package var options = CustomOptions()
    package var origin = Origin()
}

/// Where an element stands in its file, and what the schema says about it.
package struct Origin: Sendable {
    /// The place of its name, counted from 1; 0 if the compiler did not tell.
    package var line = 0
    package var column = 0
    package var leadingComment = ""
    package var trailingComment = ""
}

/// What an element itself chooses of an edition's features; nothing: as its surroundings do.
package struct FeatureSet: Sendable, Hashable {
    package enum Presence: Int32, Sendable { case explicit = 1, implicit, required }
    package enum EnumType: Int32, Sendable { case open = 1, closed }
    package enum RepeatedEncoding: Int32, Sendable { case packed = 1, expanded }
    package enum MessageEncoding: Int32, Sendable { case lengthPrefixed = 1, delimited }

    package var presence: Presence?
    package var enumType: EnumType?
    package var repeatedEncoding: RepeatedEncoding?
    package var messageEncoding: MessageEncoding?
    /// Features and values of features that a newer edition may have, in words.
    package var unknown: [String] = []
}
