// SPDX-License-Identifier: Apache-2.0
import Logging
import RPCServer
import Synchronization
import Testing

/// Traces as W3C's Trace Context has them, and the lines written for calls.
@Suite("Traces and the log of calls")
struct TracingTests {
    private static let trace = "0af7651916cd43dd8448eb211c80319c"
    private static let parent = "00-\(trace)-b7ad6b7169203331-01"

    @Test("A traceparent says where a call belongs, and is handed on with a place of its own")
    func wellFormed() throws {
        let context = try #require(TraceContext(traceparent: Self.parent, state: "a=1,b@c=x y"))
        #expect(context.traceID == Self.trace)
        #expect(context.parentID == "b7ad6b7169203331")
        #expect(context.isSampled)
        #expect(context.state == "a=1,b@c=x y")
        #expect(context.spanID.count == 16 && context.spanID != context.parentID)
        #expect(context.traceparent == "00-\(Self.trace)-\(context.spanID)-01")
        #expect(TraceContext(traceparent: context.traceparent, state: nil)?.parentID == context.spanID)
    }

    @Test(
        "Versions to come are read as far as they are known",
        arguments: ["01-\(trace)-b7ad6b7169203331-01", "cc-\(trace)-b7ad6b7169203331-03-what-the-future-brings"])
    func future(text: String) {
        #expect(TraceContext(traceparent: text, state: nil)?.isSampled == true)
    }

    @Test(
        "What is malformed is none",
        arguments: [
            "", "00", "00-\(trace)-b7ad6b7169203331", "00-\(trace)-b7ad6b7169203331-01-",
            "00-\(trace)-b7ad6b7169203331-1",
            "ff-\(trace)-b7ad6b7169203331-01", "0-\(trace)-b7ad6b7169203331-01", "00_\(trace)-b7ad6b7169203331-01",
            "00-00000000000000000000000000000000-b7ad6b7169203331-01", "00-\(trace)-0000000000000000-01",
            "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01", "00-\(trace)-b7ad6b716920333g-01",
            "00-\(trace)-b7ad6b7169203331-0x", "cc-\(trace)-b7ad6b7169203331-01x", "00-\(trace)-b7ad6b71692033é-01",
        ])
    func malformed(text: String) {
        #expect(TraceContext(traceparent: text, state: nil) == nil)
    }

    @Test(
        "A tracestate that is malformed is left out, the trace is not",
        arguments: [
            "", "a", "=1", "a=", "A=1", "a=1,a=2", "a=1,,b=2", "a=é", "a=b=c",
            String(repeating: "x", count: 600) + "=1",
            (0..<33).map { "k\($0)=v" }.joined(separator: ","),
        ])
    func malformedState(text: String) {
        let context = TraceContext(traceparent: Self.parent, state: text)
        #expect(context != nil)
        #expect(context?.state == nil)
    }

    /// A server that says what its handler finds.
    private static func server(_ interceptors: [any ServerInterceptor] = []) throws -> MemoryServer {
        let service = TestService(
            immediate: { _, context in
                let trace = context.trace
                return TextMessage("\(trace.traceID) \(trace.parentID ?? "-") \(context.trace == trace)")
            },
            unary: { _, _ in throw Unexpected() })
        return try MemoryServer([service], interceptors: interceptors)
    }

    private struct Unexpected: Error {}

    @Test("A handler is told its trace, the same each time; without a sound one it begins its own")
    func handler() throws {
        let server = try Self.server()
        let path = "/test.Service/Immediate"
        #expect(
            server.call(path, framed("x"), adding: [("traceparent", Self.parent)]).texts
                == ["\(Self.trace) b7ad6b7169203331 true"])
        let twice = [("traceparent", Self.parent), ("traceparent", Self.parent)]
        for fields in [[], [("traceparent", "nonsense")], twice] {
            let words = try #require(server.call(path, framed("x"), adding: fields).texts.first).split(separator: " ")
            #expect(words[0] != Self.trace)
            #expect(words[0].count == 32)
            #expect(words.dropFirst() == ["-", "true"])
        }
    }

    // MARK: The log

    @Test("Each call is a line with what it took and its trace, and nothing of what was sent")
    func line() throws {
        let lines = Lines()
        let server = try Self.server([CallLog(.all, logger: lines.logger)])
        let fields = [("traceparent", Self.parent), ("authorization", "Bearer canary"), ("x-api-key", "canary")]
        _ = server.call("/test.Service/Immediate", framed("canary"), adding: fields)
        let line = try #require(lines.all.first)
        #expect(lines.all.count == 1)
        #expect(line.hasPrefix("info call "))
        for part in [
            "method=test.Service/Immediate", "status=OK", "protocol=grpc", "requests=1", "responses=1",
            "requestBytes=8",
            "traceId=\(Self.trace)", "parentSpanId=b7ad6b7169203331", "peer=[::1]:1", "durationMicroseconds=0",
        ] {
            #expect(line.contains(part), "\(line)")
        }
        #expect(!line.contains("canary"))
    }

    @Test("Who wants only errors gets those, of plain HTTP too")
    func errors() throws {
        let lines = Lines()
        let routes = [
            HTTPRoute(.get, "/{status}") { request, _ in
                HTTPResponse(status: Int(request.variables["status"]!)!, text: "")
            }
        ]
        let server = try MemoryServer(
            [TestService()], routes: routes, interceptors: [CallLog(.errors, logger: lines.logger)])
        for path in ["/200", "/399", "/400"] { _ = server.exchange("GET \(path) HTTP/1.1\r\nHost: x\r\n\r\n") }
        #expect(lines.all.count == 1)
        #expect(lines.all.first?.contains("httpStatus=400") == true)
    }

    @Test("An unexpected error is written down, and its caller told nothing of it")
    func unexpected() throws {
        let lines = Lines()
        let server = try Self.server([HandlerFailureLog(logger: lines.logger)])
        let answer = server.call("/test.Service/Unary", framed("x"))
        #expect(answer.status == "2")
        #expect(answer.message == "the%20handler%20failed" || answer.message == "the handler failed")
        #expect(lines.all.count == 1)
        #expect(
            lines.all.first?.hasPrefix("error a handler failed method=test.Service/Unary reason=Unexpected()") == true)
    }
}
