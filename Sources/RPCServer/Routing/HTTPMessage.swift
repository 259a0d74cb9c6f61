// SPDX-License-Identifier: Apache-2.0

/// The methods of HTTP that routes can have.
public enum HTTPMethod: String, Hashable, Sendable, CaseIterable {
    case get = "GET"
    case head = "HEAD"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
    case options = "OPTIONS"
}

/// A request of plain HTTP, as a route's handler sees it.
public struct HTTPRequest: Sendable {
    /// What is to be done.
    public let method: HTTPMethod
    /// The path as it was sent, without the query.
    public let path: String
    /// The parameters behind the path.
    public let query: HTTPQuery
    /// What the variables of the route's template stand for.
    public let variables: [String: String]
    /// The header fields, names in lower case.
    public let fields: Metadata
    /// The body.
    public let body: [UInt8]
}

/// An answer of plain HTTP.
public struct HTTPResponse: Sendable {
    /// The status, from 200 on.
    public var status: Int
    /// Header fields, names in lower case, without those that say how the body is framed.
    public var fields: [(name: String, value: String)]
    /// The body; empty if it is a file's.
    public var body: [UInt8] {
        get { if case .bytes(let bytes) = content { bytes } else { [] } }
        set { content = .bytes(newValue) }
    }
    /// What the body is made of.
    var content: Content

    /// Bytes, or where they are.
    enum Content: Sendable {
        case bytes([UInt8])
        case file(OpenFile, Range<Int>)

        var count: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .file(_, let range): range.count
            }
        }
    }

    /// An answer with a body of some media type.
    ///
    /// - Precondition: the status is one that ends an exchange (200...599).
    public init(
        status: Int = 200, contentType: String, body: [UInt8], fields: [(name: String, value: String)] = []
    ) {
        precondition((200...599).contains(status), "\(status) is no final status")
        self.status = status
        self.fields = [("content-type", contentType)] + fields
        content = .bytes(body)
    }

    /// An answer by a file.
    init(status: Int, _ content: Content, _ contentType: String, _ fields: [(name: String, value: String)]) {
        self.status = status
        self.fields = [("content-type", contentType)] + fields
        self.content = content
    }

    /// An answer without a body.
    init(status: Int, fields: [(name: String, value: String)]) {
        self.status = status
        self.fields = fields
        content = .bytes([])
    }

    /// An answer of plain text.
    public init(status: Int = 200, text: String) {
        self.init(status: status, contentType: "text/plain; charset=utf-8", body: Array(text.utf8))
    }

    /// An answer of JSON.
    public init(status: Int = 200, json: [UInt8]) {
        self.init(status: status, contentType: "application/json", body: json)
    }
}
