// SPDX-License-Identifier: Apache-2.0

extension SourceWriter {
    /// Writes a function of an object literal.
    mutating func member(_ head: String, _ body: (inout SourceWriter) -> Void) {
        line(head + " {")
        indented(body)
        line("},")
    }
}

/// Writes the functions `write` and `read` of a message: its binary form.
struct JavaScriptWire {
    let name: String
    let fields: [JavaScriptField]

    func write(to out: inout SourceWriter) {
        out.member("write(m, w)") { out in
            for field in fields.sorted(by: { $0.source.number < $1.source.number }) { writeField(field, to: &out) }
            out.line("if (m.$unknown !== undefined) w.raw(m.$unknown);")
        }
        out.member("read(r, m = \(name).create())") { out in
            out.block("while (r.pos < r.end)") { out in
                out.line("const start = r.pos;", "const tag = r.tag();")
                out.block("switch (tag)") { out in
                    for field in fields { readField(field, to: &out) }
                    out.line("default:")
                    out.indented { $0.line("keepUnknown(r, tag, start, m);") }
                }
            }
            out.line("return m;")
        }
    }

    private func writeField(_ field: JavaScriptField, to out: inout SourceWriter) {
        let value = "m.\(field.property)"
        if let oneof = field.oneof {
            out.line(
                "if (m.\(oneof)?.case === \"\(field.property)\") w.tag(\(field.tag))\(field.write("m.\(oneof).value"));"
            )
            return
        }
        switch field.shape {
        case .implicit: out.line("if (\(field.isSet(value))) w.tag(\(field.tag))\(field.write(value));")
        case .explicit: out.line("if (\(value) !== undefined) w.tag(\(field.tag))\(field.write(value));")
        case .repeated: out.line("for (const value of \(value)) w.tag(\(field.tag))\(field.write("value"));")
        case .packed:
            out.line("if (\(value).length > 0) w.tag(\(field.packedTag)).packed(\(value), w.\(field.function));")
        case .map:
            out.block("for (const [key, value] of \(value))") { out in
                let (key, element) = (field.entry[0], field.entry[1])
                out.line("w.tag(\(field.packedTag)).delimited(() => {")
                out.indented { out in
                    out.line("w.tag(\(key.tag))\(key.write("key"));", "w.tag(\(element.tag))\(element.write("value"));")
                }
                out.line("});")
            }
        }
    }

    /// The statement that reads a value of an enum and keeps it aside where the enum does not have it.
    private func readClosed(_ field: JavaScriptField, _ statement: String) -> String {
        "r.closed(start, m, \(field.typeName)$, (value) => { \(statement) });"
    }

    private func readField(_ field: JavaScriptField, to out: inout SourceWriter) {
        let target = "m.\(field.property)"
        var cases: [(UInt32, String)] = []
        if let oneof = field.oneof {
            let existing = "m.\(oneof)?.case === \"\(field.property)\" ? m.\(oneof).value : undefined"
            let value = field.isMessage ? field.read(existing: existing) : field.read()
            let statement =
                "m.\(oneof) = { case: \"\(field.property)\", value\(field.isClosedEnum ? "" : ": \(value)") };"
            cases = [(field.tag, field.isClosedEnum ? readClosed(field, statement) : statement)]
        } else if field.shape == .map {
            let (key, element) = (field.entry[0], field.entry[1])
            let read = element.isMessage ? "(r, old) => \(element.read(existing: "old"))" : "(r) => \(element.read())"
            cases = [
                (
                    field.packedTag,
                    "r.entry(\(target), \(key.tag), (r) => \(key.read()), \(key.zero), "
                        + "\(element.tag), \(read), () => \(element.zero)"
                        + (element.isClosedEnum ? ", () => \(element.typeName)$, start, m);" : ");")
                )
            ]
        } else if field.source.label == .repeated, field.isClosedEnum {
            cases = [
                (field.tag, readClosed(field, "\(target).push(value);")),
                (field.packedTag, "r.closedPacked(m, \(field.typeName)$, \(field.tag), \(target));"),
            ]
        } else if field.source.label == .repeated {
            cases = [(field.tag, "\(target).push(\(field.read()));")]
            if field.isPackable { cases.append((field.packedTag, "r.packed(\(target), r.\(field.function));")) }
        } else if field.isClosedEnum {
            cases = [(field.tag, readClosed(field, "\(target) = value;"))]
        } else {
            cases = [(field.tag, "\(target) = \(field.isMessage ? field.read(existing: target) : field.read());")]
        }
        for (tag, statement) in cases {
            out.line("case \(tag):")
            out.indented { $0.line(statement, "break;") }
        }
    }
}
