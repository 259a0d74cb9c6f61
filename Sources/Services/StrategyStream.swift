// SPDX-License-Identifier: Apache-2.0

import Planning
import RPCServer
import StrategosAPI

extension StrategyAnswers {
    /// The reflex planner's strategy at once, then each better one, then the end.
    package func stream(
        _ request: StreamStrategyRequest, deadline: Deadline?,
        write: (StreamStrategyResponse) async throws -> Void
    ) async throws {
        var trace = Trace(deadline, clock: clock)
        try trace.check(request)
        await desk.recall(request.gameState ?? GameState(), request.teamID, &trace)
        let asked = desk.ask(
            request.gameState ?? GameState(), request.teamID, current: request.currentStrategy?.planned,
            remembers: true, &trace)
        var updates = StreamUpdates()
        var beginning = trace
        try await write(updates.strategy(desk.explained(asked.plan, asked, &beginning)))
        var planned: (plan: Plan, slots: AgentSlots?) = (asked.plan, nil)
        // Where a model is to be asked too, the search may not take all of the time.
        let isAdvised = desk.isAdvised(.strategy, trace.deadline)
        let (start, end) = trace.interval
        if let running = desk.begin(asked, &trace, until: isAdvised ? start &+ (end &- start) / 3 : .max) {
            let began = clock.now()
            let (found, unplayable) = try await follow(running, since: began, asked, trace) { plan, soFar in
                try await write(updates.strategy(desk.explained(plan, asked, &soFar)))
            }
            let plan = desk.conclude(found, unplayable, since: began, asked, &trace)
            planned = (plan, found?.slots)
            desk.remember(plan, slots: found?.slots, asked)
            // The last word has the numbers of the whole search, also where the strategy is the same.
            if plan.simulation != nil {
                var soFar = trace
                try await write(updates.strategy(desk.explained(plan, asked, &soFar)))
            }
        }
        let decision = try await desk.decide(.strategy, request, asked, &trace, planned: planned) {
            try await write(updates.progress($0))
        }
        if isAdvised {
            if decision.proposed != nil { desk.remember(decision, asked) }
            // What the model proposed, and why it won or lost.
            try await write(updates.strategy(desk.explained(decision, asked, &trace)))
        }
        try await write(updates.done(trace))
    }

    /// Tells of each other strategy that the search comes to.
    private func follow(
        _ running: RunningSearch<FoundPlan>, since began: UInt64, _ asked: Asked, _ trace: Trace,
        tell: (Plan, inout Trace) async throws -> Void
    ) async throws -> (FoundPlan?, Unplayable?) {
        var told = asked.plan.strategy
        var last: FoundPlan?
        while true {
            switch await running.next() {
            case .over(let found, let unplayable): return (found.last ?? last, unplayable)
            case .found(let found):
                last = found.last ?? last
                guard let plan = last?.plan, !plan.strategy.isSameCourse(as: told) else { continue }
                told = plan.strategy
                var soFar = trace
                soFar.note("simulate", since: began, .ok, "Still going on.")
                try await tell(plan, &soFar)
            }
        }
    }
}

/// Numbers the messages of a stream.
private struct StreamUpdates {
    private var sequence: UInt64 = 0
    private var strategies: UInt32 = 0

    mutating func strategy(_ strategy: TeamStrategy) -> StreamStrategyResponse {
        strategies += 1
        return next(.strategy(strategy))
    }

    mutating func progress(_ progress: StrategyProgress) -> StreamStrategyResponse { next(.progress(progress)) }

    mutating func done(_ trace: Trace) -> StreamStrategyResponse {
        var done = StrategyDone()
        done.strategies = strategies
        done.elapsed = trace.elapsed
        done.degraded = trace.degraded
        return next(.done(done))
    }

    private mutating func next(_ update: StreamStrategyResponse.Update) -> StreamStrategyResponse {
        sequence += 1
        var response = StreamStrategyResponse()
        response.sequence = sequence
        response.update = update
        return response
    }
}
