// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import Protobuf
import RPCServer
import StrategosAPI
import Synchronization

/// `ReportGameState`: records go to the store as they come, many on their way at once, and the caller is
/// answered when all of them are where they survive a crash.
struct MatchReport {
    let store: any MatchStore

    /// Takes all records of a call.
    func run(_ requests: RequestStream<ReportGameStateRequest>) async throws(RPCError) -> ReportGameStateResponse {
        var reader = ReportReader()
        let progress = ReportProgress()
        while let request = try await requests.next() {
            let record = try reader.record(request)
            let number = request.sequence
            progress.begin()
            // Waits where the store is behind: meanwhile nothing is read, and the caller's window closes.
            await store.append(record) { progress.end(number, $0) }
            if let failure = progress.failure { throw failure }
        }
        guard !reader.match.isEmpty else { throw RPCError(.invalidArgument, "no record was sent") }
        await progress.ended()
        if let failure = progress.failure { throw failure }
        var response = ReportGameStateResponse()
        response.matchID = reader.match
        (response.accepted, response.lastSequence) = progress.accepted
        return response
    }
}

/// Makes records of the messages of one call, of which later ones may leave out what an earlier one has named.
struct ReportReader {
    /// The match that the call reports.
    private(set) var match = ""
    private var team = ""

    /// The record in a message.
    ///
    /// - Throws: INVALID_ARGUMENT naming the field.
    mutating func record(_ request: ReportGameStateRequest) throws(RPCError) -> NewRecord {
        try InvalidArgument.check(request)
        if match.isEmpty {
            guard !request.matchID.isEmpty else {
                throw InvalidArgument.field("match_id", "must be set in the first message")
            }
            match = request.matchID
        } else if !request.matchID.isEmpty, request.matchID != match {
            throw InvalidArgument.field(
                "match_id", "'\(request.matchID)' was sent after '\(match)'; one call reports one match")
        }
        if !request.teamID.isEmpty { team = request.teamID }
        guard request.sequence > 0 else { throw InvalidArgument.field("sequence", "must be 1 or greater") }
        switch request.record {
        case .gameState(let state)?: return try record(request.sequence, state)
        case .event(let event)?: return record(request.sequence, .event, event)
        case .result(let result)?: return record(request.sequence, .result, result)
        case nil: throw InvalidArgument.field("record", "must be set")
        }
    }

    private func record(_ number: UInt64, _ kind: RecordKind, _ message: some Message) -> NewRecord {
        NewRecord(match: match, team: team, number: number, kind: kind, payload: message.serialized())
    }

    private func record(_ number: UInt64, _ state: GameState) throws(RPCError) -> NewRecord {
        if !state.matchID.isEmpty, state.matchID != match {
            throw InvalidArgument.field("game_state.match_id", "'\(state.matchID)' is not the match that is reported")
        }
        if !team.isEmpty, !state.teams.contains(where: { $0.id == team }) {
            throw InvalidArgument.field("team_id", "'\(team)' is not in game_state.teams")
        }
        var record = self.record(number, .state, state)
        record.rules = state.rulesID
        record.teams = state.teams.map(\.id)
        return record
    }
}

/// How far the records of one call have come.
private final class ReportProgress: Sendable {
    private struct State {
        var underWay = 0
        var accepted: UInt64 = 0
        var last: UInt64 = 0
        var failure: RPCError?
        var waiting: CheckedContinuation<Void, Never>?
    }

    private let state = Mutex(State())

    func begin() {
        state.withLock { $0.underWay += 1 }
    }

    func end(_ number: UInt64, _ outcome: Result<AppendOutcome, MatchStoreError>) {
        let waiting = state.withLock { state in
            state.underWay -= 1
            switch outcome {
            case .success:
                state.accepted += 1
                state.last = number
            case .failure(let error):
                // What follows the first one that is not taken fails for its sake.
                if state.failure == nil { state.failure = MatchErrors.error(error, number: number) }
            }
            guard state.underWay == 0 else { return nil as CheckedContinuation<Void, Never>? }
            defer { state.waiting = nil }
            return state.waiting
        }
        waiting?.resume()
    }

    /// Waits until none is under way.
    func ended() async {
        await withCheckedContinuation { continuation in
            let isOver = state.withLock { state in
                if state.underWay > 0 { state.waiting = continuation }
                return state.underWay == 0
            }
            if isOver { continuation.resume() }
        }
    }

    var failure: RPCError? { state.withLock { $0.failure } }
    var accepted: (UInt64, UInt64) { state.withLock { ($0.accepted, $0.last) } }
}
