// SPDX-License-Identifier: Apache-2.0

// How extensions find their fields among the others, and put them there.
extension UnknownFields {
    /// Reads a field's value, with its tag; false if it is not of the expected layout.
    typealias ValueReader = (UInt32, inout WireReader) throws(WireFault) -> Bool

    /// Calls `read` for each field of a number. A message set's items are looked through first.
    func visit(
        _ number: UInt32, isMessageSet: Bool, _ limits: DecodingLimits, name: String, of type: any Message.Type,
        _ read: ValueReader
    ) throws(DecodingError) {
        if isEmpty { return }
        let source = isMessageSet ? MessageSet.fields(of: number, in: self) : self
        let fault: WireFault? = unsafe source.bytes.withUnsafeBytes { bytes in
            var reader = unsafe WireReader(bytes, limits: limits)
            do throws(WireFault) {
                while let tag = try reader.nextTag() {
                    if tag >> 3 == number, try read(tag, &reader) { continue }
                    try reader.skipValue(of: tag)
                }
                return nil
            } catch {
                return error
            }
        }
        guard let fault else { return }
        throw DecodingError(
            fault.reason, fieldPath: "[\(name)]", byteOffset: fault.offset, messageName: type.fullName)
    }

    /// Removes the fields of a number. What cannot be read is left as it is.
    mutating func remove(_ number: UInt32, isMessageSet: Bool) {
        if isEmpty { return }
        var kept: [UInt8] = []
        unsafe self.bytes.withUnsafeBytes { bytes in
            var reader = unsafe WireReader(bytes, limits: .unbounded)
            var start = 0
            do throws(WireFault) {
                while let tag = try reader.nextTag() {
                    let value = reader.offset
                    try reader.skipValue(of: tag)
                    let isItem = isMessageSet && MessageSet.isItem(tag, reader.consumed(since: value), of: number)
                    if tag >> 3 != number && !isItem { kept.append(reader.consumed(since: start)) }
                    start = reader.offset
                }
            } catch {
                unsafe kept.append(contentsOf: bytes[start...])
            }
        }
        self = UnknownFields(bytes: kept)
    }

    /// Appends whole fields: tags and values.
    mutating func append(serialized added: Span<UInt8>) {
        var all = bytes
        self = UnknownFields()
        all.append(added)
        self = UnknownFields(bytes: all)
    }
}

extension DecodingLimits {
    /// For what was read before, within its own limits.
    static var unbounded: DecodingLimits { DecodingLimits(decodedBytes: .max, partial: true) }

    /// The default limits, without a check of required fields.
    public static var partial: DecodingLimits { DecodingLimits(partial: true) }
}
