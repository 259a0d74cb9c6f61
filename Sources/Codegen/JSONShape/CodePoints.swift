// SPDX-License-Identifier: Apache-2.0

/// A set of Unicode scalars: ranges in order that do not touch.
struct CodePoints: Hashable, Sendable {
    let ranges: [ClosedRange<UInt32>]

    static let all = CodePoints([0...0xd7ff, 0xe000...0x10ffff])
    static let digits = CodePoints([0x30...0x39])

    init(_ ranges: [ClosedRange<UInt32>]) {
        self.ranges = ranges.merged()
    }

    /// Ranges of letters as one would write them in a class: `"a-z_"`; a minus stands last.
    init(_ description: StaticString) {
        let scalars = Array("\(description)".unicodeScalars)
        var ranges: [ClosedRange<UInt32>] = []
        var at = 0
        while at < scalars.count {
            let low = scalars[at].value
            if at + 2 < scalars.count && scalars[at + 1] == "-" {
                ranges.append(low...scalars[at + 2].value)
                at += 3
            } else {
                ranges.append(low...low)
                at += 1
            }
        }
        self.init(ranges)
    }

    var isEmpty: Bool { ranges.isEmpty }

    var inverted: CodePoints {
        var result: [ClosedRange<UInt32>] = []
        for whole in Self.all.ranges {
            var next = whole.lowerBound
            for range in ranges where range.overlaps(whole) {
                if range.lowerBound > next { result.append(next...range.lowerBound - 1) }
                next = range.upperBound + 1
            }
            if next <= whole.upperBound { result.append(next...whole.upperBound) }
        }
        return CodePoints(result)
    }

    func intersection(_ other: CodePoints) -> CodePoints {
        CodePoints(ranges.shared(with: other.ranges))
    }

    func contains(_ value: UInt32) -> Bool {
        ranges.contains { $0.contains(value) }
    }
}
