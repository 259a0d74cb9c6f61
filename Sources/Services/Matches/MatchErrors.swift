// SPDX-License-Identifier: Apache-2.0

import MatchStorage
import Protobuf
import RPCServer

/// What callers are told of matches that cannot be had, and records that are not taken.
enum MatchErrors {
    /// An error that programs tell by its reason, with `google.rpc.ErrorInfo`.
    static func error(
        _ code: StatusCode, _ reason: String, _ message: String, _ metadata: [String: String] = [:],
        saying more: [any Message] = []
    ) -> RPCError {
        var info = Google_Rpc_ErrorInfo()
        info.reason = reason
        info.domain = "strategos.v1"
        info.metadata = metadata
        return RPCError(code, message, saying: [info] + more)
    }

    static func unknown(_ match: String) -> RPCError {
        error(.notFound, "MATCH_UNKNOWN", "match_id: no match '\(match)' is known")
    }

    static func unknownTeam(_ team: String, in match: String) -> RPCError {
        error(.notFound, "TEAM_UNKNOWN", "team_id: '\(team)' is not known to be a team of match '\(match)'")
    }

    /// A setting of the store has been reached.
    static func limit(_ key: String, _ message: String) -> RPCError {
        var violation = Google_Rpc_QuotaFailure.Violation()
        violation.subject = "store.\(key)"
        violation.description = message
        var failure = Google_Rpc_QuotaFailure()
        failure.violations = [violation]
        return error(.resourceExhausted, "STORE_LIMIT", message, ["limit": "store.\(key)"], saying: [failure])
    }

    /// What the store said, as an error of a call. Texts of the database stay inside.
    static func error(_ error: MatchStoreError, number: UInt64 = 0) -> RPCError {
        switch error {
        case .gap(let next):
            self.error(
                .failedPrecondition, "SEQUENCE_GAP",
                "sequence: \(number) was sent, but \(next) is next; send again from there", ["next": "\(next)"])
        case .ended:
            self.error(.failedPrecondition, "MATCH_ENDED", "the match has a result; nothing can be reported after it")
        case .otherRules(let rules):
            InvalidArgument.field("game_state.rules_id", "the match is played by '\(rules)'")
        case .tooManyTeams:
            InvalidArgument.field("game_state.teams", "the match would have more than 16 teams")
        case .limit(.recordBytes):
            limit("record-bytes", "record \(number) is longer than a record may be")
        case .limit(.recordsPerMatch):
            limit("records-per-match", "the match has as many records as a match may have")
        case .limit(.matches):
            limit("matches", "as many matches are kept as may be")
        case .full:
            self.error(.resourceExhausted, "STORE_FULL", "there is no room to keep records; try again later")
        case .unknownMatch:
            self.error(.notFound, "MATCH_UNKNOWN", "the match is not known")
        case .closed:
            RPCError(.unavailable, "the server is shutting down")
        case .broken:
            self.error(.unavailable, "STORE_BROKEN", "the store cannot be read or written now")
        }
    }
}
