// SPDX-License-Identifier: Apache-2.0

import Protobuf

/// Judges the cases of a request.
struct Executor {
    private let harness: DescriptorPool
    /// Whether the generated validators judge, and not the one that reads rules at run time.
    private let isCompiled: Bool

    init(isCompiled: Bool) throws(DescriptorError) {
        self.isCompiled = isCompiled
        harness = try Harness.pool()
    }

    func respond(to bytes: [UInt8]) throws -> [UInt8] {
        let request = try DynamicMessage(harness.message(named: "harness.Request")!, serialized: bytes)
        let schema = Result { try self.schema(request) }
        let results = list(request, "cases").map { result(of: $0, by: schema) }
        return make("Response", ["results": .list(results)]).serialized()
    }

    /// The schema of the cases and a validator for it.
    private func schema(_ request: DynamicMessage) throws -> Validator {
        guard case .bytes(let set) = request["fdset"] else { return Validator(try DescriptorPool([])) }
        return Validator(try DescriptorPool(serializedSet: set, missingFiles: .tolerated))
    }

    private func result(of entry: DynamicMessage, by schema: Result<Validator, any Error>) -> DynamicValue {
        let name = entry["key"] ?? .string("")
        return .message(
            make("Response.Entry", ["key": .single(name), "value": .single(.message(judge(entry, schema)))]))
    }

    private func judge(_ entry: DynamicMessage, _ schema: Result<Validator, any Error>) -> DynamicMessage {
        do {
            let validator = try schema.get()
            guard case .message(let any) = entry["value"], case .string(let url) = any["type_url"],
                let type = validator.pool.message(named: String(url.split(separator: "/").last ?? ""))
            else { return failure("unexpected_error", "unknown type") }
            var content: [UInt8] = []
            if case .bytes(let bytes) = any["value"] { content = bytes }
            let found = try violations(of: type, content, by: validator)
            if found.isEmpty { return make("Result", ["success": .single(.bool(true))]) }
            let violations = make("Violations", ["violations": .list(found.map { .message(violation($0)) })])
            return make("Result", ["validation_error": .single(.message(violations))])
        } catch let error as ValidationError {
            return failure(error.isInSchema ? "compilation_error" : "runtime_error", error.description)
        } catch {
            return failure("unexpected_error", "\(error)")
        }
    }

    private func violations(
        of type: MessageDescriptor, _ content: [UInt8], by validator: Validator
    ) throws -> [Violation] {
        guard isCompiled else {
            return try validator.violations(of: try DynamicMessage(type, serialized: content))
        }
        guard let found = try CompiledTypes.violations(of: type.fullName, content) else {
            throw UnknownType(name: type.fullName)
        }
        return found
    }

    /// A message whose validator is not built in.
    private struct UnknownType: Error {
        let name: String
    }

    private func failure(_ kind: String, _ text: String) -> DynamicMessage {
        make("Result", [kind: .single(.string(text))])
    }

    // MARK: - Violations

    private func violation(_ violation: Violation) -> DynamicMessage {
        var fields: [String: DynamicMessage.Content] = [
            "rule_id": .single(.string(violation.ruleID)), "message": .single(.string(violation.message)),
        ]
        if !violation.field.isEmpty { fields["field"] = .single(.message(path(violation.field))) }
        if !violation.rule.isEmpty { fields["rule"] = .single(.message(path(violation.rule))) }
        if violation.isForKey { fields["for_key"] = .single(.bool(true)) }
        return make("Violation", fields)
    }

    private func path(_ elements: [FieldPathElement]) -> DynamicMessage {
        make("Path", ["elements": .list(elements.map { .message(element($0)) })])
    }

    private func element(_ element: FieldPathElement) -> DynamicMessage {
        var fields: [String: DynamicMessage.Content] = ["field_name": .single(.string(element.name))]
        fields["field_number"] = element.number.map { .single(.int32($0)) }
        fields["field_type"] = element.kind.map { .single(.int32($0.rawValue)) }
        fields["key_type"] = element.keyKind.map { .single(.int32($0.rawValue)) }
        fields["value_type"] = element.valueKind.map { .single(.int32($0.rawValue)) }
        switch element.element {
        case nil: break
        case .index(let value): fields["index"] = .single(.uint64(value))
        case .bool(let value): fields["bool_key"] = .single(.bool(value))
        case .int(let value): fields["int_key"] = .single(.int64(value))
        case .uint(let value): fields["uint_key"] = .single(.uint64(value))
        case .string(let value): fields["string_key"] = .single(.string(value))
        }
        return make("Element", fields)
    }

    // MARK: - Messages of the harness

    private func make(_ type: String, _ fields: [String: DynamicMessage.Content]) -> DynamicMessage {
        let descriptor = harness.message(named: "harness." + type)!
        var message = DynamicMessage(descriptor)
        for (name, content) in fields {
            let field = descriptor.field(named: name)!
            switch content {
            case .single(let value): message.set(value, for: field)
            case .list(let values): message.set(values, for: field)
            case .map(let entries): message.set(entries, for: field)
            }
        }
        return message
    }

    private func list(_ message: DynamicMessage, _ name: String) -> [DynamicMessage] {
        guard let field = message.descriptor.field(named: name), case .list(let values) = message.contents[field.number]
        else { return [] }
        return values.compactMap { if case .message(let message) = $0 { message } else { nil } }
    }
}
