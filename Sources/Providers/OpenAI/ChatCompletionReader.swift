// SPDX-License-Identifier: Apache-2.0

/// Reads the answer to a chat completion, streamed or whole: text, usage, and how it ended.
///
/// An answer counts only if it ended by itself, with `finish_reason: stop`. A stream that ends without a reason was
/// cut off; one without any data, or with an object that is no event, was a failure that came too late for a status.
struct ChatCompletionReader: AnswerReader {
    private var parser: EventStreamParser
    private var text = ""
    private var model = ""
    private var usage: TokenUsage?
    private var finish: String?
    private var refusal = ""
    private var hasChunks = false
    /// An object that stood in the stream as it is.
    private var stray: [UInt8]?
    /// A body that is no stream.
    private var whole: [UInt8] = []

    /// - Parameter limit: the longest event in bytes.
    init(limit: Int) {
        parser = EventStreamParser(limit: limit)
    }

    mutating func take(_ bytes: [UInt8], media: String) throws(ModelFailure) -> [ModelEvent] {
        guard media == AnswerMedia.stream else {
            whole += bytes
            return []
        }
        let before = text.utf8.count
        try take(stream: bytes)
        return text.utf8.count == before ? [] : [.written(characters: text.unicodeScalars.count)]
    }

    mutating func finish(media: String) throws(ModelFailure) -> ModelAnswer {
        media == AnswerMedia.stream ? try finishStream() : try finishWhole()
    }

    // MARK: A stream

    /// Takes the next bytes of a stream.
    private mutating func take(stream bytes: [UInt8]) throws(ModelFailure) {
        let items: [EventStreamParser.Item]
        do throws(EventStreamParser.TooLong) {
            items = try parser.take(bytes)
        } catch {
            throw ModelFailure(error)
        }
        for item in items { try take(item) }
    }

    private mutating func take(_ item: EventStreamParser.Item) throws(ModelFailure) {
        switch item {
        case .line(let line):
            if line.first == UInt8(ascii: "{") { stray = line }
        case .event(_, let data):
            guard data != Array("[DONE]".utf8) else { return }
            guard let json = JSONValue(data), json.isObject else {
                throw ModelFailure(.invalidResponse, "an event of the stream is no JSON object")
            }
            try take(chunk: json)
        }
    }

    /// One chunk of a stream, or the whole completion.
    private mutating func take(chunk json: JSONValue) throws(ModelFailure) {
        if json["error"] != nil { throw Self.failure(ErrorBody(json)) }
        hasChunks = true
        if model.isEmpty, let name = json["model"]?.text { model = String(name.prefix(128)) }
        if let counts = json["usage"], let prompt = counts["prompt_tokens"]?.count,
            let completion = counts["completion_tokens"]?.count
        {
            usage = TokenUsage(prompt: prompt, completion: completion)
        }
        // With the usage comes an empty list.
        guard let choice = json["choices"]?.elements?.first else { return }
        if let reason = choice["finish_reason"]?.text { finish = reason }
        guard let message = choice["delta"] ?? choice["message"] else { return }
        if let words = message["refusal"]?.text { refusal += words }
        guard let content = message["content"] else { return }
        guard let more = content.text else { throw ModelFailure(.invalidResponse, "`content` is no text") }
        text += more
    }

    /// The answer, when the stream has ended.
    private mutating func finishStream() throws(ModelFailure) -> ModelAnswer {
        let items: [EventStreamParser.Item]
        do throws(EventStreamParser.TooLong) {
            items = try parser.finish().items
        } catch {
            throw ModelFailure(error)
        }
        for item in items { try take(item) }
        if let stray { throw Self.failure(ErrorBody(stray)) }
        guard hasChunks else { throw ModelFailure(.invalidResponse, "the stream ended without an event") }
        return try answer()
    }

    // MARK: A whole answer

    /// The answer that a body is.
    private mutating func finishWhole() throws(ModelFailure) -> ModelAnswer {
        guard let json = JSONValue(whole), json.isObject else {
            throw ModelFailure(.invalidResponse, "the answer is no JSON object")
        }
        try take(chunk: json)
        guard json["choices"]?.elements?.isEmpty == false else {
            throw ModelFailure(.invalidResponse, "the answer has no `choices`")
        }
        return try answer()
    }

    private func answer() throws(ModelFailure) -> ModelAnswer {
        guard refusal.isEmpty else { throw ModelFailure(.filtered, "the model refuses: \(refusal)") }
        switch finish {
        case "stop": return ModelAnswer(text: text, model: model, usage: usage)
        case nil: throw ModelFailure(.cutOff, "the answer ended without a `finish_reason`")
        case "length": throw ModelFailure(.tooManyTokens, "the answer was cut off at the most tokens that it may have")
        case "content_filter": throw ModelFailure(.filtered, "the content filter stopped the answer")
        case let other?:
            throw ModelFailure(.invalidResponse, "the answer ended with the `finish_reason` \(other)")
        }
    }

    /// A failure that came with status 200.
    private static func failure(_ body: ErrorBody) -> ModelFailure {
        let isUnavailable = body.type == "unavailable_error" || body.type == "workflow_error"
        var failure = body.failure(status: isUnavailable ? 503 : 500, fields: [:]) { $0 }
        failure.httpStatus = 200
        return failure
    }
}
