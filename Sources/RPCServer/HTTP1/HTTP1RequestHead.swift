// SPDX-License-Identifier: Apache-2.0

/// The head of a request of HTTP/1.1, found to be well-formed: where its parts lie in the bytes, and what
/// they say of the message as such.
///
/// Strict where two readers could differ, since that is how requests are smuggled (RFC 9112, 11.2): one
/// blank where one belongs, CRLF at each line's end, no folded lines, one length or chunked, never both.
package struct HTTP1RequestHead {
    /// How the body is told from what follows (RFC 9112, 6.3).
    package enum Framing: Hashable, Sendable {
        /// There is none.
        case none
        /// So many bytes.
        case length(Int)
        /// Pieces with their sizes.
        case chunked
    }

    /// Where a field's parts lie.
    package struct Field {
        package var name: Range<Int>
        package var value: Range<Int>
    }

    package private(set) var method = 0..<0
    /// The path with the query; empty for CONNECT and for `*`.
    package private(set) var path = 0..<0
    /// By the field Host, or by the target if that is a whole URI (RFC 9112, 3.2.2).
    package private(set) var authority: Range<Int>?
    package private(set) var fields: [Field] = []
    package private(set) var framing = Framing.none
    /// Whether a further request may follow on the connection.
    package private(set) var keepsAlive = true
    /// Whether the sender waits to be told that the body is wanted.
    package private(set) var expectsContinue = false
    /// Whether the version is 1.0, whose readers do not know chunks.
    package private(set) var isVersion10 = false
    /// Whether the connection is to become one of WebSocket.
    package private(set) var wantsWebSocket = false

    private var hasHost = false
    private var hasLength = false
    private var hasEncoding = false
    private var hasUpgradeOption = false

    package init() {}

    /// Reads a head: all lines with their CRLF, without the empty line behind them. Names of fields are
    /// put into lower case where they stand.
    ///
    /// - Throws: the fault of the first thing that is wrong.
    package mutating func parse(_ bytes: UnsafeMutableRawBufferPointer, limits: Limits) throws(HTTP1Fault) {
        reset()
        var position = 0
        let view = UnsafeRawBufferPointer(bytes)
        let requestLine = try unsafe Self.line(in: view, from: &position)
        try unsafe parse(requestLine: requestLine, in: view, limits: limits)
        var size = 0
        while position < bytes.count {
            let line = try unsafe Self.line(in: view, from: &position)
            size += line.count + 32
            guard fields.count < limits.headerFields, size <= limits.headerBytes else {
                throw HTTP1Fault(.headerFieldsTooLarge, "the header fields are too many or too long")
            }
            try unsafe parse(fieldLine: line, in: bytes)
        }
        try finish()
    }

    /// Forgets everything but the memory for fields.
    private mutating func reset() {
        var kept: [Field] = []
        swap(&kept, &fields)
        kept.removeAll(keepingCapacity: true)
        self = HTTP1RequestHead()
        swap(&kept, &fields)
    }

    // MARK: Lines

    /// The next line without its CRLF.
    private static func line(
        in bytes: UnsafeRawBufferPointer, from position: inout Int
    ) throws(HTTP1Fault) -> Range<Int> {
        let start = position
        while position < bytes.count {
            let byte = unsafe bytes[position]
            if byte == HTTP1Syntax.lineFeed { throw .malformed("a line ends without a carriage return") }
            if byte == HTTP1Syntax.carriageReturn {
                guard position + 1 < bytes.count, unsafe bytes[position + 1] == HTTP1Syntax.lineFeed else {
                    throw .malformed("a carriage return stands alone")
                }
                position += 2
                return start..<position - 2
            }
            position += 1
        }
        throw .malformed("a line has no end")
    }

    private mutating func parse(
        requestLine line: Range<Int>, in bytes: UnsafeRawBufferPointer, limits: Limits
    ) throws(HTTP1Fault) {
        let methodEnd = unsafe Self.end(of: line, in: bytes, while: HTTP1Syntax.isToken)
        guard methodEnd > line.lowerBound, methodEnd < line.upperBound, unsafe bytes[methodEnd] == HTTP1Syntax.space
        else { throw .malformed("the request line has no method") }
        method = line.lowerBound..<methodEnd
        let rest = methodEnd + 1..<line.upperBound
        let targetEnd = unsafe Self.end(of: rest, in: bytes, while: HTTP1Syntax.isTarget)
        guard targetEnd > rest.lowerBound, targetEnd < line.upperBound, unsafe bytes[targetEnd] == HTTP1Syntax.space
        else { throw .malformed("the request line has no target") }
        let target = rest.lowerBound..<targetEnd
        guard target.count <= limits.targetBytes else { throw HTTP1Fault(.uriTooLong, "the target is too long") }
        try unsafe parse(version: targetEnd + 1..<line.upperBound, in: bytes)
        try unsafe parse(target: target, in: bytes)
    }

    private mutating func parse(version range: Range<Int>, in bytes: UnsafeRawBufferPointer) throws(HTTP1Fault) {
        let text = unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
        // Such as a preface of HTTP/2 that is wrong (RFC 9113, 3.4).
        let isWord = unsafe text.count >= 4 && !text.contains(HTTP1Syntax.space)
        if isWord, unsafe !UnsafeRawBufferPointer(rebasing: text[..<4]).equalsIgnoringCase("http") {
            throw .otherProtocol
        }
        guard text.count == 8, unsafe text.hasPrefix("HTTP/"), unsafe Self.isDigit(text[5]),
            unsafe text[6] == UInt8(ascii: "."), unsafe Self.isDigit(text[7])
        else { throw .malformed("the request line has no version") }
        guard unsafe text[5] == UInt8(ascii: "1") else {
            throw HTTP1Fault(.versionNotSupported, "only HTTP/1.1, 1.0 and 2 are spoken here")
        }
        isVersion10 = unsafe text[7] == UInt8(ascii: "0")
        keepsAlive = !isVersion10
    }

    /// The four forms of a target (RFC 9112, 3.2).
    private mutating func parse(target: Range<Int>, in bytes: UnsafeRawBufferPointer) throws(HTTP1Fault) {
        let text = unsafe UnsafeRawBufferPointer(rebasing: bytes[target])
        if unsafe text[0] == UInt8(ascii: "/") {
            path = target
        } else if unsafe UnsafeRawBufferPointer(rebasing: bytes[method]).equals("CONNECT") {
            authority = target
        } else if unsafe text.equals("*") {
            guard unsafe UnsafeRawBufferPointer(rebasing: bytes[method]).equals("OPTIONS") else {
                throw .malformed("the target * is for OPTIONS")
            }
        } else {
            try unsafe parse(uri: target, in: bytes)
        }
    }

    private mutating func parse(uri target: Range<Int>, in bytes: UnsafeRawBufferPointer) throws(HTTP1Fault) {
        let text = unsafe UnsafeRawBufferPointer(rebasing: bytes[target])
        let scheme: Int
        if text.count > 7, unsafe UnsafeRawBufferPointer(rebasing: text[..<7]).equalsIgnoringCase("http://") {
            scheme = 7
        } else if text.count > 8, unsafe UnsafeRawBufferPointer(rebasing: text[..<8]).equalsIgnoringCase("https://") {
            scheme = 8
        } else {
            throw .malformed("the target is neither a path nor a URI of HTTP")
        }
        let start = target.lowerBound + scheme
        let end = unsafe Self.end(of: start..<target.upperBound, in: bytes, while: HTTP1Syntax.isHost)
        guard end > start else { throw .malformed("the target has no host") }
        authority = start..<end
        guard unsafe end == target.upperBound || bytes[end] == UInt8(ascii: "/") else {
            throw .malformed("the target has no path")
        }
        path = end..<target.upperBound
    }

    private mutating func parse(fieldLine line: Range<Int>, in bytes: UnsafeMutableRawBufferPointer) throws(HTTP1Fault)
    {
        let view = UnsafeRawBufferPointer(bytes)
        if !line.isEmpty, unsafe HTTP1Syntax.isBlank(view[line.lowerBound]) {
            throw .malformed("a line begins with a blank")
        }
        let nameEnd = unsafe Self.end(of: line, in: view, while: HTTP1Syntax.isToken)
        guard nameEnd > line.lowerBound, nameEnd < line.upperBound, unsafe view[nameEnd] == HTTP1Syntax.colon else {
            throw .malformed("a header field has no name")
        }
        for index in line.lowerBound..<nameEnd { unsafe bytes[index] = HTTP1Syntax.lowercased(bytes[index]) }
        let rest = nameEnd + 1..<line.upperBound
        guard unsafe Self.end(of: rest, in: view, while: HTTP1Syntax.isValue) == line.upperBound else {
            throw .malformed("a header field holds a control character")
        }
        let field = unsafe Field(name: line.lowerBound..<nameEnd, value: Self.withoutBlanks(rest, in: view))
        try unsafe note(
            field, name: UnsafeRawBufferPointer(rebasing: view[field.name]),
            value: UnsafeRawBufferPointer(rebasing: view[field.value]))
        fields.append(field)
    }

    // MARK: Fields that say something of the message

    private mutating func note(
        _ field: Field, name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer
    ) throws(HTTP1Fault) {
        switch name.count {
        case 4 where unsafe name.equals("host"): try unsafe note(host: field.value, value)
        case 14 where unsafe name.equals("content-length"): try unsafe note(length: value)
        case 17 where unsafe name.equals("transfer-encoding"): try unsafe note(encoding: value)
        case 10 where unsafe name.equals("connection"): unsafe note(connection: value)
        case 7 where unsafe name.equals("upgrade"):
            if unsafe value.equalsIgnoringCase("websocket") { wantsWebSocket = true }
        case 6 where unsafe name.equals("expect"):
            guard unsafe value.equalsIgnoringCase("100-continue") else {
                throw HTTP1Fault(.expectationFailed, "only 100-continue can be expected here")
            }
            expectsContinue = true
        default: break
        }
    }

    private mutating func note(host range: Range<Int>, _ value: UnsafeRawBufferPointer) throws(HTTP1Fault) {
        guard !hasHost else { throw .malformed("there are two Host fields") }
        hasHost = true
        for index in 0..<value.count where unsafe !HTTP1Syntax.isHost(value[index]) {
            throw .malformed("the Host field is no host")
        }
        if authority == nil { authority = range }
    }

    private mutating func note(length value: UnsafeRawBufferPointer) throws(HTTP1Fault) {
        guard !hasLength else { throw .malformed("there are two lengths") }
        hasLength = true
        guard let length = unsafe value.decimal, length <= UInt64(Int64.max) else {
            throw .malformed("the Content-Length is no number")
        }
        framing = .length(Int(length))
    }

    private mutating func note(encoding value: UnsafeRawBufferPointer) throws(HTTP1Fault) {
        guard !hasEncoding else { throw .malformed("there are two Transfer-Encoding fields") }
        hasEncoding = true
        guard unsafe value.equalsIgnoringCase("chunked") else {
            throw HTTP1Fault(.notImplemented, "the only transfer encoding here is chunked")
        }
    }

    private mutating func note(connection value: UnsafeRawBufferPointer) {
        unsafe value.forEachListElement { option in
            if unsafe option.equalsIgnoringCase("close") {
                keepsAlive = false
            } else if unsafe option.equalsIgnoringCase("keep-alive") && isVersion10 {
                keepsAlive = true
            } else if unsafe option.equalsIgnoringCase("upgrade") {
                hasUpgradeOption = true
            }
        }
    }

    /// What only the head as a whole shows.
    private mutating func finish() throws(HTTP1Fault) {
        if hasEncoding {
            // A reader that knows only one of the two would see another end of the body (RFC 9112, 6.1).
            guard !hasLength else { throw .malformed("there are a length and a transfer encoding") }
            guard !isVersion10 else { throw .malformed("HTTP/1.0 has no transfer encodings") }
            framing = .chunked
        }
        if !hasHost && !isVersion10 { throw .malformed("there is no Host field") }
        if framing == .length(0) { framing = .none }
        if framing == .none || isVersion10 { expectsContinue = false }
        if !hasUpgradeOption { wantsWebSocket = false }
    }

    // MARK: Bytes

    private static func end(
        of range: Range<Int>, in bytes: UnsafeRawBufferPointer, while isIncluded: (UInt8) -> Bool
    ) -> Int {
        var end = range.lowerBound
        while end < range.upperBound, unsafe isIncluded(bytes[end]) { end += 1 }
        return end
    }

    private static func withoutBlanks(_ range: Range<Int>, in bytes: UnsafeRawBufferPointer) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, unsafe HTTP1Syntax.isBlank(bytes[start]) { start += 1 }
        while end > start, unsafe HTTP1Syntax.isBlank(bytes[end - 1]) { end -= 1 }
        return start..<end
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
    }
}
