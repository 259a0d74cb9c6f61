// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Synchronization

/// What a channel's interceptors are asked and told of one call, and what gathers for its ``CallEnd``. From any
/// thread; a channel without interceptors has none of it.
final class ClientInterception: Sendable {
    private struct Progress {
        var hasEnded = false
        var requests = 0
        var responses = 0
        var requestBytes = 0
        var responseBytes = 0
        /// When the attempt began that is under way.
        var attemptedAt: UInt64?
        // What has arrived in it, whether or not the caller has read it.
        var arrived = 0
        var arrivedBytes = 0
    }

    private let interceptors: ArraySlice<any ClientInterceptor>
    private let context: ClientCallContext
    private let clock: MonotonicClock
    private let startedAt: UInt64
    private let progress = Mutex(Progress())

    /// - Parameter interceptors: those that were asked whether the call may start.
    init(_ interceptors: ArraySlice<any ClientInterceptor>, _ context: ClientCallContext, clock: MonotonicClock) {
        self.interceptors = interceptors
        self.context = context
        self.clock = clock
        startedAt = clock.now()
    }

    func show<Request: Message>(request: Request) throws(RPCError) {
        for interceptor in interceptors { try interceptor.sending(request, context) }
    }

    func show<Response: Message>(response: Response) throws(RPCError) {
        for interceptor in interceptors { try interceptor.received(response, context) }
    }

    // MARK: - Counting

    /// A request has been queued.
    func countRequest(bytes: Int) {
        progress.withLock { progress in
            progress.requests += 1
            progress.requestBytes += bytes
        }
    }

    /// Responses have arrived, whole ones and parts.
    func countArrived(_ count: Int, bytes: Int) {
        progress.withLock { progress in
            progress.arrived += count
            progress.arrivedBytes += bytes
        }
    }

    /// An attempt begins.
    ///
    /// - Parameter isReplayed: whether its request is queued anew; those of earlier attempts do not count then.
    func beginAttempt(isReplayed: Bool) {
        let now = clock.now()
        progress.withLock { progress in
            if isReplayed {
                progress.requests = 0
                progress.requestBytes = 0
            }
            progress.attemptedAt = now
            progress.arrived = 0
            progress.arrivedBytes = 0
        }
        for interceptor in interceptors { interceptor.attemptStarted(context) }
    }

    /// The attempt is over, if there is one.
    func endAttempt(_ error: RPCError?) {
        let now = clock.now()
        let end: CallEnd? = progress.withLock { progress in
            guard let start = progress.attemptedAt else { return nil }
            progress.attemptedAt = nil
            return CallEnd(
                error: error, httpStatus: nil, wasDelivered: true, nanoseconds: now > start ? now - start : 0,
                requests: progress.requests, responses: progress.arrived, requestBytes: progress.requestBytes,
                responseBytes: max(0, progress.arrivedBytes - Envelope.prefixSize * progress.arrived),
                rpcSystem: .grpc)
        }
        guard let end else { return }
        for interceptor in interceptors { interceptor.attemptEnded(end, context) }
    }

    /// A response has been given to the caller.
    func countResponse(bytes: Int) {
        progress.withLock { progress in
            progress.responses += 1
            progress.responseBytes += bytes
        }
    }

    /// Tells all that the call is over, unless they have been told.
    func end(_ error: RPCError?) {
        let now = clock.now()
        let end: CallEnd? = progress.withLock { progress in
            guard !progress.hasEnded else { return nil }
            progress.hasEnded = true
            return CallEnd(
                error: error, httpStatus: nil, wasDelivered: true,
                nanoseconds: now > startedAt ? now - startedAt : 0,
                requests: progress.requests, responses: progress.responses,
                requestBytes: progress.requestBytes, responseBytes: progress.responseBytes, rpcSystem: .grpc)
        }
        guard let end else { return }
        for interceptor in interceptors { interceptor.callEnded(end, context) }
    }
}
