// SPDX-License-Identifier: Apache-2.0

/// Whole thousandths of proportions: rounded down, and what is left given where most was cut off, so
/// that they are 1000 together.
private func thousandths(_ values: [Double]) -> [Int32] {
    let sum = values.reduce(0) { $0 + max(0, $1) }
    let exact = values.map { sum > 0 ? max(0, $0) / sum * 1000 : 1000 / Double(values.count) }
    var whole = exact.map { Int32($0.rounded(.down)) }
    var left = 1000 - whole.reduce(0, +)
    for index in ranking(exact.indices.map { exact[$0] - Double(whole[$0]) }) where left > 0 {
        whole[index] += 1
        left -= 1
    }
    return whole
}

extension SIMD4<Double> {
    /// The proportions in whole thousandths, together 1000.
    public var thousandths: SIMD4<Int32> {
        let whole = Planning.thousandths([self[0], self[1], self[2], self[3]])
        return SIMD4<Int32>(whole[0], whole[1], whole[2], whole[3])
    }
}

extension SIMD3<Double> {
    /// The proportions in whole thousandths, together 1000.
    public var thousandths: SIMD3<Int32> {
        let whole = Planning.thousandths([self[0], self[1], self[2]])
        return SIMD3<Int32>(whole[0], whole[1], whole[2])
    }
}
