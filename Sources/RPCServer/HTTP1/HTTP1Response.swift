// SPDX-License-Identifier: Apache-2.0

/// An answer of HTTP/1.1 on its way out: the head, and the framing of the body (RFC 9112, 6 and 7).
struct HTTP1Response {
    private enum Framing {
        /// No body: to HEAD, or by the status.
        case none
        /// So many bytes, as the head has said.
        case length
        case chunked
        /// All bytes until the connection is closed: for readers of HTTP/1.0.
        case untilClosed
        /// Whatever was agreed on, in both directions (RFC 9110, 15.2.2).
        case upgraded
    }

    private let headers: HeaderList
    private let mayHaveBody: Bool
    private var framing = Framing.none
    private(set) var hasBegun = false
    private(set) var keepsAlive = false

    /// Whether the connection is no longer one of HTTP.
    var isUpgrade: Bool { if case .upgraded = framing { true } else { false } }

    init(_ headers: HeaderList, hasBody: Bool) {
        self.headers = headers
        mayHaveBody = hasBody
    }

    /// Writes the head.
    mutating func begin(
        on stream: HTTPStream, isVersion10: Bool, mayKeepAlive: Bool, date: HTTPDate, into buffer: inout ByteBuffer
    ) {
        hasBegun = true
        var hasLength = false
        var isBare = false
        headers.forEach { field in
            if unsafe field.name.equals(":status") {
                let status = unsafe Int(field.value.decimal ?? 500)
                isBare = status < 200 || status == 204 || status == 304
                if status == 101 { framing = .upgraded }
                Self.writeStatusLine(status, into: &buffer)
            } else {
                if unsafe field.name.equals("content-length") { hasLength = true }
                Self.write(field, into: &buffer)
            }
        }
        let total = unsafe stream.outbound.count
        let isWhole = if case .endOfStream = unsafe stream.ending { true } else { false }
        if isUpgrade {
            buffer.append("connection: upgrade\r\nupgrade: websocket\r\n")
        } else if isBare {
            framing = .none
        } else if hasLength {
            framing = mayHaveBody ? .length : .none
        } else if isWhole {
            framing = mayHaveBody ? .length : .none
            buffer.append("content-length: \(total)\r\n")
        } else if isVersion10 {
            framing = mayHaveBody ? .untilClosed : .none
        } else {
            framing = mayHaveBody ? .chunked : .none
            buffer.append("transfer-encoding: chunked\r\n")
        }
        let isDelimited = if case .untilClosed = framing { false } else { true }
        keepsAlive = mayKeepAlive && isDelimited
        if isUpgrade {
            keepsAlive = false
        } else if !keepsAlive {
            buffer.append("connection: close\r\n")
        } else if isVersion10 {
            buffer.append("connection: keep-alive\r\n")
        }
        date.writeField(into: &buffer)
        buffer.append("\r\n")
    }

    /// Writes as much of the body as is there and fits; true if that was the end of it.
    mutating func writeBody(of stream: HTTPStream, into buffer: inout ByteBuffer, upTo limit: Int) -> Bool {
        while unsafe !stream.outbound.isEmpty {
            guard buffer.count < limit else { return false }
            let count = unsafe min(stream.outbound.count, max(1, limit - buffer.count))
            write(count, of: stream, into: &buffer)
            stream.outboundMoved(count)
        }
        switch unsafe stream.ending {
        case .open:
            return false
        case .endOfStream:
            if case .chunked = framing { buffer.append("0\r\n\r\n") }
        case .trailers(let list):
            guard case .chunked = framing else { break }
            buffer.append("0\r\n")
            list.forEach { Self.write($0, into: &buffer) }
            buffer.append("\r\n")
        }
        return true
    }

    private func write(_ count: Int, of stream: HTTPStream, into buffer: inout ByteBuffer) {
        if case .none = framing { return unsafe stream.outbound.removeFirst(count) }
        if case .chunked = framing { buffer.append("\(String(count, radix: 16))\r\n") }
        unsafe buffer.append(UnsafeRawBufferPointer(rebasing: stream.outbound.bytes[..<count]))
        unsafe stream.outbound.removeFirst(count)
        if case .chunked = framing { buffer.append("\r\n") }
    }

    /// A whole answer that refuses a request and ends the connection.
    static func writeRefusal(status: Int, reason: StaticString, date: HTTPDate, into buffer: inout ByteBuffer) {
        writeStatusLine(status, into: &buffer)
        let text = "\(reason)\n"
        buffer.append("content-type: text/plain\r\ncontent-length: \(text.utf8.count)\r\nconnection: close\r\n")
        date.writeField(into: &buffer)
        buffer.append("\r\n\(text)")
    }

    private static func writeStatusLine(_ status: Int, into buffer: inout ByteBuffer) {
        buffer.append("HTTP/1.1 \(status) \(HTTPStatus.phrase(status))\r\n")
    }

    private static func write(_ field: HeaderField, into buffer: inout ByteBuffer) {
        unsafe buffer.append(field.name)
        buffer.append(": ")
        unsafe buffer.append(field.value)
        buffer.append("\r\n")
    }
}

/// What people are told of a status in HTTP/1.1 (RFC 9110, 15).
enum HTTPStatus {
    /// The phrase for a status; empty for one without a name.
    static func phrase(_ status: Int) -> StaticString {
        switch status {
        case 101: "Switching Protocols"
        case 200: "OK"
        case 204: "No Content"
        case 206: "Partial Content"
        case 301: "Moved Permanently"
        case 304: "Not Modified"
        case 400: "Bad Request"
        case 401: "Unauthorized"
        case 403: "Forbidden"
        case 404: "Not Found"
        case 405: "Method Not Allowed"
        case 408: "Request Timeout"
        case 409: "Conflict"
        case 412: "Precondition Failed"
        case 413: "Content Too Large"
        case 414: "URI Too Long"
        case 415: "Unsupported Media Type"
        case 416: "Range Not Satisfiable"
        case 417: "Expectation Failed"
        case 422: "Unprocessable Content"
        case 426: "Upgrade Required"
        case 429: "Too Many Requests"
        case 431: "Request Header Fields Too Large"
        case 499: "Client Closed Request"
        case 500: "Internal Server Error"
        case 501: "Not Implemented"
        case 503: "Service Unavailable"
        case 504: "Gateway Timeout"
        case 505: "HTTP Version Not Supported"
        default: ""
        }
    }
}
