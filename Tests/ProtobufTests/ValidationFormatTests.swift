// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Testing

@Suite("Forms of text")
struct ValidationFormatTests {
    private static let label = String(repeating: "a", count: 63)

    @Test("E-mail addresses")
    func email() {
        check(TextFormat.isEmail, ["a@b", "a.b+c@example.com", ".@x.y", "!#$%&'*+/=?^_`{|}~-@a-b.c"])
        check(
            TextFormat.isEmail,
            not: ["", "@a", "a@", "a b@c", "a@-b", "a@b-", "a@b..c", "a@b.", "\"a\"@b", "a@b@c", "a@é"])
    }

    @Test("Host names")
    func hostname() {
        check(TextFormat.isHostname, ["a", "a.b.", "A-1.example", "1.2.3.x", "\(Self.label).a"])
        check(TextFormat.isHostname, not: ["", ".", "a..b", "-a", "a-", "a_b", "1.2", "\(Self.label)a", " a", "a.1"])
    }

    @Test("Hosts and ports")
    func hostAndPort() {
        func withPort(_ text: Span<UInt8>) -> Bool { TextFormat.isHostAndPort(text, portRequired: true) }
        func without(_ text: Span<UInt8>) -> Bool { TextFormat.isHostAndPort(text, portRequired: false) }
        check(withPort, ["a:0", "1.2.3.4:65535", "[::1]:80", "[fe80::1%x]:1"])
        check(
            withPort,
            not: ["", "a", "a:", "a:65536", "a:01", "::1:80", "[::1]", "[a]:1", ":1", "a:-1", "[::1]x:1", "]:1", "["])
        check(without, ["a", "1.2.3.4", "[::1]", "a:1"])
        check(without, not: ["", "::1", "a:", "[::1]:"])
    }

    @Test("IP addresses and prefixes")
    func addresses() {
        check({ TextFormat.isIP($0, version: 4) }, ["0.0.0.0", "255.255.255.255"])
        check(
            { TextFormat.isIP($0, version: 4) },
            not: ["", "1.2.3", "1.2.3.4.5", "256.0.0.0", "01.2.3.4", "1.2.3.4 ", "::1"])
        let six = [
            "::", "::1", "1::", "1:2:3:4:5:6:7:8", "1::8", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "::1%é",
            "1:2:3:4:5:6:7::",
        ]
        check({ TextFormat.isIP($0, version: 6) }, six)
        let wrong = [
            "", ":", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "::g", "1:", ":1", "::1%",
            "1.2.3.4::",
            "1:2:3:4:5:6:7:1.2.3.4", "1:2:3:4:5:6:7:8::", "::1.2.3",
        ]
        check({ TextFormat.isIP($0, version: 6) }, not: wrong)
        check({ TextFormat.isIPPrefix($0) }, ["1.2.3.4/0", "1.2.3.4/32", "::1/128", "::/0"])
        check({ TextFormat.isIPPrefix($0) }, not: ["1.2.3.4", "1.2.3.4/33", "1.2.3.4/", "::/129", "::/08", "::1%a/64"])
        check(
            { TextFormat.isIPPrefix($0, strict: true) },
            ["10.0.0.0/8", "2001:db8::/32", "1.2.3.4/32", "::1/128", "0.0.0.0/0"])
        check({ TextFormat.isIPPrefix($0, strict: true) }, not: ["10.0.0.1/8", "2001:db8::1/32", "::1/0"])
    }

    @Test("URIs and references")
    func uris() {
        let good = [
            "a:", "http://h", "https://u:p@h:80/p?q#f", "urn:a:b", "a://[::1]:1/", "a://[v1.x]/", "a:/b", "a://%41/%ff",
            "a://h:",
            "a://[::1%25%c3%a9]", "a:?", "a:b/c",
        ]
        check(TextFormat.isURI, good)
        let bad = [
            "", "a", "1:", ":a", "a b:", "a:%", "a:%4", "a:^", "a://[", "a://[::1", "a://[::1]x", "a://h:x", "a:#a#b",
            "a://%ff/", "a:\n",
            "a://[::1%25]", "a://[::1%25%c3]", "//h", "a://u@v@h",
        ]
        check(TextFormat.isURI, not: bad)
        check(TextFormat.isURIReference, ["", "/", "//h/p", "./a:b", "a/b:c", "?q", "#f", "a"])
        check(TextFormat.isURIReference, not: ["1:b", "\\", "%", "//h:x"])
    }

    @Test("Names and identifiers")
    func names() {
        check(TextFormat.isUUID, ["00000000-0000-0000-0000-00000000000F"])
        check(
            TextFormat.isUUID,
            not: ["", "00000000-0000-0000-0000-00000000000g", "000000000000000000000000000000000000"])
        check(TextFormat.isULID, ["01ARZ3NDEKTSV4RRFFQ69G5FAV"])
        check(TextFormat.isULID, not: ["81ARZ3NDEKTSV4RRFFQ69G5FAV", "01ARZ3NDEKTSV4RRFFQ69G5FAU", "01"])
        check({ TextFormat.isProtobufName($0, leadingDot: false) }, ["a", "_a.B1"])
        check({ TextFormat.isProtobufName($0, leadingDot: false) }, not: ["", ".a", "a.", "a..b", "1a"])
        check({ TextFormat.isProtobufName($0, leadingDot: true) }, [".a.b"])
        check({ TextFormat.isProtobufName($0, leadingDot: true) }, not: ["", ".", "a.b"])
        check({ TextFormat.isHeaderName($0, strict: true) }, [":path", "X-A"])
        check({ TextFormat.isHeaderName($0, strict: true) }, not: ["", ":", "a b", "a:"])
        check({ TextFormat.isHeaderValue($0, strict: true) }, ["", "a\tb", "é"])
        check({ TextFormat.isHeaderValue($0, strict: true) }, not: ["a\n", "\u{7F}", "\0"])
    }

    private func check(_ form: (Span<UInt8>) -> Bool, _ texts: [String]) {
        for text in texts {
            let isOfForm = form(text.utf8.span)
            #expect(isOfForm, "\(text)")
        }
    }

    private func check(_ form: (Span<UInt8>) -> Bool, not texts: [String]) {
        for text in texts {
            let isOfForm = form(text.utf8.span)
            #expect(!isOfForm, "\(text)")
        }
    }
}
