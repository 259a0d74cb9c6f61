// SPDX-License-Identifier: Apache-2.0
import RPCServer
import StrategosAPI
import Synchronization

/// A backend with its endpoints: chooses one that works, tries another when that is worth it, and leaves alone
/// those that fail.
///
/// A question is tried again only within the ``RetryBudget``, within its deadline, and while nobody else is
/// burdened: at an endpoint that was not asked yet, or at the same one after what it asks to be waited.
public final class ModelBackend: ModelProvider {
    /// An endpoint: how it is asked, and what it may be asked.
    public struct Endpoint: Sendable {
        /// What it is called in metrics: its address without path.
        public var name: String
        /// Asks it.
        public var provider: any ModelProvider
        /// Its share of the questions.
        public var weight: Int
        /// What it may be asked.
        public var limits: EndpointGuard.Limits

        /// An endpoint.
        public init(
            name: String, provider: any ModelProvider, weight: Int = 1,
            limits: EndpointGuard.Limits = EndpointGuard.Limits()
        ) {
            self.name = name
            self.provider = provider
            self.weight = weight
            self.limits = limits
        }
    }

    /// What changes, under one lock that is never held while anything is waited for.
    struct State {
        var guards: [EndpointGuard]
        var rotation: WeightedRotation
        var budget = RetryBudget()
        var metrics: BackendMetrics
        var observers: [@Sendable () -> Void] = []

        /// Whether any endpoint would be asked.
        var isServing: Bool { guards.contains { $0.breaker.state == .closed } }
    }

    /// What it is called.
    public let name: String
    /// What it speaks.
    public let kind: BackendKind
    private let endpoints: [Endpoint]
    private let attempts: Int
    private let hedgeAfter: Duration?
    private let backoff: Duration
    private let probeTimeout: Duration
    private let clock: MonotonicClock
    private let state: Mutex<State>

    /// - Parameters:
    ///   - name: what it is called in workflows and metrics.
    ///   - kind: what it speaks.
    ///   - endpoints: at least one.
    ///   - attempts: how often a question is tried in all.
    ///   - hedgeAfter: how long an answer is waited for before another endpoint is asked beside the first; nil for
    ///     never.
    ///   - backoff: what is waited before the same endpoint is asked again, and as much more each time.
    ///   - probeTimeout: how long the answer to a probe may take.
    ///   - clock: what times are measured by.
    public init(
        name: String, kind: BackendKind = .openai, endpoints: [Endpoint], attempts: Int = 2,
        hedgeAfter: Duration? = nil, backoff: Duration = .milliseconds(100), probeTimeout: Duration = .seconds(10),
        clock: MonotonicClock = .system
    ) {
        precondition(!endpoints.isEmpty, "a backend needs an endpoint")
        self.name = name
        self.kind = kind
        self.endpoints = endpoints
        self.attempts = attempts
        self.hedgeAfter = hedgeAfter
        self.backoff = backoff
        self.probeTimeout = probeTimeout
        self.clock = clock
        state = Mutex(
            State(
                guards: endpoints.map { EndpointGuard($0.limits, now: clock.now()) },
                rotation: WeightedRotation(weights: endpoints.map(\.weight)),
                metrics: BackendMetrics(endpoints: endpoints.count)))
    }

    /// Has an endpoint answer.
    public func generate(
        _ request: ModelRequest, events: @Sendable (ModelEvent) -> Void
    ) async throws(ModelFailure) -> ModelAnswer {
        let order = state.withLock { state in
            state.budget.asked()
            return state.rotation.next()
        }
        var asked: Set<Int> = []
        var attempt = 0
        var last: ModelFailure?
        while true {
            let chosen: Int
            switch choose(among: order, sparing: asked, mayWait: attempt == 0, request.deadline) {
            case .endpoint(let index): chosen = index
            case .wait(let time):
                try await pause(time)
                attempt += 1
                continue
            case .nobody(let refusal): throw last ?? refusal
            }
            asked.insert(chosen)
            attempt += 1
            let (result, hedge) = await answer(chosen, others: order.filter { !asked.contains($0) }, request, events)
            if let hedge {
                asked.insert(hedge)
                attempt += 1
            }
            do throws(ModelFailure) {
                return try result.get()
            } catch {
                last = error
                guard mayTryAgain(after: error, attempt, request.deadline) else { throw error }
            }
            // Another endpoint is asked at once, the same one after a moment.
            if asked.count == endpoints.count { try await pause(backoff * attempt) }
        }
    }

    // MARK: Choice

    private enum Choice {
        case endpoint(Int)
        case wait(Duration)
        case nobody(ModelFailure)
    }

    /// The first endpoint in the order that takes the question. When all refuse, one that will take it soon is worth
    /// a wait, if the deadline allows it.
    private func choose(
        among order: [Int], sparing asked: Set<Int>, mayWait: Bool, _ deadline: Deadline
    ) -> Choice {
        let now = clock.now()
        let (choice, probes) = state.withLock { state -> (Choice, [Int]) in
            var refusals: [ModelFailure] = []
            var probes: [Int] = []
            // Those that were asked come last: with one endpoint the same is asked again.
            for index in order.filter({ !asked.contains($0) }) + order.filter(asked.contains) {
                switch state.guards[index].admit(now: now) {
                case .admitted:
                    state.metrics.endpoints[index].started()
                    return (.endpoint(index), probes)
                case .refused(let reason, let time):
                    state.metrics.endpoints[index].refused(reason)
                    refusals.append(ModelFailure(reason, endpoints[index].name, retryAfter: time))
                case .refusedForProbe:
                    state.metrics.endpoints[index].refused(.breakerOpen)
                    refusals.append(ModelFailure(.breakerOpen, endpoints[index].name))
                    probes.append(index)
                }
            }
            let wait = mayWait ? Self.wait(after: refusals, deadline) : nil
            return (wait.map(Choice.wait) ?? .nobody(refusals[0]), probes)
        }
        for index in probes { probe(index) }
        return choice
    }

    /// After what time one of those that refused may take a question, if that is soon enough.
    private static func wait(after refusals: [ModelFailure], _ deadline: Deadline) -> Duration? {
        let soonest = refusals.filter { $0.reason == .rateLimited }.compactMap(\.retryAfter).min()
        // An answer wants half of the time at least.
        guard let soonest, soonest <= longestWait, soonest < deadline.remaining / 2 else { return nil }
        return soonest
    }

    /// One second: a planner's answer is better than a long wait.
    private static let longestWait = Duration.seconds(1)

    private func pause(_ time: Duration) async throws(ModelFailure) {
        do {
            try await Task.sleep(for: time)
        } catch {
            throw ModelFailure(.cancelled, "who asked has gone")
        }
    }

    // MARK: Attempts

    private func ask(
        _ index: Int, _ request: ModelRequest, _ events: @Sendable (ModelEvent) -> Void
    ) async throws(ModelFailure) -> ModelAnswer {
        let began = clock.now()
        do throws(ModelFailure) {
            let answer = try await endpoints[index].provider.generate(request, events: events)
            ended(index, nil, began, answer.usage)
            return answer
        } catch {
            ended(index, error, began, nil)
            throw error
        }
    }

    // MARK: Hedging

    private enum Hedging {
        case ended(Int, Result<ModelAnswer, ModelFailure>)
        case isLate
    }

    /// Asks an endpoint and, when its answer is late and hedging is allowed, one of the others beside it. The first
    /// answer counts, and the other request is cancelled; of two failures the later one counts.
    ///
    /// - Returns: how it ended, and which of the others was asked.
    private func answer(
        _ first: Int, others: [Int], _ request: ModelRequest, _ events: @Sendable (ModelEvent) -> Void
    ) async -> (Result<ModelAnswer, ModelFailure>, hedge: Int?) {
        guard let hedgeAfter, !others.isEmpty else { return (await result(first, request, events), nil) }
        return await withoutActuallyEscaping(events) { events in
            await withTaskGroup(of: Hedging.self) { group in
                group.addTask { .ended(first, await self.result(first, request, events)) }
                group.addTask {
                    try? await Task.sleep(for: hedgeAfter)
                    return .isLate
                }
                var hedge: Int?
                var running = 1
                var last = Result<ModelAnswer, ModelFailure>.failure(ModelFailure(.cancelled, "who asked has gone"))
                while running > 0, let event = await group.next() {
                    switch event {
                    case .isLate:
                        guard !Task.isCancelled, let other = self.hedge(among: others) else { continue }
                        hedge = other
                        running += 1
                        group.addTask { .ended(other, await self.result(other, request, events)) }
                    case .ended(let index, let result):
                        running -= 1
                        last = result
                        guard case .success = result else { continue }
                        if let hedge { self.state.withLock { $0.metrics.hedgeEnded(wasFirst: index == hedge) } }
                        group.cancelAll()
                        return (result, hedge)
                    }
                }
                group.cancelAll()
                return (last, hedge)
            }
        }
    }

    private func result(
        _ index: Int, _ request: ModelRequest, _ events: @Sendable (ModelEvent) -> Void
    ) async -> Result<ModelAnswer, ModelFailure> {
        do throws(ModelFailure) {
            return .success(try await ask(index, request, events))
        } catch {
            return .failure(error)
        }
    }

    /// An endpoint that takes the question of another one that is late, if the retry budget has an attempt left: a
    /// backend that is slow because it has too much to do must not get twice as much.
    private func hedge(among others: [Int]) -> Int? {
        let now = clock.now()
        return state.withLock { state in
            guard state.budget.hasAttempt else {
                state.metrics.retriesRefused += 1
                return nil
            }
            for index in others {
                switch state.guards[index].admit(now: now) {
                case .admitted:
                    _ = state.budget.takeAttempt()
                    state.metrics.hedges += 1
                    state.metrics.endpoints[index].started()
                    return index
                case .refused(let reason, _): state.metrics.endpoints[index].refused(reason)
                case .refusedForProbe: state.metrics.endpoints[index].refused(.breakerOpen)
                }
            }
            return nil
        }
    }

    private func ended(_ index: Int, _ failure: ModelFailure?, _ began: UInt64, _ usage: TokenUsage?) {
        let now = clock.now()
        change { state in
            state.guards[index].ended(failure, now: now)
            state.metrics.endpoints[index].ended(failure?.reason, nanoseconds: now &- began, usage)
        }
    }

    private func mayTryAgain(after failure: ModelFailure, _ attempt: Int, _ deadline: Deadline) -> Bool {
        guard failure.isWorthAnotherAttempt, attempt < attempts, !deadline.hasPassed, !Task.isCancelled else {
            return false
        }
        return state.withLock { state in
            let isAllowed = state.budget.takeAttempt()
            if isAllowed { state.metrics.retries += 1 } else { state.metrics.retriesRefused += 1 }
            return isAllowed
        }
    }

    // MARK: Probes

    /// Asks for one token, whoever is waiting: a breaker closes by an answer, not by hope.
    private func probe(_ index: Int) {
        Task { [self] in
            var failure: ModelFailure?
            do throws(ModelFailure) {
                _ = try await endpoints[index].provider.generate(Self.probe(within: probeTimeout)) { _ in }
            } catch {
                failure = error
            }
            let now = clock.now()
            change { state in
                state.guards[index].probeEnded(failure, now: now)
                state.metrics.endpoints[index].probed(wasFailure: failure?.countsAgainstEndpoint ?? false)
            }
        }
    }

    private static func probe(within time: Duration) -> ModelRequest {
        ModelRequest(messages: [ChatMessage(.user, "Say yes.")], maxTokens: 1, deadline: .after(time))
    }

    /// Sends a probe to each endpoint, one after the other, whatever its breaker says; for people who want to know.
    public func check(within time: Duration) async -> [(endpoint: String, failure: ModelFailure?)] {
        var results: [(endpoint: String, failure: ModelFailure?)] = []
        for endpoint in endpoints {
            do throws(ModelFailure) {
                _ = try await endpoint.provider.generate(Self.probe(within: time))
                results.append((endpoint.name, nil))
            } catch {
                results.append((endpoint.name, error.countsAgainstEndpoint || error.reason == .rejected ? error : nil))
            }
        }
        return results
    }

    // MARK: What is known of it

    /// Whether any endpoint would be asked.
    public var isServing: Bool { state.withLock { $0.isServing } }

    /// Tells whenever ``isServing`` has changed, on whichever thread finds out; for good.
    public func observe(_ observer: @escaping @Sendable () -> Void) {
        state.withLock { $0.observers.append(observer) }
    }

    private func change(_ body: (inout State) -> Void) {
        let observers = state.withLock { state in
            let before = state.isServing
            body(&state)
            return state.isServing == before ? [] : state.observers
        }
        for observer in observers { observer() }
    }

    /// How it stands now.
    public func status() -> BackendStatus {
        state.withLock { state in
            BackendStatus(
                name: name, kind: kind,
                endpoints: zip(endpoints, zip(state.guards, state.metrics.endpoints)).map { endpoint, known in
                    BackendStatus.Endpoint(name: endpoint.name, of: known.0, known.1)
                }, retries: state.metrics.retries, retriesRefused: state.metrics.retriesRefused,
                hedges: (state.metrics.hedges, state.metrics.hedgesFirst))
        }
    }
}
