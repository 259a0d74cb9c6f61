// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Testing

@Suite("Connect")
struct ConnectTests {
    private static func call(
        _ server: MemoryServer, _ path: String, _ body: [UInt8], contentType: String = "application/proto",
        adding extra: [(String, String)] = []
    ) -> Peer.Response {
        let fields = Peer.fields(path).map { $0.0 == "content-type" ? ($0.0, contentType) : $0 }
        let id = server.peer.open("", adding: extra, replacing: fields, body: body)
        server.settle()
        return server.peer.responses[id]!
    }

    /// The one message of a unary call: its bytes, without a prefix.
    private static func bare(_ text: String) -> [UInt8] { Array(framed(text).dropFirst(5)) }

    /// A stream's body as it must be: messages, then the end as JSON.
    private static func stream(_ texts: [String], end: String) -> [UInt8] {
        texts.flatMap(framed) + prefix(end.utf8.count, flags: 2) + Array(end.utf8)
    }

    @Test(
        "A unary call is plain HTTP: the messages are the bodies",
        arguments: ["application/proto", "application/proto; charset=utf-8"], ["Immediate", "Unary"])
    func unary(contentType: String, method: String) throws {
        let server = try MemoryServer([TestService()])
        let response = Self.call(
            server, "/test.Service/\(method)", Self.bare("hello"), contentType: contentType,
            adding: [("connect-protocol-version", "1"), ("connect-timeout-ms", "1000")])
        #expect(response.headers[":status"] == "200")
        #expect(response.headers["content-type"] == "application/proto")
        #expect(response.data == Self.bare("hello"))
        #expect(response.trailers.isEmpty)
        #expect(response.closedWith == 0)
        #expect(server.counted[.ok] == 1)
        #expect(server.counted[.handlersEnded] == 1)
    }

    // MARK: GET

    /// A service whose schema says that one of its methods changes nothing. It tells of the query's names.
    private struct Queries: RPCService {
        var binding: ServiceBinding {
            let methods = ["Safe", "Unsafe"].map { name in
                MethodBinding.unary(
                    MethodDescriptor(service: "test.Queries", name: name, kind: .unary),
                    immediate: { (request: TextMessage, context) in
                        let names = context.query?.parameters.map(\.name) ?? []
                        context.responseMetadata.append("x-query", names.joined(separator: " "))
                        return request
                    }, asynchronous: { request, _ in request })
            }
            return ServiceBinding(
                name: "test.Queries",
                // package test; service Queries { rpc Safe … { option idempotency_level = NO_SIDE_EFFECTS; } }
                file: FileDescriptorSource(
                    name: "queries.proto", dependencies: [], base64: "EgR0ZXN0MhYKB1F1ZXJpZXMSCwoEU2FmZSIDkAIB"),
                methods: methods)
        }
    }

    private static func get(_ path: String) throws -> Peer.Response {
        let server = try MemoryServer([Queries()])
        let fields = [(":method", "GET"), (":scheme", "http"), (":path", path), (":authority", "a")]
        let id = server.peer.open("", replacing: fields)
        server.settle()
        return try #require(server.peer.responses[id])
    }

    @Test("A method without side effects may be called by GET, the message in the query")
    func query() throws {
        let message = Base64.encode(Self.bare("hi?")).replacing("+", with: "-").replacing("/", with: "_")
        for query in [
            "connect=v1&encoding=proto&base64=1&message=\(message)",
            "message=%0A%03hi%3F&encoding=proto", "encoding=proto&compression=identity&message=%0a%03hi%3f&connect=v1",
        ] {
            let response = try Self.get("/test.Queries/Safe?\(query)")
            #expect(response.headers[":status"] == "200")
            #expect(response.data == Self.bare("hi?"))
            let names = query.split(separator: "&").map { $0.prefix { $0 != "=" } }
            #expect(response.headers["x-query"] == names.joined(separator: " "))
        }
        let empty = try Self.get("/test.Queries/Safe?encoding=proto")
        #expect(empty.headers[":status"] == "200")
    }

    @Test(
        "A GET that is not so is refused",
        arguments: [
            ("/test.Queries/Unsafe?encoding=proto&message=", "405"), ("/test.Queries/Safe?message=", "415"),
            ("/test.Queries/Safe?encoding=yaml&message=", "415"), ("/test.Queries/None?encoding=proto", "404"),
            ("/test.Queries/Safe?encoding=proto&base64=1&message=!", "400"),
            ("/test.Queries/Safe?encoding=proto&message=%0A%09hi", "400"),
            ("/test.Queries/Safe?encoding=proto&connect=v2&message=", "400"),
            ("/test.Queries/Safe?encoding=proto&compression=lzw&message=", "501"),
            ("/test.Queries/Safe?encoding=proto&compression=gzip&message=abc", "500"),
        ])
    func brokenQuery(path: String, status: String) throws {
        #expect(try Self.get(path).headers[":status"] == status)
    }

    @Test("A message of no bytes is a message")
    func empty() throws {
        let server = try MemoryServer([TestService()])
        let response = Self.call(server, "/test.Service/Unary", [])
        #expect(response.headers[":status"] == "200")
        #expect(response.data.isEmpty)
        #expect(response.isEnded)
    }

    @Test("Metadata of a unary call goes with the header fields, the trailing one under names of its own")
    func metadata() throws {
        let server = try MemoryServer([
            TestService(immediate: { request, context in
                context.responseMetadata.append("x-first", context.requestMetadata["x-asked"] ?? "")
                context.trailingMetadata.append("x-last-bin", binary: [1, 2])
                return request
            })
        ])
        let response = Self.call(server, "/test.Service/Immediate", [], adding: [("x-asked", "1")])
        #expect(response.headers["x-first"] == "1")
        #expect(response.headers["trailer-x-last-bin"] == "AQI")
    }

    @Test(
        "An error of a unary call is HTTP's status and a body of JSON",
        arguments: [
            (StatusCode.cancelled, "499", "canceled"), (.unknown, "500", "unknown"),
            (.invalidArgument, "400", "invalid_argument"), (.deadlineExceeded, "504", "deadline_exceeded"),
            (.notFound, "404", "not_found"), (.alreadyExists, "409", "already_exists"),
            (.permissionDenied, "403", "permission_denied"), (.resourceExhausted, "429", "resource_exhausted"),
            (.failedPrecondition, "400", "failed_precondition"), (.aborted, "409", "aborted"),
            (.outOfRange, "400", "out_of_range"), (.unimplemented, "501", "unimplemented"),
            (.internal, "500", "internal"), (.unavailable, "503", "unavailable"), (.dataLoss, "500", "data_loss"),
            (.unauthenticated, "401", "unauthenticated"), (StatusCode(rawValue: 77), "500", "unknown"),
        ])
    func error(code: StatusCode, status: String, name: String) throws {
        let server = try MemoryServer([
            TestService(unary: { _, _ in throw RPCError(code, "sp\"ät", metadata: Metadata(["x-why": "so"])) })
        ])
        let response = Self.call(server, "/test.Service/Unary", Self.bare("x"))
        #expect(response.headers[":status"] == status)
        #expect(response.headers["content-type"] == "application/json")
        #expect(response.headers["x-why"] == "so")
        #expect(String(decoding: response.data, as: UTF8.self) == #"{"code":"\#(name)","message":"sp\"ät"}"#)
        #expect(response.closedWith == 0)
    }

    @Test("Details of an error are named by type, their bytes in base64 without padding")
    func details() throws {
        var status = Google_Rpc_Status()
        var detail = Google_Protobuf_Any()
        detail.typeURL = "type.googleapis.com/google.rpc.RetryInfo"
        detail.value = [1]
        status.details = [detail]
        let bytes = status.serialized()
        let server = try MemoryServer([
            TestService(unary: { _, _ in throw RPCError(.unavailable, "", details: bytes) })
        ])
        let response = Self.call(server, "/test.Service/Unary", [])
        let text = String(decoding: response.data, as: UTF8.self)
        #expect(text == #"{"code":"unavailable","details":[{"type":"google.rpc.RetryInfo","value":"AQ"}]}"#)
    }

    @Test("A stream ends with an envelope of JSON", arguments: ["Server", "Client", "Both"])
    func streams(method: String) throws {
        let server = try MemoryServer([TestService()])
        let response = Self.call(
            server, "/test.Service/\(method)", framed("hello"), contentType: "application/connect+proto")
        #expect(response.headers[":status"] == "200")
        #expect(response.headers["content-type"] == "application/connect+proto")
        #expect(response.data == Self.stream(["hello"], end: "{}"))
        #expect(response.trailers.isEmpty)
        #expect(response.closedWith == 0)
    }

    @Test("Error and trailing metadata of a stream are in its end")
    func streamError() throws {
        let server = try MemoryServer([
            TestService(server: { request, responses, context in
                context.trailingMetadata.append("x-a", "1")
                context.trailingMetadata.append("x-a", "2")
                try await responses.write(request)
                throw RPCError(.dataLoss, "gone", metadata: Metadata(["x-b": "3"]))
            })
        ])
        let response = Self.call(
            server, "/test.Service/Server", framed("x"), contentType: "application/connect+proto")
        let end = #"{"error":{"code":"data_loss","message":"gone"},"metadata":{"x-a":["1","2"],"x-b":["3"]}}"#
        #expect(response.data == Self.stream(["x"], end: end))
    }

    @Test("An error before any message of a stream is in its end too, with status 200")
    func earlyStreamError() throws {
        let server = try MemoryServer([TestService(server: { _, _, _ in throw RPCError(.aborted, "") })])
        let response = Self.call(
            server, "/test.Service/Server", framed("x"), contentType: "application/connect+proto")
        #expect(response.headers[":status"] == "200")
        #expect(response.data == Self.stream([], end: #"{"error":{"code":"aborted"}}"#))
    }

    @Test("JSON is read and written, with fields that are not known left out")
    func json() throws {
        let server = try MemoryServer([HealthService(services: ["a"])])
        let body = Array(#"{"service": "a", "later": [1]}"#.utf8)
        let response = Self.call(server, "/grpc.health.v1.Health/Check", body, contentType: "application/json")
        #expect(response.headers["content-type"] == "application/json")
        #expect(String(decoding: response.data, as: UTF8.self) == #"{"status":"SERVING"}"#)
        let bad = Self.call(
            server, "/grpc.health.v1.Health/Check", Array(#"{"service": 1}"#.utf8), contentType: "application/json")
        #expect(bad.headers[":status"] == "400")
        #expect(String(decoding: bad.data, as: UTF8.self).contains("service"))
    }

    @Test("JSON in streams")
    func jsonStream() throws {
        let server = try MemoryServer([HealthService(services: ["a"])])
        let text = #"{"service":"a"}"#
        let fields = Peer.fields("/grpc.health.v1.Health/Watch").map {
            $0.0 == "content-type" ? ($0.0, "application/connect+json") : $0
        }
        let id = server.peer.open("", replacing: fields, body: prefix(text.utf8.count) + Array(text.utf8))
        server.settle()
        let answer = #"{"status":"SERVING"}"#
        #expect(server.peer.responses[id]?.data == prefix(answer.utf8.count) + Array(answer.utf8))
    }

    @Test(
        "gRPC and gRPC-Web have JSON too",
        arguments: ["application/grpc+json", "application/grpc-web+json", "application/grpc+json;charset=utf-8"])
    func jsonInGRPC(contentType: String) throws {
        let server = try MemoryServer([HealthService(services: ["a"])])
        let text = #"{"service":"a"}"#
        let response = Self.call(
            server, "/grpc.health.v1.Health/Check", prefix(text.utf8.count) + Array(text.utf8),
            contentType: contentType)
        let answer = #"{"status":"SERVING"}"#
        #expect(response.headers["content-type"] == String(contentType.prefix { $0 != ";" }))
        #expect(response.data.starts(with: prefix(answer.utf8.count) + Array(answer.utf8)))
        #expect(server.counted[.ok] == 1)
    }

    @Test("A type without JSON says so")
    func withoutJSON() throws {
        let server = try MemoryServer([TestService()])
        let response = Self.call(server, "/test.Service/Unary", Array("{}".utf8), contentType: "application/json")
        #expect(response.headers[":status"] == "501")
    }

    @Test(
        "What is wrong with a request is told",
        arguments: [
            ("connect-timeout-ms", "1s", "400"), ("connect-timeout-ms", "", "400"),
            ("connect-timeout-ms", "12345678901", "400"), ("connect-protocol-version", "2", "400"),
            ("content-encoding", "br", "501"),
        ])
    func faults(name: String, value: String, status: String) throws {
        let server = try MemoryServer([TestService()])
        let response = Self.call(server, "/test.Service/Unary", [], adding: [(name, value)])
        #expect(response.headers[":status"] == status)
        #expect(server.counted[.handlersStarted] == 0)
    }

    @Test("A method that does not exist is HTTP's 404 and unimplemented, the wrong content type for its kind 415")
    func mismatches() throws {
        let server = try MemoryServer([TestService()])
        let unknown = Self.call(server, "/test.Service/Nothing", [])
        #expect(unknown.headers[":status"] == "404")
        #expect(
            String(decoding: unknown.data, as: UTF8.self)
                == #"{"code":"unimplemented","message":"there is no such method"}"#)
        #expect(server.counted[.unimplemented] == 1)
        #expect(Self.call(server, "/test.Service/Server", []).headers[":status"] == "415")
        let unary = Self.call(server, "/test.Service/Unary", framed("x"), contentType: "application/connect+proto")
        #expect(unary.headers[":status"] == "415")
    }

    @Test("A deadline counts, and gRPC's field for it does not")
    func deadline() throws {
        let gate = Gate()
        let server = try MemoryServer([
            TestService(unary: { request, _ in
                try await gate.wait()
                return request
            })
        ])
        let fields = Peer.fields("/test.Service/Unary").map {
            $0.0 == "content-type" ? ($0.0, "application/proto") : $0
        }
        let times = [("connect-timeout-ms", "100"), ("grpc-timeout", "1m")]
        let id = server.peer.open("", adding: times, replacing: fields, body: [])
        server.settle()
        server.advance(by: .milliseconds(50))
        #expect(server.peer.responses[id] == nil || server.peer.responses[id]?.isEnded == false)
        server.advance(by: .milliseconds(51))
        #expect(server.peer.responses[id]?.headers[":status"] == "504")
        #expect(gate.sawCancellation)
    }

    @Test("A message longer than allowed is refused before it is whole")
    func tooLong() throws {
        var limits = Limits()
        limits.messageBytes = 100
        let server = try MemoryServer([TestService()], limits: limits)
        let response = Self.call(server, "/test.Service/Unary", [UInt8](repeating: 0, count: 101))
        #expect(response.headers[":status"] == "429")
        #expect(server.counted[.messageLimit] == 1)
    }
}
