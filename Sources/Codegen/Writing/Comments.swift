// SPDX-License-Identifier: Apache-2.0

extension Origin {
    /// The schema's comments as paragraphs of a doc comment, what stands above the element first.
    func paragraphs(isDeprecated: Bool) -> [String] {
        var blocks = [leadingComment, trailingComment].map(Self.lines).filter { !$0.isEmpty }
        if isDeprecated { blocks.append(["Deprecated in the schema."]) }
        return Array(blocks.joined(separator: [""]))
    }

    private static func lines(_ comment: String) -> [String] {
        var lines = comment.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            // The space behind the slashes, and spaces at the end.
            var line = line.first == " " ? line.dropFirst() : line
            while line.last?.isWhitespace == true { line = line.dropLast() }
            return String(line)
        }
        while lines.last?.isEmpty == true { lines.removeLast() }
        while lines.first?.isEmpty == true { lines.removeFirst() }
        return lines
    }
}
