// SPDX-License-Identifier: Apache-2.0

import Protobuf

/// The messages whose validators were generated and are built into this program.
enum CompiledTypes {
    private static let types: [String: any Message.Type] = Dictionary(
        uniqueKeysWithValues: ([.googleProtobufAny] + CompiledSources.all).flatMap(\.messages).map { ($0.fullName, $0) }
    )

    /// What the generated validator says of a message; nothing if the type is not built in.
    static func violations(of type: String, _ bytes: [UInt8]) throws -> [Violation]? {
        guard let type = types[type] else { return nil }
        // Types without rules have no validator: each of their messages is valid.
        guard let type = type as? any Validatable.Type else { return [] }
        return try violations(of: type, bytes)
    }

    private static func violations<Value: Validatable>(
        of type: Value.Type, _ bytes: [UInt8]
    ) throws -> [Violation] {
        let message = try Value(serialized: bytes)
        let found = try message.violations()
        do {
            try message.validate()
            precondition(found.isEmpty, "validate() lets \(found) pass")
        } catch {
            precondition(error.violations == found, "validate() says \(error), violations() \(found)")
        }
        return found
    }
}
