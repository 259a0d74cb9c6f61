// SPDX-License-Identifier: Apache-2.0

/// A service.
public struct ServiceDescriptor: Sendable {
    /// A method of a service.
    public struct Method: Sendable {
        /// Name within the service.
        public let name: String
        /// Name of the service and the method's.
        public let fullName: String
        /// Type of the requests.
        public let input: MessageDescriptor
        /// Type of the responses.
        public let output: MessageDescriptor
        /// Whether the client sends any number of requests.
        public let clientStreaming: Bool
        /// Whether the server sends any number of responses.
        public let serverStreaming: Bool
        /// The descriptor as it was received.
        public let proto: Google_Protobuf_MethodDescriptorProto
    }

    /// The pool that the service is from.
    public let pool: DescriptorPool
    let index: Int

    private var record: ServiceRecord { pool.serviceRecords[index] }

    /// Full name, without a leading dot.
    public var fullName: String { record.fullName }
    /// The file that defines it.
    public var file: FileDescriptor { pool.files[record.file] }
    /// The descriptor as it was received.
    public var proto: Google_Protobuf_ServiceDescriptorProto { record.proto }
    /// Methods in the order of the file.
    public var methods: [Method] {
        zip(record.proto.method, record.types).map { proto, types in
            Method(
                name: proto.name ?? "", fullName: fullName + "." + (proto.name ?? ""),
                input: MessageDescriptor(pool: pool, index: types.input),
                output: MessageDescriptor(pool: pool, index: types.output),
                clientStreaming: proto.clientStreaming ?? false, serverStreaming: proto.serverStreaming ?? false,
                proto: proto)
        }
    }

    /// The method with a name.
    public func method(named name: String) -> Method? { methods.first { $0.name == name } }
}

/// What the pool knows of a service.
struct ServiceRecord: Sendable {
    let fullName: String
    let file: Int
    let proto: Google_Protobuf_ServiceDescriptorProto
    let types: [(input: Int, output: Int)]
}
