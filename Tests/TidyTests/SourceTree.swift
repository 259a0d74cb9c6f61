// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// The files of the repository as git knows them, for tests that read the source.
struct SourceTree {
    /// A tracked text file.
    struct File: CustomTestStringConvertible {
        let path: String
        let lines: [Substring]
        var testDescription: String { path }
        /// The modules that a Swift file imports.
        var imports: [String] {
            lines.compactMap { line in line.firstMatch(of: #/^(?:\w+ )?import (?:\w+ )?(\w+)/#).map { String($0.output.1) } }
        }
        var isGenerated: Bool { path.contains("/Generated/") || path.contains("/Golden/") || path.contains(".pb-c.") }
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// Tracked files, new ones included, with one of these endings; generated ones and fixtures aside.
    static func files(_ endings: String..., generated: Bool = false) throws -> [File] {
        try paths().filter { path in endings.contains { path.hasSuffix($0) } }.compactMap { path in
            guard let text = try? String(contentsOf: root.appending(path: path), encoding: .utf8) else { return nil }
            let file = File(path: path, lines: text.split(separator: "\n", omittingEmptySubsequences: false))
            return file.isGenerated && !generated ? nil : file
        }
    }

    /// Paths relative to the root.
    static func paths() throws -> [String] {
        let git = Process()
        git.executableURL = URL(filePath: "/usr/bin/env")
        git.arguments = ["git", "-C", root.path(), "ls-files", "--cached", "--others", "--exclude-standard"]
        let output = Pipe()
        git.standardOutput = output
        try git.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        git.waitUntilExit()
        return String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
