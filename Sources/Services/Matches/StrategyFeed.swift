// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import Protobuf
import RPCServer
import StrategosAPI

private enum AskingKey: CallContextKey {
    typealias Value = AccessScope
}

/// Keeps the strategies that teams are given with their matches, where those are known, and shows them to those
/// who watch; over all methods and protocols, without that the methods know of it.
///
/// Stands behind access control, so that what is not allowed is not seen here.
public struct StrategyFeed: ServerInterceptor {
    private let matches: Matches

    /// For these matches.
    public init(_ matches: Matches) {
        self.matches = matches
    }

    /// Notes which team of which match asks.
    public func received<Request: Message>(_ request: Request, _ context: CallContext) throws(RPCError) {
        guard matches.store.hasMatches, context.method.service == StrategyServiceMethods.generateStrategy.service,
            let request = request as? any ScopedRequest
        else { return }
        context[AskingKey.self] = request.accessScope(after: context[AskingKey.self])
    }

    /// Notes what it is given.
    public func sending<Response: Message>(_ response: Response, _ context: CallContext) throws(RPCError) {
        guard matches.store.hasMatches, let asking = context[AskingKey.self], let match = asking.match,
            let team = asking.team, let strategy = self.strategy(in: response)
        else { return }
        matches.strategyGiven(strategy, to: team, in: match)
    }

    private func strategy(in response: some Message) -> TeamStrategy? {
        switch response {
        case let response as GenerateStrategyResponse: return response.strategy
        case let response as AdaptStrategyResponse: return response.strategy
        case let response as StreamStrategyResponse:
            if case .strategy(let strategy)? = response.update { return strategy }
        case let response as DirectResponse:
            if case .strategy(let strategy)? = response.directive { return strategy }
        default: break
        }
        return nil
    }
}
