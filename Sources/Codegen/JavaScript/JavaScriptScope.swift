// SPDX-License-Identifier: Apache-2.0

/// One file of the schema with what its names mean.
struct JavaScriptScope {
    let file: FileDescriptor
    let index: TypeIndex
    let runtime: String
    /// Local names of the types of other files.
    private(set) var imported: [String: (file: String, name: String, local: String)] = [:]

    init(file: FileDescriptor, index: TypeIndex, runtime: String) {
        self.file = file
        self.index = index
        self.runtime = runtime
        var taken = Set(ownNames().map(\.name))
        for type in referredTypes().sorted() {
            guard let entry = index.entries[type], entry.file != file.name else { continue }
            let name = localName(type)
            var local = name
            // An enum has its names and numbers beside it, with a `$` behind its name.
            let isEnum = index.message(type) == nil
            while taken.contains(local) || isEnum && taken.contains(local + "$") { local += "$" }
            taken.formUnion(isEnum ? [local, local + "$"] : [local])
            imported[type] = (entry.file, name, local)
        }
    }

    /// The path of the output without its ending.
    static func stem(_ file: String) -> String {
        file.hasSuffix(".proto") ? String(file.dropLast(6)) : file
    }

    /// The name of a type within this file.
    func name(_ type: String) -> String {
        imported[type]?.local ?? localName(type)
    }

    private func localName(_ type: String) -> String {
        // Nested types: their package is what remains without the names of messages around them.
        var package = type.split(separator: ".").map(String.init).dropLast()
        while index.message("." + package.joined(separator: ".")) != nil { package.removeLast() }
        return JavaScriptNames.type(type, package: package.joined(separator: "."))
    }

    /// The way from this file's output to another path below the output folder.
    func relative(_ path: String) -> String {
        let up = file.name.split(separator: "/").count - 1
        return (up == 0 ? "./" : String(repeating: "../", count: up)) + path
    }

    var runtimeImport: String { runtime.hasPrefix(".") ? relative(runtime) : runtime }

    /// All messages of the file but those of maps' entries, outer ones first.
    func allMessages() -> [(name: String, source: MessageDescriptor)] {
        func within(_ message: MessageDescriptor, _ scope: String) -> [(String, MessageDescriptor)] {
            let name = "\(scope).\(message.name)"
            if message.isMapEntry { return [] }
            return [(name, message)] + message.messages.flatMap { within($0, name) }
        }
        return file.messages.flatMap { within($0, package) }
    }

    func allEnums() -> [(name: String, source: EnumDescriptor)] {
        file.enums.map { ("\(package).\($0.name)", $0) }
            + allMessages().flatMap { outer in outer.source.enums.map { ("\(outer.name).\($0.name)", $0) } }
    }

    private var package: String { file.package.isEmpty ? "" : "." + file.package }

    func fields(of message: MessageDescriptor, _ name: String) -> [JavaScriptField] {
        guard let features = index.entries[name]?.features.applying(message.features) else { return [] }
        return message.fields.map { JavaScriptField($0, in: message, features: features, scope: self) }
    }

    private func referredTypes() -> Set<String> {
        var types: Set<String> = []
        for (_, message) in allMessages() {
            for field in message.fields where !field.typeName.isEmpty {
                if let entry = index.message(field.typeName), entry.isMapEntry {
                    types.formUnion(entry.fields.map(\.typeName))
                } else {
                    types.insert(field.typeName)
                }
            }
        }
        for method in file.services.flatMap(\.methods) { types.formUnion([method.input, method.output]) }
        return types.filter { !$0.isEmpty }
    }

    /// All names at the top of the module, with what in the schema they stand for.
    private func ownNames() -> [(name: String, owner: String, origin: Origin)] {
        let messages = allMessages().map { (localName($0.name), String($0.name.dropFirst()), $0.source.origin) }
        let enums = allEnums().flatMap { name, source in
            ["", "$"].map { (localName(name) + $0, String(name.dropFirst()), source.origin) }
        }
        let services = file.services.flatMap { service in
            [JavaScriptNames.global(service.name), service.name + "Client"].map { ($0, service.name, service.origin) }
        }
        return messages + enums + services
    }

    /// What cannot be generated.
    func problems() -> [Problem] {
        var problems = repeated(ownNames(), in: "the module")
        for (name, message) in allMessages() {
            let place = String(name.dropFirst())
            if message.usesMessageSetFormat {
                problems.append(Problem(file.name, message.origin, "\(place): the message set format is not supported"))
            }
            let fields = message.fields.map { ($0, $0.isProto3Optional ? nil : $0.oneofIndex) }
            // A member of a oneof stands in it alone.
            problems += repeated(
                fields.filter { $0.1 == nil }.map { (JavaScriptNames.property($0.0.name), $0.0.name, $0.0.origin) }
                    + message.oneofs.enumerated().filter { position, _ in fields.contains { $0.1 == position } }.map {
                        (JavaScriptNames.property($0.element.name), $0.element.name, $0.element.origin)
                    }, in: place)
            for position in message.oneofs.indices {
                problems += repeated(
                    fields.filter { $0.1 == position }.map {
                        (JavaScriptNames.property($0.0.name), $0.0.name, $0.0.origin)
                    }, in: place)
            }
            for field in message.fields where field.kind == .bytes && field.defaultValue != nil {
                problems.append(
                    Problem(file.name, field.origin, "field \(field.name): a default of type bytes is not supported"))
            }
        }
        for service in file.services {
            problems += repeated(
                service.methods.map { (JavaScriptNames.method($0.name), $0.name, $0.origin) }, in: service.name)
        }
        return problems
    }

    /// What has the name of something before it.
    private func repeated(_ names: [(name: String, owner: String, origin: Origin)], in place: String) -> [Problem] {
        var owners: [String: String] = [:]
        return names.compactMap { name, owner, origin in
            guard let other = owners.updateValue(owner, forKey: name) else { return nil }
            return Problem(
                file.name, origin, "\(place): \(other) and \(owner) would both be '\(name)' in JavaScript")
        }
    }
}
