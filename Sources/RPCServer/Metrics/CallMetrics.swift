// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// What one loop has measured of calls, by method, protocol and status: written by its thread alone, readable
/// from everywhere.
@safe
final class CallMetrics: Sendable {
    /// What calls are told apart by.
    struct Series: Hashable, Sendable {
        /// ``MethodEntry/number``.
        let method: Int
        let system: RPCSystem
        /// The number of a status; ``StatusCode/namedCount`` for those without a name.
        let status: Int
    }

    /// The histograms of one series.
    struct Reading: Sendable, Equatable {
        var duration: Histogram
        var openTelemetryDuration: Histogram
        var sent: Histogram
        var received: Histogram

        mutating func add(_ other: Reading) {
            duration.add(other.duration)
            openTelemetryDuration.add(other.openTelemetryDuration)
            sent.add(other.sent)
            received.add(other.received)
        }
    }

    private typealias Cell = Atomic<UInt64>

    // Kept here, since to ask for a global costs more than to look a value up.
    private let latency = HistogramBounds.grpcLatency
    private let size = HistogramBounds.grpcSize
    private let openTelemetryDuration = HistogramBounds.openTelemetryDuration

    /// Where the parts of a series lie among its cells: buckets, and behind them the sum.
    private enum Place {
        static let duration = 0
        static let openTelemetryDuration = duration + HistogramBounds.grpcLatency.count + 1
        static let sent = openTelemetryDuration + HistogramBounds.openTelemetryDuration.count + 1
        static let received = sent + HistogramBounds.grpcSize.count + 1
        static let count = received + HistogramBounds.grpcSize.count + 1
    }

    private static let statuses = StatusCode.namedCount + 1
    private let methods: Int
    private let started: [LoopCounter]
    // Series come into being with their first call: the address is published when its cells are zeroed.
    private nonisolated(unsafe) let series: UnsafeMutablePointer<Atomic<UnsafeMutableRawPointer?>>
    private let seriesCount: Int

    /// - Parameter methods: how many there are, ``MethodDescriptor/unknown`` included.
    init(methods: Int) {
        self.methods = methods
        started = (0..<methods).map { _ in LoopCounter() }
        seriesCount = methods * RPCSystem.allCases.count * Self.statuses
        unsafe series = .allocate(capacity: seriesCount)
        for index in 0..<seriesCount { unsafe (series + index).initialize(to: Atomic(nil)) }
    }

    deinit {
        for index in 0..<seriesCount {
            guard let cells = unsafe cells(index) else { continue }
            unsafe cells.deinitialize(count: Place.count)
            unsafe cells.deallocate()
        }
        unsafe series.deinitialize(count: seriesCount)
        unsafe series.deallocate()
    }

    private func cells(_ index: Int) -> UnsafeMutablePointer<Cell>? {
        unsafe series[index].load(ordering: .acquiring)?.assumingMemoryBound(to: Cell.self)
    }

    // MARK: On the loop's thread

    /// A call of a method has begun.
    func countStart(_ method: Int) {
        started[method].increment()
    }

    /// It is over.
    func count(_ end: CallEnd, _ method: Int) {
        let raw = Int(end.status.rawValue)
        let status = raw >= 0 && raw < StatusCode.namedCount ? raw : StatusCode.namedCount
        let index = (method * RPCSystem.allCases.count + end.rpcSystem.number) * Self.statuses + status
        let cells = unsafe cells(index) ?? makeCells(index)
        unsafe Self.record(end.nanoseconds, latency, cells + Place.duration)
        unsafe Self.record(end.nanoseconds, openTelemetryDuration, cells + Place.openTelemetryDuration)
        unsafe Self.record(UInt64(end.responseBytes), size, cells + Place.sent)
        unsafe Self.record(UInt64(end.requestBytes), size, cells + Place.received)
    }

    private func makeCells(_ index: Int) -> UnsafeMutablePointer<Cell> {
        let cells = UnsafeMutablePointer<Cell>.allocate(capacity: Place.count)
        for position in 0..<Place.count { unsafe (cells + position).initialize(to: Atomic(0)) }
        unsafe series[index].store(UnsafeMutableRawPointer(cells), ordering: .releasing)
        return unsafe cells
    }

    @inline(__always)
    private static func record(_ value: UInt64, _ bounds: HistogramBounds, _ cells: UnsafeMutablePointer<Cell>) {
        unsafe add(1, to: cells[bounds.bucket(of: value)])
        unsafe add(value, to: cells[bounds.count])
    }

    @inline(__always)
    private static func add(_ amount: UInt64, to cell: borrowing Cell) {
        cell.store(cell.load(ordering: .relaxed) &+ amount, ordering: .relaxed)
    }

    // MARK: From anywhere

    /// How many calls of a method have begun.
    func starts(_ method: Int) -> UInt64 { started[method].value }

    /// Every series that has had a call.
    func readings() -> [Series: Reading] {
        var readings: [Series: Reading] = [:]
        for index in 0..<seriesCount {
            guard let cells = unsafe cells(index) else { continue }
            let (rest, status) = index.quotientAndRemainder(dividingBy: Self.statuses)
            let (method, system) = rest.quotientAndRemainder(dividingBy: RPCSystem.allCases.count)
            readings[Series(method: method, system: RPCSystem.allCases[system], status: status)] = unsafe Reading(
                duration: Self.histogram(.grpcLatency, cells + Place.duration),
                openTelemetryDuration: Self.histogram(.openTelemetryDuration, cells + Place.openTelemetryDuration),
                sent: Self.histogram(.grpcSize, cells + Place.sent),
                received: Self.histogram(.grpcSize, cells + Place.received))
        }
        return readings
    }

    private static func histogram(_ bounds: HistogramBounds, _ cells: UnsafeMutablePointer<Cell>) -> Histogram {
        let counts = (0..<bounds.count).map { unsafe cells[$0].load(ordering: .relaxed) }
        return Histogram(counts: counts, sum: unsafe cells[bounds.count].load(ordering: .relaxed))
    }
}

extension RPCSystem {
    /// Its place in ``RPCSystem/allCases``.
    fileprivate var number: Int {
        switch self {
        case .grpc: 0
        case .connect: 1
        case .http: 2
        }
    }
}

/// A counter that one thread writes and all may read.
final class LoopCounter: Sendable {
    private let cell = Atomic<UInt64>(0)

    var value: UInt64 { cell.load(ordering: .relaxed) }

    /// Only from the one thread, and so without an atomic addition.
    func increment() {
        cell.store(cell.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
    }
}

/// Measures calls of methods, each on its own loop. Resources of plain HTTP are none.
package struct CallMeter: ServerInterceptor {
    package init() {}

    package var seesMessages: Bool { false }

    package func callOpened(_ context: CallContext) throws(RPCError) {
        guard let (metrics, method) = Self.place(of: context) else { return }
        metrics.countStart(method)
    }

    package func callEnded(_ end: CallEnd, _ context: CallContext) {
        guard let (metrics, method) = Self.place(of: context) else { return }
        metrics.count(end, method)
    }

    private static func place(of context: CallContext) -> (CallMetrics, Int)? {
        guard let entry = context.methodEntry, let metrics = unsafe context.loop.resources.callMetrics,
            entry.number > 0 || entry === MethodEntry.unknown
        else { return nil }
        return (metrics, entry.number)
    }
}
