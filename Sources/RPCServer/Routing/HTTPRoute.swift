// SPDX-License-Identifier: Apache-2.0

/// A resource that is reached by plain HTTP, beside the methods of services: on the same port, with the
/// same limits, counters and deadlines.
public struct HTTPRoute: Sendable {
    /// The method of HTTP that it takes. A route for GET answers HEAD too.
    public let method: HTTPMethod
    /// The paths, such as `/healthz` or `/ws/{client_id}`; the syntax is `google.api.http`'s.
    public let path: String
    let handler: MethodBinding.Handler
    /// Whether it is for what nothing else is found for.
    let isFallback: Bool

    /// What stands for a service where resources are looked at like methods: `http/GET /healthz`.
    static let service = "http"

    /// The resource as interceptors see it.
    public var descriptor: MethodDescriptor {
        let kind = if case .requestStream = handler { MethodKind.bidirectional } else { MethodKind.unary }
        return MethodDescriptor(service: Self.service, name: "\(method.rawValue) \(path)", kind: kind)
    }

    /// A resource whose handler answers on the loop itself: for what takes microseconds and never waits.
    ///
    /// What it throws is answered as JSON of `google.rpc.Status`, with the status of HTTP for its code.
    public init(
        _ method: HTTPMethod, _ path: String,
        immediate: @escaping @Sendable (HTTPRequest, CallContext) throws -> HTTPResponse
    ) {
        self.method = method
        self.path = path
        isFallback = false
        handler = unsafe .wholeRequest { call, body in
            do {
                call.respond(try immediate(unsafe call.request(body), unsafe call.context))
            } catch {
                call.fail(error)
            }
        }
    }

    init(_ method: HTTPMethod, _ path: String, _ handler: MethodBinding.Handler, isFallback: Bool = false) {
        self.method = method
        self.path = path
        self.handler = handler
        self.isFallback = isFallback
    }

    /// A resource of the server's own.
    init(_ method: HTTPMethod, _ path: String, answering: @escaping @Sendable (ServerCall) -> HTTPResponse) {
        self.method = method
        self.path = path
        isFallback = false
        handler = unsafe .wholeRequest { call, _ in call.respond(answering(call)) }
    }

    /// A resource whose handler may wait; it runs as a task on the loop.
    public init(
        _ method: HTTPMethod, _ path: String,
        handler: @escaping @Sendable (HTTPRequest, CallContext) async throws -> HTTPResponse
    ) {
        self.method = method
        self.path = path
        isFallback = false
        self.handler = unsafe .wholeRequest { call, body in
            let request = unsafe call.request(body)
            call.start {
                do {
                    await call.respondInParts(try await handler(request, unsafe call.context))
                } catch {
                    call.fail(error)
                }
            }
        }
    }
}
