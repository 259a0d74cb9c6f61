// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// The route by which a call has come, and what it says of the request besides the body.
struct TakenRoute {
    let route: RouteTable.Route
    let method: HTTPMethod
    let path: String
    let variables: [String: String]
    let query: HTTPQuery
}

extension RequestHead {
    /// Whether this is no POST to the path of a method, which is what all protocols but Connect's GET and
    /// routes have.
    var isPlainHTTP: Bool {
        if case .post = verb { method == nil } else { true }
    }

    /// The method of HTTP; nil if it is none that routes know.
    fileprivate var httpMethod: HTTPMethod? {
        switch verb {
        case .none: nil
        case .post: .post
        case .other(let method): method
        }
    }
}

/// Requests that are not plainly calls of a method: routes, Connect's GET, and what browsers ask first.
extension ServerCall {
    /// Finds what a request of plain HTTP leads to; false if it has been answered.
    func route(_ connection: ServerConnection) -> Bool {
        let target = unsafe head.method?.object.descriptor.path ?? context.pseudoField(":path") ?? ""
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let path = String(parts.first ?? "")
        guard let query = HTTPQuery(parts.count > 1 ? parts[1] : "") else {
            refuseAsHTTP(400)
            return false
        }
        let method = unsafe head.httpMethod
        if method != .post, let entry = unsafe head.method?.object ?? connection.server.methods.find(path) {
            return callByQuery(entry, method, query)
        }
        switch connection.server.routes.find(method, path) {
        case .route(let route, let variables):
            return take(route, method ?? .get, path, variables, query)
        case .otherMethods(let methods):
            refuseAsHTTP(405, [("allow", methods.map(\.rawValue).joined(separator: ", "))])
            return false
        case .nothing:
            guard let wireProtocol = unsafe head.wireProtocol, case .post = unsafe head.verb else {
                refuseAsHTTP(404)
                return false
            }
            // Who speaks RPC is told in its own way that there is no such method.
            if !(wireProtocol is ConnectUnaryProtocol) { return true }
            refuseUnknownMethod()
            return false
        }
    }

    /// Tells a caller by Connect, whose unary calls have a status of HTTP, that there is no such method. By the
    /// code it would be 501, but who looks at the status alone must see that it is the path which is wrong.
    private func refuseUnknownMethod() {
        let error = RPCError(.unimplemented, "there is no such method")
        guard answer(status: 404, [("content-type", "application/json")], body: ConnectError.json(error)) else {
            return
        }
        loop.resources.counters.count(error.code)
    }

    /// The request of a whole call in the query.
    ///
    /// https://connectrpc.com/docs/protocol#unary-get-request
    private func callByQuery(_ entry: MethodEntry, _ method: HTTPMethod?, _ query: HTTPQuery) -> Bool {
        let isUnary = entry.descriptor.kind == .unary
        guard method == .get, entry.isSideEffectFree, isUnary else {
            let allowed = entry.isSideEffectFree && isUnary ? "GET, POST" : "POST"
            refuseAsHTTP(405, [("allow", allowed)])
            return false
        }
        switch query["encoding"] {
        case "proto": unsafe head.speak(ConnectUnaryProtocol.proto)
        case "json": unsafe head.speak(ConnectUnaryProtocol.json)
        default:
            refuseAsHTTP(415, [("accept-post", WireProtocols.contentTypes)])
            return false
        }
        unsafe head.call(entry)
        if let version = query["connect"], version != "v1" { unsafe head.hasUnknownConnectVersion = true }
        if let compression = query["compression"] {
            unsafe Array(compression.utf8).withUnsafeBytes { name in
                unsafe head.contentCompression.encoding = MessageEncoding(name)
            }
            unsafe head.hasCompressionFields = true
        }
        var message = query.parameters.first { $0.name == "message" }?.bytes ?? []
        if query["base64"] == "1" {
            guard let decoded = Base64.decode(message) else {
                finish(RPCError(.invalidArgument, "parameter message: not base64"))
                return false
            }
            message = decoded
        }
        guard let limit = connection?.server.limits.messageBytes, takeAsBody(message, limit: limit) else {
            return false
        }
        return true
    }

    private func take(
        _ route: RouteTable.Route, _ method: HTTPMethod, _ path: String, _ variables: [String: String],
        _ query: HTTPQuery
    ) -> Bool {
        let isRPC = route.transcoding != nil
        if isRPC, unsafe head.hasContentType, unsafe head.wireProtocol !== ConnectUnaryProtocol.json {
            refuseAsHTTP(415, [("accept-post", "application/json")])
            return false
        }
        taken = TakenRoute(route: route, method: method, path: path, variables: variables, query: query)
        if case .requestStream = route.entry.binding.handler { return upgrade(route) }
        let isStream = !route.entry.descriptor.kind.givesOneResponse
        unsafe head.speak(isStream ? RESTProtocol.lines : RESTProtocol.json)
        unsafe head.call(route.entry)
        return true
    }

    /// Begins a connection of WebSocket (RFC 6455, 4.2).
    private func upgrade(_ route: RouteTable.Route) -> Bool {
        let fields = unsafe context.requestMetadata
        guard version == .http1, fields["upgrade"]?.lowercased() == "websocket",
            fields["sec-websocket-version"] == WebSocketProtocol.version
        else {
            refuseAsHTTP(426, [("upgrade", "websocket"), ("sec-websocket-version", WebSocketProtocol.version)])
            return false
        }
        guard let accept = WebSocketProtocol.accept(key: fields["sec-websocket-key"] ?? "") else {
            refuseAsHTTP(400)
            return false
        }
        var added = addedFields ?? Metadata()
        added.append("sec-websocket-accept", accept)
        addedFields = added
        unsafe head.speak(WebSocketProtocol.shared)
        unsafe head.call(route.entry)
        return true
    }

    /// Starts the handler of a route.
    func start(
        _ handler: @Sendable (ServerCall, UnsafeRawBufferPointer) -> Void, by taken: TakenRoute,
        body: UnsafeRawBufferPointer
    ) {
        guard let transcoding = taken.route.transcoding else { return unsafe handler(self, body) }
        do throws(RPCError) {
            if let field = transcoding.responseBody, let rest = unsafe head.wireProtocol as? RESTProtocol {
                framing = ResponseMember(field, rest)
            }
            let request = unsafe try transcoding.request(variables: taken.variables, query: taken.query, body: body)
            unsafe request.withUnsafeBytes { unsafe handler(self, $0) }
        } catch {
            finish(error)
        }
    }

    /// The request as a route's handler sees it.
    func request(_ body: UnsafeRawBufferPointer) -> HTTPRequest {
        guard let taken else { preconditionFailure("only a route's handler asks for this") }
        return unsafe HTTPRequest(
            method: taken.method, path: taken.path, query: taken.query, variables: taken.variables,
            fields: context.requestMetadata, body: Array(body))
    }

    /// Sends the answer of a route's handler.
    func respond(_ response: HTTPResponse) {
        guard answer(status: response.status, response.fields, body: response.body, length: response.content.count)
        else { return }
        loop.cancel(timer)
        loop.resources.counters.count(StatusCode.ok)
    }

    /// Answers as plain HTTP, whatever the request spoke; false if there is an answer already.
    @discardableResult
    ///
    /// - Parameter length: of a body that is left out, since this answers HEAD.
    func answer(
        status: Int, _ fields: [(name: String, value: String)], body: [UInt8], length: Int? = nil
    ) -> Bool {
        guard unsafe state.on(.answered) == .proceed, let connection else { return false }
        if let interception = unsafe interception {
            interception.httpStatus = status
            interception.responseBytes = body.count
            interception.responses = 1
        }
        // RFC 9110, 8.6: with these there is no body, and no length.
        let isBare = status == 204 || status == 304
        let pairs = plainFields(status, fields, length: isBare ? nil : length ?? body.count)
        let isHead = if case .other(.head) = unsafe head.verb { true } else { false }
        if isBare || isHead || body.isEmpty {
            try? connection.session?.submitWholeResponse(HeaderList(pairs), on: self)
        } else {
            unsafe body.withUnsafeBytes { unsafe outbound.append($0) }
            connection.queued(body.count)
            unsafe ending = .endOfStream
            hasOpened = true
            connection.answer(self, with: HeaderList(pairs))
        }
        if unsafe state.request != .ended { early = .submitted }
        watchEnd(connection)
        connection.needsFlush()
        return true
    }

    /// The header fields of an answer of plain HTTP.
    func fields(of response: HTTPResponse, length: Int) -> [(name: String, value: String)] {
        plainFields(response.status, response.fields, length: length)
    }

    private func plainFields(
        _ status: Int, _ fields: [(name: String, value: String)], length: Int?
    ) -> [(name: String, value: String)] {
        var pairs = [(name: ":status", value: String(status))] + fields + GRPCProtocol.fields(addedFields)
        if let length { pairs.append(("content-length", String(length))) }
        return pairs
    }

    // MARK: Browsers

    /// Lets a browser's script in, or answers; false if the request has been answered.
    ///
    /// A script of the page's own server is let in always, one of another page if the policy says so
    /// (Fetch Standard, 3.2).
    func admitOrigin(_ connection: ServerConnection) -> Bool {
        let fields = unsafe context.requestMetadata
        let policy = connection.server.cors
        guard let origin = fields["origin"] else { return true }
        // Browsers say so themselves wherever they speak HTTP/2 (Fetch Metadata), and no script can.
        let isOwn =
            fields["sec-fetch-site"] == "same-origin"
            || fields["host"].map { origin == "http://\($0)" || origin == "https://\($0)" } == true
        guard isOwn || policy.allows(origin) else {
            loop.resources.counters.count(.originsRefused)
            refuseAsHTTP(403, [("vary", "origin")])
            return false
        }
        if !isOwn { addedFields = policy.fields(for: origin) }
        if case .other(.options) = unsafe head.verb, fields["access-control-request-method"] != nil {
            answer(
                status: 204, policy.preflightFields(headers: fields["access-control-request-headers"]), body: [])
            return false
        }
        return true
    }
}
