// SPDX-License-Identifier: Apache-2.0

/// A message of a schema: a plain value that can be written to bytes and read from them.
///
/// The conformances are generated; `merge` and `write` are their wire half and are called by the
/// runtime, not by users of a message.
public protocol Message: Sendable, Hashable {
    /// The name in the schema, with its package: `strategos.v1.GameState`.
    static var fullName: String { get }

    /// The fields in the order of the schema.
    static var fields: [FieldSchema] { get }

    /// A message in which no field is set.
    init()

    /// What the sender's schema has and ours does not, kept for the next reader.
    var unknownFields: UnknownFields { get set }

    /// Reads fields up to the end of the reader's current message.
    static func merge(into message: inout Self, from reader: inout WireReader) throws(WireFault)

    /// Writes every field that is set. A static function on a borrowed element, because Swift copies
    /// each element of an array before it calls a method on it.
    static func write(_ message: Borrowed<Self>, to writer: inout WireWriter)

    /// The path to the first required field that is not set, here or in a message within; generated
    /// where there can be one.
    func missingRequiredField() -> String?
}

extension Message {
    /// No field is required.
    @inlinable @inline(__always)
    public func missingRequiredField() -> String? { nil }

    /// Reads a message from its bytes, which are not kept.
    @inlinable
    public init(serialized bytes: Span<UInt8>, limits: DecodingLimits = .default) throws(DecodingError) {
        let result = unsafe bytes.withUnsafeBytes { (buffer) -> Result<Self, DecodingError> in
            do throws(DecodingError) {
                return .success(unsafe try Self(unsafeSerialized: buffer, limits: limits))
            } catch {
                return .failure(error)
            }
        }
        self = try result.get()
    }

    /// Reads a message from its bytes.
    @inlinable
    public init(serialized bytes: [UInt8], limits: DecodingLimits = .default) throws(DecodingError) {
        try self.init(serialized: bytes.span, limits: limits)
    }

    /// Reads a message from memory that stays valid during the call; the bytes are not kept.
    @unsafe @inlinable
    public init(
        unsafeSerialized bytes: UnsafeRawBufferPointer, limits: DecodingLimits = .default
    ) throws(DecodingError) {
        self.init()
        unsafe try merge(unsafeSerialized: bytes, limits: limits)
    }

    /// Merges bytes of such a message, from memory that stays valid during the call, into this one: what they
    /// set replaces what it has, messages in both are merged, lists are appended. The bytes are not kept.
    ///
    /// - Throws: what is wrong with the bytes, or with the message that they make; it holds then what was read.
    @unsafe @inlinable
    public mutating func merge(
        unsafeSerialized bytes: UnsafeRawBufferPointer, limits: DecodingLimits = .default
    ) throws(DecodingError) {
        var reader = unsafe WireReader(bytes, limits: limits)
        do throws(WireFault) {
            try Self.merge(into: &self, from: &reader)
        } catch {
            throw unsafe DecodingError(error, in: bytes, limits: limits, of: Self.self)
        }
        if !limits.partial, let path = missingRequiredField() {
            throw DecodingError(
                .missingRequired, fieldPath: path, byteOffset: bytes.count, messageName: Self.fullName)
        }
    }

    /// The message's bytes. `deterministic`: equal messages give equal bytes, at the price of a sort for each
    /// map. That holds for one build of one schema: other implementations may write fields in another order.
    @inlinable
    public func serialized(deterministic: Bool = false) -> [UInt8] {
        // Written on the stack, as far as it fits there, so that a small message costs one allocation: the
        // array's. The writer does not leave the closure, so it does not outlive its memory.
        unsafe withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 1) { scratch in
            var writer = unsafe WireWriter(unsafeScratch: scratch)
            writer.isDeterministic = deterministic
            serialize(into: &writer)
            return writer.bytes
        }
    }

    /// Appends the message's bytes to what the writer holds.
    @inlinable
    public func serialize(into writer: inout WireWriter) {
        unsafe withUnsafePointer(to: self) { pointer in
            unsafe Self.write(Borrowed(unsafe: pointer), to: &writer)
        }
    }
}

/// An enumeration of a schema. It is open: a number that a newer peer sends is kept as it is.
public protocol ProtobufEnum: RawRepresentable, Hashable, Sendable where RawValue == Int32 {
    /// The name in the schema, with its package.
    static var fullName: String { get }
    /// The values of the schema, in its order, with their names there.
    static var values: [EnumValueSchema] { get }
    init(rawValue: Int32)
}

extension ProtobufEnum {
    /// The value's name in the schema, or nothing for a number that the schema does not know.
    public var name: String? {
        Self.values.first { $0.number == rawValue }?.name
    }
}

/// An enumeration whose values are those of the schema and no others (proto2, or `CLOSED` in editions).
/// In Swift it can hold any number; reading puts unknown ones with the unknown fields.
public protocol ClosedEnum: ProtobufEnum {
    /// Whether the schema has a value of that number.
    static func isKnown(_ number: Int32) -> Bool
}
