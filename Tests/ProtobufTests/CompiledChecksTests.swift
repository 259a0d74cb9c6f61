// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Testing

@Suite("What generated validators ask of texts")
struct CompiledChecksTests {
    /// By the words of short texts, and by public means only.
    static let checks = [Checks(), Checks(readsWords: false)]

    /// Up to eight ranges of ASCII characters that do not touch, in order.
    private static func ranges(_ numbers: inout RandomNumbers) -> [Range<UInt8>] {
        let bounds = Set(
            (0..<Int.random(in: 2...16, using: &numbers)).map { _ in
                UInt8.random(in: 0...128, using: &numbers)
            }
        ).sorted()
        return stride(from: 0, to: bounds.count - 1, by: 2).map { bounds[$0]..<bounds[$0 + 1] }
    }

    /// Mostly of these characters, so that all of a long text may be of them.
    private static func text(of ranges: [Range<UInt8>], _ numbers: inout RandomNumbers) -> String {
        let characters = ranges.flatMap { $0 }
        let isSpoilt = Bool.random(using: &numbers)
        let count = Int.random(in: 0...50, using: &numbers)
        var bytes = (0..<count).map { _ in characters.randomElement(using: &numbers) ?? 0 }
        if isSpoilt, count > 0 { bytes[Int.random(in: 0..<count, using: &numbers)] = UInt8(numbers.next() & 0x7f) }
        let text = String(decoding: bytes, as: UTF8.self)
        return numbers.next() % 16 == 0 ? text + "ä" : text
    }

    @Test("a pattern of a set is found where all characters are of the set and so many as it wants")
    func patterns() {
        var numbers = RandomNumbers(for: "patterns of sets of characters")
        for _ in 0..<4000 {
            let ranges = Self.ranges(&numbers)
            let text = Self.text(of: ranges, &numbers)
            let least = Int.random(in: 0...20, using: &numbers)
            let greatest = Bool.random(using: &numbers) ? .max : least + Int.random(in: 0...30, using: &numbers)
            let pattern = CharacterPattern(
                from: ranges.reduce(0) { $0 << 8 | UInt64($1.lowerBound) },
                to: ranges.reduce(0) { $0 << 8 | UInt64($1.upperBound) }, least: least, greatest: greatest)
            let isMeant =
                text.utf8.allSatisfy { byte in ranges.contains { $0.contains(byte) } }
                && text.utf8.count >= least && text.utf8.count <= greatest
            for checks in Self.checks { #expect(checks.isFound(pattern, in: text) == isMeant, "\(ranges) \(text)") }
        }
    }

    @Test("texts are unique if none has the bytes of another, however many and long they are")
    func uniqueness() {
        var numbers = RandomNumbers(for: "unique texts")
        for _ in 0..<2000 {
            let start = String(repeating: "x", count: Int.random(in: 0...20, using: &numbers))
            let texts = (0..<Int.random(in: 0...24, using: &numbers)).map { _ in
                start + String(Int.random(in: 0..<200, using: &numbers))
            }
            for checks in Self.checks {
                #expect(checks.isUnique(texts) == (Set(texts).count == texts.count), "\(texts)")
            }
        }
    }

    @Test("only the text without characters is empty, whatever its form")
    func emptiness() {
        for checks in Self.checks {
            #expect(checks.isEmpty(""))
            #expect(checks.isEmpty(String(decoding: [UInt8](), as: UTF8.self)))
            for text in ExactStringTests.texts where !text.isEmpty { #expect(!checks.isEmpty(text)) }
        }
    }

    @Test("characters are counted as code points, not as bytes")
    func counts() {
        for checks in Self.checks {
            for text in ExactStringTests.texts + ["äöü", "🜨🜨🜨🜨", String(repeating: "🜨", count: 20)] {
                let count = text.unicodeScalars.count
                for bound in [0, 1, 3, 14, 15, 16, 20, 100] {
                    #expect(checks.hasCharacters(text, atMost: bound) == (count <= bound))
                    #expect(checks.hasCharacters(text, atLeast: bound) == (count >= bound))
                }
            }
        }
    }
}
