// SPDX-License-Identifier: Apache-2.0

/// Puts files in order and gives every name its place; linking follows in `PoolBuilder+Linking`.
struct PoolBuilder {
    struct PendingMessage {
        var fullName: String
        var file: Int
        var parent: Int?
        var proto: Google_Protobuf_DescriptorProto
        var features: FeatureSet
        var nestedMessages: [Int] = []
        var nestedEnums: [Int] = []
    }
    struct PendingEnum {
        var fullName: String
        var file: Int
        var proto: Google_Protobuf_EnumDescriptorProto
        var features: FeatureSet
    }
    struct PendingService {
        var fullName: String
        var file: Int
        var proto: Google_Protobuf_ServiceDescriptorProto
    }
    struct PendingExtension {
        var scope: String
        var file: Int
        var proto: Google_Protobuf_FieldDescriptorProto
        var features: FeatureSet
    }

    let missingFiles: DescriptorPool.MissingFiles
    var files: [FileDescriptor] = []
    var symbols: [String: DescriptorPool.Symbol] = [:]
    var messages: [PendingMessage] = []
    var enums: [PendingEnum] = []
    var services: [PendingService] = []
    var extensions: [PendingExtension] = []
    /// Names of enum values, fields' extensions and packages: they only have to be unique.
    private var otherNames: Set<String> = []

    /// Messages that may be nested in one another's definition.
    private static let nestingLimit = 64

    init(missingFiles: DescriptorPool.MissingFiles) { self.missingFiles = missingFiles }

    // MARK: - Files

    mutating func add(_ given: [Google_Protobuf_FileDescriptorProto]) throws(DescriptorError) {
        var byName: [String: Google_Protobuf_FileDescriptorProto] = [:]
        for file in given {
            let name = file.name ?? ""
            guard !name.isEmpty else { throw DescriptorError("", "", "the file has no name") }
            if let other = byName.updateValue(file, forKey: name), other != file {
                throw DescriptorError(name, "", "given twice, with different content")
            }
        }
        var order = FileOrder(byName, missingFiles: missingFiles)
        for file in try order.sorted() { try add(file) }
    }

    private mutating func add(_ proto: Google_Protobuf_FileDescriptorProto) throws(DescriptorError) {
        let file = try FileDescriptor(proto)
        let index = files.count
        files.append(file)
        let features = FeatureSet(file)
        for part in file.package.split(separator: ".", omittingEmptySubsequences: false) where !file.package.isEmpty {
            try check(identifier: part, in: index, "package \(Self.printable(file.package))")
        }
        for message in proto.messageType {
            _ = try add(message, file: index, scope: file.package, features: features, parent: nil, level: 0)
        }
        for enumeration in proto.enumType {
            _ = try add(enumeration, file: index, scope: file.package, features: features)
        }
        for service in proto.service { try add(service, file: index, scope: file.package) }
        for field in proto.extension {
            try add(extension: field, file: index, scope: file.package, features: features)
        }
    }

    // MARK: - Names

    private mutating func add(
        _ proto: Google_Protobuf_DescriptorProto, file: Int, scope: String, features: FeatureSet, parent: Int?,
        level: Int
    ) throws(DescriptorError) -> Int {
        let fullName = try declare(proto.name, in: file, scope: scope, .message(messages.count))
        guard level < Self.nestingLimit else { throw error(file, fullName, "nested too deeply") }
        let index = messages.count
        let features = features.of(proto)
        messages.append(
            PendingMessage(fullName: fullName, file: file, parent: parent, proto: proto, features: features))
        for nested in proto.nestedType {
            let child = try add(
                nested, file: file, scope: fullName, features: features, parent: index, level: level + 1)
            messages[index].nestedMessages.append(child)
        }
        for enumeration in proto.enumType {
            let child = try add(enumeration, file: file, scope: fullName, features: features)
            messages[index].nestedEnums.append(child)
        }
        for field in proto.extension { try add(extension: field, file: file, scope: fullName, features: features) }
        for oneof in proto.oneofDecl { try check(identifier: oneof.name ?? "", in: file, fullName) }
        return index
    }

    private mutating func add(
        _ proto: Google_Protobuf_EnumDescriptorProto, file: Int, scope: String, features: FeatureSet
    ) throws(DescriptorError) -> Int {
        let fullName = try declare(proto.name, in: file, scope: scope, .enumeration(enums.count))
        guard !proto.value.isEmpty else { throw error(file, fullName, "an enum needs at least one value") }
        var names: Set<String> = []
        for value in proto.value {
            try check(identifier: value.name ?? "", in: file, fullName)
            guard names.insert(value.name ?? "").inserted else {
                throw error(file, fullName, "value \(value.name ?? "") is declared twice")
            }
        }
        enums.append(PendingEnum(fullName: fullName, file: file, proto: proto, features: features.of(proto)))
        return enums.count - 1
    }

    private mutating func add(
        _ proto: Google_Protobuf_ServiceDescriptorProto, file: Int, scope: String
    ) throws(DescriptorError) {
        let fullName = try declare(proto.name, in: file, scope: scope, .service(services.count))
        var names: Set<String> = []
        for method in proto.method {
            try check(identifier: method.name ?? "", in: file, fullName)
            guard names.insert(method.name ?? "").inserted else {
                throw error(file, fullName, "method \(method.name ?? "") is declared twice")
            }
        }
        services.append(PendingService(fullName: fullName, file: file, proto: proto))
    }

    private mutating func add(
        extension proto: Google_Protobuf_FieldDescriptorProto, file: Int, scope: String, features: FeatureSet
    ) throws(DescriptorError) {
        let fullName = Self.join(scope, proto.name ?? "")
        try check(identifier: proto.name ?? "", in: file, fullName)
        guard otherNames.insert(fullName).inserted else { throw error(file, fullName, "declared twice") }
        extensions.append(PendingExtension(scope: scope, file: file, proto: proto, features: features))
    }

    private mutating func declare(
        _ name: String?, in file: Int, scope: String, _ symbol: DescriptorPool.Symbol
    ) throws(DescriptorError) -> String {
        let fullName = Self.join(scope, name ?? "")
        try check(identifier: name ?? "", in: file, fullName)
        guard symbols.updateValue(symbol, forKey: fullName) == nil else {
            throw error(file, fullName, "declared twice")
        }
        return fullName
    }

    // MARK: - Checks

    /// Names reach terminals and paths, so that only what protoc allows is let in.
    func check(identifier name: some StringProtocol, in file: Int, _ element: String) throws(DescriptorError) {
        let valid =
            name.utf8.first.map { !(0x30...0x39).contains($0) } == true
            && name.utf8.allSatisfy {
                $0 == 0x5F || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
            }
        guard valid else {
            throw error(file, Self.printable(element), "\(Self.printable(String(name))) is not an identifier")
        }
    }

    func error(_ file: Int, _ element: String, _ reason: String) -> DescriptorError {
        DescriptorError(Self.printable(files[file].name), element, reason)
    }

    static func join(_ scope: String, _ name: String) -> String { scope.isEmpty ? name : scope + "." + name }

    /// Text from a descriptor made fit for an error message.
    static func printable(_ text: String) -> String {
        let plain = text.unicodeScalars.allSatisfy { (0x21...0x7E).contains($0.value) && $0 != "\"" }
        return plain && !text.isEmpty && text.utf8.count <= 256 ? text : ErrorText.quoted(text)
    }
}
