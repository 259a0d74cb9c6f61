// SPDX-License-Identifier: Apache-2.0

/// A string that is equal to another only if the bytes are: `String` itself compares by canonical
/// equivalence, which neither JSON keys nor protobuf map keys do.
package struct ExactString: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func == (left: ExactString, right: ExactString) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(0xFF as UInt8)
    }
}
