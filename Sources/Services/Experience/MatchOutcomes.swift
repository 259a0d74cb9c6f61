// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import Planning
import Protobuf
import StrategosAPI

/// Notes how matches end for the teams that were advised in them: once for each team, by whatever says so first, a
/// question about a state that is over or a reported result. What was played is what the teams' sessions know.
///
/// From any thread; nobody waits for a disk.
public final class MatchOutcomes: Sendable {
    private let sessions: any SessionStore
    private let log: ExperienceLog

    init(_ sessions: any SessionStore, _ log: ExperienceLog) {
        self.sessions = sessions
        self.log = log
    }

    /// A state that somebody asks about.
    func saw(_ state: GameState) {
        guard !state.matchID.isEmpty, let ending = MatchEnding(state) else { return }
        note(ending, of: state.matchID, team: nil)
    }

    /// Records that were appended to the store. A team's result counts for that team alone.
    public func reported(_ records: [MatchRecord]) {
        for record in records where record.kind == .result {
            guard let result = try? MatchResult(serialized: record.payload) else { continue }
            note(MatchEnding(result), of: record.match, team: record.team.isEmpty ? nil : record.team)
        }
    }

    private func note(_ ending: MatchEnding, of match: String, team: String?) {
        for (key, session) in sessions.end(match, team: team) {
            guard let outcome = MatchOutcome(session, of: key, ending) else { continue }
            var record = ExperienceRecord()
            record.kind = .matchOutcome(outcome)
            log.append(record)
        }
    }
}

extension MatchOutcome {
    /// What a session knows of a match that has ended; nothing where it is not known who the opponent was.
    init?(_ session: TeamSession, of key: SessionKey, _ ending: MatchEnding) {
        // With several opponents it is not known whose way to play has decided.
        guard session.teams.count == 2, let opponent = session.teams.first(where: { $0 != key.team }),
            let followed = session.mostFollowed(until: ending.tick)
        else { return nil }
        self.init()
        rulesID = session.rules
        matchID = key.match
        teamID = key.team
        opponentTeamID = opponent
        archetype = StrategosAPI.Archetype(followed)
        scorePerMille = ending.winner.map { $0 == key.team ? 1000 : 0 } ?? 500
        lastTick = ending.tick
        let team = session.teams.firstIndex(of: opponent)
        guard let tracker = session.memory.planner?.opponents.first(where: { $0.team == team }) else { return }
        let believed = tracker.archetypes
        opponentArchetypes = Planning.Archetype.allCases.compactMap { archetype in
            var entry = ArchetypeLikelihood()
            entry.archetype = StrategosAPI.Archetype(archetype)
            // Down, so that together they are never more than a whole.
            entry.likelihoodPerMille = UInt32(max(0, min(1000, believed[archetype.rawValue] * 1000)))
            return entry.likelihoodPerMille > 0 ? entry : nil
        }
        // Stable: ways that are as likely keep their order.
        opponentArchetypes.sort {
            ($1.likelihoodPerMille, $0.archetype.rawValue) < ($0.likelihoodPerMille, $1.archetype.rawValue)
        }
    }
}
