// SPDX-License-Identifier: Apache-2.0

/// Reads what a served workflow of the NeMo Agent Toolkit answers: an object, a text in `value`, or a stream of both
/// with lines `intermediate_data` for the steps on the way.
///
/// The toolkit tells of failures in ways that look like answers: an object with `code` and `message` that stands in
/// the stream as it is, or an apology as the text. So an object that is no event is a failure, and so is a text
/// where an object was asked for.
struct ToolkitReader: AnswerReader {
    private var parser: EventStreamParser
    private let wantsObject: Bool
    private var whole: [UInt8] = []
    private var text = ""
    private var hasData = false
    private var stray: [UInt8]?

    /// - Parameters:
    ///   - limit: the longest event in bytes.
    ///   - wantsObject: whether a text that is no JSON object is no answer.
    init(limit: Int, wantsObject: Bool) {
        parser = EventStreamParser(limit: limit)
        self.wantsObject = wantsObject
    }

    mutating func take(_ bytes: [UInt8], media: String) throws(ModelFailure) -> [ModelEvent] {
        guard media == AnswerMedia.stream else {
            whole += bytes
            return []
        }
        let items: [EventStreamParser.Item]
        do throws(EventStreamParser.TooLong) {
            items = try parser.take(bytes)
        } catch {
            throw ModelFailure(error)
        }
        return try events(of: items)
    }

    mutating func finish(media: String) throws(ModelFailure) -> ModelAnswer {
        if media == AnswerMedia.stream {
            let rest: [EventStreamParser.Item]
            do throws(EventStreamParser.TooLong) {
                rest = try parser.finish().items
            } catch {
                throw ModelFailure(error)
            }
            _ = try events(of: rest)
            if let stray { throw Self.failure(ErrorBody(stray)) }
            guard hasData else { throw ModelFailure(.cutOff, "the stream ended without data") }
        } else {
            try take(value: whole)
        }
        guard !wantsObject || JSONValue(Array(text.utf8))?.isObject == true else {
            throw ModelFailure(.invalidResponse, "an object was asked for, and a text came: \(text)")
        }
        return ModelAnswer(text: text)
    }

    private mutating func events(of items: [EventStreamParser.Item]) throws(ModelFailure) -> [ModelEvent] {
        var events: [ModelEvent] = []
        for item in items {
            switch item {
            case .event(_, let data):
                guard data != Array("[DONE]".utf8) else { continue }
                try take(value: data)
                events.append(.written(characters: text.unicodeScalars.count))
            case .line(let line):
                if line.first == UInt8(ascii: "{") { stray = line }
                if let step = Self.step(line) { events.append(step) }
            }
        }
        return events
    }

    /// The value of one event, or of the whole answer. Several texts are one text in parts.
    private mutating func take(value bytes: [UInt8]) throws(ModelFailure) {
        guard let json = JSONValue(bytes) else {
            throw ModelFailure(.invalidResponse, "the answer of the workflow is no JSON")
        }
        let error = ErrorBody(json)
        if error.isRecognised { throw Self.failure(error) }
        hasData = true
        if let part = json["value"] {
            if let words = part.text { text += words } else { text = part.json }
        } else {
            text = json.json
        }
    }

    /// A step as the line `intermediate_data: {"id", "type", "name", "payload"}` tells it.
    private static func step(_ line: [UInt8]) -> ModelEvent? {
        let prefix = Array("intermediate_data:".utf8)
        guard line.starts(with: prefix), let json = JSONValue(Array(line.dropFirst(prefix.count))), json.isObject
        else { return nil }
        let name = json["name"]?.text ?? json["type"]?.text ?? ""
        let payload = json["payload"].map { $0.text ?? $0.json } ?? ""
        return .step(name: String(name.prefix(64)), detail: String(payload.prefix(500)))
    }

    /// A failure that came with status 200.
    private static func failure(_ body: ErrorBody) -> ModelFailure {
        var failure = body.failure(status: body.isListOfMembers ? 422 : 500, fields: [:]) { $0 }
        if body.type == "workflow_error" { failure.reason = body.ofWorkflow }
        failure.httpStatus = 200
        return failure
    }
}
