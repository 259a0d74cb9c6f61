// SPDX-License-Identifier: Apache-2.0

import Arena
import MatchStorage
import Planning
import RPCServer
import StrategosAPI

/// Sessions out of the match store: what a restarted server, or one that is asked for the first time in the midst of a
/// match, learns of a team's opponents from the states that were reported.
extension StrategyDesk {
    /// Part of the time that is left which learning may take.
    private static var recallingPart: UInt64 { 4 }

    /// Makes a session for a team that has none, where the store knows the match. Nothing is lost where it does not, or
    /// where there is no time: the question stands alone then.
    func recall(_ state: GameState, _ team: String, _ trace: inout Trace) async {
        let end = trace.interval.end
        let began = clock.now()
        guard let search, let matches, matches.store.hasMatches, let key = SessionKey(state, team),
            search.sessions.session(of: key) == nil, search.refusal(state) == nil,
            end >= began &+ SearchSettings.leastTime * Self.recallingPart
        else { return }
        let last = began &+ (end - began) / Self.recallingPart
        guard
            let history = await matches.history(
                of: key, before: state.tick ?? 0, until: Deadline(instant: last, clock: clock)),
            let latest = history.steps.last?.state, search.refusal(latest) == nil
        else { return }
        let interval = (start: clock.now(), end: last)
        let running: RunningSearch<RecalledSession>? = search.begin(latest, slots: nil, interval: interval) {
            playable, put in
            var recalled = RecalledSession(
                team: team, maps: search.maps, experience: search.experience[latest.rulesID])
            for step in history.steps where !playable.budget.isOver() {
                recalled.learn(step, planner, search.planner, playable.budget)
            }
            put(recalled)
        }
        guard let recalled = await running?.end().last, let session = recalled.session else { return }
        search.sessions.keep(session, of: key)
        search.counters.count(.sessionsRecalled)
        trace.note("recall", since: began, .ok, "\(recalled.states) earlier states were in the store.")
    }
}

extension Matches {
    /// A team's way through a match before a tick, as long as the store answers in time: a disk that stands still must
    /// not cost the answer.
    fileprivate func history(of key: SessionKey, before tick: UInt64, until deadline: Deadline) async -> MatchHistory? {
        let found = AsyncStream<MatchHistory> { found in
            let reading = Task.detached {
                if let history = await self.history(of: key.match, team: key.team, before: tick) {
                    found.yield(history)
                }
                found.finish()
            }
            let watch = Task.detached {
                try? await Task.sleep(for: deadline.remaining)
                found.finish()
            }
            found.onTermination = { _ in
                reading.cancel()
                watch.cancel()
            }
        }
        return await found.first { _ in true }
    }
}

/// A session in the making.
private struct RecalledSession: Sendable {
    let team: String
    let maps: ArenaMaps
    let experience: ArchetypeExperience?
    /// States that were learnt from.
    private(set) var states = 0
    private(set) var session: TeamSession?
    private var slots = AgentSlots()
    private var current: Strategy?

    /// - Parameter experience: what earlier matches have taught.
    init(team: String, maps: ArenaMaps, experience: ArchetypeExperience?) {
        self.team = team
        self.maps = maps
        self.experience = experience
    }

    /// Looks at what the opponents did until a state, and at what the team was told there.
    ///
    /// - Parameters:
    ///   - first: the first tier, for what one look tells.
    ///   - budget: of all states together.
    mutating func learn(
        _ step: MatchHistory.Step, _ first: some Planner, _ tiered: TieredPlanner, _ budget: Budget
    ) {
        guard let match = try? ArenaState.match(step.state, maps: maps, slots: &slots) else { return }
        var question = Question(Situation(step.state, seenBy: team, observations: []), current: current)
        question.experience = experience
        let plan = first.plan(question)
        var planner = tiered.planner(for: question, PlayableMatch(match, memory: session?.memory.planner), plan)
        let given = step.strategy?.planned
        // Where nobody was asked, something sensible.
        let assumed = given ?? (session?.strategy == nil ? plan.strategy : nil)
        planner.watch(
            match, following: assumed.map { Hypothesis(.followed, saying: $0, on: match.map) }, budget: budget)
        let tick = step.state.tick ?? 0
        let followed = given ?? session?.strategy
        let isChange = followed.map { followed in !(session?.strategy?.isSameCourse(as: followed) ?? false) } ?? false
        var past = session?.past ?? []
        if let message = step.strategy, let given {
            past = PastStrategy.list(past, adding: given, message, plan, at: tick)
        }
        session = TeamSession(
            after: session, step.state, strategy: followed, changedAt: isChange ? tick : session?.changedAt ?? tick,
            memory: MatchMemory(planner: planner, slots: slots), past: past)
        current = followed
        states += 1
    }
}
