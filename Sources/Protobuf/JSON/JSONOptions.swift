// SPDX-License-Identifier: Apache-2.0

/// How JSON text is read as a message.
public struct JSONDecodingOptions: Sendable {
    /// Lets members pass that the message has no field for, and enum names that are not declared.
    public var ignoreUnknownFields = false
    /// Messages within each other, and memory that the message may take once decoded.
    public var limits = DecodingLimits.default
    /// The types that an `Any` may hold, and the extensions that members may be.
    public var registry = TypeRegistry.wellKnown

    /// The strict defaults of the JSON mapping.
    public init() {}
}

/// How a message is written as JSON text.
public struct JSONEncodingOptions: Sendable {
    /// Which fields are written that are not set.
    public enum Defaults: Sendable, Hashable {
        /// None.
        case omitted
        /// Those for which "not set" and zero are the same: scalars without presence, lists, maps.
        case withoutPresence
        /// Those, and `null` for the rest outside of oneofs: a `DynamicMessage` does; a generated message
        /// is written as with `withoutPresence`.
        case all
    }
    /// What happens to an `Any` whose type is not known.
    public enum UnresolvedAny: Sendable, Hashable {
        /// It is an error.
        case refused
        /// Its bytes are written as base64, under keys that no message has.
        case asBytes
    }

    /// Indented, for people.
    public var pretty = false
    /// Names as in the `.proto` file rather than those of JSON.
    public var originalNames = false
    /// Numbers of enum values rather than names.
    public var enumsAsNumbers = false
    /// Fields that are not set.
    public var defaults = Defaults.omitted
    /// Entries of maps in the order of their keys, so that equal messages give equal texts.
    public var sortsMapKeys = false
    /// `Any` of unknown type.
    public var unresolvedAny = UnresolvedAny.refused
    /// The types that an `Any` may hold, and the extensions that are written.
    public var registry = TypeRegistry.wellKnown

    /// The defaults of the JSON mapping.
    public init() {}
}
