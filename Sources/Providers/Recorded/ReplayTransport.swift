// SPDX-License-Identifier: Apache-2.0
import RPCServer

/// Answers from a folder of recorded exchanges, at once: what was asked then is answered as it was then, in the same
/// pieces, and nothing else is.
public struct ReplayTransport: HTTPTransport {
    private let folder: RecordingFolder

    /// Why a folder cannot be answered from.
    public struct NoFolder: Error, Sendable, CustomStringConvertible {
        /// In words.
        public let description: String
    }

    /// - Parameter folder: as ``RecordingTransport`` has written it.
    public init(folder: String) throws(NoFolder) {
        self.folder = RecordingFolder(folder)
        guard self.folder.exists else { throw NoFolder(description: "there is no folder \(folder)") }
    }

    /// Looks for the recorded answer.
    public func send(_ request: OutgoingRequest) -> AsyncThrowingStream<TransferEvent, any Error> {
        let (stream, continuation) = AsyncThrowingStream<TransferEvent, any Error>.makeStream()
        let path = RecordedExchange.path(of: request.url)
        guard let exchange = folder.take(method: request.method, path: path, body: request.body) else {
            let key = RecordedExchange.key(method: request.method, path: path, body: request.body)
            continuation.finish(throwing: TransferFailure(.notRecorded, "no file \(key)-0.json for \(path)"))
            return stream
        }
        if exchange.status > 0 {
            continuation.yield(.head(TransferHead(status: exchange.status, fields: exchange.fields)))
        }
        for piece in exchange.pieces { continuation.yield(.body(piece.bytes)) }
        if let failure = exchange.failure { continuation.finish(throwing: failure) } else { continuation.finish() }
        return stream
    }
}
