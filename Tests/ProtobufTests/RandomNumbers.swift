// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Random numbers that a seed repeats (SplitMix64), with values that decoders treat apart.
struct RandomNumbers: RandomNumberGenerator {
    private var state: UInt64

    /// Numbers of the seed in `STRATEGOS_SEED`, or of a new one, which is printed.
    init(for subject: String) {
        let given = ProcessInfo.processInfo.environment["STRATEGOS_SEED"].flatMap { UInt64($0) }
        let seed = given ?? UInt64.random(in: 0..<1_000_000)
        print("\(subject): STRATEGOS_SEED=\(seed) repeats it")
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }

    /// A number whose encoding has any of the ten lengths; zero often.
    mutating func integer<Value: FixedWidthInteger>(_: Value.Type) -> Value {
        Int.random(in: 0..<4, using: &self) == 0 ? 0 : Value(truncatingIfNeeded: next() >> (next() % 64))
    }

    /// Text of up to 40 bytes: around the longest short form, now and then beyond ASCII.
    mutating func text() -> String {
        let alphabet: [Character] = Bool.random(using: &self) ? ["a", "Z", "0", " "] : ["a", "ö", "€", "🜨"]
        return String((0..<Int.random(in: 0...20, using: &self)).map { _ in alphabet.randomElement(using: &self)! })
    }
}
