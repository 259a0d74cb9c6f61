// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Testing

@Suite("Metadata")
struct MetadataTests {
    @Test("Handlers see what the caller sent, and the caller what handlers set", arguments: ["Immediate", "Unary"])
    func bothWays(method: String) throws {
        let answer: @Sendable (TextMessage, CallContext) throws -> TextMessage = { _, context in
            let metadata = context.requestMetadata
            context.responseMetadata.append("x-first", "1")
            context.trailingMetadata.append("x-last", "2")
            context.trailingMetadata.append("x-raw-bin", binary: metadata[binary: "x-in-bin"] ?? [])
            return TextMessage(metadata.entries.map { "\($0.name)=\($0.wireValue)" }.joined(separator: " "))
        }
        let server = try MemoryServer([
            TestService(immediate: { try answer($0, $1) }, unary: { try answer($0, $1) })
        ])
        let response = server.call(
            "/test.Service/\(method)", framed("x"),
            adding: [("x-a", "1"), ("x-in-bin", "AQI="), ("x-a", "2"), ("user-agent", "me"), ("x-in-bin", "Aw,BA==")])
        #expect(response.texts == ["x-a=1 x-in-bin=AQI x-a=2 user-agent=me x-in-bin=Aw x-in-bin=BA"])
        #expect(response.headers["x-first"] == "1")
        #expect(response.trailers == ["grpc-status": "0", "x-last": "2", "x-raw-bin": "AQI"])
        // The object that was used for the call keeps nothing for the next one.
        let next = server.call("/test.Service/\(method)", framed("x"))
        #expect(next.texts == [""])
        #expect(next.trailers == ["grpc-status": "0", "x-last": "2", "x-raw-bin": ""])
    }

    @Test("Reserved fields are not metadata")
    func reserved() throws {
        let server = try MemoryServer([
            TestService(immediate: { _, context in
                TextMessage(context.requestMetadata.entries.map(\.name).joined(separator: ","))
            })
        ])
        let response = server.call(
            "/test.Service/Immediate", framed("x"),
            adding: [("grpc-timeout", "10S"), ("grpc-accept-encoding", "gzip"), ("grpc-trace-bin", "AA")])
        #expect(response.texts == ["grpc-trace-bin"])
    }

    @Test("A context knows its method, peer and deadline, also after the call")
    func context() throws {
        nonisolated(unsafe) var kept: CallContext?
        let server = try MemoryServer([
            TestService(immediate: { request, context in
                unsafe kept = context
                return request
            })
        ])
        _ = server.call("/test.Service/Immediate", framed("x"), adding: [("grpc-timeout", "2S"), ("x-a", "b")])
        _ = server.call("/test.Service/Server", framed("x"))
        let context = try #require(unsafe kept)
        #expect(context.method.path == "/test.Service/Immediate")
        #expect(context.peer == .internet(host: "::1", port: 1))
        #expect(context.deadline?.remaining == .seconds(2))
        #expect(context.requestMetadata["X-A"] == "b")
        #expect(!context.isCancelled)
    }
}
