// SPDX-License-Identifier: Apache-2.0

/// The extensions of files, by the message that they extend and by name.
public struct ExtensionRegistry: Sendable {
    private struct Key: Hashable {
        var extendee: String
        var number: UInt32
    }

    private var byNumber: [Key: any AnyExtensionField] = [:]
    private var byName: [String: any AnyExtensionField] = [:]
    private var byExtendee: [String: [any AnyExtensionField]] = [:]

    /// The extensions of the files and of all files that they import.
    public init(_ files: [FileDescriptorSource] = []) {
        for field in files.withImports().flatMap(\.extensions) { add(field) }
    }

    /// Adds those of a file and of all files that it imports.
    public mutating func add(_ file: FileDescriptorSource) {
        for field in [file].withImports().flatMap(\.extensions) { add(field) }
    }

    /// Adds one; one that is known already stays as it is.
    public mutating func add(_ field: any AnyExtensionField) {
        guard byName[field.fullName] == nil else { return }
        let extendee = field.extendee.fullName
        byName[field.fullName] = field
        byNumber[Key(extendee: extendee, number: field.number)] = field
        var others = byExtendee[extendee] ?? []
        others.insert(field, at: others.firstIndex { $0.number > field.number } ?? others.endIndex)
        byExtendee[extendee] = others
    }

    /// The extension of a full name such as `strategos.test.v1.remark`.
    public func field(named name: String) -> (any AnyExtensionField)? { byName[name] }

    /// The extension of a message type by its number.
    public func field(of extendee: String, number: UInt32) -> (any AnyExtensionField)? {
        byNumber[Key(extendee: extendee, number: number)]
    }

    /// All extensions of a message type, in the order of their numbers.
    public func fields(of extendee: String) -> [any AnyExtensionField] { byExtendee[extendee] ?? [] }

    /// Fails if an extension of the message (not of messages within it) cannot be read, or lacks a
    /// required field.
    public func check<Value: Message>(
        _ message: Value, limits: DecodingLimits = .default
    ) throws(DecodingError) {
        if message.unknownFields.isEmpty { return }
        for field in fields(of: Value.fullName) { try field.check(message.unknownFields, limits: limits) }
    }
}
