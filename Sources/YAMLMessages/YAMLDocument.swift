// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Yams

/// A message with the text of YAML that it was read from, so that what is found out later has a place too.
public struct YAMLDocument<M: JSONMessage & Validatable>: Sendable {
    /// What the text describes; keeps the rules of the schema.
    public let message: M
    private let file: String
    private let text: String

    /// Reads a text, as ``YAMLMessage/read(_:file:as:limit:)`` does.
    public init(_ text: String, file: String, limit: Int = 1 << 20) throws(YAMLMessageError) {
        self.file = file
        self.text = text
        message = try Self.read(text, file: file, limit: limit)
    }

    /// The error that the message is wrong at these fields, given as `steps[1].task.uses` with what is wrong.
    public func error(_ found: [(field: String, message: String)]) -> YAMLMessageError {
        let root = try? Self.root(of: text, file: file)
        let reasons = found.map { found in
            let mark = root.flatMap { Self.place(of: Self.path(found.field), in: $0) }
            return Self.reason(mark, found.message, field: found.field)
        }
        return YAMLMessageError(file: file, reasons: reasons)
    }

    private static func read(_ text: String, file: String, limit: Int) throws(YAMLMessageError) -> M {
        func failed(_ mark: Mark?, _ message: String, field: String = "") -> YAMLMessageError {
            YAMLMessageError(file: file, reasons: [reason(mark, message, field: field)])
        }
        guard text.utf8.count <= limit else { throw failed(nil, "the file is longer than \(limit) bytes") }
        let root = try Self.root(of: text, file: file)
        let json: JSONFromYAML
        do throws(JSONFromYAML.Failure) {
            json = try JSONFromYAML(root, limit: limit)
        } catch {
            throw failed(error.mark, error.message)
        }
        let message: M
        do throws(JSONError) {
            message = try M(json: json.bytes)
        } catch {
            throw failed(json.mark(at: error.offset), error.reason, field: error.path)
        }
        do throws(InvalidMessage) {
            try message.validate(limit: 16)
        } catch {
            let reasons = error.violations.map { violation in
                reason(
                    place(of: path(violation.fieldPath), in: root), violation.message,
                    field: violation.field.isEmpty ? violation.ruleID : violation.fieldPath)
            }
            throw YAMLMessageError(file: file, reasons: reasons.isEmpty ? [reason(nil, "\(error)")] : reasons)
        }
        return message
    }

    private static func reason(_ mark: Mark?, _ message: String, field: String = "") -> YAMLMessageError.Reason {
        YAMLMessageError.Reason(line: mark?.line ?? 0, column: mark?.column ?? 0, field: field, message: message)
    }

    private static func root(of text: String, file: String) throws(YAMLMessageError) -> Node {
        let found: Node?
        do {
            found = try Parser(yaml: text).singleRoot()
        } catch let error as YamlError {
            throw YAMLMessageError(file: file, reasons: [reason(of: error)])
        } catch {
            throw YAMLMessageError(file: file, reasons: [reason(nil, "not YAML")])
        }
        guard let found else { throw YAMLMessageError(file: file, reasons: [reason(nil, "the file is empty")]) }
        return found
    }

    private static func reason(of error: YamlError) -> YAMLMessageError.Reason {
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            reason(mark, (context.map { "\($0.text) ".trimmed + ": " } ?? "") + problem)
        case .duplicatedKeysInMapping(let duplicates, let context):
            reason(context.mark, "the key \(duplicates.sorted().joined(separator: ", ")) is there twice")
        case .reader(let problem, _, _, _): reason(nil, problem)
        default: reason(nil, "not YAML")
        }
    }

    /// A step of a path: a field, and which element of a list or map.
    private struct Step {
        var name: String
        var element: String?
    }

    /// `steps[1].inputs["a"]` in steps.
    private static func path(_ text: String) -> [Step] {
        text.matches(of: #/([A-Za-z0-9_]+)(?:\[("(?:[^"\\]|\\.)*"|[^\]]*)\])?/#).map { match in
            let element = match.output.2.map { $0.hasPrefix("\"") ? String($0.dropFirst().dropLast()) : String($0) }
            return Step(name: String(match.output.1), element: element)
        }
    }

    /// Where the field of a path stands; if it is absent, where the mapping begins in which it should be.
    private static func place(of path: [Step], in root: Node) -> Mark? {
        var node = root
        var mark = root.mark
        for step in path {
            guard case .mapping(let mapping) = node,
                let (key, value) = mapping.first(where: { $0.key.scalar.map { matches($0.string, step.name) } ?? false }
                )
            else { return mark }
            mark = key.mark
            node = value
            guard let element = step.element else { continue }
            switch value {
            case .sequence(let sequence):
                guard let index = Int(element), sequence.indices.contains(index) else { return mark }
                node = sequence[index]
                mark = node.mark
            case .mapping(let entries):
                guard let entry = entries.first(where: { $0.key.scalar?.string == element }) else { return mark }
                mark = entry.key.mark
                node = entry.value
            default: return mark
            }
        }
        return mark
    }

    /// Both names of a field come to the same: `first_byte_timeout` and `firstByteTimeout`.
    private static func matches(_ key: String, _ field: String) -> Bool {
        key.lowercased().filter { $0 != "_" } == field.lowercased().filter { $0 != "_" }
    }
}

extension String {
    fileprivate var trimmed: String {
        var rest = self[...]
        while rest.last?.isWhitespace == true { rest.removeLast() }
        return String(rest)
    }
}
