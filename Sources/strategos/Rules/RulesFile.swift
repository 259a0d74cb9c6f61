// SPDX-License-Identifier: Apache-2.0

import Arena
import Foundation
import Protobuf
import Services
import StrategosAPI

/// A set of rules with its name, as a file has it: an `ArenaRules` message in JSON.
package struct RulesFile: Sendable {
    /// What the rules are called.
    package var id: String
    /// What is played by.
    package var rules: Rules

    /// The rules that are played by where none are given; `rules/standard.json` is the same as a file.
    package static let standard = RulesFile(id: "balanced-1", rules: Rules())

    /// Rules with a name.
    package init(id: String, rules: Rules) {
        self.id = id
        self.rules = rules
    }

    /// Reads a file.
    package init(path: String) throws(RulesFileError) {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: path))
        } catch {
            throw RulesFileError(file: path, reasons: [error.localizedDescription])
        }
        try self.init(json: [UInt8](data), file: path)
    }

    /// Reads a text.
    ///
    /// - Parameters:
    ///   - text: JSON in UTF-8.
    ///   - file: what errors call it.
    package init(json text: [UInt8], file: String) throws(RulesFileError) {
        let message: ArenaRules
        do throws(JSONError) {
            message = try ArenaRules(json: text)
        } catch {
            throw RulesFileError(file: file, reasons: ["\(error)"])
        }
        do throws(InvalidMessage) {
            try message.validate(limit: 16)
        } catch {
            let reasons = error.violations.map { violation in
                let place = JSONPlaces.place(of: violation.fieldPath, in: text)
                return "line \(place.line), column \(place.column): \(violation)"
            }
            throw RulesFileError(file: file, reasons: reasons.isEmpty ? ["\(error)"] : reasons)
        }
        self.init(id: message.id, rules: Rules(message))
        // The schema demands all that the simulation demands (`RulesFileTests`).
        if let defect = rules.defect { throw RulesFileError(file: file, reasons: ["\(defect)"]) }
    }

    /// The file's text.
    package func json() throws -> String {
        var options = JSONEncodingOptions()
        options.pretty = true
        options.originalNames = true
        return try ArenaRules(id: id, rules).json(options: options) + "\n"
    }

    /// The same in one line.
    func line() throws -> String { try ArenaRules(id: id, rules).json() + "\n" }

    /// A number that is the same for equal rules, whatever they are called: FNV-1a of the message's bytes.
    package var fingerprint: UInt64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in ArenaRules(id: "", rules).serialized() { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        return hash
    }

    /// Name and fingerprint: `balanced-1 (0f3a…)`.
    package var title: String {
        let digits = String(fingerprint, radix: 16)
        return "\(id) (\(String(repeating: "0", count: 16 - digits.count) + digits))"
    }
}

/// Why a file has no rules.
package struct RulesFileError: Error, CustomStringConvertible, LocalizedError {
    /// The file.
    package var file: String
    /// What is wrong, with line, column and field where there is one.
    package var reasons: [String]

    package var description: String { reasons.map { "\(file): \($0)" }.joined(separator: "\n") }
    package var errorDescription: String? { description }
}
