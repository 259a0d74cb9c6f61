// SPDX-License-Identifier: Apache-2.0

/// A file of the schema as reflection serves it: its serialised `google.protobuf.FileDescriptorProto`
/// without comments, the files that it imports, and the Swift types of its messages.
public struct FileDescriptorSource: Sendable {
    /// The name by which other files import it: `strategos/v1/strategy.proto`.
    public let name: String
    /// The imported files that the runtime knows of.
    public let dependencies: [FileDescriptorSource]
    /// The types generated for its messages, those within others included.
    public let messages: [any Message.Type]
    /// The extensions that it declares, those within messages included.
    public let extensions: [any AnyExtensionField]
    private let base64: StaticString

    /// The bytes are given as base64, in lines.
    public init(
        name: String, dependencies: [FileDescriptorSource], messages: [any Message.Type] = [],
        extensions: [any AnyExtensionField] = [], base64: StaticString
    ) {
        self.name = name
        self.dependencies = dependencies
        self.messages = messages
        self.extensions = extensions
        self.base64 = base64
    }

    /// The serialised `FileDescriptorProto`. Decoded at each call; keep it if you need it often.
    public var serialized: [UInt8] {
        base64.withUTF8Buffer { text in
            guard let bytes = unsafe Base64.decode(text.filter { $0 != UInt8(ascii: "\n") }) else {
                preconditionFailure("the generated descriptor of \(name) is damaged")
            }
            return bytes
        }
    }
}

extension [FileDescriptorSource] {
    /// The files and all that they import, each once.
    package func withImports() -> [FileDescriptorSource] {
        var names: Set<String> = []
        var found: [FileDescriptorSource] = []
        var open = Array(reversed())
        while let file = open.popLast() {
            guard names.insert(file.name).inserted else { continue }
            found.append(file)
            open += file.dependencies.reversed()
        }
        return found
    }
}
