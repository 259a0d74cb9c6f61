// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import Protobuf
import RPCServer
import StrategosAPI

/// `GetMatch` and `ListMatches`.
extension Matches {
    private static let defaultPageSize = 50

    /// One match as a team, or everybody, sees it.
    func get(_ request: GetMatchRequest) async throws(RPCError) -> GetMatchResponse {
        try InvalidArgument.check(request)
        let known = try await self.known(request.matchID, team: request.teamID)
        var match = try Match(known, seenBy: request.teamID, abandonedBefore: abandonedBefore)
        match.latestState = try known.latestState(of: request.teamID)
        match.resumeToken = tokens.seal(
            UInt64(bitPattern: known.identity), match.lastSequence, for: .view(request.matchID, request.teamID))
        var response = GetMatchResponse()
        response.match = match
        return response
    }

    /// A page of matches.
    func list(_ request: ListMatchesRequest) async throws(RPCError) -> ListMatchesResponse {
        try InvalidArgument.check(request)
        let size = request.pageSize == 0 ? Self.defaultPageSize : Int(request.pageSize)
        let subject = MatchTokens.Subject("list", "\(request.status.rawValue)", request.rulesID)
        var before: Int64?
        if !request.pageToken.isEmpty {
            before = Int64(bitPattern: try opened(request.pageToken, "page_token", for: subject).0)
        }
        // One more than wanted tells whether there is a further page.
        let query = MatchQuery(
            before: before, limit: size + 1, status: KnownStatus(request.status), rules: request.rulesID,
            abandonedBefore: abandonedBefore)
        let found = try await reading { (store) async throws(MatchStoreError) in try await store.matches(query) }
        var response = ListMatchesResponse()
        for known in found.prefix(size) {
            response.matches.append(try Match(known, seenBy: "", abandonedBefore: query.abandonedBefore))
        }
        if found.count > size {
            response.nextPageToken = tokens.seal(UInt64(bitPattern: found[size - 1].identity), 0, for: subject)
        }
        return response
    }

    /// A match that is known, and if a team is named, to have it.
    func known(_ name: String, team: String) async throws(RPCError) -> KnownMatch {
        let found = try await reading { (store) async throws(MatchStoreError) in try await store.match(name) }
        guard let found else { throw MatchErrors.unknown(name) }
        guard team.isEmpty || found.teams.contains(team) else { throw MatchErrors.unknownTeam(team, in: name) }
        return found
    }

    /// Asks the store something.
    func reading<Value: Sendable>(
        _ body: (any MatchStore) async throws(MatchStoreError) -> Value
    ) async throws(RPCError) -> Value {
        do throws(MatchStoreError) {
            return try await body(store)
        } catch {
            throw MatchErrors.error(error)
        }
    }

    /// The numbers in a token that stands in a field.
    func opened(
        _ token: String, _ field: String, for subject: MatchTokens.Subject
    ) throws(RPCError) -> (UInt64, UInt64) {
        do throws(MatchTokens.Fault) {
            return try tokens.open(token, for: subject)
        } catch {
            switch error {
            case .malformed: throw InvalidArgument.field(field, "is not a token of this service")
            case .foreign: throw InvalidArgument.field(field, "is of another question or of another server")
            }
        }
    }

    /// What was silent since before this is abandoned.
    private var abandonedBefore: Int64 {
        let (seconds, attoseconds) = limits.abandonedAfter.components
        return wallClock() - seconds * 1000 - attoseconds / 1_000_000_000_000_000
    }
}
