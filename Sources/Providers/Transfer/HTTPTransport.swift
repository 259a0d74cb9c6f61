// SPDX-License-Identifier: Apache-2.0
import RPCServer

/// Sends a request to a backend and brings its answer piece by piece. libcurl is one; recordings are others.
public protocol HTTPTransport: Sendable {
    /// Sends the request. Ending the iteration, or cancelling the task that iterates, ends the transfer.
    ///
    /// The stream has one ``TransferEvent/head(_:)``, then pieces of the body, and ends with the body, or throws
    /// a ``TransferFailure``.
    func send(_ request: OutgoingRequest) -> AsyncThrowingStream<TransferEvent, any Error>
}

/// A request to a backend.
public struct OutgoingRequest: Sendable {
    /// `GET` or `POST`.
    public var method: String
    /// The whole address; has no secret in it.
    public var url: String
    /// Header fields without secrets, as name and value.
    public var fields: [(name: String, value: String)]
    /// What `authorization: Bearer` has; nil for none.
    public var key: APIKey?
    /// The body; empty for none.
    public var body: [UInt8]
    /// How long and how much.
    public var limits: TransferLimits
    /// A file of certificates to trust instead of the system's; empty for the system's.
    public var certificateFile = ""

    /// A request.
    public init(
        method: String, url: String, fields: [(name: String, value: String)] = [], key: APIKey? = nil,
        body: [UInt8] = [], limits: TransferLimits = TransferLimits()
    ) {
        self.method = method
        self.url = url
        self.fields = fields
        self.key = key
        self.body = body
        self.limits = limits
    }
}

/// How long a transfer may take, and how much may come.
public struct TransferLimits: Sendable, Hashable {
    /// From the start to the connection. 2 s: backends are near.
    public var connect = Duration.seconds(2)
    /// From the start to the first byte of the answer's header fields.
    public var firstByte = Duration.seconds(10)
    /// Between two bytes.
    public var silence = Duration.seconds(10)
    /// In all.
    public var total = Duration.seconds(60)
    /// Bytes of the body.
    public var bodyBytes = 1 << 20
    /// Bytes of the header fields, all together. 64 KiB: four times what servers allow.
    public var headerBytes = 64 << 10

    /// The defaults.
    public init() {}
}

/// A part of an answer.
public enum TransferEvent: Sendable {
    /// The final status and header fields.
    case head(TransferHead)
    /// A piece of the body.
    case body([UInt8])
}

/// Status and header fields of an answer.
public struct TransferHead: Sendable, Hashable {
    /// The status of HTTP.
    public var status: Int
    /// Header fields by lower-case name; of those that are there twice the first.
    public var fields: [String: String]

    /// A head.
    public init(status: Int, fields: [String: String] = [:]) {
        self.status = status
        self.fields = fields
    }

    /// The media type without parameters, in lower case; empty if there is none.
    public var mediaType: String {
        let value = fields["content-type"] ?? ""
        let type = value.prefix { $0 != ";" }
        return type.trimmingSpaces.lowercased()
    }
}

/// Why a transfer brought no whole answer.
public struct TransferFailure: Error, Sendable, Hashable {
    /// What kind of failure it is.
    public enum Kind: String, Sendable {
        /// The address is none, or of a kind that is not spoken.
        case badAddress
        /// No connection: refused, no such name, no route.
        case unreachable
        /// TLS failed: no handshake, or a certificate that is not trusted.
        case insecure
        /// A limit of time was reached.
        case timeout
        /// A limit of size was reached.
        case tooLarge
        /// The connection ended before the answer did.
        case closed
        /// What came is not HTTP.
        case malformed
        /// Something at our side: no memory, the transport has been shut down.
        case local
        /// There is no recorded answer.
        case notRecorded
    }

    /// What kind of failure it is.
    public var kind: Kind
    /// More about it; no secrets.
    public var detail: String

    /// A failure.
    public init(_ kind: Kind, _ detail: String) {
        self.kind = kind
        self.detail = detail
    }
}

extension StringProtocol {
    /// Without spaces and tabs at either end.
    var trimmingSpaces: String {
        var rest = self[...]
        while let first = rest.first, first == " " || first == "\t" { rest.removeFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest.removeLast() }
        return String(rest)
    }
}
