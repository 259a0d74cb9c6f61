// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// What is fuzzed: a function that takes any bytes, and stops the program when something is not as it
/// always has to be.
package struct FuzzTarget: Sendable {
    /// Its name, which is also that of its corpus: `Fuzz/Corpus/NAME`.
    package let name: String
    /// Takes one input.
    package let run: @Sendable ([UInt8]) -> Void

    package static let all: [FuzzTarget] = [
        FuzzTarget(name: "binary", run: BinaryTarget.run),
        FuzzTarget(name: "json", run: JSONTarget.run),
        FuzzTarget(name: "text", run: TextFormatTarget.run),
        FuzzTarget(name: "cel", run: CELTarget.run),
        FuzzTarget(name: "pattern", run: PatternTarget.run),
        FuzzTarget(name: "schema", run: SchemaTarget.run),
        FuzzTarget(name: "http2", run: HTTP2Target.run),
        FuzzTarget(name: "http1", run: HTTP1Target.run),
        FuzzTarget(name: "event-stream", run: EventStreamTarget.run),
    ]

    /// The message types that inputs of `binary`, `json` and `text` choose from, by their first byte.
    package static var messageTypes: [String] { FuzzedTypes.choices.map(\.dynamic.fullName) }
}
