// SPDX-License-Identifier: Apache-2.0

/// A pattern of paths, as `google.api.http` writes them: `/v1/matches/{match_id}:watch`,
/// `/v1/{name=shelves/*}`, `/app/{file=**}`.
///
/// https://github.com/googleapis/googleapis/blob/master/google/api/http.proto
package struct PathTemplate: Sendable, CustomStringConvertible {
    /// Why a text is no template.
    package struct Malformed: Error, CustomStringConvertible {
        package let template: String
        package let reason: String

        package var description: String { "path template \(template): \(reason)" }
    }

    private enum Segment: Hashable {
        case literal(String)
        /// `*`: one segment.
        case one
        /// `**`: all that is left, be it nothing.
        case rest
    }

    private struct Variable: Hashable {
        let name: String
        let segments: Range<Int>
        let hasRest: Bool
    }

    package let description: String
    private var segments: [Segment] = []
    private var variables: [Variable] = []
    /// What stands behind the last colon, and the colon.
    private var verb: String?

    package init(_ text: String) throws(Malformed) {
        description = text
        guard text.hasPrefix("/") else { throw Malformed(template: text, reason: "does not begin with /") }
        var rest = text.dropFirst()
        if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("}"), !rest[colon...].contains("/") {
            verb = String(rest[colon...])
            rest = rest[..<colon]
        }
        while !rest.isEmpty {
            if rest.first == "{" {
                guard let end = rest.firstIndex(of: "}") else { throw Malformed(template: text, reason: "{ has no }") }
                try addVariable(rest[rest.index(after: rest.startIndex)..<end])
                rest = rest[rest.index(after: end)...]
            } else {
                let end = rest.firstIndex(of: "/") ?? rest.endIndex
                try add(rest[..<end])
                rest = rest[end...]
            }
            guard rest.isEmpty || rest.first == "/" else {
                throw Malformed(template: text, reason: "a variable is only a part of a segment")
            }
            guard rest.count != 1 else { throw Malformed(template: text, reason: "ends with /") }
            rest = rest.dropFirst()
        }
        if let place = segments.firstIndex(of: .rest), place < segments.count - 1 {
            throw Malformed(template: text, reason: "** is not the last segment")
        }
    }

    /// The names of the variables, in their order.
    package var names: [String] { variables.map(\.name) }

    private mutating func add(_ text: Substring) throws(Malformed) {
        guard !text.isEmpty else { throw Malformed(template: description, reason: "a segment is empty") }
        switch text {
        case "*": segments.append(.one)
        case "**": segments.append(.rest)
        default:
            guard !text.contains(where: { "{}*".contains($0) }) else {
                throw Malformed(template: description, reason: "a variable is only a part of a segment")
            }
            segments.append(.literal(String(text)))
        }
    }

    private mutating func addVariable(_ text: Substring) throws(Malformed) {
        let equals = text.firstIndex(of: "=")
        let name = String(text[..<(equals ?? text.endIndex)])
        guard !name.isEmpty else { throw Malformed(template: description, reason: "a variable has no name") }
        guard !names.contains(name) else { throw Malformed(template: description, reason: "\(name) is bound twice") }
        let start = segments.count
        if let equals {
            let parts = text[text.index(after: equals)...].split(separator: "/", omittingEmptySubsequences: false)
            for part in parts { try add(part) }
        } else {
            segments.append(.one)
        }
        let range = start..<segments.count
        variables.append(Variable(name: name, segments: range, hasRest: segments[range].contains(.rest)))
    }

    /// What the variables stand for in a path, percent-decoded; nil if the path is none of these.
    ///
    /// A variable of several segments keeps `%2F`, which would be another segment without its escape.
    package func match(_ path: RequestPath) -> [String: String]? {
        var parts = path.segments
        if let verb {
            guard let last = parts.popLast(), last.hasSuffix(verb) else { return nil }
            let plain = last.dropLast(verb.count)
            if !plain.isEmpty || !parts.isEmpty { parts.append(plain) }
        }
        let hasRest = segments.last == .rest
        guard hasRest ? parts.count >= segments.count - 1 : parts.count == segments.count else { return nil }
        for (segment, part) in zip(segments, parts) {
            switch segment {
            case .literal(let text): guard PercentEncoding.decodeURIText(part) == text else { return nil }
            case .one: guard !part.isEmpty else { return nil }
            case .rest: break
            }
        }
        var values: [String: String] = [:]
        for variable in variables {
            let end = variable.hasRest ? parts.count : variable.segments.upperBound
            let keeps = variable.segments.count > 1 || variable.hasRest
            let decoded = parts[variable.segments.lowerBound..<end].map {
                PercentEncoding.decodeURIText($0, keepingSlashes: keeps)
            }
            guard !decoded.contains(nil) else { return nil }
            values[variable.name] = decoded.map { $0! }.joined(separator: "/")
        }
        return values
    }
}

/// The path of a request, cut at its slashes once for all templates that it is compared with.
package struct RequestPath: Sendable {
    /// As it was sent.
    package let text: String
    /// What stands between the slashes, not decoded; none for `/`.
    package let segments: [Substring]

    /// Nil if it does not begin with a slash.
    package init?(_ text: String) {
        guard text.hasPrefix("/") else { return nil }
        self.text = text
        let rest = text.dropFirst()
        segments = rest.isEmpty ? [] : rest.split(separator: "/", omittingEmptySubsequences: false)
    }
}
