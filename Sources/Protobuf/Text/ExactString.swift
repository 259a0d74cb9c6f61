// SPDX-License-Identifier: Apache-2.0

/// A string that is equal to another only if the bytes are: `String` itself compares by canonical
/// equivalence, which keys of JSON and of protobuf's maps, and text in CEL, do not.
package struct ExactString: Hashable, Sendable {
    package let text: String

    package init(_ text: String) { self.text = text }

    package static func == (left: ExactString, right: ExactString) -> Bool {
        left.text.hasSameCodePoints(as: right.text)
    }

    package func hash(into hasher: inout Hasher) {
        unsafe text.utf8.span.withUnsafeBytes { unsafe hasher.combine(bytes: $0) }
        hasher.combine(0xFF as UInt8)
    }
}

extension String {
    /// Whether two texts have the same code points, which is to say the same bytes.
    @inlinable
    func hasSameCodePoints(as other: String) -> Bool {
        let (left, right) = unsafe (ImmediateString.words(self), ImmediateString.words(other))
        // Equal words are the same string, of whatever form; short ones differ where their words do.
        if left == right { return true }
        if ImmediateString.isWords(left.high), ImmediateString.isWords(right.high), StringForms.known.immediate {
            return false
        }
        return hasSameBytes(as: other)
    }

    @usableFromInline @inline(never)
    func hasSameBytes(as other: String) -> Bool {
        let (left, right) = (utf8.span, other.utf8.span)
        guard left.count == right.count else { return false }
        for index in left.indices where left[index] != right[index] { return false }
        return true
    }
}
