// SPDX-License-Identifier: Apache-2.0

/// What a peer of HTTP/1.1 sends from the first byte on: requests, chunks, frames of WebSocket. Where it is
/// cut must make no difference.
enum HTTP1Target {
    static func run(_ input: [UInt8]) {
        // The start of HTTP/2 is the other target's.
        guard !input.starts(with: Array("PRI ".utf8)) else { return }
        let whole = MemoryConnection.run([input])
        precondition(whole < 1 << 20 + input.count * 100, "\(whole) bytes for \(input.count) bytes")
        guard input.count < 1 << 12 else { return }
        let cut = MemoryConnection.run(input.map { [$0] })
        // Answers in one piece may say their length, answers in several are chunked; requests are the same.
        precondition((whole == 0) == (cut == 0), "\(whole) bytes in one piece, \(cut) byte by byte")
    }
}
