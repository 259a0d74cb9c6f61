// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a schema or with a parameter.
///
/// Written as `path/x.proto:12:5: error: …`, which editors and SwiftPM understand.
package struct Problem: Error, Hashable, CustomStringConvertible {
    /// The file as imports name it; nothing where no file is to blame.
    package var file: String?
    /// Counted from 1; 0 if the compiler did not tell.
    package var line = 0
    package var column = 0
    package var text: String

    /// A problem of no particular file.
    package init(_ text: String) {
        self.text = text
    }

    /// A problem of an element of `file`.
    package init(_ file: String, _ origin: Origin, _ text: String) {
        self.file = file
        line = origin.line
        column = origin.column
        self.text = text
    }

    package var description: String {
        guard let file else { return "error: \(text)" }
        return line == 0 ? "\(file): error: \(text)" : "\(file):\(line):\(max(column, 1)): error: \(text)"
    }
}

extension [Problem] {
    /// In the order of the lines of each file, files in the order of their first problem; each once.
    package func sortedByPlace() -> [Problem] {
        var files: [String?: Int] = [:]
        var seen: Set<Problem> = []
        for problem in self where files[problem.file] == nil { files[problem.file] = files.count }
        return filter { seen.insert($0).inserted }.enumerated().sorted { left, right in
            let (a, b) = (left.element, right.element)
            return (files[a.file, default: 0], a.line, a.column, left.offset)
                < (files[b.file, default: 0], b.line, b.column, right.offset)
        }.map(\.element)
    }
}
