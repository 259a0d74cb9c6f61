// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Compiles a pattern and looks for it: all before the first line feed is the pattern, the rest the text.
enum PatternTarget {
    private static let program: CELProgram? = try? CELProgram("text.matches(pattern)")

    static func run(_ input: [UInt8]) {
        let parts = input.split(separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false)
        let names = Names(
            pattern: String(decoding: parts.first ?? [], as: UTF8.self),
            text: String(decoding: parts.dropFirst().first ?? [], as: UTF8.self))
        guard let program else { preconditionFailure("the expression is not parsed") }
        _ = try? program.evaluate(names)
    }

    private struct Names: CELNames {
        var pattern: String
        var text: String

        func celVariable(_ name: String) -> CELValue? {
            switch name {
            case "pattern": .string(pattern)
            case "text": .string(text)
            default: nil
            }
        }
    }
}
