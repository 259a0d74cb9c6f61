// SPDX-License-Identifier: Apache-2.0

/// The best target found so far. The order in which targets are offered does not matter: ties go to the
/// nearer one, then to the lower rank, then to the cell that comes first in the team's view.
struct Choice: BitwiseCopyable {
    /// What a target is to the one who goes there.
    enum Kind: UInt8, BitwiseCopyable {
        case nothing, delivery, opponent, place
    }

    var weight: Int32 = 0
    var distance: Int32 = 0
    var rank: Int32 = 0
    var view: UInt16 = 0
    var target: Int
    var task = AgentTask.scout
    var kind = Kind.nothing
    /// What is added to each distance.
    let added: Int32

    /// Nothing better than to stay.
    init(from cell: Int, distanceAdded: Int32) {
        target = cell
        added = distanceAdded
    }

    /// Whether a weight at a distance is worth more (1), the same (0), or less (-1).
    @inline(__always)
    func compare(_ weight: Int32, distance: Int32) -> Int {
        let offered = weight &* (self.distance &+ added)
        let known = self.weight &* (distance &+ added)
        return offered > known ? 1 : offered == known ? 0 : -1
    }

    /// The greatest distance at which a weight, which must be positive, is worth as much as the best target.
    @inline(__always)
    func reach(_ weight: Int32) -> Int32 {
        guard self.weight > 0 else { return .max }
        let product = UInt32(bitPattern: weight &* (distance &+ added))
        return Int32(bitPattern: product / UInt32(bitPattern: self.weight)) &- added
    }

    /// Takes the target if it is better; says whether it was.
    @inline(__always)
    @discardableResult
    mutating func offer(
        _ weight: Int32, distance: Int32, rank: Int32, view: UInt16, target: Int, task: AgentTask, kind: Kind
    ) -> Bool {
        let order = compare(weight, distance: distance)
        guard order >= 0 else { return false }
        if order == 0, (distance, rank, view) >= (self.distance, self.rank, self.view) { return false }
        self.weight = weight
        self.distance = distance
        self.rank = rank
        self.view = view
        self.target = target
        self.task = task
        self.kind = kind
        return true
    }
}
