// SPDX-License-Identifier: Apache-2.0
import CProtobufC

/// What a generator is asked for: by protoc, or by somebody who has a descriptor set.
package struct PluginRequest: Sendable {
    package var filesToGenerate: [String] = []
    package var parameter = ""
    package var files: [FileDescriptor] = []

    /// The request in `bytes`, or nothing if they are none.
    package init?(serialized bytes: [UInt8]) {
        let unpacked = unsafe Unpacked<Schema__PluginRequest>(
            bytes, unpack: unsafe schema__plugin_request__unpack, free: unsafe schema__plugin_request__free_unpacked)
        guard let unpacked = unsafe unpacked else { return nil }
        let source = unsafe unpacked.pointer.pointee
        if let names = unsafe source.file_to_generate {
            filesToGenerate = unsafe (0..<source.n_file_to_generate).map { unsafe text(names[$0]) ?? "" }
        }
        unsafe parameter = text(source.parameter) ?? ""
        for index in unsafe 0..<source.n_proto_file {
            guard let file = DescriptorParser.file(unsafe Codegen.bytes(source.proto_file[index])) else { return nil }
            files.append(file)
        }
    }

    /// A request for files of a serialised `FileDescriptorSet`, or nothing if `bytes` are none.
    package init?(descriptorSet bytes: [UInt8]) {
        let unpacked = unsafe Unpacked<Schema__DescriptorSet>(
            bytes, unpack: unsafe schema__descriptor_set__unpack, free: unsafe schema__descriptor_set__free_unpacked)
        guard let unpacked = unsafe unpacked else { return nil }
        let source = unsafe unpacked.pointer.pointee
        for index in unsafe 0..<source.n_file {
            guard let file = DescriptorParser.file(unsafe Codegen.bytes(source.file[index])), !file.name.isEmpty
            else { return nil }
            files.append(file)
        }
        if files.isEmpty { return nil }
    }

    /// Files that are asked for or imported, but are not there.
    func missingFiles() -> [Problem] {
        let known = Set(files.map(\.name))
        let asked = filesToGenerate.filter { !known.contains($0) }.map { name in
            var problem = Problem("the file is not in the request")
            problem.file = name
            return problem
        }
        let imported = files.flatMap { file in
            zip(file.dependencies, file.dependencyOrigins).filter { !known.contains($0.0) }.map { name, origin in
                Problem(file.name, origin, "the imported file \(name) is not in the request")
            }
        }
        return asked + imported
    }

    /// The files that are asked for, in the order asked.
    func chosenFiles() -> [FileDescriptor] {
        let byName = Dictionary(files.map { ($0.name, $0) }) { first, _ in first }
        return filesToGenerate.compactMap { byName[$0] }
    }
}
