// SPDX-License-Identifier: Apache-2.0

// Extensions stay among the unknown fields. Whoever knows which there are can have them checked while a
// message is read, at every depth of it.
extension Message {
    /// Reads a message, and refuses one in which the bytes of an extension are no value of it, here or in
    /// messages within. Required fields of extensions are looked for in this message's own only.
    public init(
        serialized bytes: [UInt8], limits: DecodingLimits = .default, extensions: ExtensionRegistry
    ) throws(DecodingError) {
        let result = unsafe withUnsafePointer(to: extensions) { pointer in
            unsafe bytes.withUnsafeBytes { buffer -> Result<Self, DecodingError> in
                do throws(DecodingError) {
                    return .success(unsafe try Self(buffer, limits, pointer))
                } catch {
                    return .failure(error)
                }
            }
        }
        self = try result.get()
        if limits.partial { return }
        if let path = missingRequiredField() {
            throw DecodingError(
                .missingRequired, fieldPath: path, byteOffset: bytes.count, messageName: Self.fullName)
        }
        try extensions.check(self, limits: limits)
    }

    @unsafe
    private init(
        _ bytes: UnsafeRawBufferPointer, _ limits: DecodingLimits, _ extensions: UnsafePointer<ExtensionRegistry>
    ) throws(DecodingError) {
        self.init()
        var reader = unsafe WireReader(bytes, limits: limits)
        unsafe reader.extensions = extensions
        do throws(WireFault) {
            try Self.merge(into: &self, from: &reader)
        } catch {
            throw unsafe DecodingError(error, in: bytes, limits: limits, of: Self.self)
        }
    }
}

extension WireReader {
    /// As `unknown(_:into:)`, in a message that can be extended.
    @inlinable
    public mutating func unknown(
        _ tag: UInt32, into fields: inout UnknownFields, extending extendee: String
    ) throws(WireFault) {
        if unsafe extensions == nil { return try unknownField(tag, into: &fields) }
        try checkedField(tag, into: &fields, extending: extendee)
    }

    @usableFromInline
    mutating func checkedField(
        _ tag: UInt32, into fields: inout UnknownFields, extending extendee: String
    ) throws(WireFault) {
        let start = offset
        try unknownField(tag, into: &fields)
        guard let registry = unsafe extensions?.pointee, tag & 7 != WireType.endGroup.rawValue else { return }
        var field = UnknownFields()
        field.append(tag: tag, consumed(since: start))
        let limits = DecodingLimits(depth: depth, decodedBytes: budget, partial: true)
        do throws(DecodingError) {
            if let known = registry.field(of: extendee, number: tag >> 3) {
                try known.check(field, limits: limits)
            } else if tag == MessageSet.start {
                // An item, which has the number within it.
                for known in registry.fields(of: extendee) { try known.check(field, limits: limits) }
            }
        } catch {
            throw WireFault(error.reason, at: start)
        }
    }
}
