// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Logging
import Services

/// The settings behind the file of experience.
package struct ExperienceSettings: Sendable {
    /// The keys.
    package static let keys = ["experience", "experience-bytes"]

    /// The file.
    package var path: String
    /// How much is kept.
    package var limits = ExperienceLog.Limits()

    /// Nothing if nothing is to be learnt.
    ///
    /// - Throws: `ValidationError` naming the flag or variable that is wrong or missing.
    package init?(_ settings: Settings) throws {
        let path = try settings.value("experience", expected: "the name of a file") { $0.isEmpty ? nil : $0 }
        let bytes = try settings.value(
            "experience-bytes", expected: "a size such as 512KiB or 64MiB", parse: LimitSettings.size)
        guard let path else {
            if bytes != nil { throw ValidationError("--experience-bytes: --experience is missing") }
            return nil
        }
        self.path = path
        if let bytes { limits.bytes = bytes }
    }
}

/// The experience of `strategos serve`: the file opened, and its troubles told to the log.
struct OpenExperience {
    let log: ExperienceLog

    /// - Throws: `ValidationError` that names the flag, the file, and the place in it.
    init(_ settings: ExperienceSettings, _ logger: Logger) throws {
        let file = Logger.MetadataValue.string(settings.path)
        do throws(ExperienceFileError) {
            log = try ExperienceLog(path: settings.path, limits: settings.limits) { event in
                switch event {
                case .full:
                    logger.warning("the file of experience is full: nothing more is kept", metadata: ["file": file])
                case .failed(let reason):
                    logger.error("the file of experience", metadata: ["file": file, "error": "\(reason)"])
                }
            }
        } catch {
            throw ValidationError("--experience: \(error)")
        }
        if log.tornBytes > 0 {
            logger.warning(
                "the last line of experience was not written to its end, and is passed over",
                metadata: ["file": file, "bytes": "\(log.tornBytes)"])
        }
        logger.info(
            "experience",
            metadata: ["file": file, "matches": "\(log.known.matchCount)", "trials": "\(log.known.trialCount)"])
    }

    /// What was counted, for the log's last line.
    var logMetadata: Logger.Metadata {
        let counts = log.counts
        let values = [
            "experienceMatches": counts.matches, "experienceTrials": counts.trials,
            "experienceDropped": counts.dropped.values.reduce(0, +),
        ]
        return values.filter { $0.value > 0 }.mapValues { "\($0)" }
    }
}
