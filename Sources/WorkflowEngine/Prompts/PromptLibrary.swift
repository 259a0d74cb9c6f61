// SPDX-License-Identifier: Apache-2.0
import Mustache
import Protobuf
import RPCServer

/// Prompts as templates of mustache, by name.
///
/// A template sees values only as JSON (``PromptValue``), so that a name which somebody gave to a team cannot become
/// a line of the prompt or a token that ends a turn. `{{name}}` is a value, `{{#name}}…{{/name}}` is there if it is
/// not false, null or empty, `{{name.member}}` is a member of an object, `{{>other}}` is another template.
///
/// https://mustache.github.io/mustache.5.html
public struct PromptLibrary: Sendable {
    private var library = MustacheLibrary()
    /// The names of all prompts, sorted.
    public private(set) var names: [String] = []
    private var texts: [String: String] = [:]

    /// Why a text is no template.
    public struct Malformed: Error, Sendable, CustomStringConvertible {
        /// What errors call the file.
        public var file: String
        /// In words, with line and column where they are known.
        public var reason: String
        /// Both.
        public var description: String { "\(file): \(reason)" }
    }

    /// No prompts.
    public init() {}

    /// Adds a prompt.
    ///
    /// - Parameters:
    ///   - name: what steps call it.
    ///   - text: the template.
    ///   - file: what errors call it.
    public mutating func add(_ name: String, _ text: String, file: String) throws(Malformed) {
        do {
            // Nothing is escaped for HTML. The mark goes on a line of its own, which mustache takes away.
            try library.register("{{% CONTENT_TYPE:TEXT}}\n" + text, named: name)
        } catch let error as MustacheTemplate.ParserError {
            let line = error.context.lineNumber - 1
            throw Malformed(file: file, reason: "line \(line), column \(error.context.columnNumber): \(error.error)")
        } catch {
            throw Malformed(file: file, reason: "\(error)")
        }
        names = (names + [name]).sorted()
        texts[name] = text
    }

    /// A digest of a prompt's text and of the prompts that it has parts of: 16 hexadecimal digits of SHA-256. Two
    /// prompts with the same one ask the same; nothing if there is no such prompt.
    public func digest(of name: String) -> String? {
        guard texts[name] != nil else { return nil }
        var reached: Set<String> = []
        var ahead = [name]
        while let next = ahead.popLast() {
            guard let text = texts[next], reached.insert(next).inserted else { continue }
            ahead += text.matches(of: #/\{\{>\s*([^}\s]+)\s*\}\}/#).map { String($0.output.1) }
        }
        // The prompt first, so that its name does not count; the others by their names.
        let parts = [name] + reached.subtracting([name]).sorted()
        var bytes: [UInt8] = []
        for part in parts { bytes += Array((texts[part] ?? "").utf8) + [0] }
        return Digest.sha256(bytes).prefix(8).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
    }

    /// The text of a prompt with values; nothing if there is no such prompt.
    public func render(_ name: String, _ values: [String: Google_Protobuf_Value]) -> String? {
        library.render(values.mapValues(PromptValue.init), withTemplate: name)
    }
}
