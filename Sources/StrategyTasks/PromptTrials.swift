// SPDX-License-Identifier: Apache-2.0
import Foundation
import Services
import StrategosAPI
import Synchronization

/// Which of several prompts is tried next, and what has become of them: a bandit over what was recorded.
///
/// UCB1 (Auer, Cesa-Bianchi, Fischer: Finite-time Analysis of the Multiarmed Bandit Problem, Machine Learning 47, 2002,
/// figure 1): a prompt that was never tried comes first, then the one with the largest mean + √(2 ln n / nⱼ), where the
/// mean is the part of its nⱼ trials in which the proposal was chosen, and n are the trials of all of them; the first
/// in the file if several have it. Nothing is drawn at random: the same records give the same choice.
///
/// For any number of threads. A trial counts from the moment at which it has been recorded.
public final class PromptTrials: Sendable {
    private let log: ExperienceLog
    private let tallies: Mutex<[PromptVariant: VariantTally]>

    /// Goes on with what a file has.
    public init(_ log: ExperienceLog) {
        self.log = log
        tallies = Mutex(log.known.variants)
    }

    /// The prompt to try next.
    ///
    /// - Parameter variants: in the order of the file, at least one.
    /// - Returns: its place among them, and the tallies of all in the same order, for who explains the choice.
    func next(of variants: [PromptVariant]) -> (index: Int, tallies: [VariantTally]) {
        let known = tallies.withLock { tallies in variants.map { tallies[$0] ?? VariantTally() } }
        return (Self.ucb1(known), known)
    }

    /// UCB1's choice.
    package static func ucb1(_ tallies: [VariantTally]) -> Int {
        if let untried = tallies.firstIndex(where: { $0.trials == 0 }) { return untried }
        let all = Foundation.log(Double(tallies.reduce(0) { $0 + $1.trials }))
        var best = (index: 0, bound: -Double.infinity)
        for (index, tally) in tallies.enumerated() {
            let trials = Double(tally.trials)
            let bound = Double(tally.chosen) / trials + (2 * all / trials).squareRoot()
            if bound > best.bound { best = (index, bound) }
        }
        return best.index
    }

    /// Has a trial recorded. What the file does not take does not count either, so that its reader chooses alike.
    func record(_ trial: ProposalTrial) {
        var record = ExperienceRecord()
        record.kind = .proposalTrial(trial)
        // In one order for the file and the tallies.
        tallies.withLock { tallies in
            guard log.append(record) else { return }
            tallies[PromptVariant(trial), default: VariantTally()].add(trial)
        }
    }
}
