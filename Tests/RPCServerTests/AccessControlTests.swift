// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Testing

extension TextMessage: ScopedRequest {
    /// `match/team`, `match/` or `/team` in the text, with `?` in front for looking only.
    func accessScope(after earlier: AccessScope?) -> AccessScope {
        let isReading = text.hasPrefix("?")
        let parts = text.drop { $0 == "?" }.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        func part(_ index: Int) -> String? { index < parts.count && !parts[index].isEmpty ? parts[index] : nil }
        return AccessScope(
            isReading ? .read : .steer, match: part(0) ?? earlier?.match, team: part(1) ?? earlier?.team)
    }
}

/// Who is let in, and for what.
@Suite("Access control")
struct AccessControlTests {
    private static let key = "canary-key-5b1f"

    private static func policy(_ edit: (inout AccessPolicy) -> Void = { _ in }) -> AccessPolicy {
        var blue = AccessPolicy.Principal(name: "blue")
        blue.keyDigests = [Digest.sha256(Array(key.utf8))]
        blue.grants = [
            AccessPolicy.Grant(
                methods: [.init("test.Service/*")], matches: .only(["m1"]), teams: .only(["blue"]), access: .steer),
            AccessPolicy.Grant(methods: [.init("test.Service/Unary")], matches: .only(["m1"]), access: .read),
        ]
        var admin = AccessPolicy.Principal(name: "admin")
        admin.keyDigests = [Digest.sha256(Array("admin-key".utf8))]
        admin.grants = [AccessPolicy.Grant(methods: [.init("*")])]
        var nobody = AccessPolicy.Principal(name: "nobody")
        nobody.keyDigests = [Digest.sha256(Array("nobody-key".utf8))]
        var policy = AccessPolicy()
        policy.principals = [blue, admin, nobody]
        policy.publicMethods = [.init("http/GET /healthz")]
        edit(&policy)
        return policy
    }

    private static let routes = [
        HTTPRoute(.get, "/healthz") { _, _ in HTTPResponse(text: "ok") },
        HTTPRoute(.get, "/metrics") { _, _ in HTTPResponse(text: "numbers") },
    ]

    private static func server(
        _ policy: AccessPolicy = policy(), cors: CORSPolicy = CORSPolicy(), service: TestService = TestService()
    ) throws -> MemoryServer {
        try MemoryServer([service], routes: routes, cors: cors, interceptors: [AccessControl(policy)])
    }

    private static let bearer = [("authorization", "Bearer \(key)")]

    @Test("Who shows nothing, or what is not known, is not let in, whatever the kind", arguments: TestService.paths)
    func strangers(path: String) throws {
        let server = try Self.server()
        let attempts: [[(String, String)]] = [
            [], [("authorization", "Bearer wrong")], [("x-api-key", "wrong")], [("authorization", "Basic \(Self.key)")],
            [("authorization", Self.key)], [("authorization", "Bearer")],
            [("x-api-key", Self.key.uppercased())], [("authorization", "Bearer a.b.c")],
            // Two, of which one is right: which of them did somebody else check?
            Self.bearer + Self.bearer, Self.bearer + [("x-api-key", Self.key)],
        ]
        for fields in attempts {
            let answer = server.call(path, framed("m1/blue"), adding: fields)
            #expect(answer.status == "16", "\(fields)")
            #expect(answer.headers["www-authenticate"] == "Bearer")
            #expect(answer.message?.contains("canary") != true)
        }
        #expect(server.counted[.handlersStarted] == 0)
        #expect(server.counted[.authenticationsFailed] == UInt64(attempts.count))
        #expect(server.counted[.permissionsDenied] == 0)
    }

    @Test("Who is known is let in for what it may, whatever the kind", arguments: TestService.paths)
    func known(path: String) throws {
        let server = try Self.server()
        for fields in [Self.bearer, [("authorization", "bEaReR \(Self.key)")], [("x-api-key", Self.key)]] {
            #expect(server.call(path, framed("m1/blue"), adding: fields).status == "0")
        }
        for text in ["m1/red", "m2/blue", "m1/", "/blue", "", "m1/BLUE", "?m2/blue"] {
            #expect(server.call(path, framed(text), adding: Self.bearer).status == "7", "\(text)")
        }
        // One grant lets it look at all teams, by one method.
        let mayLook = path.hasSuffix("Unary")
        #expect(server.call(path, framed("?m1/red"), adding: Self.bearer).status == (mayLook ? "0" : "7"))
        #expect(server.call(path, framed("m9/red"), adding: [("x-api-key", "admin-key")]).status == "0")
        #expect(server.counted[.permissionsDenied] == (mayLook ? 7 : 8))
    }

    @Test("Who is known and may nothing is denied before its message is looked at", arguments: TestService.paths)
    func denied(path: String) throws {
        let server = try Self.server()
        let id = server.peer.open(path, adding: [("x-api-key", "nobody-key")], body: prefix(1000), ends: false)
        server.settle()
        #expect(server.peer.responses[id]?.status == "7")
        #expect(server.counted[.handlersStarted] == 0)
    }

    @Test("Each request of a stream is looked at, and what a later one leaves out is as before")
    func streams() throws {
        let server = try Self.server()
        let id = server.peer.open("/test.Service/Both", adding: Self.bearer, body: framed("m1/blue"), ends: false)
        server.peer.send(framed("/"), on: id)
        server.settle()
        #expect(server.peer.responses[id]?.texts == ["m1/blue", "/"])
        server.peer.send(framed("m1/red"), on: id)
        server.settle()
        #expect(server.peer.responses[id]?.status == "7")
        #expect(server.peer.responses[id]?.texts == ["m1/blue", "/"])
        // Another call does not inherit from this one.
        #expect(server.call("/test.Service/Both", framed("/"), adding: Self.bearer).status == "7")
    }

    @Test("Methods that nobody has are unimplemented, for strangers too; no other spelling leads past the policy")
    func spellings() throws {
        let server = try Self.server()
        for path in ["/test.Service/Nothing", "/test.service/Unary", "/test.Service/Unary/", "//test.Service/Unary"] {
            #expect(server.call(path, framed("x")).status == "12", "\(path)")
        }
        // A path without its slash is refused by HTTP/2 itself.
        let id = server.peer.open(
            "",
            replacing: Peer.fields("/test.Service/Unary").map { $0.0 == ":path" ? ($0.0, "test.Service/Unary") : $0 },
            body: framed("m1/blue"))
        server.settle()
        #expect(server.peer.responses[id]?.texts == [])
        #expect(server.counted[.handlersStarted] == 0)
    }

    @Test("Resources are let in by name; a grant for one team is none for a resource")
    func resources() throws {
        let server = try Self.server(
            Self.policy { policy in policy.principals[0].grants[0].methods.append(.init("http/GET /metrics")) })
        func get(_ path: String, _ key: String? = nil) -> String {
            let field = key.map { "X-Api-Key: \($0)\r\n" } ?? ""
            return HTTP1Answer(server.exchange("GET \(path) HTTP/1.1\r\nHost: x\r\n\(field)\r\n")).status
        }
        #expect(get("/healthz") == "200 OK")
        #expect(get("/metrics").hasPrefix("401"))
        #expect(get("/metrics", Self.key).hasPrefix("403"))
        #expect(get("/metrics", "admin-key") == "200 OK")
    }

    @Test("A browser's script is told of the refusal, and its question before that needs no credentials")
    func browsers() throws {
        var cors = CORSPolicy()
        cors.origins = ["https://game.example"]
        let server = try Self.server(cors: cors)
        let preflight = HTTP1Answer(
            server.exchange(
                "OPTIONS /test.Service/Unary HTTP/1.1\r\nHost: x\r\nOrigin: https://game.example\r\n"
                    + "Access-Control-Request-Method: POST\r\nAccess-Control-Request-Headers: authorization\r\n\r\n"))
        #expect(preflight.status.hasPrefix("204"))
        #expect(preflight.fields["access-control-allow-headers"] == "authorization")
        #expect(preflight.fields["access-control-max-age"] == "7200")
        let refused = HTTP1Answer(
            server.exchange(
                "POST /test.Service/Unary HTTP/1.1\r\nHost: x\r\nOrigin: https://game.example\r\n"
                    + "Content-Type: application/proto\r\nContent-Length: 0\r\n\r\n"))
        #expect(refused.status.hasPrefix("401"))
        #expect(refused.fields["access-control-allow-origin"] == "https://game.example")
    }

    @Test("A handler knows who calls")
    func handler() throws {
        let service = TestService(immediate: { _, context in TextMessage(context.principal?.name ?? "-") })
        let server = try Self.server(service: service)
        #expect(server.call("/test.Service/Immediate", framed("m1/blue"), adding: Self.bearer).texts == ["blue"])
    }

    // MARK: Files

    @Test("A policy is read with all its parts")
    func file() throws {
        let digest = String(repeating: "ab", count: 32)
        let policy = try AccessPolicy(
            json: Array(
                """
                {"public": ["a.B/*"], "principals": [{"name": "x", "keys": ["sha256:\(digest)"], "subjects": ["s"],
                 "certificates": ["c"], "grants": [{"methods": ["a.B/C"], "matches": ["m"], "teams": ["t"],
                 "access": "read"}, {"methods": ["*"]}]}]}
                """.utf8))
        #expect(policy.publicMethods == [.init("a.B/*")])
        #expect(policy.principals.count == 1)
        #expect(policy.principals[0].keyDigests == [[UInt8](repeating: 0xAB, count: 32)])
        #expect(policy.principals[0].grants[0].teams == .only(["t"]))
        #expect(policy.principals[0].grants[0].access == .read)
        #expect(policy.principals[0].grants[1].matches == .all)
        #expect(policy.principals[0].grants[1].access == .steer)
        let methods = [MethodDescriptor(service: "a.B", name: "C", kind: .unary)]
        #expect(policy.unmatchedPattern(among: methods) == nil)
        #expect(policy.unmatchedPattern(among: [])?.field == "public[0]")
    }

    @Test(
        "A policy that is none says where, and quotes no key",
        arguments: [
            ("[]", ""), ("{", ""), (#"{"principals": [], "principals": []}"#, ""), ("{}", "principals"),
            (#"{"principals": []}"#, "principals"), (#"{"principal": []}"#, "principal"),
            (#"{"principals": {}}"#, "principals"), (#"{"principals": [1]}"#, "principals[0]"),
            (#"{"principals": [{}]}"#, "principals[0].name"),
            (#"{"principals": [{"name": ""}]}"#, "principals[0].name"),
            (#"{"principals": [{"name": "x"}]}"#, "principals[0].name"),
            (#"{"principals": [{"name": "x", "keys": ["canary"]}]}"#, "principals[0].keys[0]"),
            (#"{"principals": [{"name": "x", "keys": ["sha256:canary"]}]}"#, "principals[0].keys[0]"),
            (#"{"principals": [{"name": "x", "subjects": [""]}]}"#, "principals[0].subjects[0]"),
            (#"{"principals": [{"name": "x", "subjects": ["s"], "grants": [{}]}]}"#, "principals[0].grants[0].methods"),
            (
                #"{"principals": [{"name": "x", "subjects": ["s"], "grants": [{"methods": ["*"], "access": "all"}]}]}"#,
                "principals[0].grants[0].access"
            ),
            (
                #"{"principals": [{"name": "x", "subjects": ["s"], "grants": [{"methods": ["*"], "team": ["a"]}]}]}"#,
                "principals[0].grants[0].team"
            ),
            (
                #"{"principals": [{"name": "x", "subjects": ["s"]}, {"name": "x", "subjects": ["t"]}]}"#,
                "principals[1].name"
            ),
            (
                #"{"principals": [{"name": "x", "subjects": ["s"]}, {"name": "y", "subjects": ["t", "s"]}]}"#,
                "principals[1].subjects[1]"
            ),
        ])
    func malformed(text: String, field: String) {
        let error = #expect(throws: AccessPolicy.Malformed.self) { try AccessPolicy(json: Array(text.utf8)) }
        #expect(error?.field == field)
        #expect(error.map { !"\($0)".contains("canary") } == true)
    }

    @Test("A secret does not show, however it is looked at")
    func secret() {
        let secret = Secret(Array("canary".utf8))
        struct Holder { let inner: Secret }
        var dumped = ""
        dump(Holder(inner: secret), to: &dumped)
        let texts = ["\(secret)", String(reflecting: secret), "\(Holder(inner: secret))", dumped]
        // Its first bytes, as arrays are printed and dumped. Names of local types have numbers of their own.
        for words in ["canary", "99, 97", "- 99\n"] {
            for text in texts { #expect(!text.contains(words), "\(text)") }
        }
    }
}
