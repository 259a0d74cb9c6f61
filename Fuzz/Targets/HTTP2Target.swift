// SPDX-License-Identifier: Apache-2.0

/// What a peer sends after its preface: frames, header blocks, calls, to a server without a socket.
enum HTTP2Target {
    static func run(_ input: [UInt8]) {
        let preface = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + [0, 0, 0, 4, 0, 0, 0, 0, 0]
        let answered = MemoryConnection.run([preface, input])
        precondition(answered < 1 << 20 + input.count * 100, "\(answered) bytes for \(input.count) bytes")
    }
}
