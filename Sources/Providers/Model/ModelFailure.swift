// SPDX-License-Identifier: Apache-2.0

/// Why there is no answer of a model.
public struct ModelFailure: Error, Sendable, Hashable, CustomStringConvertible {
    /// What kind of failure it is; the raw value is what metrics and reports call it.
    public enum Reason: String, Sendable, CaseIterable {
        /// No connection: refused, name unknown, or TLS failed.
        case unreachable
        /// No answer, or no end of it, in time.
        case timeout
        /// The backend, or our own limit for it, takes no more requests for now.
        case rateLimited = "rate_limited"
        /// As many requests as may be under way at once are.
        case busy
        /// It is not able to answer now (HTTP 503, 502, 504, 529).
        case unavailable
        /// It wants another key, or none of us (HTTP 401, 403).
        case unauthorized
        /// It does not understand the request: our configuration does not fit to it.
        case rejected
        /// The question is longer than what it can read.
        case contextTooLong = "context_too_long"
        /// It failed (HTTP 500 and what is like it).
        case serverError = "server_error"
        /// What it said is no answer of the protocol.
        case invalidResponse = "invalid_response"
        /// The answer ended before its end.
        case cutOff = "cut_off"
        /// The answer is longer than the tokens that it may have.
        case tooManyTokens = "too_many_tokens"
        /// The backend will not say it (content filter, refusal).
        case filtered
        /// The answer is longer than it may be in bytes.
        case tooLarge = "too_large"
        /// It failed too often lately, and is left alone.
        case breakerOpen = "breaker_open"
        /// Who asked does not want to know any more.
        case cancelled
        /// There is no recorded answer to this question.
        case notRecorded = "not_recorded"
    }

    /// What kind of failure it is.
    public var reason: Reason
    /// More about it, for operators: never a key, at most ``longestDetail`` characters.
    public var detail: String
    /// The status of HTTP, if there was an answer.
    public var httpStatus: Int?
    /// How long the backend wants to be left alone.
    public var retryAfter: Duration?
    /// Whether a byte of an answer had come.
    public var hadBegun = false

    /// The longest detail that is kept of what others say.
    public static let longestDetail = 300

    /// A failure. Details that are too long are cut off, and control characters are left out, since they come
    /// from others and go to logs.
    public init(_ reason: Reason, _ detail: String, httpStatus: Int? = nil, retryAfter: Duration? = nil) {
        self.reason = reason
        self.detail = Self.plain(detail)
        self.httpStatus = httpStatus
        self.retryAfter = retryAfter
    }

    /// Reason, status and detail: `rate_limited (HTTP 429): slow down`.
    public var description: String {
        let status = httpStatus.map { " (HTTP \($0))" } ?? ""
        return reason.rawValue + status + (detail.isEmpty ? "" : ": " + detail)
    }

    private static func plain(_ text: String) -> String {
        var plain = ""
        var count = 0
        for scalar in text.unicodeScalars {
            guard count < longestDetail else { return plain + "…" }
            let isControl = scalar.properties.generalCategory == .control
            plain.unicodeScalars.append(isControl ? " " : scalar)
            count += 1
        }
        return plain
    }
}

extension ModelFailure {
    /// Whether the same question may have an answer at another endpoint, or a moment later.
    public var isWorthAnotherAttempt: Bool {
        switch reason {
        case .unreachable, .rateLimited, .busy, .unavailable, .serverError, .breakerOpen: true
        // A broken answer is often broken by its server.
        case .invalidResponse, .cutOff: true
        // A key may be wrong for one endpoint alone.
        case .unauthorized: true
        case .timeout, .rejected, .contextTooLong, .tooManyTokens, .filtered, .tooLarge, .cancelled, .notRecorded: false
        }
    }

    /// Whether it says that the endpoint does not work, rather than that this question was wrong for it.
    public var countsAgainstEndpoint: Bool {
        switch reason {
        case .unreachable, .timeout, .unavailable, .unauthorized, .serverError, .invalidResponse, .cutOff, .tooLarge:
            true
        case .rateLimited, .busy, .rejected, .contextTooLong, .tooManyTokens, .filtered, .breakerOpen, .cancelled,
            .notRecorded:
            false
        }
    }
}
