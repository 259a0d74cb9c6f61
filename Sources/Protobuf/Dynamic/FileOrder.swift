// SPDX-License-Identifier: Apache-2.0

/// Brings files into an order in which each follows its imports, well-known files filled in.
struct FileOrder {
    private var files: [String: Google_Protobuf_FileDescriptorProto]
    private let missingFiles: DescriptorPool.MissingFiles

    init(_ files: [String: Google_Protobuf_FileDescriptorProto], missingFiles: DescriptorPool.MissingFiles) {
        self.files = files
        self.missingFiles = missingFiles
    }

    /// The files; the order of those that do not depend on each other is by name.
    mutating func sorted() throws(DescriptorError) -> [Google_Protobuf_FileDescriptorProto] {
        try addWellKnownFiles()
        // Without recursion, since a chain of imports may be as long as there are files.
        var waiting: [String: Int] = [:]
        var importers: [String: [String]] = [:]
        for (name, file) in files {
            let imports = Set(file.dependency).filter { files[$0] != nil }
            waiting[name] = imports.count
            for dependency in imports { importers[dependency, default: []].append(name) }
        }
        var ready = waiting.filter { $0.value == 0 }.keys.sorted()
        var result: [Google_Protobuf_FileDescriptorProto] = []
        var next = 0
        while next < ready.count {
            let name = ready[next]
            next += 1
            result.append(files[name]!)
            for importer in (importers[name] ?? []).sorted() {
                waiting[importer]! -= 1
                if waiting[importer] == 0 { ready.append(importer) }
            }
        }
        guard result.count == files.count else { throw cycle(waiting) }
        return result
    }

    private func cycle(_ waiting: [String: Int]) -> DescriptorError {
        let stuck = waiting.filter { $0.value > 0 }.keys.sorted()
        let names = stuck.prefix(4).map { PoolBuilder.printable($0) }.joined(separator: ", ")
        return DescriptorError(stuck[0], "", "import cycle among \(names)\(stuck.count > 4 ? ", ..." : "")")
    }

    /// Adds the files of `google/protobuf` that are imported and not given, and checks the others.
    private mutating func addWellKnownFiles() throws(DescriptorError) {
        var pending = files.keys.sorted()
        while let name = pending.popLast() {
            for dependency in files[name]!.dependency where files[dependency] == nil {
                if let source = WellKnownFiles.source(named: dependency) {
                    files[dependency] = try DescriptorPool.decode(source.serialized)
                    pending.append(dependency)
                } else if missingFiles == .refused {
                    let missing = PoolBuilder.printable(dependency)
                    throw DescriptorError(PoolBuilder.printable(name), "", "imports \(missing), which is missing")
                }
            }
        }
    }
}
