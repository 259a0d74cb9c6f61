// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

/// What the concurrency runtime hands to the loop for each call and message. Numbers, because a new
/// toolchain may change them without anything failing.
@Suite("Jobs on the loop")
struct EnqueueTests {
    private static func jobs(_ method: String, messages: Int = 1) throws -> Int {
        let server = try MemoryServer([TestService()])
        _ = server.call("/test.Service/\(method)", framed("warm"))
        let id = server.peer.open("/test.Service/\(method)", ends: false)
        server.settle()
        let before = server.loop.enqueueCount
        for number in 0..<messages {
            server.peer.send(framed("x"), on: id, ends: number == messages - 1)
            server.settle()
        }
        #expect(server.peer.responses[id]?.status == "0")
        return server.loop.enqueueCount - before
    }

    @Test("A synchronous answer needs no job")
    func immediate() throws {
        #expect(try Self.jobs("Immediate") == 0)
    }

    @Test("A handler that does not wait needs one job at most", arguments: ["Unary", "Server"])
    func asynchronous(method: String) throws {
        let jobs = try Self.jobs(method)
        #expect(jobs <= 1)
    }

    @Test("A message that is waited for needs one job")
    func streamed() throws {
        #expect(try Self.jobs("Both", messages: 100) <= 101)
    }
}
