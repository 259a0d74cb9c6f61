// SPDX-License-Identifier: Apache-2.0

/// Turns descriptors into the model. What cannot be generated is added to `problems`, and the work
/// goes on, so that one run reports everything.
struct ModelBuilder {
    let files: [String: FileDescriptor]
    let index: TypeIndex
    let parameters: Parameters
    var recursion: Recursion
    var required: RequiredIndex
    var problems: [Problem] = []
    /// The file being built, for problems.
    var file = FileDescriptor()

    init(files: [FileDescriptor], parameters: Parameters) {
        self.files = Dictionary(files.map { ($0.name, $0) }) { first, _ in first }
        self.parameters = parameters
        index = TypeIndex(files)
        recursion = Recursion(index)
        required = RequiredIndex(index)
    }

    mutating func report(_ origin: Origin, _ problem: String) {
        problems.append(Problem(file.name, origin, problem))
    }

    /// Reports features that a newer edition has and this generator does not know.
    mutating func check(_ features: FeatureSet, _ origin: Origin) {
        for unknown in features.unknown { report(origin, "\(unknown) is not supported") }
    }

    mutating func model(of source: FileDescriptor) -> FileModel {
        file = source
        var model = FileModel(source: source)
        model.descriptorName = Names.file(source.name)
        model.dependencies = source.dependencies.map(Names.file)
        let own = parameters.module(of: source.name)
        let modules = source.dependencies.compactMap { parameters.module(of: $0) }.filter { $0 != own }
        model.imports = Array(Set(modules + [parameters.runtime])).filter { !$0.isEmpty }.sorted()
        guard parameters.content == .all else { return model }

        let edition = source.edition
        if source.syntax == "editions" && edition != 1000 {
            report(source.syntaxOrigin, "edition number \(edition) is not supported yet; 2023 (1000) is")
        }
        check(source.features, source.syntaxOrigin)
        let scope = source.package.isEmpty ? "" : "." + source.package
        model.messages = source.messages.compactMap { message($0, scope) }
        model.enums = source.enums.compactMap { enumeration($0, scope) }
        model.services = source.services.map { service($0, scope) }
        model.extensions = extensions(source.extensions, scope, owner: nil, Features(source))
        return model
    }

    // MARK: - Messages

    private mutating func message(_ source: MessageDescriptor, _ scope: String) -> MessageModel? {
        let name = "\(scope).\(source.name)"
        guard !source.isMapEntry, let entry = index.entries[name] else { return nil }
        check(source.features, source.origin)
        var model = MessageModel(
            simpleName: entry.simpleName, swiftName: entry.swiftName, fullName: String(name.dropFirst()),
            origin: source.origin, isDeprecated: source.isDeprecated)
        let features = entry.features.applying(source.features)
        model.fields = source.fields.compactMap { field($0, in: source, name, features) }
        model.oneofs = oneofs(of: source, name)
        model.isExtendable = source.isExtendable
        model.extensions = extensions(source.extensions, name, owner: entry.swiftName, features)
        model.messages = source.messages.compactMap { message($0, name) }
        model.enums = source.enums.compactMap { enumeration($0, name) }
        checkNames(of: source, model)
        return model
    }

    private mutating func oneofs(of source: MessageDescriptor, _ message: String) -> [OneofModel] {
        let referred = referredNames(in: source)
        let nested = Set(source.messages.map(\.name) + source.enums.map(\.name))
        return source.oneofs.indices.compactMap { position in
            let members = source.fields.filter { $0.oneofIndex == position && !$0.isProto3Optional }
            guard !members.isEmpty else { return nil }
            let oneof = source.oneofs[position]
            let plain = Names.type(Names.upperCamel(oneof.name), suffix: "OneOf")
            // A nested type hides an outer one of its name, which a field of this message may need.
            let isTaken = referred.contains(plain) || nested.contains(plain)
            return OneofModel(
                name: oneof.name, swiftName: Names.member(oneof.name), typeName: isTaken ? plain + "OneOf" : plain,
                isIndirect: members.contains { recursion.closesCircle($0, in: message) }, origin: oneof.origin)
        }
    }

    /// The outermost Swift names of all types that a message and the messages in it refer to.
    private func referredNames(in source: MessageDescriptor) -> Set<String> {
        let own = source.fields.compactMap { field in
            index.entries[field.typeName]?.swiftName.split(separator: ".").first.map(String.init)
        }
        return source.messages.reduce(into: Set(own)) { $0.formUnion(referredNames(in: $1)) }
    }

    private mutating func checkNames(of source: MessageDescriptor, _ model: MessageModel) {
        let members = model.fields.filter { $0.oneof == nil }.map { ($0.swiftName, $0.name, $0.origin) }
        reportDuplicates(in: members + model.oneofs.map { ($0.swiftName, $0.name, $0.origin) }, of: model.fullName)
        for position in model.oneofs.indices {
            let cases = model.fields.filter { $0.oneof == position }
            reportDuplicates(in: cases.map { ($0.swiftName, $0.name, $0.origin) }, of: model.fullName)
        }
        let referred = referredNames(in: source)
        let nested =
            model.messages.map { ($0.simpleName, $0.origin) } + model.enums.map { ($0.simpleName, $0.origin) }
        for (name, origin) in nested where referred.contains(name) {
            report(
                origin, "\(model.fullName): the nested type \(name) hides another of that name, which is used here")
        }
    }

    /// Reports, at the later one, names of the schema that would be the same in Swift.
    mutating func reportDuplicates(
        in names: [(swift: String, name: String, origin: Origin)], of owner: String
    ) {
        var first: [String: String] = [:]
        for (swift, name, origin) in names {
            if let other = first[swift] {
                report(origin, "\(owner): \(other) and \(name) would both be '\(swift)' in Swift")
            } else {
                first[swift] = name
            }
        }
    }

    // MARK: - Enumerations

    private mutating func enumeration(_ source: EnumDescriptor, _ scope: String) -> EnumModel? {
        let name = "\(scope).\(source.name)"
        guard let entry = index.entries[name] else { return nil }
        check(source.features, source.origin)
        var model = EnumModel(
            simpleName: entry.simpleName, swiftName: entry.swiftName, fullName: String(name.dropFirst()),
            origin: source.origin, isDeprecated: source.isDeprecated)
        model.isClosed = entry.features.applying(source.features).enumType == .closed
        model.values = source.values.map { value in
            EnumModel.Value(
                name: value.name, swiftName: Names.enumValue(value.name, of: source.name), number: value.number,
                origin: value.origin, isDeprecated: value.isDeprecated)
        }
        for place in model.values.indices {
            let value = model.values[place]
            model.values[place].isRepeated = model.values[..<place].contains {
                $0.swiftName == value.swiftName && $0.number == value.number
            }
        }
        let named = model.values.filter { !$0.isRepeated }
        reportDuplicates(in: named.map { ($0.swiftName, $0.name, $0.origin) }, of: model.fullName)
        return model
    }

    // MARK: - Services

    private mutating func service(_ source: ServiceDescriptor, _ scope: String) -> ServiceModel {
        let swiftName = TypeIndex.prefix(of: file) + source.name
        if Names.usedByStubs.contains(swiftName) {
            report(
                source.origin, "\(source.name): the stubs need a type of that name; choose another or a swift_prefix")
        }
        var model = ServiceModel(
            name: source.name, swiftName: swiftName, fullName: String("\(scope).\(source.name)".dropFirst()),
            origin: source.origin, isDeprecated: source.isDeprecated)
        model.methods = source.methods.map { method in
            ServiceModel.Method(
                name: method.name, swiftName: Names.member(method.name),
                input: index.entries[method.input]?.swiftName ?? method.input,
                output: index.entries[method.output]?.swiftName ?? method.output,
                streamsRequests: method.streamsRequests, streamsResponses: method.streamsResponses,
                origin: method.origin, isDeprecated: method.isDeprecated)
        }
        reportDuplicates(in: model.methods.map { ($0.swiftName, $0.name, $0.origin) }, of: model.fullName)
        return model
    }
}
