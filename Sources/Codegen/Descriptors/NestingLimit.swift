// SPDX-License-Identifier: Apache-2.0

/// libprotobuf-c recurses without a limit, so depth is looked at before it gets the bytes.
enum NestingLimit {
    /// More than any schema has, and less than the stack takes.
    static let levels = 100

    /// Whether messages within messages of `file`, a file descriptor, stay within the limit. What is no
    /// message at that place is left to the parser.
    static func allows(_ file: [UInt8]) -> Bool {
        // Level 0 is the file, whose messages are field 4; in them, messages are field 3.
        var open: [(range: Range<Int>, level: Int)] = [(file.indices, 0)]
        while let (range, level) = open.popLast() {
            if level > levels { return false }
            var position = range.lowerBound
            while position < range.upperBound {
                guard let tag = varint(file, &position, range.upperBound) else { break }
                switch tag & 7 {
                case 0: _ = varint(file, &position, range.upperBound)
                case 1: position += 8
                case 2:
                    guard let length = varint(file, &position, range.upperBound),
                        length <= UInt64(range.upperBound - position)
                    else { position = range.upperBound; continue }
                    let end = position + Int(length)
                    if tag >> 3 == (level == 0 ? 4 : 3) { open.append((position..<end, level + 1)) }
                    position = end
                case 5: position += 4
                default: position = range.upperBound
                }
            }
        }
        return true
    }

    private static func varint(_ bytes: [UInt8], _ position: inout Int, _ end: Int) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 70, by: 7) where position < end {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }
}
