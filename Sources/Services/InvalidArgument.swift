// SPDX-License-Identifier: Apache-2.0

import Protobuf
import RPCServer
import StrategosAPI

/// A question about a team in a state, as all methods have them.
protocol TeamQuestion: Validatable {
    var teamID: String { get }
    var gameState: GameState? { get }
}

extension GenerateStrategyRequest: TeamQuestion {}
extension StreamStrategyRequest: TeamQuestion {}
extension AdaptStrategyRequest: TeamQuestion {}
extension CreateAgentRequest: TeamQuestion {}
extension CreateSquadRequest: TeamQuestion {}
extension RecommendCompositionRequest: TeamQuestion {}
extension AnalyzeGameStateRequest: TeamQuestion {}

extension Trace {
    /// Refuses a request that breaks the schema's rules. Nothing else in the services checks anything.
    mutating func check(_ request: some TeamQuestion) throws(RPCError) {
        try step("check") { () throws(RPCError) in
            do throws(InvalidMessage) {
                try request.validate(limit: InvalidArgument.greatestCount)
            } catch {
                throw InvalidArgument.error(error, in: request)
            }
        }
    }
}

/// What callers are told of requests that break the schema's rules.
enum InvalidArgument {
    /// Beyond this many violations nothing more is noted, so that the answer stays small.
    static let greatestCount = 16

    /// Refuses a request that breaks the schema's rules, where its team and state are no question.
    static func check(_ request: some Validatable) throws(RPCError) {
        do throws(InvalidMessage) {
            try request.validate(limit: greatestCount)
        } catch {
            throw self.error(error) { _ in nil }
        }
    }

    static func error(_ invalid: InvalidMessage, in request: some TeamQuestion) -> RPCError {
        error(invalid) { BrokenReference.place(of: $0, in: request) }
    }

    /// A field of a request is wrong for a reason that the schema does not state.
    static func field(_ name: String, _ description: String) -> RPCError {
        var violation = Google_Rpc_BadRequest.FieldViolation()
        violation.field = name
        violation.description = description
        return error([violation], "\(name): \(description)")
    }

    private static func error(_ violations: [Google_Rpc_BadRequest.FieldViolation], _ message: String) -> RPCError {
        var badRequest = Google_Rpc_BadRequest()
        badRequest.fieldViolations = violations
        return RPCError(.invalidArgument, message, saying: [badRequest])
    }

    /// The first violation in words, all of them as `google.rpc.BadRequest`. What a value itself breaks
    /// comes before what it breaks together with others, and inner messages before those around them.
    private static func error(_ invalid: InvalidMessage, place: (Violation) -> String?) -> RPCError {
        if let failure = invalid.failure {
            return RPCError(.invalidArgument, "the request cannot be checked: \(failure)")
        }
        let ofValues = invalid.violations.filter { !$0.rule.isEmpty }
        let ofMessages = invalid.violations.filter(\.rule.isEmpty).enumerated().sorted { left, right in
            (-left.element.field.count, left.offset) < (-right.element.field.count, right.offset)
        }.map(\.element)
        let violations = (ofValues + ofMessages).map { violation in
            var field = Google_Rpc_BadRequest.FieldViolation()
            field.field = place(violation) ?? violation.fieldPath
            field.description = violation.message
            field.reason = violation.ruleID
            return field
        }
        guard let first = violations.first else { return RPCError(.invalidArgument, "the request is not valid") }
        let more = violations.count > 1 ? " (and \(violations.count - 1) more)" : ""
        return error(violations, "\(first.field): \(first.description)\(more)")
    }
}
