// SPDX-License-Identifier: Apache-2.0
import Protobuf

typealias SchemaMessage = Protobuf.MessageDescriptor
typealias SchemaField = Protobuf.FieldDescriptor

/// The rules of a request's messages, as the run-time validator reads them too.
final class ValidationSchema {
    let pool: DescriptorPool
    private let validator: Validator
    private let index: TypeIndex
    private var recursion: Recursion
    private var known: [String: Bool] = [:]

    init(_ files: [FileDescriptor], index: TypeIndex) throws(DescriptorError) {
        pool = try DescriptorPool(serializedFiles: files.map(\.serialized), missingFiles: .tolerated)
        validator = Validator(pool)
        self.index = index
        recursion = Recursion(index)
    }

    /// What is demanded of a message.
    func rules(of name: String) throws(ValidationError) -> MessageRules? {
        guard let message = pool.message(named: name) else { return nil }
        return try validator.rules(of: message)
    }

    /// Whether a message, or one that it may contain, has rules: only such messages get a validator.
    func hasRules(_ name: String) -> Bool {
        if let answer = known[name] { return answer }
        // All that can be reached, so that circles do not matter.
        var seen: Set = [name]
        var open = [name]
        while let next = open.popLast() {
            guard let rules = try? rules(of: next) else { continue }
            if rules.asksItself {
                known[name] = true
                return true
            }
            for inner in rules.fields.flatMap(\.value.messageNames) where seen.insert(inner).inserted {
                open.append(inner)
            }
        }
        for name in seen { known[name] = false }
        return false
    }

    /// Whether the field's value stands in the struct of its message, so that it can be lent.
    func isStored(_ field: SchemaField, in message: SchemaMessage) -> Bool {
        if field.oneof(in: message) != nil { return false }
        guard field.kind.isMessage, !field.isList, !field.isMap else { return true }
        let name = "." + message.fullName
        guard let source = index.message(name)?.fields.first(where: { $0.number == field.number }) else { return false }
        return !recursion.closesCircle(source, in: name)
    }

    /// The Swift name of a message or an enumeration.
    func swiftName(_ fullName: String) -> String {
        index.entries["." + fullName]?.swiftName ?? fullName
    }
}

extension MessageRules {
    /// Whether the message has rules, those of messages in it aside.
    fileprivate var asksItself: Bool {
        !expressions.isEmpty || !groups.isEmpty || !requiredOneofs.isEmpty
            || fields.contains { $0.isRequired || $0.value.asksItself }
    }
}

extension ValueRules {
    fileprivate var asksItself: Bool {
        !isIgnored
            && (!checks.isEmpty || !expressions.isEmpty || elements.contains(where: \.asksItself)
                || keys.contains(where: \.asksItself))
    }

    /// The types of messages that values may hold.
    fileprivate var messageNames: [String] {
        (message.map { [$0.fullName] } ?? []) + elements.flatMap(\.messageNames)
    }
}

extension FieldKind {
    /// Whether a copy of the value retains what it holds.
    var isRetained: Bool { isMessage || self == .string || self == .bytes }
}

extension SchemaField {
    /// The property, or the case of its oneof.
    var swiftName: String { Names.member(name) }

    /// The oneof that it is a member of, unless that only stands for presence.
    func oneof(in message: SchemaMessage) -> String? {
        guard let oneofIndex, !message.isSynthetic(oneof: oneofIndex) else { return nil }
        return message.oneofs[oneofIndex]
    }
}

/// Swift literals of rules' values.
enum SwiftLiteral {
    static func number(_ value: Double) -> String {
        if value.isNaN { return ".nan" }
        if value.isInfinite { return value < 0 ? "-.infinity" : ".infinity" }
        return "\(value)"
    }

    static func bytes(_ bytes: [UInt8]) -> String {
        "[" + bytes.map(String.init).joined(separator: ", ") + "]"
    }

    static func texts(_ texts: [String]) -> String {
        "[" + texts.map(SourceWriter.literal).joined(separator: ", ") + "]"
    }
}
