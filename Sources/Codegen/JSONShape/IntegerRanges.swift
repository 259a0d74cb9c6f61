// SPDX-License-Identifier: Apache-2.0

/// A set of whole numbers: ranges in order that do not touch.
struct IntegerRanges: Equatable {
    let ranges: [ClosedRange<Int128>]

    init(_ ranges: [ClosedRange<Int128>]) {
        self.ranges = ranges.merged()
    }

    init(points: [Int128]) {
        self.init(points.map { $0...$0 })
    }

    var isEmpty: Bool { ranges.isEmpty }

    /// The numbers one by one, if there are few.
    var points: [Int128]? {
        let count = ranges.reduce(Int128(0)) { $0 + $1.upperBound - $1.lowerBound + 1 }
        return count <= 16 ? ranges.flatMap { Array($0) } : nil
    }

    func contains(_ number: Int128) -> Bool {
        ranges.contains { $0.contains(number) }
    }

    func intersection(_ other: IntegerRanges) -> IntegerRanges {
        IntegerRanges(ranges.shared(with: other.ranges))
    }

    func removing(_ number: Int128) -> IntegerRanges {
        IntegerRanges(
            ranges.flatMap { range -> [ClosedRange<Int128>] in
                guard range.contains(number) else { return [range] }
                var parts: [ClosedRange<Int128>] = []
                if range.lowerBound < number { parts.append(range.lowerBound...number - 1) }
                if number < range.upperBound { parts.append(number + 1...range.upperBound) }
                return parts
            })
    }
}
