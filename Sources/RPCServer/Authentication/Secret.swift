// SPDX-License-Identifier: Apache-2.0

/// Bytes that nobody must see: they stay out of whatever is printed, described or mirrored.
public struct Secret: Sendable {
    private let bytes: [UInt8]

    /// Hides bytes.
    public init(_ bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Lends the bytes to who needs them.
    public func withBytes<Result>(_ body: ([UInt8]) throws -> Result) rethrows -> Result {
        try body(bytes)
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Says only that it is one.
    public var description: String { "(secret)" }
    /// The same.
    public var debugDescription: String { description }
    /// Nothing to be seen.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
