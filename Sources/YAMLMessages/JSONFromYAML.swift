// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Yams

/// A document of YAML as JSON text, which remembers where in the YAML each value stood.
///
/// Scalars have the types of YAML's JSON schema (YAML 1.2.2, 10.2): only what is plain and spelt as JSON spells
/// it is a number, a boolean or null. So `off`, `0x10` and `2026-01-01` are text.
struct JSONFromYAML {
    /// A value or a key: where it begins in either text.
    private struct Place {
        let offset: Int
        let mark: Mark?
    }

    /// The JSON text.
    private(set) var bytes: [UInt8] = []
    private var places: [Place] = []
    private let limit: Int

    /// Why a document has no form in JSON.
    struct Failure: Error {
        let mark: Mark?
        let message: String
    }

    /// - Parameter limit: the longest text that is made; aliases can make a short document a long one.
    init(_ root: Node, limit: Int) throws(Failure) {
        self.limit = limit
        try write(root, depth: 0)
    }

    /// Where in the YAML the value or key stood that an offset of the JSON text lies in.
    func mark(at offset: Int) -> Mark? {
        places.last { $0.offset <= offset }?.mark
    }

    private mutating func write(_ node: Node, depth: Int) throws(Failure) {
        guard depth <= 100 else { throw Failure(mark: node.mark, message: "values are nested too deeply") }
        guard bytes.count <= limit else {
            let message = "the document is longer than \(limit) bytes once aliases are resolved"
            throw Failure(mark: node.mark, message: message)
        }
        places.append(Place(offset: bytes.count, mark: node.mark))
        switch node {
        case .scalar(let scalar): write(scalar)
        case .sequence(let sequence):
            bytes.append(UInt8(ascii: "["))
            for (index, element) in sequence.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                try write(element, depth: depth + 1)
            }
            bytes.append(UInt8(ascii: "]"))
        case .mapping(let mapping):
            bytes.append(UInt8(ascii: "{"))
            for (index, (key, value)) in mapping.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                guard case .scalar(let name) = key else {
                    throw Failure(mark: key.mark, message: "a key must be a word")
                }
                places.append(Place(offset: bytes.count, mark: key.mark))
                quote(name.string)
                bytes.append(UInt8(ascii: ":"))
                try write(value, depth: depth + 1)
            }
            bytes.append(UInt8(ascii: "}"))
        case .alias: throw Failure(mark: node.mark, message: "an alias stands for nothing")
        }
    }

    private mutating func write(_ scalar: Node.Scalar) {
        let isPlain = scalar.style == .plain || scalar.style == .any
        switch scalar.string {
        case let text where isPlain && (text.isEmpty || text == "~" || text == "null"): bytes += Array("null".utf8)
        case let text where isPlain && (text == "true" || text == "false" || Self.isNumber(text)):
            bytes += Array(text.utf8)
        case let text: quote(text)
        }
    }

    /// Whether a text is a number as JSON spells it (RFC 8259, 6).
    private static func isNumber(_ text: String) -> Bool {
        var rest = text.utf8[...]
        func take(_ bytes: String) -> Bool {
            guard let first = rest.first, bytes.utf8.contains(first) else { return false }
            rest.removeFirst()
            return true
        }
        func takeDigits() -> Bool {
            let before = rest.count
            while take("0123456789") {}
            return rest.count < before
        }
        _ = take("-")
        guard take("0") || takeDigits() else { return false }
        if take("."), !takeDigits() { return false }
        if take("eE") {
            _ = take("+-")
            guard takeDigits() else { return false }
        }
        return rest.isEmpty
    }

    private mutating func quote(_ text: String) {
        var writer = JSONWriter()
        writer.string(text)
        bytes += writer.bytes
    }
}
