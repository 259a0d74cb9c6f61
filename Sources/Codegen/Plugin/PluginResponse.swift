// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// What a plugin answers: files, or why there are none.
package struct PluginResponse: Sendable {
    package struct File: Sendable {
        package var name: String
        package var content: String
    }

    package var files: [File] = []
    /// All that is wrong with the schema or the parameters. Then no files are written.
    package var problems: [Problem] = []

    /// The response as protoc reads it.
    package func serialized() -> [UInt8] {
        var writer = WireWriter(capacity: 1 << 16)
        // proto3 optional (1) and editions (2).
        writer.uint64(2 << 3, 3)
        // Editions from proto2 (998) to 2023 (1000).
        writer.int32(3 << 3, 998)
        writer.int32(4 << 3, 1000)
        if !problems.isEmpty {
            writer.string(1 << 3 | 2, Self.text(problems))
        } else {
            for file in files { writer.bytes(15 << 3 | 2, Self.serialized(file)) }
        }
        return writer.bytes
    }

    /// One line for each. protoc writes the plugin's name in front of the first line, so that is none of
    /// them.
    private static func text(_ problems: [Problem]) -> String {
        let head = problems.count == 1 ? "1 problem" : "\(problems.count) problems"
        return ([head] + problems.map(\.description)).joined(separator: "\n")
    }

    private static func serialized(_ file: File) -> [UInt8] {
        var writer = WireWriter(capacity: file.content.utf8.count + 256)
        writer.string(1 << 3 | 2, file.name)
        writer.string(15 << 3 | 2, file.content)
        return writer.bytes
    }
}
