// SPDX-License-Identifier: Apache-2.0

/// HTTP/1.1 and 1.0 for one connection of a client, without its socket (RFC 9112).
///
/// Requests are answered one after the other: what a client sends ahead waits, and beyond a limit is not
/// read. A request that is malformed is refused, and the connection ends with the refusal.
///
/// Lives on one thread.
final class HTTP1Session: HTTPSession {
    private enum Phase {
        /// Between two requests, or within a head.
        case head
        case body
        /// The request is complete, its answer is not.
        case answering
        /// What was a request has become a body of both directions.
        case tunnel
        /// Everything is sent; what arrives is dropped.
        case lingering
        case finished
    }

    /// Not retained; set before the first byte is received, and outlives the session.
    unowned(unsafe) var owner: (any HTTPSessionOwner)!
    var watchedEnds = 0
    let queuedFrames = 0

    private let limits: Limits
    private let date: HTTPDate
    private var phase = Phase.head
    private var input = ByteBuffer()
    /// How much of a head has been searched for its end.
    private var searched = 0
    private var head = HTTP1RequestHead()
    private var chunks: ChunkedDecoder
    /// Bytes of the body still to come, where its length is known.
    private var bodyLeft = 0
    private var stream: HTTPStream?
    /// Bytes of the body that the stream has not given back.
    private var outstanding = 0
    private var isInputWanted = true
    private var isDraining = false
    private var isHead = false
    /// Bytes to be sent that belong to no answer's body.
    private var output = ByteBuffer()
    private var response: HTTP1Response?

    init(limits: Limits, date: HTTPDate) {
        self.limits = limits
        self.date = date
        chunks = ChunkedDecoder(lineLimit: limits.headerBytes)
    }

    var isFinished: Bool { phase == .finished && output.isEmpty }
    var isLingering: Bool { phase == .lingering && output.isEmpty }
    var isInsideHead: Bool { phase == .head && !input.isEmpty || phase == .lingering }
    var windowStep: Int { limits.streamWindow / 2 }
    var streams: [HTTPStream] { stream.map { [$0] } ?? [] }

    // MARK: Input

    func receive(_ bytes: UnsafeRawBufferPointer) throws(HTTP2Error) {
        var bytes = unsafe bytes
        if phase == .tunnel, input.isEmpty, let stream { return unsafe hand(body: bytes, to: stream) }
        if phase == .body, input.isEmpty {
            let taken = unsafe readBody(bytes)
            unsafe bytes = UnsafeRawBufferPointer(rebasing: bytes[taken...])
        }
        unsafe input.append(bytes)
        advance()
    }

    private func advance() {
        while true {
            switch phase {
            case .head:
                guard readHead() else { return }
            case .body:
                let taken = unsafe readBody(input.bytes)
                input.removeFirst(taken)
                if phase == .body || taken == 0 { return }
            case .answering:
                return adjustInput()
            case .tunnel:
                if let stream, !input.isEmpty { unsafe hand(body: input.bytes, to: stream) }
                return input.removeAll(keepingUpTo: 0)
            case .lingering, .finished:
                return input.removeAll(keepingUpTo: 0)
            }
        }
    }

    /// Begins an exchange if a whole head is there.
    private func readHead() -> Bool {
        // An empty line before a request is left over from a careless client (RFC 9112, 2.2).
        if searched == 0, unsafe input.bytes.hasPrefix("\r\n") { input.removeFirst(2) }
        if searched == 0, unsafe input.bytes.equals("\r") { return false }
        if let first = unsafe input.bytes.first, !HTTP1Syntax.isToken(first) {
            // Another protocol, such as TLS where none is spoken: an answer in HTTP would help nobody.
            unsafe owner.sessionSawMalformedRequest(self)
            phase = .finished
            return false
        }
        guard let end = findHeadEnd() else {
            if input.count > limits.targetBytes + limits.headerBytes {
                refuse(HTTP1Fault(.headerFieldsTooLarge, "the header fields are too many or too long"))
            } else if input.isEmpty {
                input.removeAll(keepingUpTo: Self.keptBytes)
            }
            return false
        }
        searched = 0
        do throws(HTTP1Fault) {
            let bytes = unsafe UnsafeMutableRawBufferPointer(rebasing: input.mutableBytes[..<end.lines])
            try unsafe head.parse(bytes, limits: limits)
        } catch {
            refuse(error)
            return false
        }
        openStream()
        // The fields have been handed on; nothing points here any more.
        input.removeFirst(min(end.whole, input.count))
        return phase != .finished
    }

    /// Where the lines end, and where the empty line behind them does. A line feed alone ends a line here,
    /// so that it is found and refused at once.
    private func findHeadEnd() -> (lines: Int, whole: Int)? {
        let bytes = unsafe input.bytes
        while searched < bytes.count {
            if unsafe bytes[searched] == HTTP1Syntax.lineFeed {
                let next = searched + 1
                guard next < bytes.count else { return nil }
                if unsafe bytes[next] == HTTP1Syntax.lineFeed { return (next, next + 1) }
                if unsafe bytes[next] == HTTP1Syntax.carriageReturn {
                    guard next + 1 < bytes.count else { return nil }
                    if unsafe bytes[next + 1] == HTTP1Syntax.lineFeed { return (next, next + 2) }
                }
            }
            searched += 1
        }
        return nil
    }

    private func openStream() {
        guard let stream = unsafe owner.openStream(on: self) else {
            return answer(status: 503, "the server takes no further requests on this connection")
        }
        self.stream = stream
        stream.attach(to: self, .http1, id: 0, index: 0)
        response = nil
        outstanding = 0
        let bytes = unsafe input.bytes
        isHead = unsafe UnsafeRawBufferPointer(rebasing: bytes[head.method]).equals("HEAD")
        begin(head.framing)
        unsafe hand(fieldsIn: bytes, to: stream)
        stream.receivedHeaders(areTrailers: false, endOfStream: phase == .answering)
        if phase == .body, head.expectsContinue, response == nil {
            output.append("HTTP/1.1 100 Continue\r\n\r\n")
        }
    }

    private func begin(_ framing: HTTP1RequestHead.Framing) {
        switch framing {
        case .none:
            phase = .answering
        case .length(let length):
            phase = .body
            bodyLeft = length
        case .chunked:
            phase = .body
            chunks = ChunkedDecoder(lineLimit: limits.headerBytes)
        }
    }

    /// Shows the head as HTTP/2 would: what stands in the request line in fields with a colon first, and
    /// nothing of what concerns this connection only (RFC 9113, 8.2.2 and 8.3.1).
    private func hand(fieldsIn bytes: UnsafeRawBufferPointer, to stream: HTTPStream) {
        func part(_ range: Range<Int>) -> UnsafeRawBufferPointer {
            unsafe UnsafeRawBufferPointer(rebasing: bytes[range])
        }
        stream.received(unsafe HeaderField(":method", part(head.method)))
        if head.path.isEmpty {
            stream.received(HeaderField(":path", "/"))
        } else {
            stream.received(unsafe HeaderField(":path", part(head.path)))
        }
        // By the name that handlers know; of HTTP/2's :authority nothing is made here.
        if let authority = head.authority { stream.received(unsafe HeaderField("host", part(authority))) }
        if head.wantsWebSocket { stream.received(HeaderField("upgrade", "websocket")) }
        for field in head.fields where unsafe !Self.isOfConnection(part(field.name)) {
            stream.received(unsafe HeaderField(name: part(field.name), value: part(field.value)))
        }
    }

    private static func isOfConnection(_ name: UnsafeRawBufferPointer) -> Bool {
        switch name.count {
        case 4: unsafe name.equals("host")
        case 6: unsafe name.equals("expect")
        case 7: unsafe name.equals("upgrade")
        case 10: unsafe name.equals("connection") || name.equals("keep-alive")
        case 16: unsafe name.equals("proxy-connection")
        case 17: unsafe name.equals("transfer-encoding")
        default: false
        }
    }

    /// Hands bytes of the body on; says how many were the body's.
    private func readBody(_ bytes: UnsafeRawBufferPointer) -> Int {
        guard let stream else { return 0 }
        var taken = 0
        if head.framing == .chunked {
            do throws(HTTP1Fault) {
                taken = try unsafe chunks.read(bytes) { unsafe hand(body: $0, to: stream) }
            } catch {
                refuse(error)
                return 0
            }
            if chunks.isFinished { requestEnded(stream) }
        } else {
            taken = min(bodyLeft, bytes.count)
            bodyLeft -= taken
            if taken > 0 { unsafe hand(body: UnsafeRawBufferPointer(rebasing: bytes[..<taken]), to: stream) }
            if bodyLeft == 0 { requestEnded(stream) }
        }
        return taken
    }

    private func hand(body bytes: UnsafeRawBufferPointer, to stream: HTTPStream) {
        outstanding += bytes.count
        unsafe stream.received(bytes)
        adjustInput()
    }

    private func requestEnded(_ stream: HTTPStream) {
        phase = .answering
        stream.receivedEndOfStream()
    }

    /// Stops the sender while too much waits here or at the handler, and lets it go on afterwards.
    private func adjustInput() {
        let isWanted = outstanding < limits.streamWindow && (phase != .answering || input.count < limits.headerBytes)
        guard isWanted != isInputWanted else { return }
        isInputWanted = isWanted
        unsafe owner.session(self, wantsInput: isWanted)
    }

    // MARK: Answers

    func submitResponse(_ headers: HeaderList, on stream: HTTPStream) throws(HTTP2Error) {
        response = HTTP1Response(headers, hasBody: !isHead)
    }

    func submitWholeResponse(_ headers: HeaderList, on stream: HTTPStream) throws(HTTP2Error) {
        unsafe stream.ending = .endOfStream
        response = HTTP1Response(headers, hasBody: false)
    }

    func resume(_ stream: HTTPStream) {}

    func drain(into buffer: inout ByteBuffer, upTo limit: Int) throws(HTTP2Error) {
        unsafe buffer.append(output.bytes)
        output.removeAll(keepingUpTo: Self.keptBytes)
        // An answer that was cut off is not gone on with: its end would be taken for a good one.
        while phase != .finished, buffer.count < limit, let stream, var answer = response {
            if !answer.hasBegun { begin(&answer, on: stream, into: &buffer) }
            let isComplete = answer.writeBody(of: stream, into: &buffer, upTo: limit)
            response = answer
            guard isComplete else { return }
            endExchange(stream, keepsAlive: answer.keepsAlive)
            unsafe buffer.append(output.bytes)
            output.removeAll(keepingUpTo: Self.keptBytes)
        }
    }

    private func begin(_ answer: inout HTTP1Response, on stream: HTTPStream, into buffer: inout ByteBuffer) {
        // What is left of a request that is answered already is not worth waiting for.
        let mayKeepAlive = head.keepsAlive && !isDraining && phase == .answering
        answer.begin(on: stream, isVersion10: head.isVersion10, mayKeepAlive: mayKeepAlive, date: date, into: &buffer)
        if answer.isUpgrade {
            phase = .tunnel
            advance()
        }
    }

    private func endExchange(_ stream: HTTPStream, keepsAlive: Bool) {
        let isRequestComplete = phase == .answering
        release(stream, .noError)
        guard keepsAlive else {
            // Who is still sending has to be read from, or would not get the answer.
            phase = isRequestComplete ? .finished : .lingering
            return takeAll()
        }
        phase = .head
        takeAll()
        advance()
    }

    /// Nothing that arrived waits for anybody any more.
    private func takeAll() {
        outstanding = 0
        adjustInput()
    }

    private func release(_ stream: HTTPStream, _ code: HTTP2ErrorCode) {
        self.stream = nil
        response = nil
        stream.detach()
        stream.closed(code)
    }

    /// Refuses a malformed request.
    private func refuse(_ fault: HTTP1Fault) {
        if fault.status == .headerFieldsTooLarge {
            unsafe owner.sessionSawTooManyHeaders(self)
        } else {
            unsafe owner.sessionSawMalformedRequest(self)
        }
        // An answer that has begun cannot be taken back: it ends where it is.
        let hasBegun = response?.hasBegun == true
        if let stream { release(stream, .protocolError) }
        guard !hasBegun, !fault.isOtherProtocol else { return phase = .finished }
        answer(status: fault.status.rawValue, fault.reason)
    }

    /// The session's own last answer.
    private func answer(status: Int, _ reason: StaticString) {
        HTTP1Response.writeRefusal(status: status, reason: reason, date: date, into: &output)
        phase = .lingering
        input.removeAll(keepingUpTo: 0)
        takeAll()
    }

    func returnToWindow(of stream: HTTPStream, _ count: Int) {
        outstanding -= count
        adjustInput()
    }

    // MARK: The end

    func reset(_ stream: HTTPStream, _ code: HTTP2ErrorCode) {
        output.removeAll(keepingUpTo: 0)
        phase = .finished
    }

    func announceShutdown() {
        isDraining = true
    }

    func goAway(_ code: HTTP2ErrorCode) {
        isDraining = true
        if stream == nil, phase == .head { phase = .finished }
    }

    func terminate(_ code: HTTP2ErrorCode) {
        if phase == .head, !input.isEmpty { answer(status: 408, "the request did not come in time") }
        phase = .finished
    }

    func abandon(_ code: HTTP2ErrorCode) {
        phase = .finished
        if let stream { release(stream, code) }
    }

    private static let keptBytes = 4 << 10
}
