// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// All that reflection can be asked about a set of services, by name.
struct ReflectionIndex: Sendable {
    /// The full names of the services.
    let services: [String]
    private var files: [String: [UInt8]] = [:]
    private var imports: [String: [String]] = [:]
    private var symbols: [String: String] = [:]
    private var extensions: [String: [Int32: String]] = [:]

    init(_ services: [ServiceBinding]) {
        self.services = services.map(\.name)
        for service in services { add(service.file) }
    }

    /// A file and everything it imports, the file itself first; nil if it is not known.
    func files(from name: String) -> [[UInt8]]? {
        guard files[name] != nil else { return nil }
        var order = [name]
        var next = 0
        while next < order.count {
            for imported in imports[order[next]] ?? [] where !order.contains(imported) { order.append(imported) }
            next += 1
        }
        return order.compactMap { files[$0] }
    }

    /// The name of the file that declares a symbol.
    func file(declaring symbol: String) -> String? { symbols[symbol] }

    /// The name of the file that declares an extension.
    func file(extending type: String, number: Int32) -> String? { extensions[type]?[number] }

    /// The numbers of a message's extensions; nil if the message is not known.
    func extensionNumbers(of type: String) -> [Int32]? {
        if let known = extensions[type] { return known.keys.sorted() }
        return symbols[type] == nil ? nil : []
    }

    // MARK: Filling it

    private mutating func add(_ source: FileDescriptorSource) {
        guard files[source.name] == nil else { return }
        let bytes = source.serialized
        files[source.name] = bytes
        imports[source.name] = source.dependencies.map(\.name)
        // What the generator wrote is valid; a file that is not is served, and its symbols are not found.
        if let file = try? Google_Protobuf_FileDescriptorProto(serialized: bytes) {
            add(file, named: source.name)
        }
        for dependency in source.dependencies { add(dependency) }
    }

    private mutating func add(_ file: Google_Protobuf_FileDescriptorProto, named name: String) {
        let scope = file.package ?? ""
        for message in file.messageType { add(message, in: scope, of: name) }
        for enumeration in file.enumType { add(enumeration, in: scope, of: name) }
        for field in file.extension { add(extension: field, in: scope, of: name) }
        for service in file.service {
            let full = Self.join(scope, service.name)
            symbols[full] = name
            for method in service.method { symbols[Self.join(full, method.name)] = name }
        }
    }

    private mutating func add(_ message: Google_Protobuf_DescriptorProto, in scope: String, of file: String) {
        let full = Self.join(scope, message.name)
        symbols[full] = file
        for field in message.field { symbols[Self.join(full, field.name)] = file }
        for oneof in message.oneofDecl { symbols[Self.join(full, oneof.name)] = file }
        for nested in message.nestedType { add(nested, in: full, of: file) }
        for enumeration in message.enumType { add(enumeration, in: full, of: file) }
        for field in message.extension { add(extension: field, in: full, of: file) }
    }

    private mutating func add(_ enumeration: Google_Protobuf_EnumDescriptorProto, in scope: String, of file: String) {
        symbols[Self.join(scope, enumeration.name)] = file
        // The values of an enum stand beside it, not in it.
        for value in enumeration.value { symbols[Self.join(scope, value.name)] = file }
    }

    private mutating func add(
        extension field: Google_Protobuf_FieldDescriptorProto, in scope: String, of file: String
    ) {
        symbols[Self.join(scope, field.name)] = file
        guard let extendee = field.extendee, let number = field.number else { return }
        let type = extendee.hasPrefix(".") ? String(extendee.dropFirst()) : extendee
        extensions[type, default: [:]][number] = file
    }

    private static func join(_ scope: String, _ name: String?) -> String {
        scope.isEmpty ? name ?? "" : "\(scope).\(name ?? "")"
    }
}
