// SPDX-License-Identifier: Apache-2.0

/// Resources in numbers.
public struct Economy: Sendable {
    /// Own stockpile.
    public var stock: ResourceVector?
    /// Own income a second.
    public var income: ResourceVector?
    /// Own part of own and richest opponent's stockpile, 0 to 1.
    public var stockPart: Double?
    /// Resources that we reach before any opponent.
    public var inReach = ResourceVector()
    /// Resources that an opponent reaches about as soon.
    public var contested = ResourceVector()
    /// Resources on the map whose place is not known.
    public var unplaced = ResourceVector()
    /// Mean steps to the resources in reach, from home or from the nearest own agent.
    public var meanDistance: Double?
    /// Mean amount of a deposit in reach.
    public var meanAmount: Double?
    /// Typical agents that the stockpile pays for, by role, each counted alone.
    public var affordable: RoleVector?

    init() {}

    init(_ situation: Situation, homes: Homes, sectors: inout Sectors) {
        let team = situation.teams[situation.me]
        stock = team.stock
        income = team.income
        if let stock {
            var counts = RoleVector()
            for role in Role.allCases { counts[role] = (stock / Rules.typicalCost(role)).min().rounded(.down) }
            affordable = counts
            let richest = situation.teams.indices.filter { $0 != situation.me }
                .compactMap { situation.teams[$0].stock?.sum() }.max()
            if let richest { stockPart = (stock.sum() + 5) / (stock.sum() + richest + 10) }
        }
        measureDeposits(situation, homes, &sectors)
    }

    /// Above this many pairs only homes count as places from which resources are reached.
    private static let greatestPairs = 200_000

    private mutating func measureDeposits(_ situation: Situation, _ homes: Homes, _ sectors: inout Sectors) {
        let agents = situation.teams.reduce(0) { $0 + $1.agents.count }
        let usesAgents = agents * situation.deposits.count <= Self.greatestPairs
        var distances = Spot()
        var placed = ResourceVector()
        var inReachCount = 0
        for deposit in situation.deposits where deposit.amount > 0 {
            guard let cell = deposit.cell else {
                unplaced[deposit.resource] += deposit.amount
                continue
            }
            placed[deposit.resource] += deposit.amount
            let (own, other) = Self.steps(to: cell, situation, homes, usesAgents)
            guard let own else {
                unplaced[deposit.resource] += deposit.amount
                continue
            }
            if let other, other < own - 2 { continue }
            let isContested = other.map { $0 <= own + 2 } ?? false
            if isContested {
                contested[deposit.resource] += deposit.amount
            } else {
                inReach[deposit.resource] += deposit.amount
                inReachCount += 1
                distances.add(Cell(own, 0), deposit.amount)
            }
            sectors.update(cell) {
                $0.amounts[deposit.resource] += deposit.amount
                if isContested {
                    $0.contested.add(cell, deposit.amount)
                } else {
                    $0.resources.add(cell, deposit.amount)
                }
            }
        }
        meanDistance = distances.cell.map { Double($0.q) }
        if inReachCount > 0 { meanAmount = inReach.sum() / Double(inReachCount) }
        if let total = situation.resourcesOnMap {
            let missing = total - placed
            for resource in Resource.allCases where missing[resource] > 0 { unplaced[resource] += missing[resource] }
        }
    }

    /// Steps to a cell for us and for the nearest opponent: from home, or from an agent that is near.
    private static func steps(
        to cell: Cell, _ situation: Situation, _ homes: Homes, _ usesAgents: Bool
    ) -> (own: Int32?, other: Int32?) {
        var own = homes.distance(from: cell, to: situation.me)
        var other: Int32?
        for team in situation.teams.indices {
            var steps = team == situation.me ? own : homes.distance(from: cell, to: team)
            if usesAgents {
                for agent in situation.teams[team].agents {
                    guard let from = agent.cell else { continue }
                    let distance = from.distance(to: cell)
                    if steps.map({ distance < $0 }) ?? true { steps = distance }
                }
            }
            guard let steps else { continue }
            if team == situation.me { own = steps } else { other = min(other ?? .max, steps) }
        }
        return (own, other)
    }

    /// The resource that a team with this mix of roles runs out of first.
    public func scarcest(for mix: RoleVector) -> Resource? {
        guard let stock else { return nil }
        var cost = ResourceVector()
        for role in Role.allCases { cost += Rules.typicalCost(role) * mix[role] }
        let later = stock + (income ?? ResourceVector()) * 30
        let lasts = later / cost
        return Resource.allCases.min { lasts[$0] < lasts[$1] }
    }
}
