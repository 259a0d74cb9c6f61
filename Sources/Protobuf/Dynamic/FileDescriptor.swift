// SPDX-License-Identifier: Apache-2.0

/// A `.proto` file of a pool.
public struct FileDescriptor: Sendable {
    /// The version of the language that a file is written in.
    public enum Syntax: Sendable, Hashable { case proto2, proto3, editions }

    /// The descriptor as it was received.
    public let proto: Google_Protobuf_FileDescriptorProto
    /// The version of the language.
    public let syntax: Syntax

    /// Path by which others import it.
    public var name: String { proto.name ?? "" }
    /// Package, empty if there is none.
    public var package: String { proto.package ?? "" }

    init(_ proto: Google_Protobuf_FileDescriptorProto) throws(DescriptorError) {
        self.proto = proto
        switch proto.syntax ?? "proto2" {
        case "proto2", "": syntax = .proto2
        case "proto3": syntax = .proto3
        case "editions": syntax = .editions
        case let other: throw DescriptorError(proto.name ?? "", "", "unknown syntax \"\(other)\"")
        }
    }
}
