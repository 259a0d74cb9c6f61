// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Decodes by generated code and through descriptors.
///
/// - What one accepts, the other accepts.
/// - Decoding what was encoded gives the same message.
/// - Both read each other's bytes.
/// - A look at extensions ends, whatever their bytes are.
/// - Validation ends, with violations or without.
enum BinaryTarget {
    static func run(_ input: [UInt8]) {
        guard let (choice, bytes) = FuzzedTypes.split(input) else { return }
        let generated = roundTrip(bytes, choice.generated)
        let dynamic = try? DynamicMessage(choice.dynamic, serialized: bytes)
        precondition(
            (generated == nil) == (dynamic == nil),
            "\(choice.dynamic.fullName) is accepted by generated code: \(generated != nil), by descriptors: \(dynamic != nil)"
        )
        guard let generated, let dynamic else { return }
        let again = dynamic.serialized()
        let size = roundTrip(again, choice.generated)?.count
        precondition(
            size == generated.count, "\(generated.count) bytes by generated code, \(size ?? -1) through descriptors")
        _ = try? FuzzedTypes.validator.violations(of: dynamic)
    }

    /// The bytes after decoding and encoding, or nothing for what is refused.
    private static func roundTrip<Fuzzed: Message>(_ bytes: [UInt8], _: Fuzzed.Type) -> [UInt8]? {
        guard let message = try? Fuzzed(serialized: bytes) else { return nil }
        _ = try? Fuzzed(serialized: bytes, extensions: FuzzedTypes.extensions)
        let encoded = message.serialized()
        guard let again = try? Fuzzed(serialized: encoded) else { preconditionFailure("own bytes are refused") }
        // A message with a NaN is not even the same as its twin.
        precondition(
            again == message || (try? Fuzzed(serialized: bytes)) != message, "decoding and encoding changed the message"
        )
        precondition(again.serialized().count == encoded.count, "the second encoding has another size")
        return encoded
    }
}
