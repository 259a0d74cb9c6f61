// SPDX-License-Identifier: Apache-2.0

/// What a sender may make the decoder do.
public struct DecodingLimits: Sendable, Hashable {
    /// Messages (and unknown groups) within each other, the outermost not counted. 100 is what the
    /// other runtimes allow; deeper input overflows small stacks.
    public var depth: Int

    /// Memory, in bytes, that one message may take once decoded: elements of repeated fields and
    /// maps, strings, bytes and unknown fields. Two bytes on the wire can become a struct of 200 in
    /// memory, so the size of the input alone bounds nothing. 64 MiB leaves a 4 MiB message, the
    /// server's default cap, 16-fold growth.
    public var decodedBytes: Int

    /// Whether required fields of proto2 may be missing.
    public var partial: Bool

    /// Limits, each with its default.
    public init(depth: Int = 100, decodedBytes: Int = 64 << 20, partial: Bool = false) {
        self.depth = depth
        self.decodedBytes = decodedBytes
        self.partial = partial
    }

    /// What holds where nothing else is said.
    public static let `default` = DecodingLimits()
}
