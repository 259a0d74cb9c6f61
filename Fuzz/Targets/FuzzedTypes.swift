// SPDX-License-Identifier: Apache-2.0
import Protobuf
import StrategosAPI
import TestSchema

/// The message types that inputs are read as: the first byte chooses, the others are the message.
enum FuzzedTypes {
    struct Choice: Sendable {
        var generated: any Message.Type
        var dynamic: MessageDescriptor
    }

    private static let files: [FileDescriptorSource] = [
        .strategosTestV1Everything, .strategosTestV1Legacy, .strategosV1StrategyService,
        .strategosTestProto2Proto2, .strategosTestEdition2023Edition, .strategosTestEdition2023Delimited,
    ]

    static let extensions = ExtensionRegistry(files)

    static let pool: DescriptorPool = {
        var seen: Set<String> = []
        var serialized: [[UInt8]] = []
        func add(_ file: FileDescriptorSource) {
            guard seen.insert(file.name).inserted else { return }
            serialized.append(withoutExtensions(file.serialized))
            for dependency in file.dependencies { add(dependency) }
        }
        for file in files { add(file) }
        do {
            return try DescriptorPool(serializedFiles: serialized)
        } catch {
            // These are the generator's own files: no input can make them wrong, and nothing can be fuzzed without.
            fatalError("generated descriptors do not link: \(error)")
        }
    }()

    /// Generated types keep extensions as bytes, whatever they are; so that both read alike, the pool does
    /// not know them.
    private static func withoutExtensions(_ file: [UInt8]) -> [UInt8] {
        guard var file = try? Google_Protobuf_FileDescriptorProto(serialized: file) else { return file }
        file.extension = []
        for index in file.messageType.indices { file.messageType[index].removeExtensions() }
        return file.serialized()
    }

    /// In a fixed order, so that inputs keep their meaning.
    static let choices: [Choice] = files.flatMap(\.messages).compactMap { type in
        pool.message(named: type.fullName).map { Choice(generated: type, dynamic: $0) }
    }

    static let validator = Validator(pool)

    /// The type for an input and the rest of it.
    static func split(_ input: [UInt8]) -> (Choice, [UInt8])? {
        guard let first = input.first else { return nil }
        return (choices[Int(first) % choices.count], Array(input.dropFirst()))
    }
}

extension Google_Protobuf_DescriptorProto {
    fileprivate mutating func removeExtensions() {
        `extension` = []
        for index in nestedType.indices { nestedType[index].removeExtensions() }
    }
}
