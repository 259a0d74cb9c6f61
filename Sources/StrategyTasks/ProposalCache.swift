// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import StrategosAPI
import Synchronization
import WorkflowEngine

/// What models have answered lately, by a canonical key of what they were asked about, in which numbers are rounded:
/// situations that are nearly the same share an answer. Questions with the same key that come while one is under way
/// wait for its answer instead of asking again.
///
/// What is kept is what a model wrote, never what is answered to a caller: a kept proposal is validated and valued in
/// each situation anew. For any number of threads.
public final class ProposalCache: Sendable {
    /// How much is kept.
    public struct Limits: Sendable {
        /// Answers; a further one takes the place of the oldest.
        public var entries = 256
        /// How long an answer is kept; zero: not at all, and questions share nothing.
        public var time = Duration.seconds(30)

        /// The usual.
        public init() {}
    }

    /// What a model wrote.
    package struct Written: Sendable {
        var object: Google_Protobuf_Value
        var kind: BackendKind
        var model: String

        package init(object: Google_Protobuf_Value, kind: BackendKind, model: String) {
            self.object = object
            self.kind = kind
            self.model = model
        }
    }

    /// Where an answer has come from.
    package enum Origin: Sendable {
        case asked
        case kept
        case shared
    }

    private struct Entry {
        var written: Written
        var at: UInt64
    }

    private typealias Answer = (result: Result<Written, StepFailure>, origin: Origin)

    /// A question under way, and who waits for it.
    private struct Flight {
        var number: Int
        var task: Task<Void, Never>
        var waiting: [Int: (Origin, CheckedContinuation<Answer, Never>)]
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var flights: [String: Flight] = [:]
        /// Numbers of flights and of those who wait.
        var numbers = 0
        /// How often all was forgotten: part of the keys, so that what is under way then is not kept either.
        var generation = 0
        var counts = (asked: 0, kept: 0, shared: 0, evicted: 0)

        mutating func number() -> Int {
            numbers += 1
            return numbers
        }
    }

    private let limits: Limits
    private let clock: MonotonicClock
    private let state = Mutex(State())

    /// Nothing yet.
    public init(limits: Limits = Limits(), clock: MonotonicClock = .system) {
        self.limits = limits
        self.clock = clock
    }

    /// The answer to a question: kept, shared with who asks it at this moment, or asked for.
    ///
    /// Who is cancelled waits no longer; the question itself is cancelled when nobody waits for it any more.
    package func written(
        for key: String, ask: @escaping @Sendable () async throws(StepFailure) -> Written
    ) async throws(StepFailure) -> (written: Written, origin: Origin) {
        guard limits.time > .zero else {
            state.withLock { $0.counts.asked += 1 }
            return (try await ask(), .asked)
        }
        let (number, generation) = state.withLock { ($0.number(), $0.generation) }
        let key = "\(generation) \(key)"
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { waiting in
                // The flag is set before anybody hears of a cancellation, so that none is missed.
                if let answer = enter(key, number, waiting, ask) { waiting.resume(returning: answer) }
            }
        } onCancel: {
            leave(key, number)
        }
        return (try answer.result.get(), answer.origin)
    }

    /// Forgets what is kept: it was asked for in other words than are used from now on. Who waits goes on waiting.
    package func forget() {
        state.withLock { state in
            state.generation += 1
            state.entries = [:]
        }
    }

    /// An answer that is there already; or else somebody waits from now on.
    private func enter(
        _ key: String, _ number: Int, _ waiting: CheckedContinuation<Answer, Never>,
        _ ask: @escaping @Sendable () async throws(StepFailure) -> Written
    ) -> Answer? {
        let now = clock.now()
        return state.withLock { state in
            guard !Task.isCancelled else { return (.failure(Self.cancelled), .asked) }
            if let entry = state.entries[key] {
                if now &- entry.at <= limits.time.clampedNanoseconds {
                    state.counts.kept += 1
                    return (.success(entry.written), .kept)
                }
                state.entries[key] = nil
            }
            if state.flights[key] != nil {
                state.counts.shared += 1
                state.flights[key]?.waiting[number] = (.shared, waiting)
                return nil
            }
            state.counts.asked += 1
            let flight = state.number()
            let task = Task.detached { [self] in
                let result: Result<Written, StepFailure>
                do throws(StepFailure) { result = .success(try await ask()) } catch { result = .failure(error) }
                landed(key, flight, result)
            }
            state.flights[key] = Flight(number: flight, task: task, waiting: [number: (.asked, waiting)])
            return nil
        }
    }

    private static let cancelled = StepFailure(.timeout, "nobody waits for it any more")

    /// One waits no longer.
    private func leave(_ key: String, _ number: Int) {
        let (waiting, abandoned) = state.withLock {
            state -> (CheckedContinuation<Answer, Never>?, Task<Void, Never>?) in
            guard let waiting = state.flights[key]?.waiting.removeValue(forKey: number)?.1 else { return (nil, nil) }
            guard let flight = state.flights[key], flight.waiting.isEmpty else { return (waiting, nil) }
            state.flights[key] = nil
            return (waiting, flight.task)
        }
        abandoned?.cancel()
        waiting?.resume(returning: (.failure(Self.cancelled), .asked))
    }

    private func landed(_ key: String, _ number: Int, _ result: Result<Written, StepFailure>) {
        let now = clock.now()
        let waiting = state.withLock { state -> [(Origin, CheckedContinuation<Answer, Never>)] in
            // What nobody waited for may have been cut off.
            guard let flight = state.flights[key], flight.number == number else { return [] }
            state.flights[key] = nil
            if case .success(let written) = result {
                if state.entries.count >= limits.entries, state.entries[key] == nil,
                    let oldest = state.entries.min(by: { $0.value.at < $1.value.at })
                {
                    state.entries[oldest.key] = nil
                    state.counts.evicted += 1
                }
                state.entries[key] = Entry(written: written, at: now)
            }
            return Array(flight.waiting.values)
        }
        for (origin, continuation) in waiting { continuation.resume(returning: (result, origin)) }
    }

    /// What was counted, in Prometheus' text format.
    public var prometheusText: String {
        let (counts, kept) = state.withLock { ($0.counts, $0.entries.count) }
        return PrometheusText.head(
            "strategos_proposals_total", "counter", "Questions to models, by where the answer came from.")
            + "strategos_proposals_total{origin=\"asked\"} \(counts.asked)\n"
            + "strategos_proposals_total{origin=\"kept\"} \(counts.kept)\n"
            + "strategos_proposals_total{origin=\"shared\"} \(counts.shared)\n"
            + PrometheusText.head(
                "strategos_proposals_evicted_total", "counter", "Kept answers that made room for others.")
            + "strategos_proposals_evicted_total \(counts.evicted)\n"
            + PrometheusText.head("strategos_proposals_kept", "gauge", "Answers that are kept.")
            + "strategos_proposals_kept \(kept)\n"
    }

    /// A key of what a model is asked about: canonical JSON in which numbers have two digits and moments are left
    /// out. Two digits tell situations apart that call for different answers, and not those of two ticks.
    package static func key(_ parts: [String], _ inputs: [String: Google_Protobuf_Value]) -> String {
        var options = JSONEncodingOptions()
        options.sortsMapKeys = true
        let values = Google_Protobuf_Value(Google_Protobuf_Struct(fields: inputs.mapValues(quantised)))
        return parts.joined(separator: "\n") + "\n" + ((try? values.json(options: options)) ?? "")
    }

    /// Members that say when, or are words for people that change with each number.
    private static let left: Set<String> = ["tick", "description", "confidence", "ticksToArrival"]

    private static func quantised(_ value: Google_Protobuf_Value) -> Google_Protobuf_Value {
        switch value.kind {
        case .numberValue(let number)?: return Google_Protobuf_Value(rounded(number))
        case .structValue(let object)?:
            let fields = object.fields.filter { !left.contains($0.key) }.mapValues(quantised)
            return Google_Protobuf_Value(Google_Protobuf_Struct(fields: fields))
        case .listValue(let list)?:
            return Google_Protobuf_Value(Google_Protobuf_ListValue(values: list.values.map(quantised)))
        default: return value
        }
    }

    /// To two digits: 512 and 507 are 510.
    private static func rounded(_ number: Double) -> Double {
        var scale = 1.0
        var rest = abs(number)
        while rest >= 100, scale < 1e15 {
            scale *= 10
            rest /= 10
        }
        return rest < 1 ? (number * 100).rounded() / 100 : (number / scale).rounded() * scale
    }
}
