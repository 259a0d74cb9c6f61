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
        var taken = Set(allMessages().map { localName($0.name) } + allEnums().map { localName($0.name) })
        for service in file.services { taken.formUnion([service.name, service.name + "Client"]) }
        for type in referredTypes().sorted() {
            guard let entry = index.entries[type], entry.file != file.name else { continue }
            let name = localName(type)
            var local = name
            while !taken.insert(local).inserted { local += "$" }
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

    /// What cannot be generated.
    func problems() -> [Problem] {
        allMessages().flatMap { name, message in
            message.fields.filter { $0.kind == .group }.map {
                Problem(file.name, $0.origin, "field \($0.name) of \(name.dropFirst()): groups are not supported")
            }
        }
    }
}
