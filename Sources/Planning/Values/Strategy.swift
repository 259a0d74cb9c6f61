// SPDX-License-Identifier: Apache-2.0

/// How a team behaves on the whole.
public enum Posture: Int, CaseIterable, Sendable {
    /// Seek the fight.
    case aggressive
    /// Hold what is there.
    case defensive
    /// A bit of each.
    case balanced
    /// Grow first.
    case economic
}

/// What a team's effort is for.
public enum Focus: Int, CaseIterable, Sendable {
    /// Cells.
    case territory
    /// Stockpiles.
    case resources
    /// The opponent's agents.
    case combat
}

/// What an agent can be told to do.
public enum TaskKind: Int, CaseIterable, Sendable {
    /// Gather resources.
    case collect
    /// Claim cells.
    case expand
    /// Fight.
    case attack
    /// Hold the frontier.
    case defendTerritory
    /// Hold the base.
    case defendBase
    /// Look at what is not known.
    case scout

    /// The kind of work that the task belongs to.
    public var work: Work {
        switch self {
        case .collect: .collect
        case .expand, .scout: .expand
        case .attack: .attack
        case .defendTerritory, .defendBase: .defend
        }
    }
}

/// One of a team's tasks.
public struct Priority: Hashable, Sendable {
    /// What to do.
    public var task: TaskKind
    /// How much it weighs, 0 to 1000.
    public var weight: Int32
    /// Where; `nil`: anywhere.
    public var area: Area?
    /// For collecting: what; `nil`: anything.
    public var resource: Resource?

    /// A task.
    public init(_ task: TaskKind, weight: Int32, area: Area? = nil, resource: Resource? = nil) {
        self.task = task
        self.weight = weight
        self.area = area
        self.resource = resource
    }
}

/// What is done about the way an opponent plays.
public struct CounterMove: Hashable, Sendable {
    /// Index of the opponent.
    public var opponent: Int
    /// How it seems to play.
    public var observed: Archetype
    /// How likely that is, 0 to 1000.
    public var likelihood: Int32
    /// What answers it.
    public var response: TaskKind
    /// Where.
    public var area: Area?

    /// An answer to the way that an opponent plays.
    public init(opponent: Int, observed: Archetype, likelihood: Int32, response: TaskKind, area: Area? = nil) {
        self.opponent = opponent
        self.observed = observed
        self.likelihood = likelihood
        self.response = response
        self.area = area
    }
}

/// What a team should do.
public struct Strategy: Hashable, Sendable {
    /// The named way to play that it is closest to.
    public var archetype: Archetype
    /// How the team behaves on the whole.
    public var posture: Posture
    /// What its effort is for.
    public var focus: Focus
    /// What to do, most important first.
    public var priorities: [Priority] = []
    /// The roles wanted, in thousandths; together 1000.
    public var composition: SIMD4<Int32> = [250, 250, 250, 250]
    /// How collecting is divided, in thousandths; together 1000.
    public var resourceShares: SIMD3<Int32> = [334, 333, 333]
    /// What is done about the opponents.
    public var counters: [CounterMove] = []
    /// Last tick for which it is meant.
    public var validUntil: Int64?
    /// Time between spawns in thousandths of the rules' interval.
    public var spawnInterval: Int32 = 1000
    /// Health at which agents withdraw, in thousandths.
    public var retreatHealth: Int32 = 250

    /// A strategy with the posture and focus of an archetype, and nothing else yet.
    public init(_ archetype: Archetype) {
        self.archetype = archetype
        posture = archetype.posture
        focus = archetype.focus
    }

    /// Whether it is the same but for until when it is meant.
    public func isSameCourse(as other: Strategy) -> Bool {
        var other = other
        other.validUntil = validUntil
        return self == other
    }

    /// How the weight of its tasks is divided over the four kinds of work; together 1.
    public var work: WorkVector {
        var sums = WorkVector()
        for priority in priorities { sums[priority.task.work] += Double(priority.weight) }
        return sums.sum() > 0 ? sums.normalized : archetype.work
    }
}
