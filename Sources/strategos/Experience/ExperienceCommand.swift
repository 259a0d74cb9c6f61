// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Services

/// `strategos experience`: what a file of experience has taught.
struct ExperienceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "experience",
        abstract: "Show what a file of experience, as 'strategos serve --experience' writes it, has taught.",
        discussion: """
            By the rules of the matches: how often each archetype was met, how far matches go beyond the planner's own \
            payoffs, and by workflow and step what became of each prompt. A file that cannot be read ends with an \
            error with its line and field. A server may be writing it meanwhile.
            """)

    @Argument(help: "The file (JSON lines).")
    var file: String

    @Flag(help: "Write the report as JSON.")
    var json = false

    func run() throws {
        let report: ExperienceReport
        do throws(ExperienceFileError) {
            let (experience, torn) = try ExperienceLog.read(file)
            report = ExperienceReport(experience)
            if torn > 0 {
                let warning = "\(file): the last \(torn) bytes are no whole line, and are passed over\n"
                FileHandle.standardError.write(Data(warning.utf8))
            }
        } catch {
            throw Unreadable(description: error.description)
        }
        guard json else { return print(report.table, terminator: "") }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        print(String(decoding: try encoder.encode(report), as: UTF8.self))
    }

    /// Why there is no report.
    private struct Unreadable: LocalizedError, CustomStringConvertible {
        let description: String
        var errorDescription: String? { description }
    }
}
