// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning

/// Who can play in a tournament: planners, and the named strategies that they are measured against.
package enum Contestant: Hashable, Sendable {
    /// One archetype from beginning to end.
    case archetype(Arena.Archetype)
    /// An archetype drawn anew for each seed.
    case random
    /// The rule of the previous implementation: far behind in cells it attacks for territory, far ahead it
    /// defends and gathers, else it is balanced.
    case threshold
    /// Plays each archetype a little ahead and takes what gives most at once.
    case greedy
    /// Draws an archetype, and another one at a tick that nobody is told.
    case switcher
    /// The planner that simulates nothing.
    case reflex
    /// The planner that plays futures, with so many milliseconds' worth of ticks for each decision.
    case planner(milliseconds: Int)
    /// The same, told of the opponent's orders.
    case oracle

    /// Those that planners are measured against.
    package static let pool: [Contestant] =
        Arena.Archetype.allCases.map { .archetype($0) } + [.random, .threshold, .greedy, .switcher]

    /// All of them.
    package static let all: [Contestant] =
        pool + [.reflex, .planner(milliseconds: 100), .planner(milliseconds: 10), .oracle]

    /// As the command line has it.
    package var name: String {
        switch self {
        case .archetype(let archetype): "\(archetype)"
        case .random: "random"
        case .threshold: "threshold"
        case .greedy: "greedy"
        case .switcher: "switcher"
        case .reflex: "reflex"
        case .planner(100): "planner"
        case .planner(let milliseconds): "planner-\(milliseconds)ms"
        case .oracle: "oracle"
        }
    }

    /// The contestant of a name; a planner may have any number of milliseconds from 1 to 10,000.
    package init?(name: String) {
        if let found = Self.all.first(where: { $0.name == name }) {
            self = found
        } else if name.hasPrefix("planner-"), name.hasSuffix("ms"), let number = Int(name.dropFirst(8).dropLast(2)),
            (1...10_000).contains(number)
        {
            self = .planner(milliseconds: number)
        } else {
            return nil
        }
    }
}
