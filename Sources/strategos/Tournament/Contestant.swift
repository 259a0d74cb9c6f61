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
    /// A way to play that is none of the archetypes.
    case stranger(Stranger)
    /// One stranger, and the other one from a tick on that nobody is told.
    case changeling
    /// Orders whose numbers are drawn anew for each seed: a stranger that nobody has looked at.
    case arbitrary
    /// Such orders, and others from a tick on that nobody is told.
    case drifter
    /// The planner that simulates nothing.
    case reflex
    /// The planner that plays futures, with so many milliseconds' worth of ticks for each decision.
    case planner(milliseconds: Int)
    /// The same, told of the opponent's orders.
    case oracle(milliseconds: Int)
    /// The planner with another notion of what is best.
    case solver(RolloutSolution, milliseconds: Int)
    /// An archetype drawn for each seed, with agents by the four templates of the reference game.
    case templates
    /// The same archetype, with agents that are designed by playing futures.
    case designed(milliseconds: Int)
    /// A service that is asked for each decision.
    case remote(RemoteService)
    /// The planner, which follows what others propose where that does better in its futures.
    case advised(ProposalsFile)

    /// Those that planners are measured against.
    package static let pool: [Contestant] =
        Arena.Archetype.allCases.map { .archetype($0) } + [.random, .threshold, .greedy, .switcher]

    /// All of them.
    package static let all: [Contestant] =
        pool + strangers + [
            .reflex, .planner(milliseconds: 100), .planner(milliseconds: 10), .oracle(milliseconds: 100),
            .solver(.maximin, milliseconds: 100), .solver(.nash, milliseconds: 100), .templates,
            .designed(milliseconds: 100),
        ]

    /// Opponents that no number of a planner was chosen by.
    package static let strangers: [Contestant] =
        Stranger.allCases.map { .stranger($0) } + [.changeling, .arbitrary, .drifter]

    /// As the command line has it.
    package var name: String {
        switch self {
        case .archetype(let archetype): "\(archetype)"
        case .random: "random"
        case .threshold: "threshold"
        case .greedy: "greedy"
        case .switcher: "switcher"
        case .stranger(let stranger): "\(stranger)"
        case .changeling: "changeling"
        case .arbitrary: "arbitrary"
        case .drifter: "drifter"
        case .reflex: "reflex"
        case .planner(100): "planner"
        case .planner(let milliseconds): "planner-\(milliseconds)ms"
        case .oracle(100): "oracle"
        case .oracle(let milliseconds): "oracle-\(milliseconds)ms"
        case .solver(let solution, 100): solution.rawValue
        case .solver(let solution, let milliseconds): "\(solution.rawValue)-\(milliseconds)ms"
        case .templates: "templates"
        case .designed(100): "designed"
        case .designed(let milliseconds): "designed-\(milliseconds)ms"
        case .remote(let service): service.name
        case .advised(let file): file.name
        }
    }

    /// Whether it looks at more of a match than fog leaves.
    package var needsSight: Bool {
        switch self {
        case .archetype, .random, .switcher, .stranger, .changeling, .arbitrary, .drifter, .threshold, .templates: false
        case .greedy, .reflex, .planner, .oracle, .solver, .designed, .remote, .advised: true
        }
    }

    /// The orders that it has from beginning to end, where these are always the same.
    package var course: Orders? {
        switch self {
        case .archetype(let archetype): archetype.orders
        case .stranger(let stranger): stranger.orders
        default: nil
        }
    }

    /// Whether it is a service, which knows the standard rules alone.
    package var isRemote: Bool { if case .remote = self { true } else { false } }

    /// The contestant of a name; planners and oracles may have any number of milliseconds from 1 to 10,000, a service
    /// is named by its address, and an advised planner by its file of proposals.
    package init?(name: String) {
        func milliseconds(_ kind: String) -> Int? {
            guard name.hasPrefix(kind), name.hasSuffix("ms") else { return nil }
            return Int(name.dropFirst(kind.count).dropLast(2)).flatMap { (1...10_000).contains($0) ? $0 : nil }
        }
        if let found = Self.all.first(where: { $0.name == name }) {
            self = found
        } else if let service = RemoteService(name: name) {
            self = .remote(service)
        } else if let file = ProposalsFile(name: name) {
            self = .advised(file)
        } else if let number = milliseconds("planner-") {
            self = .planner(milliseconds: number)
        } else if let number = milliseconds("oracle-") {
            self = .oracle(milliseconds: number)
        } else if let number = milliseconds("designed-") {
            self = .designed(milliseconds: number)
        } else if let found = RolloutSolution.allCases.lazy.compactMap({ solution in
            milliseconds("\(solution.rawValue)-").map { Contestant.solver(solution, milliseconds: $0) }
        }).first {
            self = found
        } else {
            return nil
        }
    }
}

/// Ways to play that are none of the archetypes, to see what planners do against what they do not know.
package enum Stranger: CaseIterable, Sendable {
    /// Explorers that claim, and fall upon whoever they meet.
    case swarm
    /// Gathers behind a wall of defenders, and comes out late.
    case fortress

    /// What it means to the simulation.
    var orders: Orders {
        var orders =
            switch self {
            case .swarm: Orders(collect: 350, expand: 600, attack: 500, defend: 0, mix: [300, 500, 0, 200])
            case .fortress: Orders(collect: 700, expand: 300, attack: 200, defend: 600, mix: [400, 100, 300, 200])
            }
        switch self {
        case .swarm: (orders.spawnInterval, orders.retreatHealth, orders.engagement) = (800, 200, 3)
        case .fortress: (orders.spawnInterval, orders.retreatHealth, orders.engagement) = (900, 450, 1)
        }
        return orders
    }
}

extension Orders {
    /// Orders drawn at random, over the whole range in which a strategy makes sense.
    init(drawnBy random: inout Randomness) {
        var weights = InlineArray<4, Int16>(repeating: 0)
        for index in weights.indices { weights[index] = 50 * Int16(random.below(21)) }
        // Somebody has to gather: a team of none that do comes to nothing whatever it wants.
        var mix: InlineArray<4, Int16> = [1, 0, 0, 0]
        for index in mix.indices { mix[index] += 100 * Int16(random.below(6)) }
        self.init(collect: weights[0], expand: weights[1], attack: weights[2], defend: weights[3], mix: mix)
        spawnInterval = 500 + 100 * Int16(random.below(11))
        retreatHealth = 100 + 50 * Int16(random.below(10))
        engagement = UInt8(1 + random.below(3))
    }
}
