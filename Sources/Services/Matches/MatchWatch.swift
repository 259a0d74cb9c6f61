// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import Protobuf
import RPCServer
import StrategosAPI

/// `WatchMatch`: what is in the store behind the caller's place, then what comes, until the result.
struct MatchWatch {
    private let matches: Matches
    private let request: WatchMatchRequest
    private let responses: ResponseWriter<WatchMatchResponse>
    private let interval: UInt64

    private var identity: Int64 = 0
    /// In the view that is watched.
    private var place: UInt64 = 0
    /// In the match, of the last record that was looked at.
    private var sequence: UInt64 = 0
    private var lastSent: UInt64
    private var lastUpdate: UInt64

    private static let pageRecords = 256
    private static let defaultInterval = Duration.seconds(15)

    init(_ request: WatchMatchRequest, _ responses: ResponseWriter<WatchMatchResponse>, _ matches: Matches) {
        self.matches = matches
        self.request = request
        self.responses = responses
        interval = (request.heartbeatInterval?.duration ?? Self.defaultInterval).clampedNanoseconds
        lastSent = matches.clock.now()
        lastUpdate = lastSent
    }

    /// Serves the call to its end.
    mutating func run() async throws {
        try InvalidArgument.check(request)
        // First, so that nothing is missed between what the store says and what comes.
        let watcher = try matches.feeds.join(request.matchID)
        defer { matches.feeds.leave(watcher) }
        var isBehind = try await begin()
        try await responses.sendHead()
        var hasBeenUpToDate = false
        while true {
            if isBehind {
                let (isOver, isLast) = try await catchUp()
                if isOver { return }
                isBehind = !isLast
                continue
            }
            switch await watcher.next(after: sequence, until: lastSent &+ interval) {
            case .entries(let entries):
                hasBeenUpToDate = true
                for entry in entries {
                    if try await take(entry) { return }
                }
            case .silence:
                try await sendHeartbeat()
            case .tooFarBehind:
                // Whoever still fetches old records is not slow yet.
                if hasBeenUpToDate { throw tooSlow() }
                isBehind = true
            case .over(let error):
                throw error
            }
        }
    }

    /// Finds the place to begin at. Gives whether there is something to be caught up with.
    private mutating func begin() async throws(RPCError) -> Bool {
        let match = try await matches.known(request.matchID, team: request.teamID)
        identity = match.identity
        let last = match.lastPlace(of: request.teamID)
        sequence = match.lastSequence
        guard request.resumeToken.isEmpty else {
            place = try resumedPlace(match, last)
            return true
        }
        // Of a match that is over its result is told.
        let isOver = match.endingView(of: request.teamID) != nil
        place = isOver ? last - 1 : last
        return isOver
    }

    private func resumedPlace(_ match: KnownMatch, _ last: UInt64) throws(RPCError) -> UInt64 {
        let (owner, place) = try matches.opened(
            request.resumeToken, "resume_token", for: .view(request.matchID, request.teamID))
        guard owner == UInt64(bitPattern: match.identity) else {
            throw MatchErrors.error(
                .outOfRange, "RECORDS_DROPPED",
                "resume_token: the match it is of is not kept any more, and another has the name; watch it from now")
        }
        guard place <= last else {
            throw MatchErrors.error(
                .outOfRange, "RECORDS_UNKNOWN", "resume_token: record \(place) is not known here; the last is \(last)")
        }
        return place
    }

    /// Sends a page of what is in the store.
    private mutating func catchUp() async throws -> (isOver: Bool, isLast: Bool) {
        let (identity, team, place) = (self.identity, request.teamID, self.place)
        let page = try await matches.reading { (store) async throws(MatchStoreError) in
            try await store.records(of: identity, team: team, after: place, limit: Self.pageRecords)
        }
        guard let page else { throw MatchErrors.error(.outOfRange, "MATCH_DROPPED", "the match is not kept any more") }
        guard place >= page.dropped else {
            throw MatchErrors.error(
                .outOfRange, "RECORDS_DROPPED",
                "resume_token: records \(place + 1) to \(page.dropped) are not kept any more; "
                    + "get the match, and watch from its resume_token", ["first": "\(page.dropped + 1)"])
        }
        for record in page.records {
            try await send(WatchMatchResponse.Update(record), record.team, at: record.place)
            if try await ends(record) { return (true, true) }
        }
        // Its last record may have been sent by an earlier call.
        if page.isLast, page.records.isEmpty, try await isOver() { return (true, true) }
        sequence = page.lastSequence
        return (false, page.isLast)
    }

    /// Sends a record that has just come, if it is one of the view. Gives whether it was the last one.
    private mutating func take(_ entry: FeedEntry) async throws -> Bool {
        let record = entry.record
        sequence = record.sequence
        let team = request.teamID
        if team.isEmpty {
            try await send(entry.update(), record.team, at: record.sequence)
        } else if record.team == team {
            try await send(entry.update(), record.team, at: record.place)
        } else if record.team.isEmpty, record.kind == .result {
            try await send(entry.update(), record.team, at: place + 1)
        } else {
            return false
        }
        return try await ends(record)
    }

    private func ends(_ record: MatchRecord) async throws(RPCError) -> Bool {
        guard record.kind == .result else { return false }
        if record.team.isEmpty || record.team == request.teamID { return true }
        return try await isOver()
    }

    private func isOver() async throws(RPCError) -> Bool {
        try await matches.known(request.matchID, team: request.teamID).endingView(of: request.teamID) != nil
    }

    // MARK: Sending

    private mutating func send(_ update: WatchMatchResponse.Update, _ team: String, at place: UInt64) async throws {
        self.place = place
        var response = self.response(update)
        response.teamID = team
        try await responses.write(response)
        lastSent = matches.clock.now()
        lastUpdate = lastSent
        matches.feeds.count { $0.updates += 1 }
    }

    private mutating func sendHeartbeat() async throws {
        var heartbeat = Heartbeat()
        let now = matches.clock.now()
        heartbeat.silence = Google_Protobuf_Duration(.nanoseconds(Int64(clamping: now &- lastUpdate)))
        try await responses.write(response(.heartbeat(heartbeat)))
        lastSent = matches.clock.now()
        matches.feeds.count { $0.heartbeats += 1 }
    }

    private func response(_ update: WatchMatchResponse.Update) -> WatchMatchResponse {
        var response = WatchMatchResponse()
        response.sequence = place
        response.resumeToken = matches.tokens.seal(
            UInt64(bitPattern: identity), place, for: .view(request.matchID, request.teamID))
        response.update = update
        return response
    }

    private func tooSlow() -> RPCError {
        matches.feeds.count { $0.tooSlow += 1 }
        return MatchErrors.error(
            .resourceExhausted, "SUBSCRIBER_TOO_SLOW",
            "updates were not fetched as fast as they came; resume behind the last one that was received",
            ["limit": "store.watch-records"])
    }
}
