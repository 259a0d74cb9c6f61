// SPDX-License-Identifier: Apache-2.0

/// Chooses in turn, each as often as its weight says, and evenly mixed: smooth weighted round-robin.
///
/// Each choice raises everybody's score by its weight, and takes the sum of the weights from the one that has most.
public struct WeightedRotation: Sendable {
    private let weights: [Int]
    private var scores: [Int]

    /// - Parameter weights: at least one, each at least 1.
    public init(weights: [Int]) {
        precondition(!weights.isEmpty && weights.allSatisfy { $0 >= 1 }, "weights must be at least 1")
        self.weights = weights
        scores = weights.map { _ in 0 }
    }

    /// All places in the order in which they are to be tried; the first is whose turn it is.
    public mutating func next() -> [Int] {
        for index in weights.indices { scores[index] += weights[index] }
        let order = weights.indices.sorted { scores[$0] != scores[$1] ? scores[$0] > scores[$1] : $0 < $1 }
        scores[order[0]] -= weights.reduce(0, +)
        return order
    }
}
