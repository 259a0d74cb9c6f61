// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

/// Requests of HTTP/1.1 by the letter of RFC 9112, without a server.
@Suite("HTTP/1.1 syntax")
struct HTTP1SyntaxTests {
    private static func parse(_ text: String, _ limits: Limits = Limits()) throws(HTTP1Fault) -> HTTP1RequestHead {
        var bytes = Array(text.utf8)
        var head = HTTP1RequestHead()
        var fault: HTTP1Fault?
        unsafe bytes.withUnsafeMutableBytes { buffer in
            do throws(HTTP1Fault) { unsafe try head.parse(buffer, limits: limits) } catch { fault = error }
        }
        if let fault { throw fault }
        return head
    }

    private static func head(_ lines: String...) -> String { lines.map { $0 + "\r\n" }.joined() }

    @Test(
        "A well-formed head says where its body ends and whether a request may follow",
        arguments: [
            // RFC 9112, 6.3: no length and no encoding means no body.
            (head("GET / HTTP/1.1", "Host: a"), HTTP1RequestHead.Framing.none, true),
            (head("POST /a HTTP/1.1", "Host: a", "Content-Length: 10"), .length(10), true),
            (head("POST /a HTTP/1.1", "Host: a", "Content-Length: 0"), .none, true),
            (head("POST /a HTTP/1.1", "Host: a", "content-length:\t7 \t"), .length(7), true),
            (head("POST /a HTTP/1.1", "Host: a", "Transfer-Encoding: Chunked"), .chunked, true),
            // 9.3: what ends a connection.
            (head("GET / HTTP/1.1", "Host: a", "Connection: close"), .none, false),
            (head("GET / HTTP/1.1", "Host: a", "Connection: x, CLOSE ,y"), .none, false),
            (head("GET / HTTP/1.0"), .none, false),
            (head("GET / HTTP/1.0", "Connection: Keep-Alive"), .none, true),
            // 2.3: a higher minor version is read as the highest one known.
            (head("GET / HTTP/1.9", "Host: a"), .none, true),
            // 3.2: the four forms of a target.
            (head("GET http://a:80/b?c HTTP/1.1", "Host: other"), .none, true),
            (head("GET HTTPS://a HTTP/1.1", "Host: a"), .none, true),
            (head("OPTIONS * HTTP/1.1", "Host: a"), .none, true),
            (head("CONNECT a:443 HTTP/1.1", "Host: a:443"), .none, true),
            // 5.1, and RFC 9110, 5.5: values may be empty, and hold any byte but controls.
            (head("GET / HTTP/1.1", "Host:", "X: \u{e9}\t!"), .none, true),
            (head("GET / HTTP/1.1", "Host: [::1]:80"), .none, true),
        ])
    func wellFormed(text: String, framing: HTTP1RequestHead.Framing, keepsAlive: Bool) throws {
        let head = try Self.parse(text)
        #expect(head.framing == framing)
        #expect(head.keepsAlive == keepsAlive)
    }

    @Test(
        "A head that two readers could read differently is refused",
        arguments: [
            // 2.2: lines.
            ("GET / HTTP/1.1\nHost: a\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\n", 400),
            ("GET / HTTP/1.1\rHost: a\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\rb\r\n", 400),
            ("GET / HTTP/1.1\r\n Host: a\r\n", 400),
            // 3: the request line.
            ("GET  / HTTP/1.1\r\nHost: a\r\n", 400), (" GET / HTTP/1.1\r\nHost: a\r\n", 400),
            ("GET /  HTTP/1.1\r\nHost: a\r\n", 400), ("GET / HTTP/1.1 \r\nHost: a\r\n", 400),
            ("GET\t/\tHTTP/1.1\r\nHost: a\r\n", 400), ("GET /\r\nHost: a\r\n", 400), ("GET\r\n", 400),
            ("G@T / HTTP/1.1\r\nHost: a\r\n", 400), ("GET / HTTP/1.10\r\nHost: a\r\n", 400),
            ("GET / http/1.1\r\nHost: a\r\n", 400), ("GET / HTTP/2.0\r\nHost: a\r\n", 505),
            ("GET / HTTP/0.9\r\nHost: a\r\n", 505), ("GET / HTTPS/1.1\r\nHost: a\r\n", 400),
            ("GET /a#b HTTP/1.1\r\nHost: a\r\n", 400), ("GET /\u{e9} HTTP/1.1\r\nHost: a\r\n", 400),
            ("GET a HTTP/1.1\r\nHost: a\r\n", 400), ("GET ftp://a/ HTTP/1.1\r\nHost: a\r\n", 400),
            ("GET http:///a HTTP/1.1\r\nHost: a\r\n", 400), ("GET * HTTP/1.1\r\nHost: a\r\n", 400),
            ("GET /\u{0} HTTP/1.1\r\nHost: a\r\n", 400),
            // 3.2: Host.
            ("GET / HTTP/1.1\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a/b\r\n", 400), ("GET / HTTP/1.1\r\nHost: a b\r\n", 400),
            // 5.1, 5.2: names, and lines that are folded.
            ("GET / HTTP/1.1\r\nHost : a\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\n: b\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nX\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nX(: b\r\n", 400), ("GET / HTTP/1.1\r\nHost: a\r\nX: \u{0}\r\n", 400),
            ("GET / HTTP/1.1\r\nHost: a\r\nX: \u{7f}\r\n", 400),
            // 6.1, 6.3: lengths and encodings.
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1, 1\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +1\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x1\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 1\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 400),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n", 501),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: xchunked\r\n", 501),
            ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked;a=b\r\n", 501),
            ("POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n", 400),
            // RFC 9110, 10.1.1.
            ("POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\n", 417),
        ])
    func ambiguous(text: String, status: Int) {
        let fault = #expect(throws: HTTP1Fault.self) { _ = try Self.parse(text) }
        #expect(fault?.status.rawValue == status)
    }

    @Test(
        "A request line that names another protocol is told from one that is malformed",
        arguments: [
            ("INVALID CONNECTION PREFACE\r\n", true), ("OPTIONS rtsp://a RTSP/1.0\r\n", true),
            ("GET / http/1.1\r\n", false), ("GET / HTTPS/1.1\r\n", false), ("GET /  HTTP/1.1\r\n", false),
            ("GET / a HTTP/1.1\r\n", false), ("GET / 1.1\r\n", false), ("GET / \r\n", false),
        ])
    func otherProtocol(text: String, isOther: Bool) {
        let fault = #expect(throws: HTTP1Fault.self) { _ = try Self.parse(text) }
        #expect(fault?.isOtherProtocol == isOther)
    }

    @Test("Targets and header fields have limits of their own")
    func limits() throws {
        var limits = Limits()
        limits.targetBytes = 10
        limits.headerFields = 2
        limits.headerBytes = 100
        _ = try Self.parse(Self.head("GET /234567890 HTTP/1.1", "Host: a", "X: y"), limits)
        let cases = [
            (Self.head("GET /2345678901 HTTP/1.1", "Host: a"), 414),
            (Self.head("GET / HTTP/1.1", "Host: a", "X: y", "Z: 1"), 431),
            (Self.head("GET / HTTP/1.1", "Host: a", "X: " + String(repeating: "y", count: 60)), 431),
        ]
        for (text, status) in cases {
            let fault = #expect(throws: HTTP1Fault.self) { _ = try Self.parse(text, limits) }
            #expect(fault?.status.rawValue == status)
        }
    }

    // MARK: Chunks (RFC 9112, 7.1)

    private static func decode(_ text: String, piece: Int) throws(HTTP1Fault) -> (body: String, rest: Int)? {
        var decoder = ChunkedDecoder(lineLimit: 100)
        var body: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty, !decoder.isFinished {
            let part = Array(rest.prefix(piece))
            var result: Result<Int, HTTP1Fault> = .success(0)
            unsafe part.withUnsafeBytes { bytes in
                do throws(HTTP1Fault) {
                    result = .success(try unsafe decoder.read(bytes) { unsafe body += $0 })
                } catch {
                    result = .failure(error)
                }
            }
            rest = rest.dropFirst(try result.get())
        }
        return decoder.isFinished ? (String(decoding: body, as: UTF8.self), rest.count) : nil
    }

    @Test(
        "Chunks are joined, however their bytes are cut",
        arguments: [
            ("0\r\n\r\n", ""), ("5\r\nhello\r\n0\r\n\r\n", "hello"),
            ("A\r\n0123456789\r\n1\r\n!\r\n0\r\n\r\n", "0123456789!"),
            ("00005;a=b;c=\"d\"\r\nhello\r\n000\r\nX-Sum: 1\r\nY: 2\r\n\r\n", "hello"),
            ("2\r\n\r\n\r\n0\r\n\r\n", "\r\n"),
        ], [1, 2, 3, 1000])
    func chunks(body: (chunked: String, plain: String), piece: Int) throws {
        let decoded = try #require(try Self.decode(body.chunked + "next", piece: piece))
        #expect(decoded.body == body.plain)
        // What follows is left alone.
        #expect(decoded.rest == 4)
    }

    @Test(
        "Chunks that are not what they say are refused",
        arguments: [
            "\r\n", "g\r\n", " 5\r\nhello\r\n", "5 \r\nhello\r\n", "-5\r\nhello\r\n", "0x5\r\nhello\r\n",
            "5\nhello\r\n",
            "5\r\nhello!\r\n", "5\r\nhell\r\n0\r\n\r\n", "5\r\nhello\n0\r\n\r\n", "5\r\nhello0\r\n\r\n",
            "1111111111111111\r\n", "5;\u{1}\r\nhello\r\n", "0\r\n: x\r\n\r\n", "0\r\nX: \u{0}\r\n\r\n",
            "0\r\nX: 1\n\r\n",
            "0\r\n\rX", "5;" + String(repeating: "x", count: 200),
        ], [1, 1000])
    func brokenChunks(text: String, piece: Int) {
        #expect(throws: HTTP1Fault.self) { _ = try Self.decode(text, piece: piece) }
    }
}
