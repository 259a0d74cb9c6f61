// SPDX-License-Identifier: Apache-2.0

/// Who is told when a ``LoopTimer`` expires.
package protocol LoopTimerTarget: AnyObject {
    /// The time has come. The timer is free to be scheduled again.
    func timerExpired(_ timer: LoopTimer)
}

/// One alarm, made once and scheduled as often as needed; part of the object that it alarms.
///
/// Belongs to one ``TimerWheel`` and its thread. Its target is not retained.
@safe
package final class LoopTimer {
    /// Whom to tell; set before it is scheduled. Must be cancelled before the target goes away.
    package unowned(unsafe) var target: (any LoopTimerTarget)!
    /// Whether it is waiting to expire.
    package var isScheduled: Bool { slot >= 0 }

    /// The tick at which it expires.
    package fileprivate(set) var tick: UInt64 = 0
    fileprivate var slot = -1
    fileprivate var next: Unmanaged<LoopTimer>?
    fileprivate var previous: Unmanaged<LoopTimer>?

    /// A timer that is part of what it will alarm.
    package init() {}

    package init(target: any LoopTimerTarget) {
        unsafe self.target = target
    }
}

/// Alarms by the millisecond in constant time: three wheels of 256 slots, each turning 256 times
/// slower than the one before it.
///
/// Pure: it is told the time, and tells when it wants to be called next.
@safe
package struct TimerWheel: ~Copyable {
    /// The time up to which everything has expired.
    package private(set) var tick: UInt64
    /// How many timers are waiting.
    package private(set) var count = 0

    private static let levels = 3
    private static let slotsPerLevel = 256
    private let heads: UnsafeMutablePointer<Unmanaged<LoopTimer>?>
    private let occupied: UnsafeMutablePointer<UInt64>

    package init(tick: UInt64 = 0) {
        self.tick = tick
        let slots = Self.levels * Self.slotsPerLevel
        unsafe heads = .allocate(capacity: slots)
        unsafe heads.initialize(repeating: nil, count: slots)
        unsafe occupied = .allocate(capacity: slots / 64)
        unsafe occupied.initialize(repeating: 0, count: slots / 64)
    }

    deinit {
        unsafe heads.deallocate()
        unsafe occupied.deallocate()
    }

    /// Lets a timer expire at a tick, or at the next one if that is past. Moves it if it is waiting.
    package mutating func schedule(_ timer: LoopTimer, at tick: UInt64) {
        if timer.isScheduled { cancel(timer) }
        timer.tick = max(tick, self.tick + 1)
        insert(timer)
        count += 1
    }

    /// Takes a timer out; nothing happens if it is not waiting.
    package mutating func cancel(_ timer: LoopTimer) {
        guard timer.isScheduled else { return }
        unlink(timer)
        count -= 1
    }

    /// Moves the time on, and takes out every timer that expires by then, one per call, in the order
    /// of their ticks; nil once all are out and the time has arrived.
    package mutating func nextExpired(at now: UInt64) -> LoopTimer? {
        while true {
            if let timer = firstTimer(in: Int(tick & 255)), timer.tick <= tick {
                cancel(timer)
                return timer
            }
            guard tick < now else { return nil }
            tick = min(now, count == 0 ? now : nextStop)
            if tick & 255 == 0 { cascade() }
        }
    }

    /// When ``nextExpired(at:)`` has something to do; nil if nothing is waiting.
    package var nextWake: UInt64? { count == 0 ? nil : nextStop }

    /// The next tick with a timer on the fast wheel, or at which the slower wheels hand theirs down.
    private var nextStop: UInt64 {
        let start = Int(tick & 255) + 1
        let boundary = (tick | 255) + 1
        guard start < Self.slotsPerLevel, let slot = firstOccupied(from: start) else { return boundary }
        return tick & ~255 | UInt64(slot)
    }

    private func firstOccupied(from start: Int) -> Int? {
        var word = start / 64
        var bits = unsafe occupied[word] & (~0 << UInt64(start % 64))
        while bits == 0 {
            word += 1
            guard word < Self.slotsPerLevel / 64 else { return nil }
            bits = unsafe occupied[word]
        }
        return word * 64 + bits.trailingZeroBitCount
    }

    /// Hands the timers of the current slots of the slower wheels down.
    private mutating func cascade() {
        if tick & 0xFFFF == 0 { empty(slot: 512 + Int(tick >> 16 & 255)) }
        empty(slot: 256 + Int(tick >> 8 & 255))
    }

    private mutating func empty(slot: Int) {
        while let timer = firstTimer(in: slot) {
            unlink(timer)
            insert(timer)
        }
    }

    private func firstTimer(in slot: Int) -> LoopTimer? {
        unsafe heads[slot]?.takeUnretainedValue()
    }

    private mutating func insert(_ timer: LoopTimer) {
        let distance = timer.tick &- tick
        let slot: Int
        if distance < 256 {
            slot = Int(timer.tick & 255)
        } else if distance < 65_536 {
            slot = 256 + Int(timer.tick >> 8 & 255)
        } else {
            // Further than the slowest wheel reaches: parked in the slot that comes by last, which is
            // never the current one.
            let reachable = min(timer.tick, tick + 65_536 * 255)
            slot = 512 + Int(reachable >> 16 & 255)
        }
        link(timer, into: slot)
    }

    private mutating func link(_ timer: LoopTimer, into slot: Int) {
        let reference = unsafe Unmanaged.passRetained(timer)
        unsafe timer.next = heads[slot]
        unsafe timer.previous = nil
        if let next = unsafe timer.next { unsafe next.takeUnretainedValue().previous = reference }
        timer.slot = slot
        unsafe heads[slot] = reference
        unsafe occupied[slot / 64] |= 1 << UInt64(slot % 64)
    }

    private mutating func unlink(_ timer: LoopTimer) {
        let slot = timer.slot
        if let next = unsafe timer.next { unsafe next.takeUnretainedValue().previous = timer.previous }
        if let previous = unsafe timer.previous {
            unsafe previous.takeUnretainedValue().next = timer.next
        } else {
            unsafe heads[slot] = timer.next
            if unsafe timer.next == nil { unsafe occupied[slot / 64] &= ~(1 << UInt64(slot % 64)) }
        }
        unsafe timer.next = nil
        unsafe timer.previous = nil
        timer.slot = -1
        unsafe Unmanaged.passUnretained(timer).release()
    }
}
