// SPDX-License-Identifier: Apache-2.0

/// Takes unknown fields apart, for printing them.
struct UnknownFieldReader {
    enum Content {
        case varint(UInt64)
        case fixed32(UInt32)
        case fixed64(UInt64)
        case bytes(ArraySlice<UInt8>)
        /// A group's fields, without its tags.
        case group(ArraySlice<UInt8>)
    }

    private var rest: ArraySlice<UInt8>
    private var isBroken = false

    init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

    /// Whether the bytes are one field after the other to the end.
    static func isMessage(_ bytes: ArraySlice<UInt8>) -> Bool {
        var reader = UnknownFieldReader(bytes)
        while reader.next() != nil {}
        return !reader.isBroken
    }

    /// The next field; nil at the end, and where the bytes are no field.
    mutating func next() -> (number: UInt32, content: Content)? {
        guard !rest.isEmpty, !isBroken else { return nil }
        if let tag = varint(), let tag = UInt32(exactly: tag), tag >= 8, let content = content(tag, depth: 100) {
            return (tag >> 3, content)
        }
        isBroken = true
        return nil
    }

    private mutating func content(_ tag: UInt32, depth: Int) -> Content? {
        switch tag & 7 {
        case 0: varint().map { .varint($0) }
        case 1: number(8).map { .fixed64($0) }
        case 2: varint().flatMap { take($0) }.map { .bytes($0) }
        case 3: depth > 0 ? group(tag >> 3, depth: depth - 1).map { .group($0) } : nil
        case 5: number(4).map { .fixed32(UInt32($0)) }
        default: nil
        }
    }

    private mutating func group(_ number: UInt32, depth: Int) -> ArraySlice<UInt8>? {
        let start = rest
        while !rest.isEmpty {
            let content = start[..<rest.startIndex]
            guard let tag = varint().flatMap({ UInt32(exactly: $0) }), tag >= 8 else { return nil }
            if tag == number << 3 | 4 { return content }
            guard self.content(tag, depth: depth) != nil else { return nil }
        }
        return nil
    }

    private mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) {
            guard let byte = rest.popFirst() else { return nil }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }

    private mutating func number(_ count: UInt64) -> UInt64? {
        take(count).map { $0.reversed().reduce(0) { $0 << 8 | UInt64($1) } }
    }

    private mutating func take(_ count: UInt64) -> ArraySlice<UInt8>? {
        guard count <= UInt64(rest.count) else { return nil }
        defer { rest = rest.dropFirst(Int(count)) }
        return rest.prefix(Int(count))
    }
}
