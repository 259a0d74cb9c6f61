// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import RPCServer
import StrategosAPI

/// The planner's second tier as a service: questions go to a pool of threads, where futures are played.
public final class StrategySearch: Sendable {
    let settings: SearchSettings
    /// What is remembered of teams between their questions.
    let sessions: any SessionStore
    /// What has happened so far.
    public let counters: SearchCounters
    let planner: TieredPlanner
    package let maps: ArenaMaps
    /// What earlier matches have taught, by their rules. As it was when the search was made: what a match is answered
    /// does not depend on which others have ended meanwhile.
    let experience: [String: ArchetypeExperience]
    /// Notes how matches end; nil: nobody wants to know.
    public let outcomes: MatchOutcomes?
    private let pool: SearchPool
    private let clock: MonotonicClock

    /// Searches by these settings.
    ///
    /// - Parameters:
    ///   - sessions: where is kept what is remembered of teams; none: in memory.
    ///   - log: the experience of earlier matches, to which these are added; nil: nothing is learnt or recorded.
    public init(
        _ settings: SearchSettings = SearchSettings(), sessions: (any SessionStore)? = nil,
        log: ExperienceLog? = nil, clock: MonotonicClock = .system
    ) {
        self.settings = settings
        self.clock = clock
        counters = SearchCounters()
        let sessions = sessions ?? SessionMemory(limits: settings.sessions, counters: counters, clock: clock)
        self.sessions = sessions
        experience = log?.known.archetypes ?? [:]
        outcomes = log.map { MatchOutcomes(sessions, $0) }
        pool = SearchPool(limits: settings.pool, counters: counters)
        maps = ArenaMaps(limit: settings.maps)
        var options = RolloutPlanner.Options()
        options.solution = settings.solution
        planner = TieredPlanner(options: options)
    }

    /// Why a state cannot be played, as far as a glance tells; nothing: it may be.
    func refusal(_ state: GameState) -> Unplayable? { ArenaState.obstacle(in: state) }

    /// A state as a search has it.
    struct Playable {
        var match: Arena.Match
        var slots: AgentSlots
        /// Ticks, and the time of the question.
        var budget: Budget
    }

    /// Begins a search on a thread of the pool.
    ///
    /// - Parameters:
    ///   - slots: the places of agents in an earlier state of the match.
    ///   - interval: when the question came and when its time is over.
    ///   - work: gives what it finds to its second argument, as it finds it.
    /// - Returns: what will tell of it; nothing if there is no room.
    func begin<Found: Sendable>(
        _ state: GameState, slots: AgentSlots?, interval: (start: UInt64, end: UInt64),
        _ work: @escaping @Sendable (Playable, (Found) -> Void) -> Void
    ) -> RunningSearch<Found>? {
        let (maps, clock, ticks) = (maps, clock, settings.ticks)
        let results = SearchResults<Found>()
        let moments = settings.moments(start: interval.start, end: interval.end)
        let job = SearchJob(end: moments.end, lastMoment: moments.last) { job in
            var slots = slots ?? AgentSlots()
            do throws(Unplayable) {
                let match = try ArenaState.match(state, maps: maps, slots: &slots)
                let budget = Budget(nodes: ticks) { job.isStopped(clock) }
                work(Playable(match: match, slots: slots, budget: budget)) { results.put($0) }
            } catch {
                results.put(error)
            }
        } ended: {
            results.end()
        }
        guard pool.submit(job) else { return nil }
        return RunningSearch(job: job, results: results, counters: counters)
    }
}

/// A search that goes on. If the task that waits for it is cancelled, it stops.
struct RunningSearch<Found: Sendable> {
    fileprivate let job: SearchJob
    fileprivate let results: SearchResults<Found>
    fileprivate let counters: SearchCounters

    /// The next news.
    func next() async -> SearchResults<Found>.News {
        await withTaskCancellationHandler {
            await results.next()
        } onCancel: {
            job.giveUp { counters.count(.searchesCancelled) }
        }
    }

    /// The end: the last that was found.
    func end() async -> (last: Found?, unplayable: Unplayable?) {
        var last: Found?
        while true {
            switch await next() {
            case .found(let found): last = found.last ?? last
            case .over(let found, let unplayable): return (found.last ?? last, unplayable)
            }
        }
    }
}

/// A plan, and the places of the agents in its state.
struct FoundPlan: Sendable {
    var plan: Plan
    var slots: AgentSlots
}
