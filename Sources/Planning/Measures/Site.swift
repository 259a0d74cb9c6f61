// SPDX-License-Identifier: Apache-2.0

/// A place that matters.
public struct Site: Sendable {
    /// Why it matters.
    public enum Kind: Int, Sendable {
        /// Neutral cells that can be had.
        case openTerritory
        /// Own cells at the frontier that are weakly held.
        case weakFrontier
        /// Opponents' cells at the frontier that are weakly held.
        case opponentWeakFrontier
        /// Resources near to us.
        case resources
        /// Resources that an opponent reaches as soon.
        case contestedResources
        /// Opponents that are weaker than ours around.
        case prey
    }

    /// Why it matters.
    public var kind: Kind
    /// Where it is.
    public var area: Area
    /// How much, 0 to 1.
    public var value: Double
    /// The opponent concerned.
    public var opponent: Int?
    /// For resources: the kind of which there is most.
    public var resource: Resource?

    /// The best places of each kind, best first.
    static func all(in sectors: Sectors, home: Cell?) -> [Site] {
        var sites: [Site] = []
        for (index, sector) in sectors.all.enumerated() {
            let around = sectors.strengthAround(index)
            // 0: all theirs, 1: all ours, a half where nobody is.
            let hold = (around.own + 0.2) / (around.own + around.opponents + 0.4)
            func add(_ kind: Kind, _ spot: Spot, _ strength: Double, resource: Resource? = nil) {
                guard let cell = spot.cell, strength > 0 else { return }
                let value = strength / (1 + strength) * nearness(cell, home)
                sites.append(
                    Site(
                        kind: kind, area: Area(cell, radius: sectors.radius), value: value,
                        opponent: sector.opponent < 0 ? nil : sector.opponent, resource: resource))
            }
            let most = Resource.allCases.max { sector.amounts[$0] < sector.amounts[$1] }
            add(.openTerritory, sector.open, sector.open.weight / 8 * (0.4 + hold))
            add(.weakFrontier, sector.weakOwn, sector.weakOwn.weight / 2 * (1.4 - hold))
            add(.opponentWeakFrontier, sector.weakOpponent, sector.weakOpponent.weight / 2 * (0.4 + hold))
            add(.resources, sector.resources, sector.resources.weight / 8 * (0.4 + hold), resource: most)
            add(.contestedResources, sector.contested, sector.contested.weight / 8 * hold, resource: most)
            if sector.opponents.weight > 0, around.own > around.opponents {
                add(.prey, sector.opponents, sector.opponents.weight * (around.own / around.opponents - 1))
            }
        }
        return best(sites)
    }

    /// Near places count more; one that is twelve steps from home counts half of one at home.
    private static func nearness(_ cell: Cell, _ home: Cell?) -> Double {
        guard let home else { return 0.6 }
        return 12 / (12 + Double(cell.distance(to: home)))
    }

    private static func best(_ sites: [Site]) -> [Site] {
        var taken = [Int](repeating: 0, count: 6)
        var best: [Site] = []
        for site in ranking(sites.map { $0.value }).map({ sites[$0] }) where taken[site.kind.rawValue] < 3 {
            taken[site.kind.rawValue] += 1
            best.append(site)
        }
        return best
    }
}

extension Measures {
    /// The best place of a kind.
    public func best(_ kind: Site.Kind) -> Site? { sites.first { $0.kind == kind } }
}
