// SPDX-License-Identifier: Apache-2.0

/// Message types by name, which is what an `Any` may hold, and extensions.
public struct TypeRegistry: Sendable {
    private struct Contents: Sendable {
        var messages: [String: any JSONMessage.Type] = [:]
        var extensions = ExtensionRegistry()

        mutating func add(_ file: FileDescriptorSource) {
            for type in file.messages {
                if let type = type as? any JSONMessage.Type { messages[type.fullName] = type }
            }
            for field in file.extensions { extensions.add(field) }
        }
    }

    /// Every message that is read or written as JSON copies options, and the registry with them.
    private var contents = Indirect(Contents())

    /// The extensions of the files.
    public var extensions: ExtensionRegistry { contents.value.extensions }

    /// A registry that knows nothing.
    public init() {}

    /// The types and extensions of files and of all files that they import.
    public init(_ files: [FileDescriptorSource]) {
        for file in files.withImports() { contents.value.add(file) }
    }

    /// Adds the types and extensions of a file and of all files that it imports.
    public mutating func add(_ file: FileDescriptorSource) {
        for file in [file].withImports() { contents.value.add(file) }
    }

    /// The type of a name such as `strategos.v1.GameState`.
    public func message(named name: String) -> (any JSONMessage.Type)? { contents.value.messages[name] }

    /// The types of `google.protobuf` that come with the runtime.
    public static let wellKnown = TypeRegistry(WellKnownFiles.all)
}
