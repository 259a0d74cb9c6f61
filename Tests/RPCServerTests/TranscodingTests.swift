// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import StrategosAPI
import Testing

/// What `google.api.http` says beyond a path and a body.
@Suite("Transcoding")
struct TranscodingTests {
    /// ```proto
    /// service Info {
    ///   rpc Echo(google.rpc.ErrorInfo) returns (google.rpc.ErrorInfo) {
    ///     option (google.api.http) = {
    ///       get: "/v1/labels/{reason}"
    ///       response_body: "metadata"
    ///       additional_bindings {get: "/v1/domain/{reason}" response_body: "domain"}
    ///       additional_bindings {custom {kind: "*" path: "/v1/any/{reason}"}}
    ///       additional_bindings {put: "/v1/whole/{reason}" body: "*"}
    ///     };
    ///   }
    ///   rpc List(google.rpc.ErrorInfo) returns (stream google.rpc.ErrorInfo) {
    ///     option (google.api.http) = {get: "/v1/reasons" response_body: "reason"};
    ///   }
    /// }
    /// ```
    private struct InfoService: RPCService {
        var binding: ServiceBinding {
            ServiceBinding(
                name: "rest.Info",
                file: FileDescriptorSource(
                    name: "rest.proto", dependencies: [.googleApiAnnotations, .googleRpcErrorDetails],
                    base64: """
                        CgpyZXN0LnByb3RvEgRyZXN0Ghxnb29nbGUvYXBpL2Fubm90YXRpb25zLnByb3RvGh5nb29nbGUvcnBjL2Vycm9yX2RldGFpbHMu
                        cHJvdG8yigIKBEluZm8SrAEKBEVjaG8SFS5nb29nbGUucnBjLkVycm9ySW5mbxoVLmdvb2dsZS5ycGMuRXJyb3JJbmZvInaC0+ST
                        AnASEy92MS9sYWJlbHMve3JlYXNvbn1aHRITL3YxL2RvbWFpbi97cmVhc29ufWIGZG9tYWluWhdCFQoBKhIQL3YxL2FueS97cmVh
                        c29ufVoXGhIvdjEvd2hvbGUve3JlYXNvbn06ASpiCG1ldGFkYXRhElMKBExpc3QSFS5nb29nbGUucnBjLkVycm9ySW5mbxoVLmdv
                        b2dsZS5ycGMuRXJyb3JJbmZvIhuC0+STAhUSCy92MS9yZWFzb25zYgZyZWFzb24wAWIGcHJvdG8z
                        """),
                methods: [
                    .unary(
                        MethodDescriptor(service: "rest.Info", name: "Echo", kind: .unary),
                        immediate: { (request: Google_Rpc_ErrorInfo, _) in
                            if request.reason == "fail" { throw RPCError(.notFound, "no such reason") }
                            return request
                        },
                        asynchronous: { request, _ in request }),
                    .serverStreaming(MethodDescriptor(service: "rest.Info", name: "List", kind: .serverStreaming)) {
                        (request: Google_Rpc_ErrorInfo, responses: ResponseWriter<Google_Rpc_ErrorInfo>, _) in
                        for reason in ["a", "\"b\"", ""] {
                            var info = request
                            info.reason = reason
                            try await responses.write(info)
                        }
                        if request.domain == "fail" { throw RPCError(.aborted, "enough") }
                    },
                ])
        }
    }

    private func ask(_ line: String, body: String = "") throws -> HTTP1Answer {
        let server = try MemoryServer([InfoService()])
        let fields = body.isEmpty ? "" : "content-type: application/json\r\ncontent-length: \(body.utf8.count)\r\n"
        return HTTP1Answer(server.exchange("\(line) HTTP/1.1\r\nhost: x\r\n\(fields)\r\n\(body)"))
    }

    @Test(
        "The body of an answer is the field that response_body names, or what stands for none",
        arguments: [
            ("GET /v1/domain/x?domain=d%22%7D", #""d\"}""#), ("GET /v1/domain/x", #""""#), ("GET /v1/labels/x", "{}"),
        ])
    func responseBody(line: String, body: String) throws {
        let answer = try ask(line)
        #expect(answer.status == "200 OK")
        #expect(answer.fields["content-type"] == "application/json")
        #expect(answer.body == body)
    }

    @Test("Each line of a stream is that field; an error is told as always")
    func stream() throws {
        #expect(try ask("GET /v1/reasons").body.contains("\"a\"\n"))
        #expect(try ask("GET /v1/reasons").body.contains(#""\"b\"""#))
        #expect(try ask("GET /v1/reasons?domain=fail").body.contains(#"{"error":{"code":10"#))
        let failed = try ask("GET /v1/domain/fail")
        #expect(failed.status == "404 Not Found")
        #expect(failed.body.contains("no such reason"))
    }

    @Test("The custom verb * is every verb", arguments: ["GET", "PUT", "POST", "DELETE", "PATCH"])
    func anyVerb(verb: String) throws {
        let answer = try ask("\(verb) /v1/any/x")
        #expect(answer.status == "200 OK")
        #expect(answer.body == #"{"reason":"x"}"#)
    }

    @Test("A further binding has a body of its own")
    func furtherBinding() throws {
        let answer = try ask("PUT /v1/whole/x", body: #"{"domain":"d"}"#)
        #expect(answer.body.contains(#""domain":"d""#))
        #expect(answer.body.contains(#""reason":"x""#))
    }

    @Test(
        "A member is found among strings and objects that look like it",
        arguments: [
            (#"{"a":1,"b":2}"#, "b", "2"), (#"{"a":{"b":3},"b":"}"}"#, "b", #""}""#),
            (#"{"a":"\"b\":1","b":[1,{"b":2}]}"#, "b", #"[1,{"b":2}]"#), (#"{"b":true}"#, "b", "true"),
            (#"{"a":["b"]}"#, "b", nil), ("{}", "b", nil), (#"{"ab":1}"#, "b", nil),
        ] as [(String, String, String?)])
    func members(object: String, name: String, value: String?) {
        let bytes = Array(object.utf8)
        let found = unsafe bytes.withUnsafeBytes { unsafe JSONMember.range(of: name, in: $0) }
        #expect(found.map { String(decoding: bytes[$0], as: UTF8.self) } == value)
    }
}
