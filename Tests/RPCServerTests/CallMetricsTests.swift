// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

/// Calls measured by their method, as Prometheus reads them.
@Suite("Metrics of calls")
struct CallMetricsTests {
    private static func server(_ service: TestService = TestService()) throws -> MemoryServer {
        try MemoryServer([service], interceptors: [CallMeter()])
    }

    /// The value of a series, by its name and labels.
    private static func value(_ series: String, in text: String) -> String? {
        let line = text.split(separator: "\n").first { $0.hasPrefix(series + " ") }
        return line.map { String($0.dropFirst(series.count + 1)) }
    }

    /// The counts of a histogram's buckets by their bound, as published: each with all below it.
    private static func buckets(_ name: String, _ labels: String, in text: String) -> [(bound: String, count: Int)] {
        text.split(separator: "\n").compactMap { line in
            let prefix = "\(name)_bucket{\(labels),le=\""
            guard line.hasPrefix(prefix) else { return nil }
            let rest = line.dropFirst(prefix.count).split(separator: "\"} ")
            return (String(rest[0]), Int(rest[1])!)
        }
    }

    private static let labels = #"grpc_method="test.Service/Unary",grpc_status="OK""#

    @Test("A call counts under both names, in the bucket of its time and sizes")
    func both() throws {
        let gate = Gate()
        let server = try Self.server(
            TestService(unary: { _, _ in
                try await gate.wait()
                return TextMessage(String(repeating: "x", count: 3000))
            }))
        server.peer.open("/test.Service/Unary", body: framed("x"))
        server.settle()
        #expect(
            Self.value(#"grpc_server_call_started_total{grpc_method="test.Service/Unary"}"#, in: server.prometheusText)
                == "1")
        #expect(Self.buckets("grpc_server_call_duration_seconds", Self.labels, in: server.prometheusText).isEmpty)
        // The manual clock's 70 ms lie between 65 and 80, and between 50 and 75.
        server.time.advance(by: .milliseconds(70))
        gate.open()
        server.settle()
        let text = server.prometheusText
        let latency = Self.buckets("grpc_server_call_duration_seconds", Self.labels, in: text)
        #expect(latency.count == 42)
        #expect(latency.prefix { $0.bound != "0.08" }.allSatisfy { $0.count == 0 })
        #expect(latency.drop { $0.bound != "0.08" }.allSatisfy { $0.count == 1 })
        #expect(latency.last?.bound == "+Inf")
        #expect(Self.value("grpc_server_call_duration_seconds_sum{\(Self.labels)}", in: text) == "0.07")
        #expect(Self.value("grpc_server_call_duration_seconds_count{\(Self.labels)}", in: text) == "1")
        let other = #"rpc_method="test.Service/Unary",rpc_response_status_code="OK",rpc_system_name="grpc""#
        let duration = Self.buckets("rpc_server_call_duration_seconds", other, in: text)
        #expect(duration.map(\.bound).prefix(5) == ["0.005", "0.01", "0.025", "0.05", "0.075"])
        #expect(duration.map(\.count).prefix(5) == [0, 0, 0, 0, 1])
        let sent = "grpc_server_call_sent_total_compressed_message_size_bytes"
        #expect(Self.buckets(sent, Self.labels, in: text).map(\.count).prefix(5) == [0, 0, 0, 1, 1])
        #expect(Self.value("\(sent)_sum{\(Self.labels)}", in: text) == "3003")
        let received = "grpc_server_call_rcvd_total_compressed_message_size_bytes"
        #expect(Self.buckets(received, Self.labels, in: text).map(\.count).prefix(2) == [0, 1])
        #expect(Self.value("\(received)_sum{\(Self.labels)}", in: text) == "3")
    }

    @Test("A compressed answer counts as it was sent")
    func compressed() throws {
        let server = try Self.server(
            TestService(immediate: { _, _ in TextMessage(String(repeating: "x", count: 100_000)) }))
        let fields = [("grpc-accept-encoding", "gzip")]
        let answer = server.call("/test.Service/Immediate", framed("x"), adding: fields)
        let sum = Self.value(
            "grpc_server_call_sent_total_compressed_message_size_bytes_sum"
                + #"{grpc_method="test.Service/Immediate",grpc_status="OK"}"#, in: server.prometheusText)
        #expect(sum == "\(answer.data.count - 5)")
        #expect(answer.data.count < 1000)
    }

    @Test("Methods that nobody knows share one name, however many there are")
    func unknown() throws {
        let server = try Self.server()
        for name in ["A", "B", "C"] { _ = server.call("/test.Service/\(name)", framed("x")) }
        let text = server.prometheusText
        #expect(Self.value(#"grpc_server_call_started_total{grpc_method="other"}"#, in: text) == "3")
        #expect(
            Self.value(
                #"grpc_server_call_duration_seconds_count{grpc_method="other",grpc_status="UNIMPLEMENTED"}"#, in: text)
                == "3")
        #expect(text.contains(#"rpc_method="_OTHER",rpc_response_status_code="UNIMPLEMENTED",rpc_system_name="grpc","#))
        #expect(!text.contains("test.Service/A\""))
    }

    @Test("Each status is a series of its own, and the server's faults are marked")
    func statuses() throws {
        let server = try Self.server(
            TestService(immediate: { request, _ in
                throw RPCError(StatusCode(rawValue: Int32(request.text)!), "as wished")
            }))
        for code in 1...20 { _ = server.call("/test.Service/Immediate", framed("\(code)")) }
        let text = server.prometheusText
        let method = #"grpc_method="test.Service/Immediate""#
        let name = "grpc_server_call_duration_seconds_count"
        #expect(Self.value(#"\#(name){\#(method),grpc_status="UNAUTHENTICATED"}"#, in: text) == "1")
        #expect(Self.value(#"\#(name){\#(method),grpc_status="CODE_17"}"#, in: text) == "4")
        #expect(text.contains(#"rpc_response_status_code="INTERNAL",rpc_system_name="grpc",error_type="INTERNAL""#))
        #expect(!text.contains(#"error_type="NOT_FOUND""#))
    }

    @Test("Connect counts as Connect, resources of plain HTTP do not count")
    func protocols() throws {
        let routes = [HTTPRoute(.get, "/hello") { _, _ in HTTPResponse(text: "hello") }]
        let server = try MemoryServer([TestService()], routes: routes, interceptors: [CallMeter()])
        _ = server.exchange("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n")
        _ = server.exchange(
            "POST /test.Service/Unary HTTP/1.1\r\nHost: x\r\nContent-Type: application/proto\r\nContent-Length: 3\r\n\r\n\n\u{1}x"
        )
        let text = server.prometheusText
        #expect(
            text.contains(
                #"rpc_method="test.Service/Unary",rpc_response_status_code="OK",rpc_system_name="connectrpc""#))
        #expect(Self.value("grpc_server_call_duration_seconds_count{\(Self.labels)}", in: text) == "1")
        #expect(!text.contains("hello"))
    }

    @Test("A server that does not measure says nothing of methods")
    func off() throws {
        let server = try MemoryServer([TestService()])
        _ = server.call("/test.Service/Unary", framed("x"))
        #expect(!server.prometheusText.contains("grpc_server_call_duration_seconds_count{"))
    }
}
