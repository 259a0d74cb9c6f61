// SPDX-License-Identifier: Apache-2.0

import Foundation
import Planning
import Protobuf
import Services
import StrategosAPI
import Synchronization
import Testing

@Suite("The file of experience")
struct ExperienceTests {
    /// A file of its own, gone with the test.
    private final class TemporaryFile {
        let url = FileManager.default.temporaryDirectory.appending(path: "experience-\(UUID()).jsonl")
        var path: String { url.path() }
        var bytes: [UInt8] { (try? [UInt8](Data(contentsOf: url))) ?? [] }
        var text: String { String(decoding: bytes, as: UTF8.self) }

        init(_ text: String? = nil) throws {
            if let text { try Data(text.utf8).write(to: url) }
        }

        deinit { try? FileManager.default.removeItem(at: url) }
    }

    private static func outcome(_ match: String, score: UInt32 = 1000) -> ExperienceRecord {
        var outcome = MatchOutcome()
        (outcome.rulesID, outcome.matchID, outcome.teamID, outcome.opponentTeamID) = ("arena/1", match, "red", "blue")
        (outcome.archetype, outcome.scorePerMille, outcome.lastTick) = (.boom, score, 900)
        var likelihood = ArchetypeLikelihood()
        (likelihood.archetype, likelihood.likelihoodPerMille) = (.rush, 1000)
        outcome.opponentArchetypes = [likelihood]
        var record = ExperienceRecord()
        record.kind = .matchOutcome(outcome)
        return record
    }

    private static func line(_ record: ExperienceRecord) throws -> String { try record.json() + "\n" }

    private func error(_ text: String, written: Bool = false) throws -> (description: String, after: String) {
        let file = try TemporaryFile(text)
        let error = #expect(throws: ExperienceFileError.self) {
            if written { _ = try ExperienceLog(path: file.path) } else { _ = try ExperienceLog.read(file.path) }
        }
        return ((error?.description ?? "").replacing(file.path, with: "FILE"), file.text)
    }

    @Test("What was recorded is there at the next start, in its order, and the file has its lines")
    func roundTrip() throws {
        let file = try TemporaryFile()
        let log = try ExperienceLog(path: file.path)
        for match in ["a", "b"] { #expect(log.append(Self.outcome(match))) }
        log.close()
        #expect(!log.append(Self.outcome("late")))
        #expect(try file.text == Self.line(Self.outcome("a")) + Self.line(Self.outcome("b")))
        #expect(log.counts.matches == 2 && log.counts.dropped == [.queue: 1])
        let again = try ExperienceLog(path: file.path)
        #expect(again.known.matchCount == 2 && again.tornBytes == 0)
        let archetypes = try #require(again.known.archetypes["arena/1"])
        #expect(archetypes.met[Archetype.rush.rawValue] == 2)
        #expect(archetypes.score(of: .boom, against: .rush) == 1)
        #expect(again.known.archetypes["other"] == nil)
        again.append(Self.outcome("c"))
        again.close()
        #expect(try ExperienceLog.read(file.path).experience.matchCount == 3)
    }

    @Test(
        "A last line that was not written to its end is passed over; what comes next begins a line", arguments: 1...99)
    func torn(cut: Int) throws {
        let (first, second) = try (Self.line(Self.outcome("a")), Self.line(Self.outcome("b")))
        let length = second.utf8.count * cut / 100
        let file = try TemporaryFile(first + String(decoding: Array(second.utf8).prefix(length), as: UTF8.self))
        let isWhole = length == second.utf8.count - 1
        #expect(try ExperienceLog.read(file.path).tornBytes == (isWhole ? 0 : length))
        let log = try ExperienceLog(path: file.path)
        #expect(log.known.matchCount == (isWhole ? 2 : 1))
        log.append(Self.outcome("c"))
        log.close()
        #expect(try file.text == first + (isWhole ? second : "") + Self.line(Self.outcome("c")))
    }

    @Test("A last record that only lacks its line feed counts, and gets it")
    func noLineFeed() throws {
        let text = try Self.line(Self.outcome("a"))
        let file = try TemporaryFile(String(text.dropLast()))
        let log = try ExperienceLog(path: file.path)
        #expect(log.known.matchCount == 1 && log.tornBytes == 0)
        log.close()
        #expect(file.text == text)
    }

    @Test(
        "What is no record is an error with file, line and field, and the file stays as it is",
        arguments: [
            ("\n", "FILE, line 1"), ("null\n", "FILE, line 1"), ("{}\n", "FILE, line 1: kind"),
            (#"{"matchOutcome":{"archetype":"ARCHETYPE_WILD"}}"# + "\n", "match_outcome.archetype"),
            (#"{"matchOutcome":{}}"# + "\n", "FILE, line 1: match_outcome"),
            (#"{"colour":"red"}"# + "\n", "unknown field"),
            (
                #"{"proposalTrial":{"workflow":"w","workflowVersion":1,"step":"s","prompt":"p","#
                    + #""promptDigest":"0123456789abcdef","gain":1e300}}"# + "\n", "proposal_trial.gain"
            ),
            (
                #"{"proposalTrial":{"workflow":"w","workflowVersion":1,"step":"s","prompt":"p","#
                    + #""promptDigest":"0123456789abcdef","chosen":true}}"# + "\n", "what was chosen must be valid"
            ),
            // Somebody else's file of one line: nothing of it may be taken away.
            (#"{"name":"something else"}"#, "FILE, line 1"), ("key: value", "FILE, line 1"),
            ("\u{0}\u{1}", "FILE, line 1"),
        ])
    func refused(text: String, expected: String) throws {
        for written in [false, true] {
            let (description, after) = try error(text, written: written)
            #expect(description.hasPrefix("FILE, line 1") && description.contains(expected), "\(description)")
            #expect(after == text)
        }
        let first = try Self.line(Self.outcome("a"))
        let (description, _) = try error(first + text + (text.hasSuffix("\n") ? first : ""))
        #expect(description.hasPrefix("FILE, line 2"), "\(description)")
    }

    @Test("Two archetypes of one name, or a score that is none, are refused")
    func rules() throws {
        for (find, replace, field) in [
            (#""scorePerMille":1000"#, #""scorePerMille":999"#, "score_per_mille"),
            (
                #"[{"archetype":"ARCHETYPE_RUSH","likelihoodPerMille":1000}]"#,
                #"[{"archetype":"ARCHETYPE_RUSH"},{"archetype":"ARCHETYPE_RUSH"}]"#, "opponent_archetypes"
            ),
            (#""matchId":"a""#, #""matchId":"a b""#, "match_id"),
        ] {
            let text = try Self.line(Self.outcome("a")).replacing(find, with: replace)
            let (description, _) = try error(text)
            #expect(description.contains(field), "\(description)")
        }
    }

    @Test("A folder, a file that is not there, and one that is written already are named")
    func unusable() throws {
        let folder = FileManager.default.temporaryDirectory.path()
        #expect(throws: ExperienceFileError.self) { try ExperienceLog(path: folder) }
        #expect(throws: ExperienceFileError.self) { try ExperienceLog.read(folder + "/there-is-none.jsonl") }
        let file = try TemporaryFile()
        let log = try ExperienceLog(path: file.path)
        let error = #expect(throws: ExperienceFileError.self) { try ExperienceLog(path: file.path) }
        #expect(error?.description.contains("another process") == true)
        log.close()
        try ExperienceLog(path: file.path).close()
    }

    @Test("Limits drop what is beyond, and count it; the file never has more bytes than it may")
    func limits() throws {
        let line = try Self.line(Self.outcome("a"))
        let file = try TemporaryFile()
        let events = Mutex<[String]>([])
        var limits = ExperienceLog.Limits()
        limits.bytes = line.utf8.count * 2 + 1
        let log = try ExperienceLog(path: file.path, limits: limits) { event in
            events.withLock { $0.append("\(event)") }
        }
        for match in ["a", "b", "c", "d"] { log.append(Self.outcome(match)) }
        var broken = ExperienceRecord()
        broken.kind = .matchOutcome(MatchOutcome())
        log.append(broken)
        log.close()
        #expect(file.bytes.count == line.utf8.count * 2)
        #expect(log.counts.matches == 2 && log.counts.dropped == [.full: 2, .failed: 1])
        #expect(events.withLock { $0.count } == 2)
        #expect(log.prometheusText.contains(#"strategos_experience_dropped_total{reason="full"} 2"#))
        limits.queue = 0
        let full = try ExperienceLog(path: file.path, limits: limits)
        #expect(!full.append(Self.outcome("e")) && full.counts.dropped == [.queue: 1])
        full.close()
        limits.bytes = line.utf8.count
        #expect(throws: ExperienceFileError.self) { try ExperienceLog(path: file.path, limits: limits) }
    }
}
