// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Why a file of YAML is not the message that it should be.
public struct YAMLMessageError: LocalizedError, Hashable, Sendable, CustomStringConvertible {
    /// One thing that is wrong.
    public struct Reason: Hashable, Sendable, CustomStringConvertible {
        /// Line, from 1; 0 for the file as a whole.
        public var line: Int
        /// Column in Unicode scalars, from 1.
        public var column: Int
        /// Path of the field, `backends[0].endpoints[1].url`; empty for the whole or for YAML that is none.
        public var field: String
        /// What is wrong, as a phrase.
        public var message: String

        /// A reason with these facts.
        public init(line: Int, column: Int, field: String = "", message: String) {
            self.line = line
            self.column = column
            self.field = field
            self.message = message
        }

        /// `line 3, column 5: backends[0].name: what is wrong`.
        public var description: String {
            let place = line > 0 ? "line \(line), column \(column): " : ""
            return place + (field.isEmpty ? "" : field + ": ") + message
        }
    }

    /// What errors call the file.
    public var file: String
    /// All that is wrong, at least one thing.
    public var reasons: [Reason]

    /// An error with these reasons.
    public init(file: String, reasons: [Reason]) {
        self.file = file
        self.reasons = reasons
    }

    /// One line for each reason.
    public var description: String { reasons.map { "\(file): \($0)" }.joined(separator: "\n") }
    /// The same, for commands.
    public var errorDescription: String? { description }
}
