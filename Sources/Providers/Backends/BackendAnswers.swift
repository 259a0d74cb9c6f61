// SPDX-License-Identifier: Apache-2.0
import RPCServer
import StrategosAPI

/// `strategos.v1.BackendService`: how backends stand, for their operators.
public struct BackendAnswers: BackendService {
    private let backends: [ModelBackend]

    /// Answers about these, in this order.
    public init(_ backends: [ModelBackend]) {
        self.backends = backends
    }

    /// How all of them stand now.
    public func listBackendsImmediately(
        _ request: ListBackendsRequest, context: CallContext
    ) throws -> ListBackendsResponse? {
        var response = ListBackendsResponse()
        response.backends = backends.map { BackendReport($0.status()) }
        return response
    }
}

extension BackendReport {
    fileprivate init(_ status: BackendStatus) {
        self.init()
        name = status.name
        kind = status.kind
        serving = status.isServing
        endpoints = status.endpoints.map(BackendEndpointReport.init)
        retries = UInt64(status.retries)
        retriesRefused = UInt64(status.retriesRefused)
    }
}

extension BackendEndpointReport {
    fileprivate init(_ endpoint: BackendStatus.Endpoint) {
        self.init()
        address = endpoint.name
        breaker =
            switch endpoint.breaker {
            case .closed: .closed
            case .open: .open
            case .halfOpen: .halfOpen
            }
        runningRequests = UInt32(endpoint.running)
        requests = UInt64(endpoint.requests)
        answers = UInt64(endpoint.answers)
        failures = endpoint.failures.outcomes
        refusals = endpoint.refusals.outcomes
        breakerOpenings = UInt64(endpoint.breakerChanges[.open] ?? 0)
        promptTokens = UInt64(endpoint.tokens.prompt)
        completionTokens = UInt64(endpoint.tokens.completion)
    }
}

extension [ModelFailure.Reason: Int] {
    /// Those that have happened, by name.
    fileprivate var outcomes: [BackendOutcome] {
        sorted { $0.key.rawValue < $1.key.rawValue }.map { reason, count in
            var outcome = BackendOutcome()
            outcome.reason = reason.rawValue
            outcome.count = UInt64(count)
            return outcome
        }
    }
}
