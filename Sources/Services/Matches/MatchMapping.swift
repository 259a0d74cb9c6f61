// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import Protobuf
import RPCServer
import StrategosAPI

/// The store's records and matches as messages of the schema.

extension WatchMatchResponse.Update {
    /// What a record is to those who watch.
    ///
    /// - Throws: DATA_LOSS if it cannot be read.
    init(_ record: MatchRecord) throws(RPCError) {
        switch record.kind {
        case .state: self = .gameState(try GameState(kept: record.payload))
        case .event: self = .event(try GameEvent(kept: record.payload))
        case .result: self = .result(try MatchResult(kept: record.payload))
        case .strategy: self = .strategy(try TeamStrategy(kept: record.payload))
        }
    }
}

extension Message {
    /// A message out of the store.
    fileprivate init(kept payload: [UInt8]) throws(RPCError) {
        do {
            try self.init(serialized: payload)
        } catch {
            throw RPCError(.dataLoss, "a record of the match cannot be read", cause: error)
        }
    }
}

extension Match {
    /// A match without its latest state.
    ///
    /// - Parameters:
    ///   - team: whose view counts; empty for the whole match. Nothing depends on other teams' records.
    ///   - abandonedBefore: what was silent since before, in milliseconds since 1970, is abandoned.
    init(_ known: KnownMatch, seenBy team: String, abandonedBefore: Int64) throws(RPCError) {
        self.init()
        let view = team.isEmpty ? nil : known.views[team]
        let ending = known.endingView(of: team)
        let updated = max(team.isEmpty ? known.updated : view?.updated ?? known.created, ending?.updated ?? 0)
        matchID = known.name
        rulesID = known.rules
        teamIds = known.teams
        lastSequence = known.lastPlace(of: team)
        createTime = Google_Protobuf_Timestamp(sinceEpoch: .milliseconds(known.created))
        updateTime = Google_Protobuf_Timestamp(sinceEpoch: .milliseconds(updated))
        if let payload = ending?.result { result = try MatchResult(kept: payload) }
        status = ending != nil ? .finished : updated < abandonedBefore ? .abandoned : .running
    }
}

extension KnownMatch {
    /// The latest state that a team has told of; of the whole match that of the game, or where it reports no
    /// states, of the team that was last to.
    func latestState(of team: String) throws(RPCError) -> GameState? {
        let game = views[""].flatMap { $0.state == nil ? nil : $0 }
        let view = team.isEmpty ? game ?? views.values.max { $0.stateSequence < $1.stateSequence } : views[team]
        guard let payload = view?.state else { return nil }
        return try GameState(kept: payload)
    }
}

extension KnownStatus {
    /// The status that a question asks for; nil for all.
    init?(_ status: MatchStatus) {
        switch status {
        case .running: self = .running
        case .finished: self = .finished
        case .abandoned: self = .abandoned
        default: return nil
        }
    }
}
