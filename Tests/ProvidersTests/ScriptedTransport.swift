// SPDX-License-Identifier: Apache-2.0

import Providers
import Synchronization

/// Answers each request with the next of its scripts, and keeps the requests.
final class ScriptedTransport: HTTPTransport {
    struct Script: Sendable {
        var head = TransferHead(status: 200, fields: ["content-type": "text/event-stream"])
        var pieces: [String] = []
        var failure: TransferFailure?

        init(_ pieces: [String], status: Int = 200, type: String = "text/event-stream", fields: [String: String] = [:])
        {
            head = TransferHead(status: status, fields: fields.merging(["content-type": type]) { $1 })
            self.pieces = pieces
        }

        init(_ failure: TransferFailure, after pieces: [String] = []) {
            self.failure = failure
            self.pieces = pieces
        }
    }

    private let scripts: Mutex<[Script]>
    private let kept = Mutex<[OutgoingRequest]>([])

    init(_ scripts: [Script]) {
        self.scripts = Mutex(scripts)
    }

    var requests: [OutgoingRequest] { kept.withLock { $0 } }

    func send(_ request: OutgoingRequest) -> AsyncThrowingStream<TransferEvent, any Error> {
        kept.withLock { $0.append(request) }
        let script = scripts.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
        return AsyncThrowingStream { continuation in
            if script.failure == nil || !script.pieces.isEmpty { continuation.yield(.head(script.head)) }
            for piece in script.pieces { continuation.yield(.body(Array(piece.utf8))) }
            continuation.finish(throwing: script.failure)
        }
    }
}
