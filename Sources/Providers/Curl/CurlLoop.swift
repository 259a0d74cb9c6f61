// SPDX-License-Identifier: Apache-2.0
import CCurl
import RPCServer
import Synchronization

/// The thread on which libcurl's transfers run, and the box through which others talk to it.
///
/// `run` alone touches transfers; everybody else puts a wish into the inbox and wakes it up.
@safe
final class CurlLoop: Sendable {
    typealias Continuation = AsyncThrowingStream<TransferEvent, any Error>.Continuation

    private struct Wish: Sendable {
        let identity: UInt64
        let request: OutgoingRequest
        let continuation: Continuation
    }

    private struct Inbox {
        var started: [Wish] = []
        var ended: [UInt64] = []
        var isStopped = false
        /// The multi handle is gone: nobody may be woken any more.
        var isClosed = false
        var next: UInt64 = 1
    }

    private let inbox = Mutex(Inbox())
    private let active = Atomic<Int>(0)
    private let clock: MonotonicClock
    private nonisolated(unsafe) let multi: UnsafeMutableRawPointer

    init(limits: CurlTransport.ConnectionLimits, clock: MonotonicClock) {
        self.clock = clock
        _ = Self.isPrepared
        guard let multi = unsafe curl_multi_init() else { preconditionFailure("libcurl cannot be started: no memory") }
        unsafe self.multi = multi
        unsafe Self.set(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, limits.total)
        unsafe Self.set(multi, CURLMOPT_MAX_HOST_CONNECTIONS, limits.perHost)
        unsafe Self.set(multi, CURLMOPT_MAXCONNECTS, limits.idle)
        unsafe Self.set(multi, CURLMOPT_PIPELINING, 0)
    }

    private static let isPrepared: Bool = {
        let code = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
        precondition(code == CURLE_OK, "libcurl cannot be started: \(CurlError.text(code))")
        return true
    }()

    private static func set(_ multi: UnsafeMutableRawPointer, _ option: CURLMoption, _ value: Int) {
        let code = unsafe strategos_curl_set_multi_number(multi, option, value)
        precondition(code == CURLM_OK, "libcurl does not know the option \(option.rawValue)")
    }

    // MARK: From anywhere

    var activeTransfers: Int { active.load(ordering: .relaxed) }

    /// Wants a transfer; gives the number by which it can be ended.
    func start(_ request: OutgoingRequest, _ continuation: Continuation) -> UInt64 {
        inbox.withLock { inbox in
            let identity = inbox.next
            inbox.next += 1
            guard !inbox.isStopped else {
                continuation.finish(throwing: TransferFailure(.local, "the transport was shut down"))
                return identity
            }
            inbox.started.append(Wish(identity: identity, request: request, continuation: continuation))
            wake(inbox)
            return identity
        }
    }

    /// Wants a transfer to end; nothing if it has.
    func end(_ identity: UInt64) {
        inbox.withLock { inbox in
            guard !inbox.isStopped else { return }
            inbox.ended.append(identity)
            wake(inbox)
        }
    }

    /// Wants the thread to end.
    func stop() {
        inbox.withLock { inbox in
            inbox.isStopped = true
            wake(inbox)
        }
    }

    /// The lock is held, so that the handle is still there.
    private func wake(_ inbox: Inbox) {
        guard !inbox.isClosed else { return }
        unsafe curl_multi_wakeup(multi)
    }

    // MARK: On the thread

    /// Drives transfers until it is stopped.
    func run() {
        var transfers: [UInt64: CurlTransfer] = [:]
        while true {
            let (started, ended, isStopped) = inbox.withLock { inbox in
                defer {
                    inbox.started.removeAll()
                    inbox.ended.removeAll()
                }
                return (inbox.started, inbox.ended, inbox.isStopped)
            }
            for wish in started { begin(wish, among: &transfers) }
            for identity in ended { finish(identity, nil, among: &transfers) }
            if isStopped { break }
            var running: Int32 = 0
            unsafe curl_multi_perform(multi, &running)
            takeResults(among: &transfers)
            let now = clock.now()
            for (identity, transfer) in transfers where transfer.isSilentTooLong(now) {
                finish(identity, transfer.silence, among: &transfers)
            }
            active.store(transfers.count, ordering: .relaxed)
            let wait = transfers.values.map { $0.silenceEnds(now) }.min() ?? Self.longestWait
            // A wish that came meanwhile has woken it already, so that it does not sleep.
            unsafe curl_multi_poll(multi, nil, 0, Int32(min(wait, Self.longestWait)), nil)
        }
        for identity in Array(transfers.keys) {
            finish(identity, TransferFailure(.local, "the transport was shut down"), among: &transfers)
        }
        active.store(0, ordering: .relaxed)
        inbox.withLock { $0.isClosed = true }
        unsafe curl_multi_cleanup(multi)
    }

    /// In milliseconds. A minute: only to be sure.
    private static let longestWait: UInt64 = 60_000

    private func begin(_ wish: Wish, among transfers: inout [UInt64: CurlTransfer]) {
        do throws(TransferFailure) {
            let transfer = try CurlTransfer(wish.request, wish.continuation, clock: clock)
            let code = unsafe curl_multi_add_handle(multi, transfer.easy)
            guard code == CURLM_OK else { throw TransferFailure(.local, "libcurl: \(CurlError.text(code))") }
            transfers[wish.identity] = transfer
        } catch {
            wish.continuation.finish(throwing: error)
        }
    }

    private func takeResults(among transfers: inout [UInt64: CurlTransfer]) {
        var easy: UnsafeMutableRawPointer?
        var code = CURLE_OK
        while unsafe strategos_curl_next_done(multi, &easy, &code) != 0 {
            guard let done = transfers.first(where: { unsafe $0.value.easy == easy }) else { continue }
            finish(done.key, done.value.failure(of: code), among: &transfers)
        }
    }

    /// Takes a transfer out. libcurl closes its connection unless the answer was whole.
    private func finish(
        _ identity: UInt64, _ failure: TransferFailure?, among transfers: inout [UInt64: CurlTransfer]
    ) {
        guard let transfer = transfers.removeValue(forKey: identity) else { return }
        unsafe curl_multi_remove_handle(multi, transfer.easy)
        transfer.finish(failure)
    }
}
