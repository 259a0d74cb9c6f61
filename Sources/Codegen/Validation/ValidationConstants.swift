// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// What validators of a file share: the ways to rules, and values that are made once.
final class ValidationConstants {
    private var paths: [(name: String, code: String)] = []
    private var pathNames: [String: String] = [:]
    private var values: [(name: String, declaration: String)] = []
    private var valueNames: [String: String] = [:]

    /// An expression for the way to a rule.
    func path(_ path: [FieldPathElement]) -> String {
        if path.isEmpty { return "[]" }
        let code = "[" + path.map(Self.step).joined(separator: ", ") + "]"
        if let name = pathNames[code] { return "RulePaths.\(name)" }
        let words = path.flatMap { element in
            element.name.split { !($0.isLetter || $0.isNumber) }.map(String.init)
                + (element.element.map { ["\(Self.position($0))"] } ?? [])
        }
        let base = Names.member(words.joined(separator: "_"))
        let name = unique(base, among: paths.map(\.name))
        paths.append((name, code))
        pathNames[code] = name
        return "RulePaths.\(name)"
    }

    /// An expression for a value that is made once: `code` is a Swift expression.
    func value(_ kind: String, _ code: String) -> String {
        if let name = valueNames[code] { return "RuleValues.\(name)" }
        let name = unique(kind, among: values.map(\.name))
        values.append((name, "static let \(name) = \(code)"))
        valueNames[code] = name
        return "RuleValues.\(name)"
    }

    /// An expression for a pattern: one of a set of characters becomes constants of the code where it is
    /// used, others are compiled once.
    func pattern(_ pattern: String) -> String {
        guard let code = SimplePattern.code(pattern) else {
            return value("pattern", "TextPattern(\(SourceWriter.literal(pattern)))")
        }
        if let name = valueNames[code] { return "RuleValues.\(name)" }
        let name = unique("pattern", among: values.map(\.name))
        values.append((name, "static var \(name): CharacterPattern { \(code) }  // \(pattern)"))
        valueNames[code] = name
        return "RuleValues.\(name)"
    }

    private func unique(_ base: String, among names: [String]) -> String {
        let taken = Set(names)
        var name = base
        var number = 2
        while taken.contains(name) {
            name = base + (base.last?.isNumber == true ? "_\(number)" : "\(number)")
            number += 1
        }
        return name
    }

    private static func position(_ element: FieldPathElement.Subscript) -> UInt64 {
        if case .index(let index) = element { index } else { 0 }
    }

    private static func step(_ element: FieldPathElement) -> String {
        let kind = element.kind.map { ".\($0)" } ?? ".message"
        let step = ".field(\(element.number ?? 0), \(SourceWriter.literal(element.name)), \(kind))"
        return element.element.map { "\(step).element(\(position($0)))" } ?? step
    }

    func write(to out: inout SourceWriter) {
        if !paths.isEmpty {
            out.line("", "/// The ways to the rules in the schema.")
            out.block("private enum RulePaths") { out in
                for (name, code) in paths { out.line("static let \(name): [FieldPathElement] = \(code)") }
            }
        }
        if !values.isEmpty {
            out.line("", "/// What rules compare with.")
            out.block("private enum RuleValues") { out in
                for (_, declaration) in values { out.line(declaration) }
            }
        }
    }
}

/// The patterns that need no automaton: `^[set]{2,5}$`, with `+` and `*` too.
enum SimplePattern {
    /// A Swift expression that makes the pattern, or nothing if it is not of that kind.
    static func code(_ pattern: String) -> String? {
        var rest = pattern.unicodeScalars[...]
        guard rest.starts(with: "^[".unicodeScalars), pattern.unicodeScalars.allSatisfy(\.isASCII) else { return nil }
        rest = rest.dropFirst(2)
        guard let set = set(&rest), let counts = counts(&rest), rest.elementsEqual("$".unicodeScalars) else {
            return nil
        }
        let from = set.reduce(0) { $0 << 8 | UInt64($1.lowerBound) }
        let to = set.reduce(0) { $0 << 8 | UInt64($1.upperBound) }
        let (first, end) = (String(from, radix: 16), String(to, radix: 16))
        let greatest = counts.greatest.map(String.init) ?? ".max"
        return "CharacterPattern(from: 0x\(first), to: 0x\(end), least: \(counts.least), greatest: \(greatest))"
    }

    /// The characters as ranges, at most eight of them.
    private static func set(_ rest: inout Substring.UnicodeScalarView) -> [Range<UInt32>]? {
        var characters: Set<UInt32> = []
        while let first = rest.popFirst() {
            if first == "]" { return ranges(characters) }
            // Negations, escapes and named classes are left to RE2.
            if first == "\\" || first == "[" || first == "^" && characters.isEmpty { return nil }
            var last = first
            if rest.first == "-", let end = rest.dropFirst().first, end != "]" {
                if end == "\\" || end == "[" || end < first { return nil }
                last = end
                rest = rest.dropFirst(2)
            }
            characters.formUnion(first.value...last.value)
        }
        return nil
    }

    private static func ranges(_ characters: Set<UInt32>) -> [Range<UInt32>]? {
        var ranges: [Range<UInt32>] = []
        for character in characters.sorted() {
            if let last = ranges.last, last.upperBound == character {
                ranges[ranges.count - 1] = last.lowerBound..<character + 1
            } else {
                ranges.append(character..<character + 1)
            }
        }
        return ranges.isEmpty || ranges.count > 8 ? nil : ranges
    }

    private static func counts(_ rest: inout Substring.UnicodeScalarView) -> (least: Int, greatest: Int?)? {
        switch rest.popFirst() {
        case "+": return (1, nil)
        case "*": return (0, nil)
        case "{":
            guard let end = rest.firstIndex(of: "}") else { return nil }
            let parts = String(rest[..<end]).split(separator: ",", omittingEmptySubsequences: false)
            rest = rest[rest.index(after: end)...]
            guard let first = parts.first.flatMap({ Int($0) }), parts.count <= 2 else { return nil }
            if parts.count == 1 { return (first, first) }
            if parts[1].isEmpty { return (first, nil) }
            return Int(parts[1]).map { (first, $0) }
        default: return nil
        }
    }
}
