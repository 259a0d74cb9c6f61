// SPDX-License-Identifier: Apache-2.0

// What sets of whole numbers and of characters have in common.

extension Array {
    /// The same numbers as ranges in order that do not touch.
    func merged<Bound: FixedWidthInteger>() -> [ClosedRange<Bound>] where Element == ClosedRange<Bound> {
        var result: [ClosedRange<Bound>] = []
        for range in sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound + 1 {
                result[result.count - 1] = last.lowerBound...Swift.max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }

    /// The numbers that are in both.
    func shared<Bound: FixedWidthInteger>(with other: Self) -> [ClosedRange<Bound>]
    where Element == ClosedRange<Bound> {
        flatMap { one in other.filter { one.overlaps($0) }.map { one.clamped(to: $0) } }
    }
}
