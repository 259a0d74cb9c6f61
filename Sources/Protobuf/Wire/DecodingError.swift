// SPDX-License-Identifier: Apache-2.0

/// Bytes that are no message of the expected type.
public struct DecodingError: Error, Hashable, Sendable {
    /// What is wrong with the bytes.
    public struct Reason: Hashable, Sendable {
        @usableFromInline let code: UInt8

        @usableFromInline
        init(code: UInt8) {
            self.code = code
        }

        /// The input ends within a value, or a length reaches beyond its message.
        public static let truncated = Reason(code: 1)
        /// A number of more than ten bytes, or a tag or length that does not fit its type.
        public static let malformedVarint = Reason(code: 2)
        /// Field number 0 or a wire type that does not exist.
        public static let invalidTag = Reason(code: 3)
        /// Text that is not UTF-8.
        public static let invalidUTF8 = Reason(code: 4)
        /// Messages within messages beyond `DecodingLimits.depth`.
        public static let tooDeep = Reason(code: 5)
        /// More memory wanted than `DecodingLimits.decodedBytes`.
        public static let tooLarge = Reason(code: 6)
        /// A group that is not ended, or an end without its start.
        public static let unmatchedGroup = Reason(code: 7)
        /// Packed numbers of fixed size whose length is no multiple of that size.
        public static let malformedPacked = Reason(code: 8)
        /// A required field that is not there.
        public static let missingRequired = Reason(code: 9)
    }

    /// What is wrong.
    public let reason: Reason
    /// Where in the message: `game_state.teams[1].agents[0].id`; empty at the outermost level.
    public let fieldPath: String
    /// Where in the input, counted from its start.
    public let byteOffset: Int
    /// The message type that was expected.
    public let messageName: String

    /// An error at a place.
    public init(_ reason: Reason, fieldPath: String, byteOffset: Int, messageName: String) {
        self.reason = reason
        self.fieldPath = fieldPath
        self.byteOffset = byteOffset
        self.messageName = messageName
    }
}

extension DecodingError: CustomStringConvertible {
    /// One sentence fit for the peer: it names the field and the fault, nothing internal.
    public var description: String {
        let place = fieldPath.isEmpty ? messageName : "\(messageName), field \(fieldPath)"
        return "\(place): \(reason) (byte \(byteOffset))"
    }
}

extension DecodingError.Reason: CustomStringConvertible {
    /// The reason in words.
    public var description: String {
        switch self {
        case .truncated: "ends within a value"
        case .malformedVarint: "malformed number"
        case .invalidTag: "invalid field tag"
        case .invalidUTF8: "text is not UTF-8"
        case .tooDeep: "nested too deeply"
        case .tooLarge: "too large once decoded"
        case .unmatchedGroup: "unmatched group"
        case .malformedPacked: "length of packed numbers is no multiple of their size"
        case .missingRequired: "required field is missing"
        default: "malformed"
        }
    }
}

/// A fault as the reader throws it: small, so that throwing costs nothing where nothing is wrong.
/// At the entry points it becomes a `DecodingError`, whose path is found by a second walk.
public struct WireFault: Error {
    @usableFromInline let reason: DecodingError.Reason
    @usableFromInline let offset: Int

    @inlinable
    init(_ reason: DecodingError.Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}
