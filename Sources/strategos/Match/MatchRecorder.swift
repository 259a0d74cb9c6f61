// SPDX-License-Identifier: Apache-2.0

import Arena

/// Writes down what happens in a match while it is played.
package struct MatchRecorder {
    package private(set) var record: MatchRecord
    /// What each team was told last.
    private var known: [OrdersRecord?] = [nil, nil]

    /// A match of players at its beginning.
    package init(seed: UInt64, players: [String], rules: RulesFile) {
        record = MatchRecord(seed: seed, players: players, rules: rules)
    }

    /// The teams have decided: only what is new is written, with where the match stood.
    package mutating func decided(_ orders: [Orders], _ match: Match) {
        add(MatchRecord.Event(tick: Int(match.state.tick), hash: String(match.hash, radix: 16)))
        for team in orders.indices {
            let told = OrdersRecord(orders[team])
            guard told != known[team] else { continue }
            known[team] = told
            add(MatchRecord.Event(tick: Int(match.state.tick), team: team, orders: told))
        }
    }

    /// The match has ended.
    package mutating func ended(_ match: Match) {
        let state = match.state
        add(
            MatchRecord.Event(
                tick: Int(state.tick), hash: String(match.hash, radix: 16), ending: "\(state.ending)",
                winner: state.winner == MatchState.noTeam ? nil : Int(state.winner)))
    }

    private mutating func add(_ event: MatchRecord.Event) { record.events.append((0, event)) }
}

/// Plays a recorded match again.
package struct MatchReplay {
    /// Where it stands.
    package private(set) var match: Match
    private let record: MatchRecord
    private let file: String
    private var next = 0

    /// - Parameter file: what errors call it.
    package init(_ record: MatchRecord, file: String) throws {
        self.record = record
        self.file = file
        match = try Match(map: .duel(seed: record.seed), rules: record.rules.rules, seed: record.seed)
    }

    /// Whether something is left of it.
    package var goesOn: Bool { next < record.events.count }

    /// Does what was recorded for this tick, and plays to the next one.
    ///
    /// - Throws: `MatchRecordError` where the match stands elsewhere than it did.
    package mutating func advance() throws(MatchRecordError) {
        while goesOn, record.events[next].event.tick <= Int(match.state.tick) {
            let (line, event) = record.events[next]
            next += 1
            if let hash = event.hash, UInt64(hash, radix: 16) != match.hash {
                throw MatchRecordError(
                    file: file, line: line,
                    reason: "at tick \(event.tick) the match stands elsewhere than recorded: its hash is "
                        + String(match.hash, radix: 16))
            }
            if let team = event.team, let orders = event.orders { match.order(team, orders.orders) }
            guard event.ending == nil else { next = record.events.count; return }
        }
        guard goesOn else { return }
        guard match.state.ending == .running else {
            throw MatchRecordError(
                file: file, line: record.events[next].line,
                reason: "the match ended at tick \(match.state.tick), before this")
        }
        match.advance()
    }
}
