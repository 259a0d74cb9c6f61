// SPDX-License-Identifier: Apache-2.0

/// Types known at run time: what a set of file descriptors defines, linked and checked.
///
/// The descriptors may come from any server; a pool either holds together (every type that is named
/// exists, every name is an identifier, numbers are in range and unique) or is an error.
public final class DescriptorPool: Sendable {
    /// Files, each after the files that it imports.
    public let files: [FileDescriptor]
    let messages: [MessageRecord]
    let enums: [EnumRecord]
    let serviceRecords: [ServiceRecord]
    /// Extensions by the message that they extend and their number.
    let extensions: [Int: [Int32: FieldRecord]]
    private let extensionsByName: [String: FieldRecord]
    private let symbols: [String: Symbol]

    /// What a full name stands for.
    enum Symbol: Hashable, Sendable {
        case message(Int)
        case enumeration(Int)
        case service(Int)
    }

    /// Whether files may be left out of a pool.
    public enum MissingFiles: Sendable {
        /// Every imported file has to be there; the well-known ones always are.
        case refused
        /// Fields, methods and extensions whose types are not there are dropped. Some servers'
        /// reflection does not have all of their files.
        case tolerated
    }

    /// Links files given in any order. A file that is given twice has to be the same each time.
    public init(
        _ files: [Google_Protobuf_FileDescriptorProto], missingFiles: MissingFiles = .refused
    ) throws(DescriptorError) {
        var builder = PoolBuilder(missingFiles: missingFiles)
        try builder.add(files)
        let linked = try builder.link()
        self.files = builder.files
        messages = linked.messages
        enums = linked.enums
        serviceRecords = linked.services
        extensions = linked.extensions
        extensionsByName = linked.extensionsByName
        symbols = builder.symbols
    }

    /// Links serialised `FileDescriptorProto`s.
    public convenience init(
        serializedFiles: [[UInt8]], missingFiles: MissingFiles = .refused
    ) throws(DescriptorError) {
        var files: [Google_Protobuf_FileDescriptorProto] = []
        for bytes in serializedFiles { files.append(try Self.decode(bytes)) }
        try self.init(files, missingFiles: missingFiles)
    }

    /// Links a serialised `FileDescriptorSet`, as `protoc --descriptor_set_out` writes it.
    public convenience init(
        serializedSet bytes: [UInt8], missingFiles: MissingFiles = .refused
    ) throws(DescriptorError) {
        let set: Google_Protobuf_FileDescriptorSet
        do throws(DecodingError) {
            set = try Google_Protobuf_FileDescriptorSet(serialized: bytes)
        } catch {
            throw DescriptorError("descriptor set", "", error.description)
        }
        try self.init(set.file, missingFiles: missingFiles)
    }

    /// One serialised file.
    public static func decode(_ bytes: [UInt8]) throws(DescriptorError) -> Google_Protobuf_FileDescriptorProto {
        do throws(DecodingError) {
            return try Google_Protobuf_FileDescriptorProto(serialized: bytes)
        } catch {
            throw DescriptorError("", "", error.description)
        }
    }

    // MARK: - Look-up

    /// The message with a full name.
    public func message(named name: String) -> MessageDescriptor? {
        guard case .message(let index) = symbols[name] else { return nil }
        return MessageDescriptor(pool: self, index: index)
    }

    /// The enum with a full name.
    public func enumeration(named name: String) -> EnumDescriptor? {
        guard case .enumeration(let index) = symbols[name] else { return nil }
        return EnumDescriptor(pool: self, index: index)
    }

    /// The service with a full name.
    public func service(named name: String) -> ServiceDescriptor? {
        guard case .service(let index) = symbols[name] else { return nil }
        return ServiceDescriptor(pool: self, index: index)
    }

    /// The method with a full name, `pkg.Service.Method`.
    public func method(named name: String) -> ServiceDescriptor.Method? {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        return service(named: String(name[..<dot]))?.method(named: String(name[name.index(after: dot)...]))
    }

    /// The extension with a full name.
    public func extensionField(named name: String) -> FieldDescriptor? {
        extensionsByName[name].map { FieldDescriptor(pool: self, record: $0) }
    }

    /// The extensions of a message, by number.
    public func extensionFields(of message: MessageDescriptor) -> [FieldDescriptor] {
        (extensions[message.index] ?? [:]).values.sorted { $0.number < $1.number }
            .map { FieldDescriptor(pool: self, record: $0) }
    }

    /// All services, in the order of the files.
    public var services: [ServiceDescriptor] {
        serviceRecords.indices.map { ServiceDescriptor(pool: self, index: $0) }
    }
}
