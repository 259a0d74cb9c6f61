// SPDX-License-Identifier: Apache-2.0
import RPCServer

/// One request to an endpoint and its answer, as all providers need it: deadlines, statuses, keys kept secret.
public struct ModelExchange: Sendable {
    /// What carries it.
    public var transport: any HTTPTransport
    /// The address that paths are added to.
    public var url: String
    /// The key; nil for none.
    public var key: APIKey?
    /// How long and how much.
    public var limits: TransferLimits
    /// A file of certificates to trust; empty for the system's.
    public var certificateFile: String

    /// An endpoint.
    public init(
        transport: any HTTPTransport, url: String, key: APIKey? = nil, limits: TransferLimits = TransferLimits(),
        certificateFile: String = ""
    ) {
        self.transport = transport
        self.url = url.hasSuffix("/") ? String(url.dropLast()) : url
        self.key = key
        self.limits = limits
        self.certificateFile = certificateFile
    }

    /// Posts JSON, and has the body of a good answer read (status 200, JSON or events).
    ///
    /// - Throws: why there is no answer. The key is neither in that nor in the answer, whatever the backend says.
    func ask(
        _ path: String, _ body: [UInt8], deadline: Deadline, _ reader: some AnswerReader,
        events: @Sendable (ModelEvent) -> Void
    ) async throws(ModelFailure) -> ModelAnswer {
        guard !deadline.hasPassed else { throw ModelFailure(.timeout, "no time was left to ask") }
        var hasBegun = false
        do {
            var answer = try await receive(request(path, body, deadline), &hasBegun, reader, events)
            answer.text = redacted(answer.text)
            return answer
        } catch {
            var failure = Self.failure(of: error)
            failure.detail = redacted(failure.detail)
            failure.hadBegun = hasBegun
            throw failure
        }
    }

    private func redacted(_ text: String) -> String { key?.redacted(text) ?? text }

    private func request(_ path: String, _ body: [UInt8], _ deadline: Deadline) -> OutgoingRequest {
        var limits = limits
        limits.total = min(limits.total, deadline.remaining)
        limits.firstByte = min(limits.firstByte, limits.total)
        var request = OutgoingRequest(
            method: "POST", url: url + path,
            fields: [("Content-Type", "application/json"), ("Accept", "\(AnswerMedia.stream), \(AnswerMedia.json)")],
            key: key, body: body, limits: limits)
        request.certificateFile = certificateFile
        return request
    }

    private func receive(
        _ request: OutgoingRequest, _ hasBegun: inout Bool, _ reader: some AnswerReader,
        _ events: @Sendable (ModelEvent) -> Void
    ) async throws -> ModelAnswer {
        var reader = reader
        var head = TransferHead(status: 0)
        var error: [UInt8] = []
        for try await event in transport.send(request) {
            hasBegun = true
            switch event {
            case .head(let received):
                head = received
                if head.status == 200 { try Self.check(head) }
            case .body(let bytes) where head.status == 200:
                for event in try reader.take(bytes, media: head.mediaType) { events(cleared(event)) }
            case .body(let bytes): if error.count < Self.longestError { error += bytes }
            }
        }
        // Cancellation ends the stream as if the answer were whole.
        guard !Task.isCancelled else { throw ModelFailure(.cancelled, "who asked has gone") }
        guard head.status == 200 else {
            throw ErrorBody(error).failure(status: head.status, fields: head.fields, redacted: redacted)
        }
        return try reader.finish(media: head.mediaType)
    }

    private func cleared(_ event: ModelEvent) -> ModelEvent {
        guard case .step(let name, let detail) = event else { return event }
        return .step(name: redacted(name), detail: redacted(detail))
    }

    /// In bytes. 16 KiB: errors are short, pages of HTML are not looked at.
    private static let longestError = 16 << 10

    private static func check(_ head: TransferHead) throws(ModelFailure) {
        guard [AnswerMedia.json, AnswerMedia.stream].contains(head.mediaType) else {
            let type = head.mediaType.isEmpty ? "no content type" : "the content type \(head.mediaType)"
            throw ModelFailure(.invalidResponse, "the answer has \(type)", httpStatus: 200)
        }
    }

    private static func failure(of error: any Error) -> ModelFailure {
        switch error {
        case let failure as ModelFailure: return failure
        case let failure as TransferFailure:
            let reason: ModelFailure.Reason =
                switch failure.kind {
                case .unreachable, .insecure, .badAddress, .local: .unreachable
                case .timeout: .timeout
                case .tooLarge: .tooLarge
                case .closed: .cutOff
                case .malformed: .invalidResponse
                case .notRecorded: .notRecorded
                }
            return ModelFailure(reason, failure.detail)
        case is CancellationError: return ModelFailure(.cancelled, "who asked has gone")
        default: return ModelFailure(.unreachable, "\(type(of: error))")
        }
    }
}

/// Makes an answer of the body that comes.
protocol AnswerReader: Sendable {
    /// Takes a piece of the body; gives what happened.
    mutating func take(_ bytes: [UInt8], media: String) throws(ModelFailure) -> [ModelEvent]

    /// The answer, once the body has ended.
    mutating func finish(media: String) throws(ModelFailure) -> ModelAnswer
}

/// The media types in which answers come.
enum AnswerMedia {
    static let json = "application/json"
    static let stream = "text/event-stream"
}

extension ModelFailure {
    /// An event that is too long.
    init(_ error: EventStreamParser.TooLong) {
        self.init(.tooLarge, "an event is longer than \(error.limit) bytes")
    }
}
