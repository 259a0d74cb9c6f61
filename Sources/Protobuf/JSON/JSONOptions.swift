// SPDX-License-Identifier: Apache-2.0

/// How JSON text is read as a message.
public struct JSONReadingOptions: Sendable, Hashable {
    /// Lets members pass that the message has no field for, and enum names that are not declared.
    public var ignoreUnknownFields = false
    /// Messages within each other, the outermost not counted.
    public var depth = 100

    /// The strict defaults of the JSON mapping.
    public init() {}
}

/// How a message is written as JSON text.
public struct JSONPrintingOptions: Sendable, Hashable {
    /// Which fields are written that are not set.
    public enum Defaults: Sendable, Hashable {
        /// None.
        case omitted
        /// Those for which "not set" and zero are the same: scalars without presence, lists, maps.
        case withoutPresence
        /// Those, and `null` for the rest outside of oneofs.
        case all
    }
    /// What happens to an `Any` whose type is not in the pool.
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
    /// `Any` of unknown type.
    public var unresolvedAny = UnresolvedAny.refused

    /// The defaults of the JSON mapping.
    public init() {}
}
