// SPDX-License-Identifier: Apache-2.0

/// What servers of models say when they fail, in the forms that they have for it: OpenAI's `error`, FastAPI's
/// `detail`, the toolkit's `code` and `message`, or plain text.
struct ErrorBody: Sendable, Hashable {
    /// In words.
    var message = ""
    /// What programs tell errors apart by: `type` or `code`.
    var type = ""
    /// A name of more detail, as the toolkit has it.
    var details = ""
    /// FastAPI refused the request because of its members.
    var isListOfMembers = false

    /// Whether a text looks like one at all.
    private(set) var isRecognised = false

    init(_ body: [UInt8]) {
        guard let json = JSONValue(body), json.isObject else {
            message = String(decoding: body.prefix(ModelFailure.longestDetail * 4), as: UTF8.self)
            return
        }
        read(json)
    }

    init(_ json: JSONValue) {
        read(json)
    }

    private mutating func read(_ json: JSONValue) {
        if let error = json["error"] {
            isRecognised = true
            message = error.text ?? error["message"]?.text ?? error.json
            type = error["type"]?.text ?? error["code"]?.text ?? ""
        } else if let detail = json["detail"] {
            isRecognised = true
            isListOfMembers = detail.elements != nil
            message = detail.text ?? (detail.elements ?? []).map(Self.member).joined(separator: "; ")
        } else if let text = json["message"]?.text {
            isRecognised = json["code"] != nil
            message = text
            type = json["code"]?.text ?? ""
            details = json["details"]?.text ?? ""
        } else {
            message = json.json
        }
    }

    /// `body.input_message: Field required`.
    private static func member(_ item: JSONValue) -> String {
        let place = (item["loc"]?.elements ?? []).compactMap { $0.text ?? $0.count.map { "\($0)" } }
        return place.joined(separator: ".") + ": " + (item["msg"]?.text ?? "")
    }

    /// The failure that an answer with this body and a status is.
    func failure(status: Int, fields: [String: String], redacted: (String) -> String) -> ModelFailure {
        let words = [type, details, message].filter { !$0.isEmpty }.joined(separator: ": ")
        return ModelFailure(
            reason(status), redacted(words), httpStatus: status,
            retryAfter: RetryAfter.duration(fields))
    }

    private func reason(_ status: Int) -> ModelFailure.Reason {
        if isContextOverflow { return .contextTooLong }
        return switch status {
        case 401, 403: .unauthorized
        case 408, 504: .unavailable
        case 429: .rateLimited
        case 502, 503, 529: .unavailable
        // The toolkit tells of its own backend's failures by 422.
        case 422 where type == "workflow_error": ofWorkflow
        case 400..<500: .rejected
        case 500...: .serverError
        // Redirects are not followed, and nothing else is expected.
        default: .invalidResponse
        }
    }

    /// What went wrong within a toolkit's workflow, by the name of the exception.
    var ofWorkflow: ModelFailure.Reason {
        if details.contains("Timeout") { return .timeout }
        return details.contains("RateLimit") ? .rateLimited : .unavailable
    }

    /// llama.cpp and OpenAI have a name for it each.
    private var isContextOverflow: Bool {
        type == "exceed_context_size_error" || type == "context_length_exceeded"
            || message.contains("maximum context length")
    }
}

/// How long a server wants to be left alone.
enum RetryAfter {
    /// By `retry-after-ms`, or by `retry-after` in seconds. A date is not looked at: clocks differ.
    static func duration(_ fields: [String: String]) -> Duration? {
        if let text = fields["retry-after-ms"], let number = Double(text), number >= 0, number <= longest * 1000 {
            return .milliseconds(Int(number.rounded(.up)))
        }
        guard let text = fields["retry-after"], let number = Double(text), number >= 0 else { return nil }
        return .milliseconds(Int((min(number, longest) * 1000).rounded(.up)))
    }

    /// In seconds. An hour: whoever says more does not mean it.
    private static let longest = 3600.0
}
