// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// `grpc.health.v1.Health`: says which services answer, as it is told.
///
/// The empty name is the server as a whole.
public final class HealthService: Grpc_Health_V1_Health {
    /// Whether a service answers.
    public typealias Status = Grpc_Health_V1_HealthCheckResponse.ServingStatus

    private let state: Mutex<State>

    private struct State {
        var statuses: [String: Status]
        var isStopped = false
        var nextWaiter = 0
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    }

    /// Says that the server, and services by their full names, answer.
    public init(services: [String]) {
        var statuses: [String: Status] = ["": .serving]
        for service in services { statuses[service] = .serving }
        state = Mutex(State(statuses: statuses))
    }

    /// Says whether a service answers. Without effect after ``stopServing()``.
    public func set(_ status: Status, for service: String) {
        change { state in
            if !state.isStopped { state.statuses[service] = status }
        }
    }

    /// Says that nothing answers any more, for good: the server is about to end.
    public func stopServing() {
        change { state in
            state.isStopped = true
            for service in state.statuses.keys { state.statuses[service] = .notServing }
        }
    }

    /// The status of one service now.
    public func checkImmediately(
        _ request: Grpc_Health_V1_HealthCheckRequest, context: CallContext
    ) throws -> Grpc_Health_V1_HealthCheckResponse? {
        guard let status = status(of: request.service) else {
            throw RPCError(.notFound, "the server has no service of this name")
        }
        return Self.response(status)
    }

    /// The status of all services now.
    public func listImmediately(
        _ request: Grpc_Health_V1_HealthListRequest, context: CallContext
    ) throws -> Grpc_Health_V1_HealthListResponse? {
        var response = Grpc_Health_V1_HealthListResponse()
        response.statuses = state.withLock { $0.statuses }.mapValues(Self.response)
        return response
    }

    /// The status of one service now and whenever it changes, until the server ends: a subscriber is
    /// told NOT_SERVING and then UNAVAILABLE, so that it does not hold the end up.
    public func watch(
        _ request: Grpc_Health_V1_HealthCheckRequest,
        responses: ResponseWriter<Grpc_Health_V1_HealthCheckResponse>, context: CallContext
    ) async throws {
        var last: Status?
        while true {
            let status = status(of: request.service) ?? .serviceUnknown
            if status != last { try await responses.write(Self.response(status)) }
            last = status
            if state.withLock({ $0.isStopped }) { throw RPCError(.unavailable, "the server is shutting down") }
            try await change(of: request.service, from: status)
        }
    }

    // MARK: Waiting for changes

    /// Whether the server as a whole answers.
    public var isServing: Bool { status(of: "") == .serving }

    private func status(of service: String) -> Status? {
        state.withLock { $0.statuses[service] }
    }

    private static func response(_ status: Status) -> Grpc_Health_V1_HealthCheckResponse {
        var response = Grpc_Health_V1_HealthCheckResponse()
        response.status = status
        return response
    }

    private func change(_ body: (inout State) -> Void) {
        let waiting = state.withLock { state in
            body(&state)
            defer { state.waiting = [:] }
            return state.waiting
        }
        for continuation in waiting.values { continuation.resume() }
    }

    /// Waits until something has changed, or the task is cancelled, which it throws.
    private func change(of service: String, from status: Status) async throws {
        let id = state.withLock { state in
            state.nextWaiter += 1
            return state.nextWaiter
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    let hasChanged = state.statuses[service] ?? .serviceUnknown != status
                    if !hasChanged && !Task.isCancelled { state.waiting[id] = continuation }
                    return hasChanged || Task.isCancelled
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.waiting.removeValue(forKey: id) }?.resume()
        }
        try Task.checkCancellation()
    }
}
