// SPDX-License-Identifier: Apache-2.0

/// A field of which no schema is known, taken apart for printing.
struct UnknownField {
    enum Content {
        case varint(UInt64)
        case fixed32(UInt32)
        case fixed64(UInt64)
        case bytes([UInt8])
        case group([UnknownField])
    }

    let number: UInt32
    let content: Content

    /// The fields that the bytes are, one after the other to the end; nil if they are none.
    static func fields(in bytes: [UInt8]) -> [UnknownField]? {
        unsafe bytes.withUnsafeBytes { buffer in
            var reader = unsafe WireReader(buffer, limits: .unbounded)
            return try? fields(from: &reader, until: nil)
        }
    }

    /// The fields up to the end, or up to a group's end tag.
    private static func fields(
        from reader: inout WireReader, until end: UInt32?
    ) throws(WireFault) -> [UnknownField] {
        var fields: [UnknownField] = []
        while let tag = try reader.nextTag() {
            if tag == end { return fields }
            fields.append(UnknownField(number: tag >> 3, content: try content(of: tag, from: &reader)))
        }
        guard end == nil else { throw reader.fault(.unmatchedGroup) }
        return fields
    }

    private static func content(of tag: UInt32, from reader: inout WireReader) throws(WireFault) -> Content {
        guard tag >= 8, let type = WireType(rawValue: tag & 7) else { throw reader.fault(.invalidTag) }
        switch type {
        case .varint: return .varint(try reader.uint64())
        case .fixed64: return .fixed64(try reader.fixed64())
        case .fixed32: return .fixed32(try reader.fixed32())
        case .lengthDelimited: return .bytes(try reader.bytes())
        case .startGroup:
            guard reader.depth > 0 else { throw reader.fault(.tooDeep) }
            reader.depth -= 1
            let inner = try fields(from: &reader, until: tag & ~7 | WireType.endGroup.rawValue)
            reader.depth += 1
            return .group(inner)
        case .endGroup: throw reader.fault(.unmatchedGroup)
        }
    }
}
