// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Testing

/// The quick ways around the standard library's strings: that they are taken here, and that they and the
/// public ways beside them give the same.
@Suite("Forms of strings")
struct StringFormTests {
    @Test("Both forms of this standard library are known")
    func known() {
        #expect(StringForms.known.immediate)
        #expect(StringForms.known.stored)
    }

    @Test("Short texts made of words are those of the standard library, whatever stands behind them")
    func shortTexts() {
        var random = RandomNumbers(for: "short texts")
        for count in 0...15 {
            let bytes = (0..<32).map { _ in UInt8.random(in: 0...127, using: &random) }
            let beyond = bytes.prefix(count) + [0xE2] + bytes.dropFirst(count + 1)
            for source in [bytes, Array(beyond)] {
                let texts = unsafe source.withUnsafeBytes { memory -> [String?] in
                    guard let start = memory.baseAddress else { return [] }
                    let both = unsafe [
                        ShortText.words(at: start, count: count), ShortText.wordsAlone(at: start, count: count),
                    ]
                    return both.map { words in words.map { ShortText.make($0, count: count) } }
                }
                let expected = String(decoding: bytes.prefix(count), as: UTF8.self)
                #expect(texts == [expected, expected])
            }
        }
    }

    @Test("What a reader has made before is never taken for another text")
    func memo() {
        var random = RandomNumbers(for: "memo of short texts")
        let memo = ShortTextMemo(isNeeded: true)
        // Few letters, so that texts come again and differ in little; zeros too, which only the count tells from none.
        for _ in 0..<5000 {
            let count = Int.random(in: 0...15, using: &random)
            var bytes = (0..<count).map { _ in UInt8.random(in: 0...1, using: &random) &* 0x61 }
            let expected = String(decoding: bytes, as: UTF8.self)
            bytes += [UInt8](repeating: 0, count: 16)
            let words = unsafe bytes.withUnsafeBytes { memory in
                unsafe memory.baseAddress.flatMap { unsafe ShortText.words(at: $0, count: count) }
            }
            #expect(words.map { memo.text($0, count: count) } == expected)
        }
    }

    @Test("A text with a byte beyond ASCII is left to the validating way")
    func notASCII() {
        for place in 0..<15 {
            var bytes = [UInt8](repeating: 0x61, count: 16)
            bytes[place] = 0x80
            for count in place + 1...15 {
                let found = unsafe bytes.withUnsafeBytes { memory in
                    guard let start = memory.baseAddress else { return true }
                    return unsafe ShortText.words(at: start, count: count) != nil
                        || ShortText.wordsAlone(at: start, count: count) != nil
                }
                #expect(!found)
            }
        }
    }

    @Test("Texts of every length and origin are written as their UTF-8", arguments: ["x", "\u{E4}", "\u{1F600}"])
    func writing(letter: String) {
        for count in 0...100 {
            let made = String(repeating: "a", count: count) + letter
            var grown = made
            grown.reserveCapacity(400)
            let part = String(("--" + made + "--").dropFirst(2).dropLast(2))
            let joined = [made].joined(separator: "")
            for text in [made, grown, part, joined] { #expect(fields(text) == expected(text)) }
        }
        let literal: String = "A literal, which stands in the program and was never allocated"
        #expect(fields(literal) == expected(literal))
    }

    /// The field as the writer writes it, alone and behind another one.
    private func fields(_ text: String) -> [UInt8] {
        var writer = WireWriter(capacity: 1)
        writer.string(10, text)
        writer.string(0x92, text)
        return writer.bytes
    }

    private func expected(_ text: String) -> [UInt8] {
        let utf8 = Array(text.utf8)
        let length = utf8.count < 128 ? [UInt8(utf8.count)] : [UInt8(utf8.count & 127 | 128), UInt8(utf8.count >> 7)]
        return [10] + length + utf8 + [0x92, 1] + length + utf8
    }
}
