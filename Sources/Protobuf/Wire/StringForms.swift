// SPDX-License-Identifier: Apache-2.0

/// Which forms of this standard library's strings are those that we know: asked once, when the first
/// message is read or written.
@usableFromInline
package struct StringForms: Sendable {
    /// `ImmediateString`: texts of up to 15 bytes.
    @usableFromInline package let immediate = ImmediateString.isAvailable()
    /// `StoredString`: longer ones.
    @usableFromInline package let stored = StoredString.isAvailable()

    private init() {}

    @usableFromInline package static let known = StringForms()
}
