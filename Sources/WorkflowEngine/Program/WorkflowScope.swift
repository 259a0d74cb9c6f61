// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// What expressions see: values by name.
struct WorkflowScope: CELNames {
    /// Names that every expression knows.
    static let builtin: Set<String> = ["input", "outcome", "left_ms", "left_tokens"]

    /// What is known of a step.
    private struct Known {
        var value: WorkflowValue?
        var outcome: String?
    }

    private var steps: [String: Known] = [:]
    var leftMilliseconds = 0.0
    var leftTokens = 0.0

    /// The question.
    let input: WorkflowValue

    init(input: WorkflowValue) {
        self.input = input
    }

    mutating func set(_ name: String, _ value: WorkflowValue) { steps[name, default: Known()].value = value }

    mutating func set(outcome: String, of name: String) { steps[name, default: Known()].outcome = outcome }

    /// The question, or what a step has come to: null for one that was left out or has failed. Nothing for what the
    /// run itself tells.
    func value(named name: String) -> WorkflowValue? {
        switch name {
        case "input": input
        case "outcome", "left_ms", "left_tokens": nil
        default: steps[name]?.value ?? .null
        }
    }

    func celVariable(_ name: String) -> CELValue? {
        switch name {
        case "outcome":
            .map(
                CELMap(
                    texts: steps.sorted { $0.key < $1.key }.compactMap { name, step in
                        step.outcome.map { (name, .string($0)) }
                    }))
        case "left_ms": .double(leftMilliseconds)
        case "left_tokens": .double(leftTokens)
        // Names with dots are asked for too, since CEL's variables may have some; ours have none.
        default: name.contains(".") ? nil : value(named: name)?.celValue
        }
    }
}
