// SPDX-License-Identifier: Apache-2.0

import Providers
import RPCServer
import Synchronization
import Testing

@Suite("A backend with its endpoints")
struct BackendTests {
    /// Answers as it is told, and counts.
    private final class Scripted: ModelProvider {
        let failure = Mutex<ModelFailure?>(nil)
        let asked = Mutex<[ModelRequest]>([])

        init(_ failure: ModelFailure? = nil) {
            self.failure.withLock { $0 = failure }
        }

        func generate(
            _ request: ModelRequest, events: @Sendable (ModelEvent) -> Void
        ) async throws(ModelFailure) -> ModelAnswer {
            asked.withLock { $0.append(request) }
            if let failure = failure.withLock({ $0 }) { throw failure }
            return ModelAnswer(text: "yes", usage: TokenUsage(prompt: 2, completion: 1))
        }

        var count: Int { asked.withLock { $0.count } }
    }

    /// A clock that a test moves.
    private final class Time: Sendable {
        let now = Atomic<UInt64>(0)
        var clock: MonotonicClock { MonotonicClock { self.now.load(ordering: .relaxed) } }
        func pass(_ seconds: UInt64) { now.add(seconds * 1_000_000_000, ordering: .relaxed) }
    }

    private static let question = ModelRequest(
        messages: [ChatMessage(.user, "?")], maxTokens: 5, deadline: .after(.seconds(30)))

    private func backend(_ providers: [Scripted], attempts: Int = 2, failures: Int = 5, clock: MonotonicClock = .system)
        -> ModelBackend
    {
        var limits = EndpointGuard.Limits()
        limits.failures = failures
        return ModelBackend(
            name: "b",
            endpoints: providers.enumerated().map {
                ModelBackend.Endpoint(name: "e\($0.offset)", provider: $0.element, limits: limits)
            }, attempts: attempts, backoff: .milliseconds(1), clock: clock)
    }

    private func reason(_ backend: ModelBackend) async -> ModelFailure.Reason? {
        do throws(ModelFailure) {
            _ = try await backend.generate(Self.question)
            return nil
        } catch {
            return error.reason
        }
    }

    @Test("When one endpoint is down, the question is answered by the other")
    func failover() async throws {
        let (down, up) = (Scripted(ModelFailure(.unreachable, "")), Scripted())
        let backend = backend([down, up])
        for _ in 0..<2 { #expect(await reason(backend) == nil) }
        #expect(down.count == 1 && up.count == 2)
        let status = backend.status()
        #expect(status.retries == 1 && status.endpoints[0].failures == [.unreachable: 1])
        #expect(status.endpoints[1].answers == 2 && status.endpoints[1].tokens == TokenUsage(prompt: 4, completion: 2))
    }

    @Test("A failure that another attempt would not mend is not tried again")
    func noRetry() async {
        for reason in [ModelFailure.Reason.rejected, .contextTooLong, .tooManyTokens, .filtered, .timeout] {
            let provider = Scripted(ModelFailure(reason, ""))
            #expect(await self.reason(backend([provider])) == reason)
            #expect(provider.count == 1)
        }
    }

    @Test("Of a hundred questions to a backend that is down, about ten are tried again")
    func retryBudget() async {
        let provider = Scripted(ModelFailure(.serverError, ""))
        let backend = backend([provider], failures: 1000)
        for _ in 0..<100 { #expect(await reason(backend) == .serverError) }
        #expect(provider.count == 111 && backend.status().retries == 11 && backend.status().retriesRefused == 89)
    }

    @Test("A breaker that is open refuses without asking; a real probe of one token closes it")
    func breaker() async throws {
        let time = Time()
        let provider = Scripted(ModelFailure(.serverError, ""))
        let backend = backend([provider], attempts: 1, failures: 2, clock: time.clock)
        for _ in 0..<2 { #expect(await reason(backend) == .serverError) }
        for _ in 0..<5 { #expect(await reason(backend) == .breakerOpen) }
        #expect(provider.count == 2 && !backend.status().isServing)
        provider.failure.withLock { $0 = nil }
        time.pass(5)
        #expect(await reason(backend) == .breakerOpen, "who comes first does not wait for the probe")
        while backend.status().endpoints[0].probes.all == 0 { await Task.yield() }
        #expect(provider.count == 3 && provider.asked.withLock { $0[2].maxTokens } == 1)
        #expect(await reason(backend) == nil)
        let text = BackendMetricsText.text([backend.status()])
        #expect(text.contains(#"strategos_backend_requests_total{backend="b",endpoint="e0",outcome="server_error"} 2"#))
        #expect(text.contains(#"strategos_backend_requests_total{backend="b",endpoint="e0",outcome="ok"} 1"#))
        #expect(text.contains(#"strategos_backend_refused_total{backend="b",endpoint="e0",reason="breaker_open"} 6"#))
        #expect(text.contains(#"strategos_backend_breaker_state{backend="b",endpoint="e0",state="closed"} 1"#))
        #expect(text.contains(#"strategos_backend_breaker_changes_total{backend="b",endpoint="e0",to="open"} 1"#))
        #expect(text.contains(#"strategos_backend_probes_total{backend="b",endpoint="e0",outcome="ok"} 1"#))
        #expect(text.contains(#"strategos_backend_request_duration_seconds_count{backend="b",endpoint="e0"} 3"#))
    }

    /// Answers only when it is cancelled, and counts that.
    private final class Endless: ModelProvider {
        let cancelled = Atomic(0)

        func generate(
            _ request: ModelRequest, events: @Sendable (ModelEvent) -> Void
        ) async throws(ModelFailure) -> ModelAnswer {
            events(.step(name: "endless", detail: ""))
            while !Task.isCancelled { try? await Task.sleep(for: .seconds(60)) }
            cancelled.add(1, ordering: .relaxed)
            throw ModelFailure(.cancelled, "")
        }
    }

    private func hedging(_ providers: [any ModelProvider], attempts: Int = 2) -> ModelBackend {
        ModelBackend(
            name: "b",
            endpoints: providers.enumerated().map {
                ModelBackend.Endpoint(name: "e\($0.offset)", provider: $0.element)
            },
            attempts: attempts, hedgeAfter: .milliseconds(1), backoff: .milliseconds(1))
    }

    @Test("When an answer is late, another endpoint is asked beside, and the slow request is cancelled")
    func hedge() async throws {
        let (slow, fast) = (Endless(), Scripted())
        let backend = hedging([slow, fast])
        let steps = Mutex(0)
        let answer = try await backend.generate(Self.question) { _ in steps.withLock { $0 += 1 } }
        #expect(answer.text == "yes" && steps.withLock { $0 } == 1)
        #expect(slow.cancelled.load(ordering: .relaxed) == 1)
        let status = backend.status()
        #expect(status.hedges == (1, 1) && status.retries == 0)
        #expect(status.endpoints.map(\.running) == [0, 0] && status.endpoints[0].breaker == .closed)
        #expect(
            BackendMetricsText.text([status]).contains(#"strategos_backend_hedges_total{backend="b",first="hedge"} 1"#))
    }

    @Test("A hedge takes from the retry budget; when that is empty nobody else is asked", .timeLimit(.minutes(1)))
    func hedgeBudget() async {
        let (slow, down) = (Endless(), Scripted(ModelFailure(.unreachable, "")))
        let backend = hedging([slow, down])
        // Its one token goes to the first hedge. Who waits for nothing goes away.
        for round in 0..<2 {
            let question = Task { await self.reason(backend) }
            while backend.status().hedges.all + backend.status().retriesRefused <= round { await Task.yield() }
            question.cancel()
            _ = await question.value
        }
        #expect(backend.status().hedges.all == 1 && down.count <= 2)
        #expect(backend.status().endpoints.map(\.running) == [0, 0])
    }

    @Test("With weights, questions go to endpoints by their shares")
    func weights() async {
        let providers = [Scripted(), Scripted()]
        let backend = ModelBackend(
            name: "b",
            endpoints: [
                ModelBackend.Endpoint(name: "a", provider: providers[0], weight: 3),
                ModelBackend.Endpoint(name: "b", provider: providers[1], weight: 1),
            ])
        for _ in 0..<40 { #expect(await reason(backend) == nil) }
        #expect(providers.map(\.count) == [30, 10])
    }
}
