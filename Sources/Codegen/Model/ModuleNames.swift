// SPDX-License-Identifier: Apache-2.0

/// The names that generated files share within one Swift module, and the elements of the schema that
/// would have the same.
struct ModuleNames {
    private var owners: [String: String] = [:]
    private(set) var problems: [Problem] = []

    /// What would be declared twice in the modules of the files that are asked for.
    static func problems(in request: PluginRequest, _ parameters: Parameters) -> [Problem] {
        var names = ModuleNames()
        let modules = Set(request.filesToGenerate.map { parameters.module(of: $0) })
        for file in request.files where modules.contains(parameters.module(of: file.name)) {
            names.addFile(file, parameters)
            if parameters.content == .all { names.addTypes(of: file, parameters) }
        }
        return names.problems
    }

    private mutating func addFile(_ file: FileDescriptor, _ parameters: Parameters) {
        let start = Origin(line: 1, column: 1)
        add("the file \(parameters.outputName(file.name, ending: ".pb.swift"))", file.name, file.name, start)
        add("FileDescriptorSource.\(Names.file(file.name))", file.name, file.name, start)
    }

    private mutating func addTypes(of file: FileDescriptor, _ parameters: Parameters) {
        let prefix = TypeIndex.prefix(of: file)
        let scope = file.package.isEmpty ? "" : file.package + "."
        let types =
            file.messages.map { ($0.name, $0.origin, "Message") } + file.enums.map { ($0.name, $0.origin, "Enum") }
        for (name, origin, suffix) in types {
            let swiftName = prefix.isEmpty ? Names.type(name, suffix: suffix) : prefix + name
            add("the type \(swiftName)", scope + name, file.name, origin)
        }
        for one in file.extensions {
            let swiftName = Names.extensionConstant(one.name, prefix: prefix)
            add("the constant \(swiftName)", scope + one.name, file.name, one.origin)
        }
        guard parameters.stubs != .none else { return }
        for service in file.services {
            var endings = ["Methods"]
            if parameters.stubs != .client { endings.append("") }
            if parameters.stubs != .server { endings.append("Client") }
            for ending in endings {
                add("the type \(prefix + service.name + ending)", scope + service.name, file.name, service.origin)
            }
        }
    }

    private mutating func add(_ name: String, _ owner: String, _ file: String, _ origin: Origin) {
        if let first = owners.updateValue(owner, forKey: name) {
            problems.append(Problem(file, origin, "\(owner) and \(first) would both be \(name) in Swift"))
        }
    }
}
