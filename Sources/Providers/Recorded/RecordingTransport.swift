// SPDX-License-Identifier: Apache-2.0
import RPCServer

/// Writes down what another transport carries: each exchange when it has ended, whole or not.
public struct RecordingTransport: HTTPTransport {
    private let transport: any HTTPTransport
    private let folder: RecordingFolder
    private let clock: MonotonicClock

    /// - Parameters:
    ///   - transport: what carries the exchanges.
    ///   - folder: where they are written; made if it is not there.
    /// - Throws: why the folder cannot be made.
    public init(_ transport: any HTTPTransport, folder: String, clock: MonotonicClock = .system) throws {
        self.transport = transport
        self.clock = clock
        self.folder = RecordingFolder(folder)
        try self.folder.create()
    }

    /// Has the other transport send the request.
    public func send(_ request: OutgoingRequest) -> AsyncThrowingStream<TransferEvent, any Error> {
        let (stream, continuation) = AsyncThrowingStream<TransferEvent, any Error>.makeStream()
        let task = Task { [self] in
            let failure = await carry(request, to: continuation)
            if let failure { continuation.finish(throwing: failure) } else { continuation.finish() }
        }
        continuation.onTermination = { _ in task.cancel() }
        return stream
    }

    private func carry(
        _ request: OutgoingRequest, to continuation: AsyncThrowingStream<TransferEvent, any Error>.Continuation
    ) async -> (any Error)? {
        let began = clock.now()
        var exchange = RecordedExchange(
            method: request.method, path: RecordedExchange.path(of: request.url), body: request.body)
        var failure: (any Error)?
        do {
            for try await event in transport.send(request) {
                switch event {
                case .head(let head):
                    exchange.status = head.status
                    for name in RecordedExchange.keptFields { exchange.fields[name] = head.fields[name] }
                case .body(let bytes):
                    let time = Int((clock.now() &- began) / 1_000_000)
                    exchange.pieces.append(RecordedExchange.Piece(milliseconds: time, bytes: bytes))
                }
                continuation.yield(event)
            }
        } catch {
            failure = error
            exchange.failure = error as? TransferFailure
        }
        // What was given up is no answer to anything.
        guard !Task.isCancelled else { return failure }
        if let key = request.key { exchange.clear(of: key) }
        do {
            try folder.add(exchange)
        } catch {
            return failure ?? TransferFailure(.local, "the exchange cannot be written down: \(error)")
        }
        return failure
    }
}

extension RecordedExchange {
    /// Takes a key out of everything. Where it stood in the answer, that is one piece from then on: the key may
    /// have been in two.
    fileprivate mutating func clear(of key: APIKey) {
        body = key.redacted(body)
        fields = fields.mapValues { key.redacted($0) }
        let whole = pieces.flatMap(\.bytes)
        let cleared = key.redacted(whole)
        if cleared != whole, let last = pieces.last {
            pieces = [Piece(milliseconds: last.milliseconds, bytes: cleared)]
        }
        failure?.detail = ""
    }
}
