// SPDX-License-Identifier: Apache-2.0

import Foundation
import Protobuf
import StrategosAPI

/// A file of strategies that somebody has thought of, such as a language model: `advised:FILE`. Each line is a
/// `TeamStrategy` in JSON.
package struct ProposalsFile: Hashable, Sendable {
    private static let scheme = "advised:"
    private let path: String

    /// As the command line has it.
    package var name: String { Self.scheme + path }

    /// The file of a name, where that is one.
    init?(name: String) {
        guard name.hasPrefix(Self.scheme), name.count > Self.scheme.count else { return nil }
        path = String(name.dropFirst(Self.scheme.count))
    }

    /// The strategies in their order.
    ///
    /// - Throws: ``ProposalsFileError`` with the file and the line.
    func strategies() throws(ProposalsFileError) -> [TeamStrategy] {
        let text: String
        do {
            text = try String(contentsOfFile: path, encoding: .utf8)
        } catch {
            throw ProposalsFileError(description: "\(path): \(error.localizedDescription)")
        }
        var strategies: [TeamStrategy] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.allSatisfy(\.isWhitespace) {
            do {
                let strategy = try TeamStrategy(json: String(line))
                try strategy.validate(limit: 4)
                strategies.append(strategy)
            } catch {
                throw ProposalsFileError(description: "\(path), line \(index + 1): \(error)")
            }
        }
        guard !strategies.isEmpty else { throw ProposalsFileError(description: "\(path): there is no strategy in it") }
        return strategies
    }
}

/// Why a file of proposals cannot be used.
package struct ProposalsFileError: Error, CustomStringConvertible, LocalizedError {
    /// The file, the line, and what is wrong.
    package let description: String
    package var errorDescription: String? { description }
}
