// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Testing

/// JSON Web Tokens, and what they try (RFC 8725). Tokens of other makers are in `test_access.py`.
@Suite("JSON Web Tokens")
struct JSONWebTokenTests {
    private static let secret = [UInt8]((0..<32).map { UInt8($0) })
    private static let now = 1_000_000.0

    private static func base64URL(_ bytes: [UInt8]) -> String {
        String(Base64.encode(bytes, padded: false).map { $0 == "+" ? "-" : $0 == "/" ? "_" : $0 })
    }

    private static func token(
        _ claims: String = claims(), header: String = #"{"alg":"HS256","kid":"game"}"#, key: [UInt8] = secret
    ) -> String {
        let signed = base64URL(Array(header.utf8)) + "." + base64URL(Array(claims.utf8))
        return signed + "." + base64URL(Digest.hmacSHA256(Array(signed.utf8), key: key))
    }

    /// Sound ones, but for what is given.
    private static func claims(_ changes: KeyValuePairs<String, String?> = [:]) -> String {
        var members = [
            "iss": #""issuer""#, "aud": #""strategos""#, "sub": #""blue""#, "exp": "1000100", "nbf": "999900",
        ]
        for (name, value) in changes { members[name] = value }
        return "{" + members.sorted { $0.key < $1.key }.map { #""\#($0.key)":\#($0.value)"# }.joined(separator: ",")
            + "}"
    }

    /// The public key of RFC 7515, A.3.
    private static let publicKey =
        #"{"kty":"EC","alg":"ES256","kid":"ec","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","#
        + #""y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#

    /// A server that lets in whom a token calls `blue`.
    private static func server() throws -> MemoryServer {
        let symmetric = #"{"kty":"oct","alg":"HS256","kid":"game","k":"\#(base64URL(secret))"}"#
        let keys = try JSONWebKeySet(json: Array(#"{"keys":[\#(symmetric),\#(publicKey)]}"#.utf8))
        var blue = AccessPolicy.Principal(name: "team-blue")
        blue.subjects = ["blue"]
        blue.grants = [AccessPolicy.Grant(methods: [.init("*")])]
        var policy = AccessPolicy()
        policy.principals = [blue]
        let tokens = JSONWebTokenVerifier(keys: keys, issuer: "issuer", audience: "strategos", now: { now })
        let service = TestService(immediate: { _, context in TextMessage(context.principal?.name ?? "-") })
        return try MemoryServer([service], interceptors: [AccessControl(policy, tokens: tokens)])
    }

    private func call(_ server: MemoryServer, _ token: String) -> Peer.Response {
        server.call("/test.Service/Immediate", framed("m/t"), adding: [("authorization", "Bearer \(token)")])
    }

    @Test("A sound token tells who calls")
    func sound() throws {
        let server = try Self.server()
        let tokens = [
            Self.token(), Self.token(Self.claims(["aud": #"["other","strategos"]"#])),
            Self.token(header: #"{"alg":"HS256","kid":"game","typ":"JWT"}"#),
            Self.token(header: #"{"alg":"HS256","kid":"game","typ":"at+jwt"}"#),
            // Clocks may differ by a minute.
            Self.token(Self.claims(["exp": "999941"])), Self.token(Self.claims(["nbf": "1000060"])),
        ]
        for token in tokens { #expect(call(server, token).texts == ["team-blue"]) }
    }

    @Test(
        "Claims that are missing, wrong or of another type are not believed",
        arguments: [
            ("iss", nil), ("iss", #""other""#), ("iss", "1"), ("aud", nil), ("aud", #""other""#), ("aud", "[]"),
            ("aud", #"["a","b"]"#), ("aud", #"{"strategos":1}"#), ("sub", nil), ("sub", #""""#), ("sub", #""red""#),
            ("sub", "7"), ("exp", nil), ("exp", "999940"), ("exp", #""9999999""#), ("exp", "null"), ("exp", "-1"),
            ("nbf", nil), ("nbf", "1000061"), ("nbf", #""0""#),
        ] as [(String, String?)])
    func claims(name: String, value: String?) throws {
        let answer = call(try Self.server(), Self.token(Self.claims([name: value])))
        #expect(answer.status == "16")
        #expect(answer.headers["www-authenticate"] == "Bearer")
    }

    @Test(
        "Headers that would choose how they are believed are not",
        arguments: [
            #"{"alg":"none"}"#, #"{"alg":"None","kid":"game"}"#, #"{"alg":"","kid":"game"}"#, #"{"kid":"game"}"#,
            #"{"alg":"HS512","kid":"game"}"#, #"{"alg":"hs256","kid":"game"}"#, #"{"alg":["HS256"],"kid":"game"}"#,
            // The public key of an asymmetric algorithm as a secret; the name of another key; no name among two.
            #"{"alg":"HS256","kid":"ec"}"#, #"{"alg":"ES256","kid":"game"}"#, #"{"alg":"HS256","kid":"other"}"#,
            #"{"alg":"HS256"}"#, #"{"alg":"HS256","kid":7}"#, #"{"alg":"HS256","kid":"game","crit":["exp"]}"#,
            #"{"alg":"HS256","kid":"game","typ":"dpop+jwt"}"#, #"{"alg":"HS256","kid":"game","kid":"ec"}"#,
            #"{"alg":"HS256","alg":"none","kid":"game"}"#, "[]", "",
        ])
    func headers(header: String) throws {
        let server = try Self.server()
        #expect(call(server, Self.token(header: header)).status == "16")
        // With what is public as the secret, and without a signature.
        let signed = Self.token(header: header).split(separator: ".", omittingEmptySubsequences: false).prefix(2)
        #expect(call(server, signed.joined(separator: ".") + ".").status == "16")
        #expect(call(server, Self.token(header: header, key: Array(Self.publicKey.utf8))).status == "16")
    }

    @Test("Other bytes than those that were signed are not believed")
    func tampering() throws {
        let server = try Self.server()
        let token = Self.token()
        let parts = token.split(separator: ".").map(String.init)
        let forged = Self.base64URL(Array(Self.claims(["sub": #""admin""#]).utf8))
        let signature = Array(parts[2])
        let flipped = String((signature[0] == "A" ? "B" : "A")) + String(signature.dropFirst())
        for attempt in [
            "\(parts[0]).\(forged).\(parts[2])", "\(parts[0]).\(parts[1]).\(flipped)", "\(parts[0]).\(parts[1]).",
            "\(parts[0]).\(parts[1])", "\(token).x", ".\(parts[1]).\(parts[2])", token + "=", "\(token) \(token)",
            token.replacing(".", with: ". "), String(repeating: "a", count: 9000) + ".a.b",
            Self.token(key: [UInt8](repeating: 0, count: 32)),
        ] {
            #expect(call(server, attempt).status == "16")
        }
        #expect(server.counted[.handlersStarted] == 0)
    }

    @Test("A signature of RFC 7515's own example is right, and only that")
    func elliptic() throws {
        func bytes(_ text: String) -> [UInt8] { Base64.decode(text.utf8)! }
        let key = try SignatureKey(
            x: bytes("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"),
            y: bytes("x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"))
        let message =
            "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ij"
            + "p0cnVlfQ"
        let signature = bytes("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q")
        #expect(key.verifies(signature, of: Array(message.utf8)))
        #expect(!key.verifies(signature, of: Array(message.utf8.dropLast())))
        // CVE-2022-21449: zeros are no signature.
        #expect(!key.verifies([UInt8](repeating: 0, count: 64), of: Array(message.utf8)))
        #expect(!key.verifies(Array(signature.dropLast()), of: Array(message.utf8)))
        #expect(!key.verifies([], of: Array(message.utf8)))
    }

    @Test(
        "A key that is none or too weak is an error that names it, and does not quote it",
        arguments: [
            (#"{"kty":"oct","alg":"HS256","k":"Y2FuYXJ5"}"#, "keys[0]"), (#"{"kty":"oct","alg":"HS256"}"#, "keys[0].k"),
            (#"{"kty":"oct","k":"Y2FuYXJ5"}"#, "keys[0].alg"),
            (#"{"kty":"oct","alg":"none","k":"canary"}"#, "keys[0].alg"),
            (#"{"kty":"oct","alg":"RS256","k":"canary"}"#, "keys[0].kty"),
            (#"{"kty":"oct","alg":"HS256","k":"canary=="}"#, "keys[0].k"),
            (#"{"kty":"RSA","alg":"RS256","n":"Y2FuYXJ5","e":"AQAB"}"#, "keys[0]"),
            (#"{"kty":"EC","alg":"ES256","crv":"P-384","x":"Y2Fu","y":"Y2Fu"}"#, "keys[0].crv"),
            (#"{"kty":"EC","alg":"ES256","crv":"P-256","x":"Y2Fu","y":"Y2Fu"}"#, "keys[0]"),
            // A point that is not on the curve.
            (
                #"{"kty":"EC","alg":"ES256","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","#
                    + #""y":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU"}"#, "keys[0]"
            ), (publicKey.replacing(#""kid":"ec""#, with: #""kid":"ec","use":"enc""#), "keys[0].use"),
            ("\(publicKey),\(publicKey)", "keys[1].kid"), ("1", "keys[0]"), ("", "keys"),
        ])
    func keys(text: String, field: String) {
        let error = #expect(throws: JSONWebKeySet.Malformed.self) {
            try JSONWebKeySet(json: Array(#"{"keys":[\#(text)]}"#.utf8))
        }
        #expect(error?.field == field)
        #expect(error.map { !"\($0)".contains("canary") && !"\($0)".contains("Y2FuYXJ5") } == true)
    }
}
