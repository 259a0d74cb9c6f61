// SPDX-License-Identifier: Apache-2.0

/// The parameters of a request's query, decoded, in their order.
public struct HTTPQuery: Hashable, Sendable {
    /// One parameter; without `=` its value is empty.
    public struct Parameter: Hashable, Sendable {
        /// The name.
        public let name: String
        /// The value, decoded; it need not be text.
        public let bytes: [UInt8]

        /// The value as text; nil if it is none.
        public var value: String? { String(validating: bytes, as: UTF8.self) }
    }

    /// All parameters.
    public let parameters: [Parameter]

    /// The first value of a name, if it is text.
    public subscript(name: String) -> String? { parameters.first { $0.name == name }?.value }

    /// Reads what stands behind the question mark (URL Standard, application/x-www-form-urlencoded).
    /// Nil if an escape is malformed or a name is not UTF-8.
    package init?(_ text: Substring) {
        var parameters: [Parameter] = []
        for pair in text.split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decodeURIText(Self.withBlanks(parts[0])),
                let bytes = PercentEncoding.decodeURI(Self.withBlanks(parts.count > 1 ? parts[1] : ""))
            else { return nil }
            parameters.append(Parameter(name: name, bytes: bytes))
        }
        self.parameters = parameters
    }

    private static func withBlanks(_ text: Substring) -> Substring {
        text.contains("+") ? text.replacing("+", with: " ")[...] : text
    }
}
