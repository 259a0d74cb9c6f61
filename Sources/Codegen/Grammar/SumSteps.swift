// SPDX-License-Identifier: Apache-2.0

/// A rule over a sum, counted in steps, so that few rules of a grammar follow what is left of it.
struct SumSteps {
    /// The fields' JSON names in their order.
    let names: [String]
    private let greatest: [Int]
    private let isExact: Bool
    let limit: Int
    let step: Int

    /// Nothing where numbers are too large, or nothing fulfils the rule.
    init?(_ sum: SumRule, _ fields: [FieldShape], steps: Int) {
        guard sum.limit < Int128(UInt32.max), fields.count == sum.fields.count else { return nil }
        let limit = Int(sum.limit)
        names = fields.map(\.name)
        greatest = fields.map { field in
            guard case .single(.integer(let values)) = field.content, let range = values.ranges.first else { return 0 }
            return min(limit, Int(range.upperBound))
        }
        isExact = sum.isExact
        self.limit = limit
        step = Self.round(limit, steps)
        if most(from: 0) < limit && isExact { return nil }
    }

    /// The least of 1, 2, 5, 10, 20 … of which at most so many are in the limit.
    private static func round(_ limit: Int, _ steps: Int) -> Int {
        var step = 1
        while (limit + step - 1) / step > steps {
            // 1, 2, 5, 10
            step = String(step).first == "2" ? step / 2 * 5 : step * 2
        }
        return step
    }

    /// What the rule allows, but the steps do not.
    var omission: String? {
        if step == 1 { return nil }
        return isExact
            ? "other than multiples of \(step), and what is left for the last field"
            : "sums that are too large when each value counts as the next multiple of \(step)"
    }

    /// What is left at the beginning.
    var start: Int { isExact ? limit : limit / step * step }

    /// How much the fields from `position` on can take.
    private func most(from position: Int) -> Int {
        let last = greatest.count - 1
        return greatest.indices.dropFirst(position).reduce(0) { sum, index in
            if !isExact { return sum + (greatest[index] + step - 1) / step * step }
            return sum + (index == last ? greatest[index] : greatest[index] / step * step)
        }
    }

    /// What has to be known of the rest before a field (`names.count`: behind the last); nothing if the rule
    /// cannot be kept any more.
    func settled(_ rest: Int, before position: Int) -> Int? {
        if isExact { return most(from: position) >= rest ? rest : nil }
        return min(rest, most(from: position))
    }

    /// The values of a field, each group with what is left behind it.
    func choices(_ position: Int, rest: Int) -> [(values: ClosedRange<Int>, rest: Int)] {
        let greatest = greatest[position]
        if isExact && position == names.count - 1 { return rest <= greatest ? [(rest...rest, 0)] : [] }
        var result: [(values: ClosedRange<Int>, rest: Int)] = []
        var low = 0
        var high = 0
        while low <= greatest && high <= rest {
            let values = isExact ? high...high : low...min(high, greatest)
            if values.upperBound <= greatest, let left = settled(rest - high, before: position + 1) {
                if let before = result.last, before.rest == left, !isExact {
                    result[result.count - 1].values = before.values.lowerBound...values.upperBound
                } else {
                    result.append((values, left))
                }
            }
            low = high + 1
            high += step
        }
        return result
    }
}
