// SPDX-License-Identifier: Apache-2.0
import Logging

/// What time does to a connection: it grows old, idle or silent, its peer pings too often, calls do not go on.
extension ServerConnection: LoopTimerTarget {
    /// Judges a PING that has come, with what is known of the calls.
    func judgePing() {
        guard let session = unsafe http2?.object else { return }
        let isFine = unsafe guardian.admitPing(
            now: loop.now, hasCalls: !session.streams.isEmpty, answers: session.answers)
        guard !isFine, unsafe !guardian.isCondemned else { return }
        unsafe guardian.isCondemned = true
        counters.count(.pingLimit)
        server.logger.debug("ending a connection", metadata: ["peer": "\(peer.address as Any)", "reason": "pingLimit"])
        session.terminate(.enhanceYourCalm, saying: "too_many_pings")
        needsFlush()
    }

    /// Looks at the connection again after a while; nothing is scheduled for each frame or call.
    func watch() {
        guard !timer.isScheduled, isOpen else { return }
        let regular = unsafe loop.now + guardian.interval
        loop.schedule(timer, at: unsafe min(regular, guardian.nextStep, nextDrainStep))
    }

    /// Ends the connection in good order: first it says so, without a limit, then, when what was under way to
    /// the server has arrived, up to where it serves; calls end in their own time, or after the grace.
    private func retire() {
        announceShutdown()
        nextDrainStep = loop.now &+ Self.roundTrip
    }

    private static let roundTrip: UInt64 = 1_000_000_000

    /// Takes the next step of the end, if it is due; true if the connection is gone.
    private func continueDraining() -> Bool {
        guard loop.now >= nextDrainStep else { return false }
        if drainState == .finishing {
            counters.count(.connectionAgeGrace)
            shutDownNow()
            return true
        }
        finishCalls()
        let grace = server.limits.connectionAgeGrace.clampedNanoseconds
        nextDrainStep = grace == 0 ? .max : loop.now &+ grace
        return !isOpen
    }

    /// Judges the age of the connection and the peer's silence; true if the connection is gone.
    private func judgeAgeAndSilence() -> Bool {
        if drainState == .serving, unsafe guardian.isTooOld(now: loop.now) {
            counters.count(.connectionAge)
            retire()
        }
        // HTTP/1.1 has no way to ask.
        guard let http2 = unsafe http2 else { return false }
        switch unsafe guardian.judgeSilence(now: loop.now) {
        case .fine: return false
        case .ask:
            http2.object.ping()
            return false
        case .dead:
            counters.count(.keepaliveTimeouts)
            close()
            return true
        }
    }

    package func timerExpired(_ timer: LoopTimer) {
        if continueDraining() || judgeAgeAndSilence() { return }
        let streams = session?.streams ?? []
        if !streams.isEmpty { unsafe guardian.noteCalls(now: loop.now) }
        switch unsafe guardian.overdue(now: loop.now, streams: streams.count) {
        case nil: break
        case .idleTimeouts:
            if drainState == .serving {
                counters.count(.idleTimeouts)
                retire()
            }
            needsFlush()
            return watch()
        case .some(let limit):
            unsafe guardian.isCondemned = true
            counters.count(limit)
            session?.terminate(.enhanceYourCalm)
            writeOutput()
            return close()
        }
        if unsafe guardian.isStalled(unsent: transport?.unsentCount ?? 0, now: loop.now) {
            counters.count(.stallTimeouts)
            return close()
        }
        for case let call as ServerCall in streams { sweep(call) }
        needsFlush()
        watch()
    }

    /// Ends a call whose peer does not go on.
    private func sweep(_ call: ServerCall) {
        let limits = server.limits
        if call.isWaitingForRequest, call.lastReceived + limits.bodyTimeout.clampedNanoseconds <= loop.now {
            counters.count(.bodyTimeouts)
            call.finish(RPCError(.deadlineExceeded, "the request did not come in time"))
        } else if unsafe !call.outbound.isEmpty, call.lastSent + limits.stallTimeout.clampedNanoseconds <= loop.now {
            counters.count(.stallTimeouts)
            session?.reset(call, .cancel)
        } else if call.early == .sent, call.lastReceived + limits.bodyTimeout.clampedNanoseconds <= loop.now {
            session?.reset(call, .noError)
        } else {
            call.endIfTooLong()
        }
    }
}
