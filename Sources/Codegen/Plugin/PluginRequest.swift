// SPDX-License-Identifier: Apache-2.0
import CProtobufC

/// What protoc asks of a plugin.
package struct PluginRequest: Sendable {
    package var filesToGenerate: [String] = []
    package var parameter = ""
    /// Imported files stand before those that import them.
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
}
