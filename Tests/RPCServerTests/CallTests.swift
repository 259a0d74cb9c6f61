// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Testing

@Suite("Calls")
struct CallTests {
    @Test("A unary call is answered, synchronously or not", arguments: ["Immediate", "Unary"])
    func unary(method: String) throws {
        let server = try MemoryServer([TestService()])
        let response = server.call("/test.Service/\(method)", framed("hello"))
        #expect(response.headers[":status"] == "200")
        #expect(response.headers["content-type"] == "application/grpc")
        #expect(response.texts == ["hello"])
        #expect(response.trailers == ["grpc-status": "0"])
        #expect(response.closedWith == 0)
        #expect(server.counted[.ok] == 1)
        #expect(server.counted[.handlersStarted] == 1)
        #expect(server.counted[.handlersEnded] == 1)
    }

    @Test("A server stream sends each message, then the status")
    func serverStreaming() throws {
        let server = try MemoryServer([
            TestService(server: { request, responses, _ in
                for number in 1...3 { try await responses.write(TextMessage("\(request.text)\(number)")) }
            })
        ])
        let response = server.call("/test.Service/Server", framed("n"))
        #expect(response.texts == ["n1", "n2", "n3"])
        #expect(response.status == "0")
    }

    @Test("A client stream is read to its end")
    func clientStreaming() throws {
        let server = try MemoryServer([TestService()])
        let id = server.peer.open("/test.Service/Client", body: framed("a") + framed("b"), ends: false)
        server.settle()
        server.peer.send(framed("c"), on: id, ends: true)
        server.settle()
        #expect(server.peer.responses[id]?.texts == ["a,b,c"])
        #expect(server.peer.responses[id]?.status == "0")
    }

    @Test("A bidirectional call answers each message as it comes")
    func bidirectional() throws {
        let server = try MemoryServer([TestService()])
        let id = server.peer.open("/test.Service/Both", ends: false)
        for text in ["one", "two", "three"] {
            server.peer.send(framed(text), on: id)
            server.settle()
            #expect(server.peer.responses[id]?.texts.last == text)
            #expect(server.peer.responses[id]?.isEnded == false)
        }
        server.peer.send([], on: id, ends: true)
        server.settle()
        #expect(server.peer.responses[id]?.status == "0")
    }

    @Test("Bytes may be cut anywhere", arguments: [1, 2, 3, 5, 8, 9, 10, 13, 24, 33])
    func pieces(piece: Int) throws {
        let server = try MemoryServer([TestService()])
        let ids = TestService.paths.map { server.peer.open($0, body: framed("cut into pieces")) }
        server.settle(piece: piece)
        for id in ids {
            #expect(server.peer.responses[id]?.texts == ["cut into pieces"])
            #expect(server.peer.responses[id]?.status == "0")
        }
    }

    @Test("Requests may begin while others are answered; objects are used again")
    func many() throws {
        let server = try MemoryServer([TestService()])
        for round in 0..<20 {
            let ids = (0..<50).map { number in
                server.peer.open(TestService.paths[number % 5], body: framed("\(round)/\(number)"))
            }
            server.settle()
            for (number, id) in ids.enumerated() {
                #expect(server.peer.responses[id]?.texts == ["\(round)/\(number)"])
            }
        }
        #expect(server.counted[.ok] == 1000)
    }

    @Test("An empty message is a message")
    func emptyMessage() throws {
        let server = try MemoryServer([TestService()])
        #expect(server.call("/test.Service/Immediate", prefix(0)).texts == [""])
    }

    @Test("A message larger than every window arrives whole, both ways")
    func large() throws {
        let server = try MemoryServer([TestService()])
        let text = String(repeating: "0123456789", count: 200_000)
        for path in TestService.paths {
            let response = server.call(path, framed(text))
            #expect(response.texts == [text], "\(path)")
        }
    }
}
