// SPDX-License-Identifier: Apache-2.0

import Planning
import StrategosAPI

/// What the records of a file amount to: how matches ended, by their rules, and what became of prompts. A plain value;
/// records may be added to it as they come.
public struct Experience: Sendable {
    /// Matches by their rules, in the order of their records.
    private(set) var outcomes: [String: [ArchetypeExperience.Outcome]] = [:]
    /// What became of each variant of a prompt.
    public private(set) var variants: [PromptVariant: VariantTally] = [:]
    /// Records of matches.
    public private(set) var matchCount = 0
    /// Records of proposals.
    public private(set) var trialCount = 0

    /// Nothing yet.
    public init() {}

    /// These records.
    public init(_ records: some Sequence<ExperienceRecord>) {
        for record in records { add(record) }
    }

    /// Adds a record that keeps the rules of the schema.
    public mutating func add(_ record: ExperienceRecord) {
        switch record.kind {
        case .matchOutcome(let outcome)?:
            guard let known = ArchetypeExperience.Outcome(outcome) else { return }
            matchCount += 1
            outcomes[outcome.rulesID, default: []].append(known)
        case .proposalTrial(let trial)?:
            trialCount += 1
            variants[PromptVariant(trial), default: VariantTally()].add(trial)
        case nil: break
        }
    }

    /// What matches have taught of the ways to play, by the rules that they were played by.
    public var archetypes: [String: ArchetypeExperience] { outcomes.mapValues(ArchetypeExperience.init) }
}

/// A prompt at one place of a workflow. Another text is another prompt; another version of the workflow is not.
public struct PromptVariant: Hashable, Sendable {
    /// The workflow.
    public var workflow: String
    /// The step's place in it.
    public var step: String
    /// The prompt's name.
    public var prompt: String
    /// The digest of its text.
    public var digest: String

    /// A prompt at a place.
    public init(workflow: String, step: String, prompt: String, digest: String) {
        (self.workflow, self.step, self.prompt, self.digest) = (workflow, step, prompt, digest)
    }

    /// The prompt of a trial.
    public init(_ trial: ProposalTrial) {
        self.init(workflow: trial.workflow, step: trial.step, prompt: trial.prompt, digest: trial.promptDigest)
    }
}

/// What became of proposals by one prompt.
public struct VariantTally: Hashable, Sendable {
    /// Proposals that were asked for.
    public private(set) var trials = 0
    /// Those that were valid.
    public private(set) var valid = 0
    /// Those that were chosen: what a variant is rewarded for.
    public private(set) var chosen = 0
    /// Those that were compared with the planner's own.
    public private(set) var compared = 0
    private var gains = 0.0

    /// Nothing yet.
    public init() {}

    /// The mean gain of those that were compared; nothing if none was.
    public var meanGain: Double? { compared > 0 ? gains / Double(compared) : nil }

    /// Adds a trial.
    public mutating func add(_ trial: ProposalTrial) {
        trials += 1
        if trial.valid { valid += 1 }
        if trial.chosen { chosen += 1 }
        if let gain = trial.gain {
            compared += 1
            gains += gain
        }
    }
}

extension ArchetypeExperience.Outcome {
    /// A record as planners count it; nothing if it does not say what was played.
    init?(_ outcome: MatchOutcome) {
        guard let own = outcome.archetype.planned else { return nil }
        var opponent = SIMD8<Double>()
        for entry in outcome.opponentArchetypes {
            guard let archetype = entry.archetype.planned else { continue }
            opponent[archetype.rawValue] += Double(entry.likelihoodPerMille) / 1000
        }
        self.init(own: own, opponent: opponent, score: Double(outcome.scorePerMille) / 500 - 1)
    }
}
