// SPDX-License-Identifier: Apache-2.0

/// Collects lines of code with their indentation.
struct SourceWriter {
    private(set) var text = ""
    private(set) var depth = 0
    /// Whether `doc` writes anything.
    private let comments: Parameters.Comments

    init(comments: Parameters.Comments = .all) {
        self.comments = comments
    }

    /// Writes lines; an empty one carries no spaces.
    mutating func line(_ lines: String...) {
        for line in lines {
            text += line.isEmpty ? "\n" : String(repeating: "    ", count: depth) + line + "\n"
        }
    }

    /// Writes `head {`, what `body` writes one level deeper, and `}`.
    mutating func block(_ head: String, _ body: (inout SourceWriter) -> Void) {
        line(head + " {")
        indented(body)
        line("}")
    }

    /// Writes what `body` writes one level deeper.
    mutating func indented(_ body: (inout SourceWriter) -> Void) {
        depth += 1
        body(&self)
        depth -= 1
    }

    /// An empty writer that writes so many levels deep.
    func fresh(depth: Int) -> SourceWriter {
        var result = SourceWriter(comments: comments)
        result.depth = depth
        return result
    }

    /// Adds what another writer has written, as it is.
    mutating func append(_ other: SourceWriter) {
        text += other.text
    }

    /// Writes a comment of the schema; nothing for no text.
    mutating func doc(_ paragraphs: [String]) {
        if comments == .none { return }
        for line in paragraphs { self.line(line.isEmpty ? "///" : "/// \(line)") }
    }

    /// A Swift string literal for the text.
    static func literal(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            default:
                if scalar.value < 0x20 || scalar.value == 0x7f {
                    result += "\\u{\(String(scalar.value, radix: 16))}"
                } else {
                    result.unicodeScalars.append(scalar)
                }
            }
        }
        return result + "\""
    }
}
