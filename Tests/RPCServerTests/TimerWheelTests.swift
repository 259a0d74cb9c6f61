// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

@Suite("Timer wheel")
struct TimerWheelTests {
    private final class Target: LoopTimerTarget {
        func timerExpired(_ timer: LoopTimer) {}
    }

    @Test("Timers expire in order and in time, as a sorted list says", arguments: [1, 2, 3] as [UInt64])
    func model(seed: UInt64) {
        var state = seed
        func random(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        let target = Target()
        let timers = (0..<200).map { _ in LoopTimer(target: target) }
        var wheel = TimerWheel(tick: 1000)
        var due: [Int: UInt64] = [:]
        var now: UInt64 = 1000
        for _ in 0..<2000 {
            let index = Int(random(200))
            if random(4) == 0 {
                wheel.cancel(timers[index])
                due[index] = nil
            } else {
                let spans: [UInt64] = [10, 300, 70_000, 20_000_000]
                let tick = now + 1 + random(spans[Int(random(4))])
                wheel.schedule(timers[index], at: tick)
                due[index] = tick
            }
            let spans: [UInt64] = [1, 50, 1000, 300_000]
            now += random(spans[Int(random(4))])
            var expired: [Int] = []
            while let timer = wheel.nextExpired(at: now) {
                expired.append(timers.firstIndex { $0 === timer }!)
            }
            let expected = due.filter { $0.value <= now }
            #expect(Set(expired) == Set(expected.keys))
            #expect(expired.map { expected[$0] ?? 0 } == expired.map { expected[$0] ?? 0 }.sorted())
            for index in expired { due[index] = nil }
            #expect(wheel.count == due.count)
            #expect((wheel.nextWake == nil) == due.isEmpty)
            if let next = wheel.nextWake, let first = due.values.min() { #expect(next <= first && next > now) }
        }
        for timer in timers { wheel.cancel(timer) }
    }
}
