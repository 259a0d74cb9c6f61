// SPDX-License-Identifier: Apache-2.0

import Arena

/// Reads an `Intent` from whole numbers, as frontend/arena/intent.js writes it: −1 stands for what is absent.
struct IntentReader {
    private let numbers: [Int32]
    private var position = 0
    /// Whether there was always a number, and one that means something.
    private var isSound = true

    /// The intent, or nothing where the numbers mean none.
    static func intent(_ numbers: [Int32]) -> Intent? {
        var reader = IntentReader(numbers: numbers)
        let intent = reader.intent()
        return reader.isSound && reader.position == numbers.count ? intent : nil
    }

    private init(numbers: [Int32]) { self.numbers = numbers }

    private mutating func intent() -> Intent {
        var intent = Intent(Posture(rawValue: byte()) ?? failed(.balanced))
        intent.focus = optional { $0 < 3 ? Focus(rawValue: UInt8($0)) : nil }
        intent.spawnInterval = optional { Int16(exactly: $0) }
        intent.retreatHealth = optional { Int16(exactly: $0) }
        intent.composition = four()
        intent.shares = four()
        for _ in 0..<number(upTo: 64) {
            var priority = IntentPriority(
                AgentTask(rawValue: byte()) ?? failed(.collect), weight: number(upTo: 1000))
            priority.zone = zone()
            priority.resource = optional { $0 < 3 ? ResourceKind(rawValue: UInt8($0)) : nil }
            intent.priorities.append(priority)
        }
        for _ in 0..<number(upTo: 64) {
            var counter = IntentCounter(
                team: byte(), likelihood: number(upTo: 1000), response: AgentTask(rawValue: byte()) ?? failed(.collect))
            counter.zone = zone()
            intent.counters.append(counter)
        }
        return intent
    }

    private mutating func next() -> Int32 {
        guard position < numbers.count else { return failed(0) }
        defer { position += 1 }
        return numbers[position]
    }

    private mutating func failed<Value>(_ instead: Value) -> Value {
        isSound = false
        return instead
    }

    private mutating func byte() -> UInt8 { UInt8(exactly: next()) ?? failed(0) }

    private mutating func number(upTo most: Int16) -> Int16 {
        let number = next()
        return number >= 0 && number <= Int32(most) ? Int16(number) : failed(0)
    }

    /// What `meaning` makes of a number that is not −1.
    private mutating func optional<Value>(_ meaning: (Int32) -> Value?) -> Value? {
        let number = next()
        guard number != -1 else { return nil }
        if number >= 0, let value = meaning(number) { return value }
        isSound = false
        return nil
    }

    /// Four shares, or −1 alone.
    private mutating func four() -> SIMD4<Int16>? {
        guard position < numbers.count, numbers[position] != -1 else {
            _ = next()
            return nil
        }
        var shares = SIMD4<Int16>()
        for index in 0..<4 { shares[index] = number(upTo: 1000) }
        return shares
    }

    private mutating func zone() -> OrderZone {
        let center = optional { UInt16(exactly: $0) }
        let radius = byte()
        return center.map { OrderZone(center: $0, radius: radius) } ?? .anywhere
    }
}
