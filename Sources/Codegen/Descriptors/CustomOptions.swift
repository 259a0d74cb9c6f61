// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// The options of an element that the public descriptors do not know: extensions such as
/// `buf.validate.field` or `google.api.http`, by their extension numbers.
///
/// libprotobuf-c hands them over as unknown fields; they are decoded with our own reader.
package struct CustomOptions: Sendable {
    /// One option: its tag and the bytes of its value (without their length, if that is how it is
    /// encoded).
    package struct Entry: Sendable {
        package var tag: UInt32
        package var value: [UInt8]
    }

    package var entries: [Entry] = []

    /// The message of an option. Given in parts, it is all parts together: joining bytes is what
    /// merging messages means on the wire.
    package func message<Option: Message>(_ number: UInt32, as _: Option.Type) throws(DecodingError) -> Option? {
        let parts = entries.filter { $0.tag == number << 3 | 2 }.map(\.value)
        return parts.isEmpty ? nil : try Option(serialized: parts.flatMap { $0 })
    }
}
