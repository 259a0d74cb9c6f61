// SPDX-License-Identifier: Apache-2.0

import Protobuf
import RPCServer
import StrategosAPI
import StrategyTasks
import Synchronization
import Testing
import WorkflowEngine

@Suite("Answers of models that are kept")
struct ProposalCacheTests {
    /// A clock that is set by hand.
    private final class Time: Sendable {
        let now = Atomic<UInt64>(0)
        var clock: MonotonicClock { MonotonicClock { self.now.load(ordering: .relaxed) } }
    }

    /// Answers when it is let, and counts how often it was asked.
    private final class Model: Sendable {
        private let asked = Atomic<Int>(0)
        private let cancelled = Atomic<Bool>(false)
        var questions: Int { asked.load(ordering: .relaxed) }
        var wasCancelled: Bool { cancelled.load(ordering: .relaxed) }
        private let (stream, gate) = AsyncStream<Void>.makeStream()

        func open() { gate.finish() }

        func ask() async throws(StepFailure) -> ProposalCache.Written {
            let number = asked.add(1, ordering: .relaxed).newValue
            for await _ in stream {}
            if Task.isCancelled {
                cancelled.store(true, ordering: .relaxed)
                throw StepFailure(.timeout, "cancelled")
            }
            return ProposalCache.Written(object: Google_Protobuf_Value(Double(number)), kind: .openai, model: "m")
        }
    }

    private func limits(_ entries: Int, _ time: Duration) -> ProposalCache.Limits {
        var limits = ProposalCache.Limits()
        (limits.entries, limits.time) = (entries, time)
        return limits
    }

    @Test("An answer is kept for its time, and the oldest makes room")
    func keeps() async throws {
        let (time, model) = (Time(), Model())
        model.open()
        let cache = ProposalCache(limits: limits(2, .seconds(10)), clock: time.clock)
        func origin(_ key: String) async throws -> ProposalCache.Origin {
            try await cache.written(for: key) { () throws(StepFailure) in try await model.ask() }.origin
        }
        #expect(try await origin("a") == .asked)
        time.now.store(10_000_000_000, ordering: .relaxed)
        #expect(try await origin("a") == .kept)
        time.now.store(10_000_000_001, ordering: .relaxed)
        #expect(try await origin("a") == .asked)
        // Other prompts: what was written by the old ones is not used any more.
        cache.forget()
        #expect(try await origin("a") == .asked)
        #expect(try await origin("a") == .kept)
        time.now.store(10_000_000_002, ordering: .relaxed)
        #expect(try await origin("b") == .asked)
        #expect(try await origin("c") == .asked)
        #expect(try await origin("b") == .kept)
        #expect(try await origin("a") == .asked)
        #expect(cache.prometheusText.contains("strategos_proposals_total{origin=\"kept\"} 3\n"))
        #expect(cache.prometheusText.contains("strategos_proposals_evicted_total 2\n"))
    }

    @Test("Those who ask the same at once share one question")
    func shares() async throws {
        let model = Model()
        let cache = ProposalCache()
        func ask() async throws -> ProposalCache.Origin {
            try await cache.written(for: "k") { () throws(StepFailure) in try await model.ask() }.origin
        }
        async let one = ask()
        async let two = ask()
        async let three = ask()
        while !cache.prometheusText.contains("shared\"} 2\n") { await Task.yield() }
        model.open()
        let origins = try await [one, two, three]
        #expect(origins.count { $0 == .asked } == 1 && origins.count { $0 == .shared } == 2)
        #expect(model.questions == 1)
    }

    @Test("Who goes away does not take it from the others; when all have gone it is cancelled")
    func leaves() async throws {
        let model = Model()
        let cache = ProposalCache()
        let waiting = (0..<2).map { _ in
            Task { try await cache.written(for: "k") { () throws(StepFailure) in try await model.ask() }.origin }
        }
        while !cache.prometheusText.contains("shared\"} 1\n") { await Task.yield() }
        waiting[0].cancel()
        await #expect(throws: StepFailure.self) { try await waiting[0].value }
        #expect(!model.wasCancelled)
        waiting[1].cancel()
        await #expect(throws: StepFailure.self) { try await waiting[1].value }
        while !model.wasCancelled { await Task.yield() }
        // What was cut off is not kept, and the next one asks anew.
        let next = Model()
        next.open()
        #expect(try await cache.written(for: "k") { () throws(StepFailure) in try await next.ask() }.origin == .asked)
    }

    @Test("A failure is told to all and not kept")
    func fails() async throws {
        let cache = ProposalCache()
        for _ in 0..<2 {
            await #expect(throws: StepFailure(.backendDown, "x")) {
                try await cache.written(for: "k") { () throws(StepFailure) in throw StepFailure(.backendDown, "x") }
            }
        }
        #expect(cache.prometheusText.contains("asked\"} 2\n"))
    }

    @Test("A key does not change with what hardly matters, and does with what does")
    func keys() {
        func key(_ share: Double, _ tick: String, order: Bool = true, task: String = "a") -> String {
            let members: [String: Google_Protobuf_Value] = [
                "share": Google_Protobuf_Value(share), "tick": Google_Protobuf_Value(tick),
                "task": Google_Protobuf_Value(task),
            ]
            return ProposalCache.key(
                ["llm"], ["situation": Google_Protobuf_Value(Google_Protobuf_Struct(fields: members))])
        }
        #expect(key(512, "1200") == key(507, "1210"))
        #expect(key(0.123, "1") == key(0.118, "1"))
        #expect(key(512, "1") != key(530, "1"))
        #expect(key(512, "1") != key(512, "1", task: "b"))
        #expect(key(-12, "1") != key(12, "1"))
        #expect(ProposalCache.key(["a"], [:]) != ProposalCache.key(["b"], [:]))
    }
}
