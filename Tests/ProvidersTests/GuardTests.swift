// SPDX-License-Identifier: Apache-2.0

import Providers
import Testing

@Suite("What guards a backend")
struct GuardTests {
    private static let second: UInt64 = 1_000_000_000

    @Test("A breaker opens after failures one after the other, asks for one probe, and closes by its success")
    func breaker() {
        var breaker = CircuitBreaker(failures: 3, coolDown: .seconds(5), longest: .seconds(60))
        for failure in [true, true, false, true, true] { breaker.ended(wasFailure: failure, now: 0) }
        #expect(breaker.state == .closed, "a success in between begins anew")
        breaker.ended(wasFailure: true, now: 0)
        #expect(breaker.state == .open && breaker.admit(now: 5 * Self.second - 1) == .refused)
        #expect(breaker.admit(now: 5 * Self.second) == .refusedForProbe)
        #expect(breaker.admit(now: 6 * Self.second) == .refused, "one probe is enough")
        breaker.probeEnded(wasFailure: false, now: 6 * Self.second)
        #expect(breaker.admit(now: 6 * Self.second) == .admitted)
        #expect(breaker.changes == [.open: 1, .halfOpen: 1, .closed: 1])
    }

    @Test("After each probe that fails it is left alone for twice as long, up to a limit")
    func coolDown() {
        var breaker = CircuitBreaker(failures: 1, coolDown: .seconds(1), longest: .seconds(3))
        breaker.ended(wasFailure: true, now: 0)
        var now: UInt64 = 0
        for pause: UInt64 in [1, 2, 3, 3] {
            #expect(breaker.admit(now: now + pause * Self.second - 1) == .refused)
            now += pause * Self.second
            #expect(breaker.admit(now: now) == .refusedForProbe)
            breaker.probeEnded(wasFailure: true, now: now)
        }
        now += 3 * Self.second
        #expect(breaker.admit(now: now) == .refusedForProbe)
        breaker.probeEnded(wasFailure: false, now: now)
        breaker.ended(wasFailure: true, now: now)
        #expect(breaker.admit(now: now + Self.second) == .refusedForProbe, "a success has made the pause short again")
    }

    @Test("What ends late, while it is open, changes nothing")
    func late() {
        var breaker = CircuitBreaker(failures: 1, coolDown: .seconds(1), longest: .seconds(1))
        breaker.ended(wasFailure: true, now: 0)
        breaker.ended(wasFailure: false, now: 1)
        breaker.ended(wasFailure: true, now: 2)
        breaker.probeEnded(wasFailure: false, now: 3)
        #expect(breaker.state == .open && breaker.opensUntil == Self.second)
    }

    @Test("The retry budget gives one attempt at the start and then one for ten questions, ten at most")
    func retryBudget() {
        var budget = RetryBudget()
        let first = (budget.takeAttempt(), budget.takeAttempt())
        #expect(first == (true, false))
        var granted = 0
        for _ in 0..<1000 {
            budget.asked()
            if budget.takeAttempt() { granted += 1 }
        }
        #expect(granted == 100)
        for _ in 0..<1000 { budget.asked() }
        let saved = (0..<20).count { _ in budget.takeAttempt() }
        #expect(saved == 10)
    }

    @Test("Endpoints take turns by their weights, evenly mixed, and each order has all of them")
    func rotation() {
        var rotation = WeightedRotation(weights: [5, 1, 1])
        let orders = (0..<7).map { _ in rotation.next() }
        #expect(orders.map { $0[0] } == [0, 0, 1, 0, 2, 0, 0])
        #expect(orders.allSatisfy { $0.sorted() == [0, 1, 2] })
    }

    @Test("An endpoint takes so many requests at once, and so many a second")
    func rates() {
        var limits = EndpointGuard.Limits()
        limits.concurrent = 2
        limits.perSecond = 1
        limits.burst = 3
        var guarded = EndpointGuard(limits, now: 0)
        #expect(guarded.admit(now: 0) == .admitted && guarded.admit(now: 0) == .admitted)
        #expect(guarded.admit(now: 0) == .refused(.busy, after: nil))
        guarded.ended(nil, now: 0)
        #expect(guarded.admit(now: 0) == .admitted)
        guarded.ended(nil, now: 0)
        #expect(guarded.admit(now: 0) == .refused(.rateLimited, after: .seconds(1)))
        #expect(guarded.admit(now: Self.second) == .admitted && guarded.running == 2)
    }

    @Test("An endpoint that says when it wants to be asked again is left alone until then")
    func retryAfter() {
        var guarded = EndpointGuard(EndpointGuard.Limits(), now: 0)
        #expect(guarded.admit(now: 0) == .admitted)
        guarded.ended(ModelFailure(.rateLimited, "", retryAfter: .seconds(3)), now: 0)
        #expect(guarded.admit(now: Self.second) == .refused(.rateLimited, after: .seconds(2)))
        #expect(guarded.admit(now: 3 * Self.second) == .admitted)
        #expect(guarded.breaker.state == .closed, "who limits is alive")
    }

    @Test(
        "Only what the endpoint is to blame for counts against it",
        arguments: ModelFailure.Reason.allCases)
    func blame(reason: ModelFailure.Reason) {
        var limits = EndpointGuard.Limits()
        limits.failures = 1
        var guarded = EndpointGuard(limits, now: 0)
        _ = guarded.admit(now: 0)
        guarded.ended(ModelFailure(reason, ""), now: 0)
        let blamed: Set<ModelFailure.Reason> = [
            .unreachable, .timeout, .unavailable, .unauthorized, .serverError, .invalidResponse, .cutOff, .tooLarge,
        ]
        #expect((guarded.breaker.state == .open) == blamed.contains(reason))
    }
}
