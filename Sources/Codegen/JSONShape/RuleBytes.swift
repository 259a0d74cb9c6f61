// SPDX-License-Identifier: Apache-2.0

/// A message of `buf.validate` by its field numbers: enough to look rules up, without its types.
struct RuleBytes {
    private(set) var numbers: [UInt64: [UInt64]] = [:]
    private(set) var parts: [UInt64: [[UInt8]]] = [:]

    /// Bytes that are cut off end the reading; the compiler wrote them.
    init(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let tag = Self.varint(&rest)
            switch tag & 7 {
            case 0: numbers[tag >> 3, default: []].append(Self.varint(&rest))
            case 1: numbers[tag >> 3, default: []].append(Self.fixed(&rest, 8))
            case 5: numbers[tag >> 3, default: []].append(Self.fixed(&rest, 4))
            case 2:
                let count = Int(clamping: Self.varint(&rest))
                parts[tag >> 3, default: []].append(Array(rest.prefix(count)))
                rest = rest.dropFirst(count)
            default: return
            }
        }
    }

    /// The rules of an option, given in as many parts as the schema has statements.
    init?(_ options: CustomOptions) {
        let parts = options.entries.filter { $0.tag == 1159 << 3 | 2 }.map(\.value)
        if parts.isEmpty { return nil }
        self.init(parts.flatMap { $0 })
    }

    func number(_ field: UInt64) -> UInt64? { numbers[field]?.last }
    func isTrue(_ field: UInt64) -> Bool { number(field) == 1 }
    func bytes(_ field: UInt64) -> [UInt8]? { parts[field]?.last }
    func text(_ field: UInt64) -> String? { parts[field]?.last.map { String(decoding: $0, as: UTF8.self) } }

    /// Messages of a field, merged.
    func rules(_ field: UInt64) -> RuleBytes? { parts[field].map { RuleBytes($0.flatMap { $0 }) } }

    /// A repeated number, packed or not; `width` is the size of fixed ones in bytes, 0 for varints.
    func list(_ field: UInt64, width: Int = 0) -> [UInt64] {
        let packed = parts[field, default: []].flatMap { bytes in
            var rest = bytes[...]
            var values: [UInt64] = []
            while !rest.isEmpty { values.append(width == 0 ? Self.varint(&rest) : Self.fixed(&rest, width)) }
            return values
        }
        return packed + numbers[field, default: []]
    }

    /// All fields that are there.
    var fields: Set<UInt64> { Set(numbers.keys).union(parts.keys) }

    private static func varint(_ rest: inout ArraySlice<UInt8>) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = rest.popFirst() {
            value |= UInt64(byte & 0x7f) << shift
            shift += 7
            if byte < 0x80 || shift > 63 { break }
        }
        return value
    }

    private static func fixed(_ rest: inout ArraySlice<UInt8>, _ count: Int) -> UInt64 {
        let value = rest.prefix(count).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        rest = rest.dropFirst(count)
        return value
    }
}
