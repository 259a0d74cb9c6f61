// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import RPCServer
import Services
import StrategyTasks

/// The settings behind workflows and models.
package struct ModelSettings: Sendable {
    /// The keys.
    package static let keys = ["workflows", "backends", "proposals", "proposal-time", "advice-time"]

    /// The folder of workflows.
    package var workflows: String
    /// The file of backends.
    package var backends: String
    /// What is kept of answers of models.
    package var proposals = ProposalCache.Limits()
    /// How long advice may take that nobody waits for.
    package var adviceTime = Advising.usualPatience

    /// Nothing if no models are to be asked.
    ///
    /// - Throws: `ValidationError` naming the flag or variable that is wrong or missing.
    package init?(_ settings: Settings) throws {
        let workflows = try settings.value("workflows", expected: "the name of a folder") { $0.isEmpty ? nil : $0 }
        let backends = try settings.value("backends", expected: "the name of a file") { $0.isEmpty ? nil : $0 }
        switch (workflows, backends) {
        case (let workflows?, let backends?): (self.workflows, self.backends) = (workflows, backends)
        case (nil, nil):
            for key in ["proposals", "proposal-time", "advice-time"]
            where try settings.value(key, expected: "a text", parse: { $0 }) != nil {
                throw ValidationError("--\(key): --workflows is missing")
            }
            return nil
        case (nil, _): throw ValidationError("--backends: --workflows is missing")
        case (_, nil): throw ValidationError("--workflows: --backends is missing")
        }
        let entries = try settings.value("proposals", expected: "a whole number from 1 to 100000") { text in
            Int(text).flatMap { (1...100_000).contains($0) ? $0 : nil }
        }
        if let entries { proposals.entries = entries }
        let time = try settings.value(
            "proposal-time", expected: Duration.settingForm, parse: Duration.init(setting:))
        if let time { proposals.time = time }
        let patience = try settings.value("advice-time", expected: Duration.settingForm) { text in
            Duration(setting: text).flatMap { $0 > .zero ? $0 : nil }
        }
        if let patience { adviceTime = patience }
    }
}
