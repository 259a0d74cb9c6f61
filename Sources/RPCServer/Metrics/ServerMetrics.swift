// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// What is counted.
public enum ServerCounter: Int, CaseIterable, Sendable {
    /// Connections accepted; with TLS, after their handshake.
    case connectionsOpened
    /// Connections that have ended.
    case connectionsClosed
    /// Connections refused, because there were too many.
    case connectionsRefused
    /// Connections refused, because there were too many from the same address.
    case connectionsRefusedPerPeer
    /// Connections whose TLS handshake did not end in time.
    case handshakeTimeouts
    /// Connections whose TLS handshake failed: nothing in common, or a certificate that is not believed.
    case handshakeFailures
    /// Certificates that have replaced those in use.
    case certificatesLoaded
    /// Certificates that should have, and were no good.
    case certificatesRefused
    /// Streams that peers opened.
    case streamsOpened
    /// Calls handed to a handler.
    case handlersStarted
    /// Handlers that have returned.
    case handlersEnded
    /// Calls that the caller gave up.
    case callsCancelled
    /// Calls that outlived their deadline.
    case deadlinesExceeded
    /// Calls that took as long as the server lets one take, whatever their deadline.
    case durationLimit
    /// Streams refused, because too many handlers were running.
    case streamsRefused
    /// Streams that peers reset.
    case resetsReceived
    /// Streams that were reset by us, for the peer's fault.
    case resetsSent
    /// Connections ended for too many resets.
    case resetLimit
    /// Connections ended for too many frames that carry nothing.
    case glitchLimit
    /// Header blocks with too many fields or bytes.
    case headerLimit
    /// Connections ended for too many answers that the peer did not fetch.
    case queueLimit
    /// Messages longer than allowed.
    case messageLimit
    /// Messages that would have been longer than allowed once decompressed.
    case decompressionLimit
    /// Connections that did not begin with HTTP/2 in time.
    case prefaceTimeouts
    /// Connections whose header block did not end in time.
    case headerTimeouts
    /// Calls whose request did not come in time.
    case bodyTimeouts
    /// Calls or connections whose peer did not take what was sent.
    case stallTimeouts
    /// Connections without a call for too long.
    case idleTimeouts
    /// Connections whose peer did not answer when it was asked for a sign of life.
    case keepaliveTimeouts
    /// Connections that have ended in good order because they were old.
    case connectionAge
    /// Of these, the ones with calls that had to be cut off.
    case connectionAgeGrace
    /// Connections ended for PINGs that came too often.
    case pingLimit
    /// Requests that lead to no method and no route: wrong verb, path or content type.
    case notRPC
    /// Requests of files that nobody may see: by a path that is none, or a link that leads out of their folder.
    case filesRefused
    /// Requests of a page in a browser that may not call this server.
    case originsRefused
    /// Connections ended for a violation of HTTP.
    case protocolErrors
    /// Calls without credentials, or with some that are not believed.
    case authenticationsFailed
    /// Calls refused to somebody with more than its share of the calls that there may be at once.
    case fairShareLimit
    /// Calls whose credentials were not looked at, because too many of the same address were not believed.
    case loginLimit
    /// Access policies and keys that have replaced those in use.
    case accessRulesLoaded
    /// Access policies and keys that should have, and were no good.
    case accessRulesRefused
    /// Workflows that have replaced those in use.
    case workflowsLoaded
    /// Workflows that should have, and were no good.
    case workflowsRefused
    /// Calls of somebody who is known and may not do that.
    case permissionsDenied
    /// Calls of somebody who has made too many lately.
    case rateLimit
    /// Calls of somebody who has too many already.
    case concurrencyLimit
}

/// The counters of one loop: written by its thread alone, readable from everywhere.
@safe
final class LoopCounters: Sendable {
    // Only atomics, for as long as the object lives.
    private nonisolated(unsafe) let cells: UnsafeMutablePointer<Atomic<UInt64>>
    private static let counters = ServerCounter.allCases.count
    /// One cell for each named status, and one for all others.
    static let statuses = StatusCode.namedCount + 1

    init() {
        unsafe cells = .allocate(capacity: Self.counters + Self.statuses)
        for index in 0..<Self.counters + Self.statuses { unsafe (cells + index).initialize(to: Atomic(0)) }
    }

    deinit {
        unsafe cells.deinitialize(count: Self.counters + Self.statuses)
        unsafe cells.deallocate()
    }

    /// Counts one; only from the loop's thread, and so without an atomic addition.
    @inline(__always)
    func count(_ counter: ServerCounter) {
        unsafe increment(cells[counter.rawValue])
    }

    /// Counts the end of a call; only from the loop's thread.
    @inline(__always)
    func count(_ status: StatusCode) {
        let raw = Int(status.rawValue)
        let index = raw >= 0 && raw < StatusCode.namedCount ? raw : StatusCode.namedCount
        unsafe increment(cells[Self.counters + index])
    }

    func value(_ counter: ServerCounter) -> UInt64 {
        unsafe cells[counter.rawValue].load(ordering: .relaxed)
    }

    func value(status index: Int) -> UInt64 {
        unsafe cells[Self.counters + index].load(ordering: .relaxed)
    }

    @inline(__always)
    private func increment(_ cell: borrowing Atomic<UInt64>) {
        cell.store(cell.load(ordering: .relaxed) &+ 1, ordering: .relaxed)
    }
}

/// What a server has counted since it was made, over all its loops.
public struct ServerMetrics: Sendable {
    private let loops: [LoopCounters]
    private let methods: [MethodDescriptor]
    private let calls: [CallMetrics]

    init(loops: [LoopCounters], methods: [MethodDescriptor] = [], calls: [CallMetrics] = []) {
        self.loops = loops
        self.methods = methods
        self.calls = calls
    }

    /// What was measured of calls; nil if nothing is.
    func measuredCalls() -> CallMetricsSnapshot? {
        calls.isEmpty ? nil : CallMetricsSnapshot(methods: methods, loops: calls)
    }

    /// What one loop counts, whoever uses it.
    package init(of loop: EventLoop) {
        self.init(loops: [loop.resources.counters])
    }

    /// What one loop counts, and measures from now on of the calls of a server that has a ``CallMeter``.
    package init(of loop: EventLoop, measuring core: ServerCore) {
        let methods = core.methods.descriptors
        let calls = CallMetrics(methods: methods.count)
        loop.resources.callMetrics = calls
        self.init(loops: [loop.resources.counters], methods: methods, calls: [calls])
    }

    /// The counters as they are now. Those of one loop are read one after the other: sums may be off
    /// by what happens meanwhile.
    public func snapshot() -> Snapshot {
        var snapshot = Snapshot()
        for counter in ServerCounter.allCases {
            snapshot.counters[counter] = loops.reduce(0) { $0 + $1.value(counter) }
        }
        for index in 0..<LoopCounters.statuses {
            let count = loops.reduce(0) { $0 + $1.value(status: index) }
            if count > 0 { snapshot.calls[StatusCode(rawValue: Int32(index))] = count }
        }
        return snapshot
    }

    /// The counters of one moment.
    public struct Snapshot: Sendable {
        /// By what they count.
        public fileprivate(set) var counters: [ServerCounter: UInt64] = [:]
        /// Calls that were answered, by their status. A status that gRPC does not name counts under 17.
        public fileprivate(set) var calls: [StatusCode: UInt64] = [:]

        /// One counter.
        public subscript(counter: ServerCounter) -> UInt64 { counters[counter] ?? 0 }
        /// The calls with one status.
        public subscript(status: StatusCode) -> UInt64 { calls[status] ?? 0 }
        /// Connections open at that moment.
        public var openConnections: UInt64 {
            self[.connectionsOpened] &- self[.connectionsClosed]
        }
    }
}
