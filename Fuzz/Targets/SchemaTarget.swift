// SPDX-License-Identifier: Apache-2.0
import Codegen
import Protobuf

/// Descriptor sets through all generators and through the pool of run-time types: nobody may crash on
/// what no compiler would write.
enum SchemaTarget {
    static func run(_ input: [UInt8]) {
        if var request = PluginRequest(descriptorSet: input) {
            request.filesToGenerate = request.files.map(\.name)
            _ = Generator.run(request)
            _ = JavaScriptGenerator.run(request)
            request.parameter =
                request.files.flatMap { file in
                    file.messages.map { "message=" + (file.package.isEmpty ? "" : file.package + ".") + $0.name }
                }.joined(separator: ",")
            _ = JSONSchemaGenerator.run(request)
        }
        _ = PluginRequest(serialized: input)
        guard let pool = try? DescriptorPool(serializedSet: input) else { return }
        for file in pool.files {
            for message in file.proto.messageType {
                let name = file.package.isEmpty ? message.name ?? "" : "\(file.package).\(message.name ?? "")"
                guard let type = pool.message(named: name) else { continue }
                _ = try? Validator(pool).violations(of: DynamicMessage(type))
                _ = try? DynamicMessage(type, serialized: Array(input.prefix(64)))
            }
        }
    }
}
