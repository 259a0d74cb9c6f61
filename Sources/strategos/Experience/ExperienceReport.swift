// SPDX-License-Identifier: Apache-2.0

import Planning
import Services

/// What a file of experience has taught, to be written as JSON or as tables.
package struct ExperienceReport: Encodable {
    /// Matches by the same rules.
    struct Rules: Encodable {
        var rules: String
        /// Matches whose opponent was believed to follow something.
        var matches: Double
        /// How often each archetype was met, in parts where the belief was divided.
        var met: [String: Double]
        /// What came of one archetype against another, where there were matches.
        var payoffs: [Payoff]
    }

    /// One archetype against another; scores and payoffs are −1 lost to 1 won.
    struct Payoff: Encodable {
        var own: String
        var opponent: String
        var matches: Double
        var score: Double
        /// The planner's number without experience.
        var measured: Double
        /// The planner's number with it.
        var payoff: Double
    }

    /// A prompt at a place of a workflow.
    struct Prompt: Encodable {
        var workflow: String
        var step: String
        var prompt: String
        var digest: String
        var trials: Int
        var valid: Int
        var chosen: Int
        var meanGain: Double?
    }

    var matches: Int
    var trials: Int
    var rules: [Rules]
    var prompts: [Prompt]

    package init(_ experience: Experience) {
        (matches, trials) = (experience.matchCount, experience.trialCount)
        rules = experience.archetypes.sorted { $0.key < $1.key }.map { Rules($0.key, $0.value) }
        prompts = experience.variants.map { Prompt($0.key, $0.value) }.sorted {
            ($0.workflow, $0.step, $0.prompt, $0.digest) < ($1.workflow, $1.step, $1.prompt, $1.digest)
        }
    }

    /// The tables, each line with its line feed.
    package var table: String {
        var text = "\(matches) matches, \(trials) proposals\n"
        for rules in rules {
            text +=
                "\nrules \(rules.rules.isEmpty ? "(not said)" : rules.rules): \(Self.parts(rules.matches)) matches\n"
            text += "  met          matches\n"
            for archetype in Archetype.allCases {
                guard let met = rules.met["\(archetype)"] else { continue }
                text += "  \(Self.wide("\(archetype)", 12)) \(Self.right(Self.parts(met), 7))\n"
            }
            text += "  own      against   matches   score  measured  payoff\n"
            for payoff in rules.payoffs {
                let numbers = [
                    Self.right(Self.parts(payoff.matches), 8), Self.right(Self.signed(payoff.score), 7),
                    Self.right(Self.signed(payoff.measured), 9), Self.right(Self.signed(payoff.payoff), 7),
                ].joined(separator: " ")
                text += "  \(Self.wide(payoff.own, 8)) \(Self.wide(payoff.opponent, 8)) \(numbers)\n"
            }
        }
        for prompt in prompts {
            let gain = prompt.meanGain.map { ", mean gain \(Self.signed($0, digits: 3))" } ?? ""
            text +=
                "\n\(prompt.workflow) \(prompt.step): prompt \(prompt.prompt) (\(prompt.digest))\n"
                + "  \(prompt.trials) trials, \(prompt.valid) valid, \(prompt.chosen) chosen\(gain)\n"
        }
        return text
    }

    private static func parts(_ number: Double) -> String { fixed(number, digits: 1) }

    private static func signed(_ number: Double, digits: Int = 2) -> String {
        (number < 0 ? "-" : "+") + fixed(abs(number), digits: digits)
    }

    private static func fixed(_ number: Double, digits: Int) -> String {
        let scale = (0..<digits).reduce(1.0) { scale, _ in scale * 10 }
        let scaled = Int64((number * scale).rounded())
        let fraction = String(scaled % Int64(scale))
        return "\(scaled / Int64(scale))." + String(repeating: "0", count: digits - fraction.count) + fraction
    }

    private static func wide(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }

    private static func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }
}

extension ExperienceReport.Rules {
    fileprivate init(_ rules: String, _ experience: ArchetypeExperience) {
        self.rules = rules
        matches = experience.met.sum()
        met = [:]
        payoffs = []
        for own in Archetype.allCases {
            if experience.met[own.rawValue] > 0 { met["\(own)"] = experience.met[own.rawValue] }
            for opponent in Archetype.allCases {
                guard let score = experience.score(of: own, against: opponent) else { continue }
                payoffs.append(
                    ExperienceReport.Payoff(
                        own: "\(own)", opponent: "\(opponent)", matches: experience.count(of: own, against: opponent),
                        score: score, measured: own.prior(against: opponent),
                        payoff: experience.payoff(of: own, against: opponent)))
            }
        }
    }
}

extension ExperienceReport.Prompt {
    fileprivate init(_ variant: PromptVariant, _ tally: VariantTally) {
        (workflow, step, prompt, digest) = (variant.workflow, variant.step, variant.prompt, variant.digest)
        (trials, valid, chosen) = (tally.trials, tally.valid, tally.chosen)
        meanGain = tally.meanGain
    }
}
