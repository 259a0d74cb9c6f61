// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

/// Resources of plain HTTP, and what browsers need, over both versions of HTTP.
@Suite("Routes")
struct RouteTests {
    // MARK: Templates

    @Test(
        "A template matches the paths that google.api.http says",
        arguments: [
            ("/", "/", [:]), ("/v1/a", "/v1/a", [:]), ("/v1/{id}", "/v1/x%20y", ["id": "x y"]),
            ("/v1/{id}:watch", "/v1/a:b:watch", ["id": "a:b"]), ("/v1/*/b", "/v1/a/b", [:]),
            ("/v1/{name=shelves/*}/c", "/v1/shelves/1/c", ["name": "shelves/1"]),
            ("/f/{file=**}", "/f/a/b%2Fc", ["file": "a/b%2Fc"]), ("/f/{file=**}", "/f", ["file": ""]),
            ("/v1/{a.b}/{c}", "/v1/1/2", ["a.b": "1", "c": "2"]), ("/v1/%61", "/v1/%61", nil),
            ("/v1/a", "/v1/%61", [:]), ("/v1/a", "/v1/a/", nil), ("/v1/a", "/v1", nil), ("/v1/{id}", "/v1/", nil),
            ("/v1/{id}", "/v1/%zz", nil), ("/v1/{id}", "/v1/%ff", nil), ("/v1/{id}:watch", "/v1/a", nil),
            ("/v1/a", "v1/a", nil), ("/v1/*", "/v1/a/b", nil), ("/:go", "/:go", [:]), ("/a:go", "/:go", nil),
        ] as [(String, String, [String: String]?)])
    func matching(template: String, path: String, variables: [String: String]?) throws {
        let template = try PathTemplate(template)
        #expect(RequestPath(path).flatMap { template.match($0) } == variables)
    }

    @Test(
        "A template that is none says why",
        arguments: ["", "a", "/a//b", "/{", "/{}", "/a{b}", "/{b}c", "/**/a", "/{a}/{a}", "/{a=}", "/a/"])
    func malformed(template: String) {
        let error = #expect(throws: PathTemplate.Malformed.self) { try PathTemplate(template) }
        #expect(error?.template == template)
        #expect(error?.reason.isEmpty == false)
    }

    // MARK: Resources

    private static let routes = [
        HTTPRoute(.get, "/hello/{name}") { request, _ in
            if request.variables["name"] == "nobody" { throw RPCError(.notFound, "nobody is here") }
            return HTTPResponse(text: "hello \(request.variables["name"]!) \(request.query["how"] ?? "-")")
        },
        HTTPRoute(.post, "/echo") { (request: HTTPRequest, _) async throws -> HTTPResponse in
            HTTPResponse(status: 201, contentType: request.fields["content-type"] ?? "none", body: request.body)
        },
    ]

    private static func server(cors: CORSPolicy = CORSPolicy()) throws -> MemoryServer {
        try MemoryServer([TestService()], routes: routes, cors: cors)
    }

    @Test("A resource is answered with what its handler gives, over HTTP/1.1")
    func resource() throws {
        let server = try Self.server()
        let get = HTTP1Answer(server.exchange("GET /hello/a%20b?how=very+well HTTP/1.1\r\nHost: x\r\n\r\n"))
        #expect(get.status == "200 OK")
        #expect(get.body == "hello a b very well")
        #expect(get.fields["content-length"] == "19")
        let post = HTTP1Answer(
            server.exchange("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Length: 2\r\n\r\nhi"))
        #expect(post.status == "201 ")
        #expect(post.fields["content-type"] == "a/b")
        #expect(post.body == "hi")
        let head = HTTP1Answer(server.exchange("HEAD /hello/a HTTP/1.1\r\nHost: x\r\n\r\n"))
        #expect(head.fields["content-length"] == "9")
        #expect(head.body.isEmpty)
        #expect(server.connection.isOpen)
    }

    @Test("A resource is answered over HTTP/2 too, to HEAD without a body", arguments: ["GET", "HEAD"])
    func resourceOverHTTP2(method: String) throws {
        let server = try Self.server()
        let fields = [(":method", method), (":scheme", "http"), (":path", "/hello/x?how=so"), (":authority", "a")]
        let id = server.peer.open("", replacing: fields)
        server.settle()
        let response = try #require(server.peer.responses[id])
        #expect(response.headers[":status"] == "200")
        #expect(response.headers["content-length"] == "10")
        #expect(response.data == (method == "HEAD" ? [] : Array("hello x so".utf8)))
        #expect(response.closedWith == 0)
    }

    @Test(
        "What is not there, or not so, is said by HTTP's status",
        arguments: [
            ("GET /nowhere", 404), ("DELETE /hello/x", 405), ("GET /echo", 405), ("BREW /echo", 405),
            ("GET /hello/nobody", 404), ("GET /hello/x?%zz=1", 400), ("GET /test.Service/Unary", 405),
        ])
    func refusals(line: String, status: Int) throws {
        let server = try Self.server()
        let answer = HTTP1Answer(server.exchange("\(line) HTTP/1.1\r\nHost: x\r\n\r\n"))
        #expect(answer.status.hasPrefix("\(status) "))
        #expect((answer.fields["allow"] != nil) == (status == 405))
        #expect(!answer.body.isEmpty)
        #expect(server.connection.isOpen)
    }

    @Test("What a handler throws is JSON of google.rpc.Status")
    func errors() throws {
        let answer = HTTP1Answer(try Self.server().exchange("GET /hello/nobody HTTP/1.1\r\nHost: x\r\n\r\n"))
        #expect(answer.fields["content-type"] == "application/json")
        #expect(answer.body == #"{"code":5,"message":"nobody is here"}"#)
    }

    // MARK: Browsers

    @Test("A page of the same host may call, another one only if it is allowed, and nobody else is asked")
    func origins() throws {
        func ask(_ origin: String?, _ cors: CORSPolicy) throws -> (answer: HTTP1Answer, started: UInt64) {
            let server = try Self.server(cors: cors)
            let field = origin.map { "Origin: \($0)\r\n" } ?? ""
            let text = server.exchange("GET /hello/x HTTP/1.1\r\nHost: game:80\r\n\(field)\r\n")
            return (HTTP1Answer(text), server.counted[.handlersStarted])
        }
        var listed = CORSPolicy()
        listed.origins = ["https://good"]
        var any = CORSPolicy()
        any.allowsAnyOrigin = true
        for (origin, policy) in [(nil, listed), ("http://game:80", listed), ("https://game:80", listed)] {
            let result = try ask(origin, policy)
            #expect(result.answer.status == "200 OK")
            #expect(result.answer.fields["access-control-allow-origin"] == nil)
        }
        let good = try ask("https://good", listed)
        #expect(good.answer.fields["access-control-allow-origin"] == "https://good")
        #expect(good.answer.fields["vary"] == "origin")
        let everyone = try ask("https://else", any)
        #expect(everyone.answer.fields["access-control-allow-origin"] == "*")
        #expect(everyone.answer.fields["access-control-allow-credentials"] == nil)
        for origin in ["https://evil", "null", "https://good.evil", "http://good"] {
            let refused = try ask(origin, listed)
            #expect(refused.answer.status == "403 Forbidden")
            #expect(refused.started == 0)
        }
    }

    @Test("A browser that asks first is told, for methods of services as well, and errors can be read by scripts")
    func preflight() throws {
        var cors = CORSPolicy()
        cors.origins = ["https://good"]
        let server = try Self.server(cors: cors)
        let asked =
            "Host: x\r\nOrigin: https://good\r\nAccess-Control-Request-Method: POST\r\n"
            + "Access-Control-Request-Headers: content-type,connect-timeout-ms\r\n\r\n"
        for path in ["/test.Service/Unary", "/echo", "/nowhere"] {
            let answer = HTTP1Answer(server.exchange("OPTIONS \(path) HTTP/1.1\r\n\(asked)"))
            #expect(answer.status == "204 No Content")
            #expect(answer.fields["access-control-allow-origin"] == "https://good")
            #expect(answer.fields["access-control-allow-headers"] == "content-type,connect-timeout-ms")
            #expect(answer.fields["access-control-max-age"] == "7200")
            #expect(answer.fields["content-length"] == nil)
        }
        for path in ["/hello/nobody", "/nowhere"] {
            let answer = HTTP1Answer(server.exchange("GET \(path) HTTP/1.1\r\nHost: x\r\nOrigin: https://good\r\n\r\n"))
            #expect(answer.status == "404 Not Found")
            #expect(answer.fields["access-control-allow-origin"] == "https://good")
        }
        #expect(server.counted[.handlersStarted] == 1)
        #expect(server.counted[.originsRefused] == 0)
    }
}
