// SPDX-License-Identifier: Apache-2.0

/// How text is read as a message.
public struct TextParsingOptions: Sendable, Hashable {
    /// Lets fields and extensions pass that the schema does not have.
    public var ignoreUnknownFields = false
    /// Lets a field that is no list be given again: scalars are replaced, messages merged, and a field
    /// of a oneof takes the place of another. Without it that is an error, as it mostly is a slip.
    public var allowRepetition = false
    /// Lets required fields be missing.
    public var partial = false
    /// Messages within each other, the outermost not counted.
    public var depth = 100

    /// The strict defaults.
    public init() {}
}

/// How a message is written as text.
public struct TextPrintingOptions: Sendable, Hashable {
    /// Everything in one line, fields parted by spaces.
    public var singleLine = false
    /// Writes unknown fields by their numbers. Such text is for people: it cannot be read again.
    public var unknownFields = false
    /// Writes what an `Any` holds, if its type is known, rather than bytes.
    public var expandAny = true
    /// Leaves letters beyond ASCII in strings as they are; they become octal escapes otherwise.
    public var keepsUnicode = false

    /// The layout of C++'s `DebugString`, without unknown fields.
    public init() {}
}
