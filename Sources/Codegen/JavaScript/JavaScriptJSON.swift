// SPDX-License-Identifier: Apache-2.0

/// Writes the functions `writeJson` and `readJson` of a message.
struct JavaScriptJSON {
    let name: String
    let fullName: String
    let fields: [JavaScriptField]

    /// Types whose JSON is not an object of their fields; the runtime has it.
    private static let wellKnown: Set = [
        "Any", "BoolValue", "BytesValue", "DoubleValue", "Duration", "FieldMask", "FloatValue", "Int32Value",
        "Int64Value", "ListValue", "StringValue", "Struct", "Timestamp", "UInt32Value", "UInt64Value", "Value",
    ]

    func write(to out: inout SourceWriter) {
        let package = ".google.protobuf."
        if fullName.hasPrefix(package), Self.wellKnown.contains(String(fullName.dropFirst(package.count))) {
            out.member("writeJson(m, w)") { $0.line("return wellKnown.\(name).write(m, w);") }
            out.member("readJson(json, r)") { $0.line("return \(name).create(wellKnown.\(name).read(json, r));") }
            return
        }
        out.member("writeJson(m, w)") { out in
            out.line("const json = {};")
            for field in fields { writeField(field, to: &out) }
            out.line("return json;")
        }
        out.member("readJson(json, r, m = \(name).create())") { out in
            let nullable = fields.filter { $0.acceptsNull && $0.source.label != .repeated }
                .flatMap { [$0.source.jsonName, $0.source.name] }.map { "\"\($0)\"" }.joined(separator: ", ")
            out.block("for (const [name, value] of r.fields(json\(nullable.isEmpty ? "" : ", [\(nullable)]")))") {
                out in
                out.block("switch (name)") { out in
                    for field in fields { readField(field, to: &out) }
                    out.line("default:")
                    out.indented { $0.line("r.unknown(name);") }
                }
            }
            out.line("return m;")
        }
    }

    private func writeField(_ field: JavaScriptField, to out: inout SourceWriter) {
        let value = "m.\(field.property)"
        let names = "w.key(\"\(field.source.jsonName)\", \"\(field.source.name)\")"
        // To assign to `__proto__` makes no member.
        let isProto = field.source.jsonName == "__proto__" || field.source.name == "__proto__"
        func set(_ value: String) -> String {
            isProto ? "w.member(json, \(names), \(value));" : "json[\(names)] = \(value);"
        }
        if let oneof = field.oneof {
            out.line("if (m.\(oneof)?.case === \"\(field.property)\") \(set(field.toJson("m.\(oneof).value")))")
            return
        }
        switch field.shape {
        case .implicit: out.line("if (\(field.isSet(value)) || w.emitsAll) \(set(field.toJson(value)))")
        case .explicit: out.line("if (\(value) !== undefined) \(set(field.toJson(value)))")
        case .repeated, .packed:
            let list = "\(value).map((value) => \(field.toJson("value")))"
            out.line("if (\(value).length > 0 || w.emitsAll) \(set(list))")
        case .map:
            let map = "w.map(\(value), (value) => \(field.entry[1].toJson("value")))"
            out.line("if (\(value).size > 0 || w.emitsAll) \(set(map))")
        }
    }

    private func readField(_ field: JavaScriptField, to out: inout SourceWriter) {
        if field.source.name != field.source.jsonName {
            out.line("case \"\(field.source.name)\":")
            out.indented { $0.line("r.alias(json, \"\(field.source.jsonName)\"); // falls through") }
        }
        out.line("case \"\(field.source.jsonName)\":")
        let target = "m.\(field.property)"
        out.indented { out in
            if let oneof = field.oneof {
                out.line("r.once(m.\(oneof), \"\(oneof)\");")
                store(field, "value", to: &out) { "m.\(oneof) = { case: \"\(field.property)\", value: \($0) };" }
            } else if field.shape == .map {
                let (key, element) = (field.entry[0], field.entry[1])
                let convert =
                    key.source.kind == .bool ? "r.boolKey(key)" : key.fromJson("key")
                out.block("for (const [key, element] of r.pairs(value\(element.acceptsNull ? ", true" : "")))") { out in
                    store(element, "element", to: &out) { "\(target).set(\(convert), \($0));" }
                }
            } else if field.source.label == .repeated {
                out.block("for (const item of r.items(value\(field.acceptsNull ? ", true" : "")))") { out in
                    store(field, "item", to: &out) { "\(target).push(\($0));" }
                }
            } else {
                store(field, "value", to: &out) { "\(target) = \($0);" }
            }
            out.line("break;")
        }
    }

    /// An unknown name of an enum gives no value where unknown ones are ignored.
    private func store(
        _ field: JavaScriptField, _ json: String, to out: inout SourceWriter, _ statement: (String) -> String
    ) {
        guard field.isEnum else { return out.line(statement(field.fromJson(json))) }
        out.line("{")
        out.indented { out in
            out.line("const number = \(field.fromJson(json));", "if (number !== undefined) \(statement("number"))")
        }
        out.line("}")
    }
}
