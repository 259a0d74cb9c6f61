// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// What gathers during a call for the ``CallEnd`` that interceptors are told. Used for one call after the other.
final class Interception {
    /// Who looks at the call.
    let interceptors: [any ServerInterceptor]
    /// How many of them have been asked, and are to be told.
    var asked = 0
    var error: RPCError?
    var httpStatus: Int?
    var requests = 0
    var responses = 0
    /// As they came, with what stands before each message.
    var requestBytes = 0
    var responseBytes = 0

    init(_ interceptors: [any ServerInterceptor]) {
        self.interceptors = interceptors
    }

    func prepareForReuse() {
        asked = 0
        if error != nil { error = nil }
        httpStatus = nil
        requests = 0
        responses = 0
        requestBytes = 0
        responseBytes = 0
    }
}

/// What interceptors are asked and told; nothing of this happens in a server that has none.
extension ServerCall {
    /// Asks all interceptors whether the call may go on; if not, it has been answered.
    func beginInterception(_ connection: ServerConnection) -> Bool {
        let interception = interceptionForReuse(connection)
        unsafe showsMessages = connection.server.showsMessages
        do throws(RPCError) {
            for index in interception.interceptors.indices {
                interception.asked += 1
                try interception.interceptors[index].callOpened(unsafe context)
            }
            return true
        } catch {
            finish(error)
            return false
        }
    }

    /// Tells all interceptors that the call is over; its stream has been closed with a code.
    func endInterception(_ told: Interception, _ code: HTTP2ErrorCode) {
        let isAnswered = unsafe state.response == .ended
        let framing = unsafe head.isEnveloped ? Envelope.prefixSize * told.requests : 0
        // Not the time of the turn, in which most calls begin and end.
        let now = loop.clock.now()
        let end = CallEnd(
            error: isAnswered ? told.error : RPCError(.cancelled, "the caller has given up", origin: .peer),
            httpStatus: told.httpStatus,
            wasDelivered: isAnswered && (code == .noError || hasSentEnd),
            nanoseconds: now > openedAt ? now - openedAt : 0,
            requests: told.requests, responses: told.responses,
            requestBytes: max(0, told.requestBytes - framing), responseBytes: told.responseBytes,
            rpcSystem: unsafe head.wireProtocol?.system ?? .http)
        for index in 0..<told.asked { told.interceptors[index].callEnded(end, unsafe context) }
    }

    /// What the caller is told of what the handler threw.
    func recovered(_ error: any Error) -> RPCError {
        // Once it is answered nobody is told anything.
        if unsafe state.response != .ended {
            for interceptor in unsafe interception?.interceptors ?? [] {
                if let told = interceptor.recover(from: error, unsafe context) { return told }
            }
        }
        return RPCError(handlerFailure: error)
    }

    /// Shows the interceptors a request.
    @usableFromInline
    func intercept<Request: Message>(request: Request) throws(RPCError) {
        for interceptor in unsafe interception?.interceptors ?? [] { try interceptor.received(request, unsafe context) }
    }

    /// Shows the interceptors a response.
    @usableFromInline
    func intercept<Response: Message>(response: Response) throws(RPCError) {
        for interceptor in unsafe interception?.interceptors ?? [] { try interceptor.sending(response, unsafe context) }
    }

    /// The same from within a handler, on any thread: it is told, but cannot go on after that.
    @usableFromInline
    func interceptStreamed<Request: Message>(request: Request) throws(RPCError) {
        do throws(RPCError) { try intercept(request: request) } catch { throw end(with: error) }
    }

    /// The same for a response.
    @usableFromInline
    func interceptStreamed<Response: Message>(response: Response) throws(RPCError) {
        do throws(RPCError) { try intercept(response: response) } catch { throw end(with: error) }
    }

    private func end(with error: RPCError) -> RPCError {
        loop.perform { self.finish(error) }
        return error
    }
}
