// SPDX-License-Identifier: Apache-2.0

extension PoolBuilder {
    /// What the names stand for, with every reference resolved.
    struct Linked {
        var messages: [MessageRecord] = []
        var enums: [EnumRecord] = []
        var services: [ServiceRecord] = []
        var extensions: [Int: [Int32: FieldRecord]] = [:]
        var extensionsByName: [String: FieldRecord] = [:]
    }

    func link() throws(DescriptorError) -> Linked {
        var linked = Linked()
        for message in messages { linked.messages.append(MessageRecord(message, fields: try fields(of: message))) }
        for enumeration in enums {
            linked.enums.append(EnumRecord(enumeration, isClosed: enumeration.features.hasClosedEnums))
        }
        for service in services { linked.services.append(try link(service)) }
        for field in extensions { try link(field, into: &linked) }
        return linked
    }

    // MARK: - Fields

    private func fields(of message: PendingMessage) throws(DescriptorError) -> [FieldRecord] {
        var fields: [FieldRecord] = []
        var numbers: Set<Int32> = []
        var names: Set<String> = []
        for proto in message.proto.field {
            try check(identifier: proto.name ?? "", in: message.file, message.fullName)
            guard proto.extendee == nil,
                let field = try field(
                    proto, scope: message.fullName, file: message.file, features: message.features,
                    isOfEntry: message.proto.options?.mapEntry == true)
            else {
                continue
            }
            guard numbers.insert(field.number).inserted else {
                throw error(message.file, field.fullName, "number \(field.number) is used twice")
            }
            guard names.insert(field.name).inserted else {
                throw error(message.file, field.fullName, "declared twice")
            }
            if let oneof = field.oneofIndex, !message.proto.oneofDecl.indices.contains(oneof) {
                throw error(message.file, field.fullName, "belongs to oneof \(oneof), which does not exist")
            }
            fields.append(field)
        }
        return fields
    }

    /// A field with its type; nil if the type is missing and that is tolerated.
    private func field(
        _ proto: Google_Protobuf_FieldDescriptorProto, scope: String, file: Int, features: FeatureSet,
        extendee: Int? = nil, isOfEntry: Bool = false
    ) throws(DescriptorError) -> FieldRecord? {
        let fullName = Self.join(scope, proto.name ?? "")
        let number = proto.number ?? 0
        guard (1..<(1 << 29)).contains(number), !(19_000..<20_000).contains(number) else {
            throw error(file, fullName, "number \(number) is not allowed")
        }
        guard var type = try type(of: proto, named: fullName, scope: scope, file: file) else { return nil }
        let features = features.of(proto)
        let cardinality: FieldDescriptor.Cardinality =
            switch proto.label?.rawValue ?? 1 {
            case 1: features.isRequired ? .required : .singular
            case 2: .required
            case 3: .repeated
            case let other: throw error(file, fullName, "unknown label \(other)")
            }
        if proto.oneofIndex != nil, cardinality == .repeated {
            throw error(file, fullName, "a repeated field cannot be in a oneof")
        }
        var mapEntry: Int?
        if type.kind == .message, cardinality == .repeated, messages[type.index].proto.options?.mapEntry == true {
            try checkMapEntry(type.index)
            mapEntry = type.index
        } else if type.kind == .message, features.isDelimited, !isOfEntry {
            type.kind = .group
        }
        return FieldRecord(
            proto: proto, scope: scope, file: file, extendee: extendee, kind: type.kind, cardinality: cardinality,
            typeIndex: type.index,
            mapEntry: mapEntry, features: features)
    }

    private func type(
        of proto: Google_Protobuf_FieldDescriptorProto, named fullName: String, scope: String, file: Int
    ) throws(DescriptorError) -> (kind: FieldKind, index: Int)? {
        let declared = proto.type?.rawValue
        var kind = declared.flatMap { FieldKind(rawValue: $0) }
        if let declared, kind == nil { throw error(file, fullName, "unknown field type \(declared)") }
        if let scalar = kind, !scalar.isMessage, scalar != .enumeration { return (scalar, 0) }
        guard let symbol = try resolve(proto.typeName ?? "", scope: scope, file: file, for: fullName) else {
            return nil
        }
        switch symbol {
        case .message(let index):
            kind = kind ?? .message
            guard kind != .enumeration else { break }
            return (kind!, index)
        case .enumeration(let index):
            guard kind ?? .enumeration == .enumeration else { break }
            return (.enumeration, index)
        case .service: break
        }
        throw error(file, fullName, "type \(Self.printable(proto.typeName ?? "")) is of another kind than declared")
    }

    /// An entry has to be what `map<K, V>` makes it, since the rest of the code relies on that.
    private func checkMapEntry(_ index: Int) throws(DescriptorError) {
        let entry = messages[index]
        let keys: Set<Int32> = [3, 4, 5, 6, 7, 8, 9, 13, 15, 16, 17, 18]
        let fields = entry.proto.field
        let valid =
            fields.count == 2 && Set(fields.map { $0.number ?? 0 }) == [1, 2]
            && fields.allSatisfy { ($0.label?.rawValue ?? 1) == 1 && $0.oneofIndex == nil && $0.extendee == nil }
            && fields.contains { $0.number == 1 && keys.contains($0.type?.rawValue ?? 0) }
            && fields.contains { $0.number == 2 && $0.type != nil && $0.type?.rawValue != 10 }
        guard valid else { throw error(entry.file, entry.fullName, "is not a map entry, though it says so") }
        if missingFiles == .tolerated { return }
    }

    // MARK: - Methods and extensions

    private func link(_ service: PendingService) throws(DescriptorError) -> ServiceRecord {
        var proto = service.proto
        var types: [(input: Int, output: Int)] = []
        var methods: [Google_Protobuf_MethodDescriptorProto] = []
        for method in service.proto.method {
            let name = service.fullName + "." + (method.name ?? "")
            let input = try resolveMessage(method.inputType ?? "", service: service, method: name)
            let output = try resolveMessage(method.outputType ?? "", service: service, method: name)
            guard let input, let output else { continue }
            types.append((input, output))
            methods.append(method)
        }
        proto.method = methods
        return ServiceRecord(fullName: service.fullName, file: service.file, proto: proto, types: types)
    }

    private func resolveMessage(
        _ name: String, service: PendingService, method: String
    ) throws(DescriptorError) -> Int? {
        let symbol = try resolve(name, scope: service.fullName, file: service.file, for: method)
        guard let symbol else { return nil }
        guard case .message(let index) = symbol else {
            throw error(service.file, method, "\(Self.printable(name)) is not a message")
        }
        return index
    }

    private func link(_ pending: PendingExtension, into linked: inout Linked) throws(DescriptorError) {
        let name = Self.join(pending.scope, pending.proto.name ?? "")
        let extendee = pending.proto.extendee ?? ""
        let symbol = try resolve(extendee, scope: pending.scope, file: pending.file, for: name)
        guard let symbol else { return }
        guard case .message(let index) = symbol else {
            throw error(pending.file, name, "extends \(Self.printable(extendee)), which is not a message")
        }
        let field = try field(
            pending.proto, scope: pending.scope, file: pending.file, features: pending.features, extendee: index)
        guard let field else { return }
        let ranges = messages[index].proto.extensionRange
        guard ranges.contains(where: { ($0.start ?? 0) <= field.number && field.number < ($0.end ?? 0) }) else {
            throw error(pending.file, name, "\(messages[index].fullName) has no extension number \(field.number)")
        }
        guard linked.extensions[index, default: [:]].updateValue(field, forKey: field.number) == nil else {
            throw error(pending.file, name, "number \(field.number) of \(messages[index].fullName) is used twice")
        }
        linked.extensionsByName[name] = field
    }

    // MARK: - Names

    /// What a name stands for: with a leading dot a full name, else the innermost scope's.
    private func resolve(
        _ name: String, scope: String, file: Int, for element: String
    ) throws(DescriptorError) -> DescriptorPool.Symbol? {
        if name.hasPrefix(".") {
            if let symbol = symbols[String(name.dropFirst())] { return symbol }
        } else if !name.isEmpty {
            var scope = Substring(scope)
            while true {
                if let symbol = symbols[Self.join(String(scope), name)] { return symbol }
                guard !scope.isEmpty else { break }
                scope = scope.lastIndex(of: ".").map { scope[..<$0] } ?? ""
            }
        }
        // A name whose file should be here is wrong; one of a file that is missing may be right.
        guard missingFiles == .tolerated, !name.isEmpty else {
            throw error(file, element, "type \(Self.printable(name)) is not defined")
        }
        return nil
    }
}
