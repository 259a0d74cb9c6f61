// SPDX-License-Identifier: Apache-2.0

import Providers
import Testing

@Suite("Server-sent events")
struct EventStreamTests {
    private func items(_ text: String, limit: Int = 1000) throws -> [EventStreamParser.Item] {
        var parser = EventStreamParser(limit: limit)
        return try parser.take(text.utf8) + parser.finish().items
    }

    private func event(_ data: String, name: String = "") -> EventStreamParser.Item {
        .event(name: name, data: Array(data.utf8))
    }

    @Test(
        "Lines end in three ways, comments and unknown numbers of spaces are as the specification has them",
        arguments: [
            ("data: a\n\n", ["a"]), ("data: a\r\n\r\n", ["a"]), ("data: a\r\r", ["a"]), ("data:a\n\n", ["a"]),
            ("data:  a\n\n", [" a"]), ("data: a\ndata: b\n\n", ["a\nb"]), (": ping\n\ndata: a\n\n", ["a"]),
            ("\u{FEFF}data: a\n\n", ["a"]), ("data\n\n", [""]), ("data: a\n", []), ("data: a", []), ("\n\n\n", []),
            ("id: 7\nretry: 10\ndata: a\n\n", ["a"]), ("data: a\n\ndata: b\n\n", ["a", "b"]),
        ] as [(String, [String])])
    func lines(text: String, expected: [String]) throws {
        #expect(try items(text) == expected.map { event($0) })
    }

    @Test("Events have names, and a name lasts for one event")
    func names() throws {
        #expect(try items("event: step\ndata: a\n\ndata: b\n\n") == [event("a", name: "step"), event("b")])
    }

    @Test("Lines that are no field of the specification are handed on whole, the last one even without an end")
    func otherLines() throws {
        let error = #"{"code":"workflow_error","message":"no"}"#
        #expect(
            try items("intermediate_data: {}\n\(error)") == [
                .line(Array("intermediate_data: {}".utf8)), .line(Array(error.utf8)),
            ])
    }

    @Test("However the bytes are cut, the events are the same")
    func pieces() throws {
        let text = "\u{FEFF}: hello\r\ndata: ä€🜲\r\ndata: second\r\n\r\nevent: x\ndata: y\n\nother: z\n"
        let whole = try items(text)
        #expect(whole.count == 3)
        for cut in 0...text.utf8.count {
            var parser = EventStreamParser(limit: 1000)
            let bytes = Array(text.utf8)
            var found = try parser.take(bytes[..<cut])
            found += try parser.take(bytes[cut...])
            found += try parser.finish().items
            #expect(found == whole, "cut at \(cut)")
        }
    }

    @Test("A line, or an event of many lines, is no longer than it may be")
    func limits() throws {
        #expect(throws: EventStreamParser.TooLong.self) { try items(String(repeating: "a", count: 101), limit: 100) }
        let lines = String(repeating: "data: aaaaaaaaaa\n", count: 11)
        #expect(throws: EventStreamParser.TooLong.self) { try items(lines, limit: 100) }
        #expect(try items(String(repeating: "data: aaaaaaaaaa\n\n", count: 50), limit: 100).count == 50)
    }

    @Test("An event that is not completed is none, and is known to have been open")
    func open() throws {
        var parser = EventStreamParser(limit: 100)
        #expect(try parser.take("data: a\n".utf8).isEmpty)
        let end = try parser.finish()
        #expect(end.items.isEmpty && end.hasOpenEvent)
    }
}
