// SPDX-License-Identifier: Apache-2.0

import Planning
import RPCServer
import StrategosAPI

/// `strategos.v1.AgentService`: by a planner at once, on the loop; where futures can be played, by what comes of
/// each agent in them.
public struct AgentAnswers<P: Planner>: AgentService {
    let desk: StrategyDesk<P>
    let clock: MonotonicClock

    /// Answers by this planner and, where futures can be played, by this search; the clock only times.
    ///
    /// - Parameter advising: what may find better agents where there is time.
    public init(
        planner: P, search: StrategySearch? = nil, clock: MonotonicClock = .system, advising: Advising? = nil
    ) {
        desk = StrategyDesk(planner: planner, search: search, clock: clock, advising: advising)
        self.clock = clock
    }

    private var search: StrategySearch? { desk.search }

    /// An agent at once, unless a search may find a better one.
    public func createAgentImmediately(
        _ request: CreateAgentRequest, context: CallContext
    ) throws -> CreateAgentResponse? {
        if search?.isWorthTrying(request.gameState, context.deadline) == true { return nil }
        if desk.isAdvised(.agent, context.deadline) { return nil }
        return try answer(request, deadline: context.deadline)
    }

    /// An agent by a search, or by an advisor.
    public func createAgent(_ request: CreateAgentRequest, context: CallContext) async throws -> CreateAgentResponse {
        try await searched(request, deadline: context.deadline)
    }

    /// A composition at once, unless a search may find a better one.
    public func recommendCompositionImmediately(
        _ request: RecommendCompositionRequest, context: CallContext
    ) throws -> RecommendCompositionResponse? {
        if search?.isWorthTrying(request.gameState, context.deadline) == true { return nil }
        return try answer(request, deadline: context.deadline)
    }

    /// A composition by a search.
    public func recommendComposition(
        _ request: RecommendCompositionRequest, context: CallContext
    ) async throws -> RecommendCompositionResponse {
        try await searched(request, deadline: context.deadline)
    }

    /// Agents, each as soon as it is found.
    public func createSquad(
        _ request: CreateSquadRequest, responses: ResponseWriter<CreateSquadResponse>, context: CallContext
    ) async throws {
        try await squad(request, deadline: context.deadline) { try await responses.write($0) }
    }
}

// MARK: - Without a call

extension AgentAnswers {
    package func answer(_ request: CreateAgentRequest, deadline: Deadline?) throws(RPCError) -> CreateAgentResponse {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        let asked = desk.ask(
            request.gameState ?? GameState(), request.teamID, current: nil, remembers: false, &trace)
        desk.noteUnsearched(asked, &trace)
        desk.noteUnadvised(.agent, &trace)
        var response = CreateAgentResponse()
        response.agent = designed(request.wish, asked, &trace)
        return response
    }

    package func searched(
        _ request: CreateAgentRequest, deadline: Deadline?
    ) async throws(RPCError) -> CreateAgentResponse {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        let asked = desk.ask(
            request.gameState ?? GameState(), request.teamID, current: nil, remembers: true, &trace)
        var response = CreateAgentResponse()
        if let advising = desk.advising, desk.isAdvised(.agent, trace.deadline) {
            response.agent = await advised(request, asked, advising, &trace)
        } else {
            desk.noteUnadvised(.agent, &trace)
            response.agent = await agent(request.wish, asked, &trace)
        }
        return response
    }

    /// The planners' agent: by a search, where one is possible.
    ///
    /// - Parameter end: when its time is over, if that is before the call's.
    func agent(
        _ wish: AgentWish, _ asked: Asked, _ trace: inout Trace, until end: UInt64 = .max
    ) async -> AgentSpec {
        if let running = begin(asked, wish, &trace, until: end) {
            let began = clock.now()
            let (found, unplayable) = await running.end()
            if let found {
                trace.note("simulate", since: began, .ok)
                return spec(found, wish, asked, &trace)
            }
            desk.noteNothing(unplayable, since: began, &trace)
        }
        return designed(wish, asked, &trace)
    }

    /// The question as an advisor is asked it; for who has one without a server.
    package func question(
        _ request: CreateAgentRequest, deadline: Deadline?
    ) throws(RPCError) -> any AdvisedQuestion {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        let asked = desk.ask(
            request.gameState ?? GameState(), request.teamID, current: nil, remembers: true, &trace)
        return AdvisedAgent(request, asked, self, trace)
    }

    package func answer(
        _ request: RecommendCompositionRequest, deadline: Deadline?
    ) throws(RPCError) -> RecommendCompositionResponse {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        let asked = desk.ask(
            request.gameState ?? GameState(), request.teamID, current: nil, remembers: false, &trace)
        desk.noteUnsearched(asked, &trace)
        return advised(request, asked, nil, &trace)
    }

    package func searched(
        _ request: RecommendCompositionRequest, deadline: Deadline?
    ) async throws(RPCError) -> RecommendCompositionResponse {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        let asked = desk.ask(
            request.gameState ?? GameState(), request.teamID, current: nil, remembers: true, &trace)
        guard let planner = search?.planner else { return advised(request, asked, nil, &trace) }
        var wish = AgentWish()
        wish.strategy = request.strategy?.planned
        let wanted = wish
        let running: RunningSearch<CompositionSearch.Result>? = desk.begin(asked, &trace) { playable, put in
            AgentSearch.composition(asked, wanted, planner, playable, put)
        }
        guard let running else { return advised(request, asked, nil, &trace) }
        let began = clock.now()
        let (found, unplayable) = await running.end()
        if let found {
            trace.note("simulate", since: began, found.isCutShort ? .cutShort : .ok)
        } else {
            desk.noteNothing(unplayable, since: began, &trace)
        }
        return advised(request, asked, found, &trace)
    }

    /// Agents that belong together, as they are found.
    package func squad(
        _ request: CreateSquadRequest, deadline: Deadline?, write: (CreateSquadResponse) async throws -> Void
    ) async throws {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        var asked = desk.ask(
            request.gameState ?? GameState(), request.teamID, current: nil, remembers: true, &trace)
        var updates = SquadUpdates()
        var wish = request.wish
        if let first = await advisedFirst(request, asked, trace) {
            try await write(updates.agent(first))
            if let role = first.role.planned, let made = first.attributes?.planned { wish.first = (role, made) }
            if wish.size == 1 { return try await write(updates.done(trace)) }
        } else {
            desk.noteUnadvised(.agent, &trace)
        }
        let known = updates.agents
        if let running = begin(asked, wish, &trace) {
            let began = clock.now()
            var unplayable: Unplayable?
            reading: while true {
                switch await running.next() {
                case .found(let agents): try await tell(agents)
                case .over(let agents, let reason):
                    try await tell(agents)
                    unplayable = reason
                    break reading
                }
            }
            func tell(_ agents: [FoundAgent]) async throws {
                for agent in agents {
                    var soFar = trace
                    soFar.note("simulate", since: began, .ok)
                    try await write(updates.agent(spec(agent, wish, asked, &soFar)))
                }
            }
            // That nothing more was found where futures were played means that nothing more is worth it.
            if updates.agents > known || wish.first != nil && unplayable == nil {
                return try await write(updates.done(trace))
            }
            desk.noteNothing(unplayable, since: began, &trace)
        }
        // The first tier thinks of one agent, then of the next one as if that were there.
        if let (role, made) = wish.first { join(&asked, role, made, cost: Rules.cost(role, attributeSum: made.sum)) }
        for _ in Int(known)..<max(Int(known), firstTierCount(wish, asked)) {
            var soFar = trace
            try await write(updates.agent(designed(wish, asked, &soFar)))
            join(&asked, wish)
        }
        try await write(updates.done(trace))
    }

    /// The squad's first agent, where there is an advisor and time for it: by half of the time, so that the others
    /// are thought of too.
    private func advisedFirst(_ request: CreateSquadRequest, _ asked: Asked, _ trace: Trace) async -> AgentSpec? {
        let (start, end) = trace.interval
        let half = Deadline(instant: start &+ (end &- start) / 2, clock: clock)
        guard let advising = desk.advising, desk.isAdvised(.agent, half) else { return nil }
        var question = CreateAgentRequest()
        (question.teamID, question.gameState, question.strategy) = (request.teamID, request.gameState, request.strategy)
        var own = Trace(half, clock: clock)
        return await advised(question, asked, advising, &own)
    }

    private func begin(
        _ asked: Asked, _ wish: AgentWish, _ trace: inout Trace, until end: UInt64 = .max
    ) -> RunningSearch<FoundAgent>? {
        guard let planner = search?.planner else { return nil }
        return desk.begin(asked, &trace, until: end) { playable, put in
            AgentSearch.agents(asked, wish, planner, playable, put)
        }
    }
}

extension CreateAgentRequest {
    var wish: AgentWish {
        AgentWish(strategy: strategy?.planned, role: role.planned, affordableOnly: affordableOnly)
    }
}

extension CreateSquadRequest {
    fileprivate var wish: AgentWish { AgentWish(strategy: strategy?.planned, size: size.map { Int($0) }) }
}

/// Numbers the messages of a squad.
private struct SquadUpdates {
    private var sequence: UInt64 = 0
    private(set) var agents: UInt32 = 0
    private var roles: [Role] = []

    mutating func agent(_ agent: AgentSpec) -> CreateSquadResponse {
        agents += 1
        if let role = agent.role.planned { roles.append(role) }
        return next(.agent(agent))
    }

    mutating func done(_ trace: Trace) -> CreateSquadResponse {
        var done = SquadDone()
        done.agents = agents
        done.elapsed = trace.elapsed
        let counts = Role.allCases.map { role in (role, roles.count { $0 == role }) }.filter { $0.1 > 0 }
        done.description = Words.capitalized(
            Words.list(counts.map { "\($0.1) \(Words.name($0.0, plural: $0.1 != 1))" }) + ".")
        return next(.done(done))
    }

    private mutating func next(_ update: CreateSquadResponse.Update) -> CreateSquadResponse {
        sequence += 1
        var response = CreateSquadResponse()
        response.sequence = sequence
        response.update = update
        return response
    }
}
