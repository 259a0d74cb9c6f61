// SPDX-License-Identifier: Apache-2.0

import Arena

/// The named strategies that others are measured against.
package enum Baseline: Hashable, Sendable {
    /// One archetype from beginning to end.
    case archetype(Archetype)
    /// An archetype drawn anew for each seed.
    case random
    /// The rule of the previous implementation: far behind in cells it attacks for territory, far ahead it
    /// defends and gathers, else it is balanced.
    case threshold
    /// Draws an archetype, and another one at a tick that nobody is told.
    case switcher

    /// All of them.
    package static let all: [Baseline] = Archetype.allCases.map { .archetype($0) } + [.random, .threshold, .switcher]

    /// As the command line has it.
    package var name: String {
        switch self {
        case .archetype(let archetype): "\(archetype)"
        case .random: "random"
        case .threshold: "threshold"
        case .switcher: "switcher"
        }
    }

    /// The baseline of a name.
    package init?(name: String) {
        guard let found = Self.all.first(where: { $0.name == name }) else { return nil }
        self = found
    }
}

/// A baseline at one match: what it draws depends on the match's seed, never on its seat.
struct BaselinePlayer {
    /// Ticks between decisions.
    static let decisionTicks: Int32 = 100
    private let baseline: Baseline
    private let first: Archetype
    private let second: Archetype
    private let switchTick: Int32

    /// - Parameter stream: tells the players of a match apart.
    init(_ baseline: Baseline, seed: UInt64, stream: UInt64) {
        self.baseline = baseline
        var random = Randomness(seed: seed, stream: 100 + stream)
        let all = Archetype.allCases
        let index = Int(random.below(UInt32(all.count)))
        first = all[index]
        second = all[(index + 1 + Int(random.below(UInt32(all.count - 1)))) % all.count]
        switchTick = 500 + Int32(random.below(2000))
    }

    /// What the team is to do from now on.
    func orders(_ match: Match, team: Int) -> Orders {
        switch baseline {
        case .archetype(let archetype): archetype.orders
        case .random: first.orders
        case .switcher: (match.state.tick < switchTick ? first : second).orders
        case .threshold: threshold(match, team: team).orders
        }
    }

    private func threshold(_ match: Match, team: Int) -> Intent {
        let own = match.state.teams[team].cells
        var greatest: Int32 = 0
        for other in 0..<match.map.teamCount where other != team {
            greatest = max(greatest, match.state.teams[other].cells)
        }
        // Ten points of the map's cells.
        let margin = Int32(match.map.passableCount / 10)
        var intent = Intent(own + margin < greatest ? .aggressive : own > greatest + margin ? .defensive : .balanced)
        intent.focus = own + margin < greatest ? .territory : own > greatest + margin ? .resources : nil
        return intent
    }
}
