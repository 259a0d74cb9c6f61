// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Testing

@Suite("Strings compared by their bytes")
struct ExactStringTests {
    /// Strings of every length around the one up to which they are kept in place, of every origin.
    static let texts = (0..<24).flatMap { count in
        [
            String(repeating: "a", count: count), String(repeating: "a", count: count) + "b",
            "ä" + String(repeating: "z", count: count),
        ]
    }

    @Test("two strings are equal if their bytes are, wherever they come from")
    func equality() {
        for left in Self.texts {
            for right in Self.texts {
                let copy = String(decoding: Array(right.utf8), as: UTF8.self)
                let isSame = Array(left.utf8) == Array(right.utf8)
                #expect(Checks().equal(left, copy) == isSame)
                #expect(Checks(readsWords: false).equal(left, copy) == isSame)
            }
        }
    }

    @Test("a literal equals the same text made at run time")
    func literals() {
        #expect(Checks().equal("team-red", String(decoding: Array("team-red".utf8), as: UTF8.self)))
        #expect(Checks().equal("", String(decoding: [UInt8](), as: UTF8.self)))
        #expect(Checks().equal("team-blue-and-longer", String("team-blue-and-longer-still".dropLast(6))))
        #expect(!Checks().equal("team-red", "team-rod"))
    }

    @Test("equivalent spellings differ, although Swift takes them for equal")
    func equivalence() {
        let (composed, decomposed) = ("\u{E9}", "e\u{301}")
        #expect(composed == decomposed)
        #expect(!Checks().equal(composed, decomposed))
        #expect(ExactString(composed) != ExactString(decomposed))
        #expect(Set([ExactString(composed), ExactString(decomposed)]).count == 2)
    }
}
