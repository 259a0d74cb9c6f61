// SPDX-License-Identifier: Apache-2.0

/// Writes `NAME.d.ts`: the types, with the schema's comments.
struct JavaScriptDeclarations {
    let scope: JavaScriptScope

    func text() -> String {
        var out = SourceWriter()
        out.line("// Generated from \(scope.file.name) by protoc-gen-strategos-js. Do not edit.")
        out.line(
            "import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from \"\(scope.runtimeImport)\";"
        )
        let byFile = Dictionary(grouping: scope.imported.values) { $0.file }
        for (file, types) in byFile.sorted(by: { $0.key < $1.key }) {
            let names = types.sorted { $0.name < $1.name }.map {
                $0.name == $0.local ? $0.name : "\($0.name) as \($0.local)"
            }
            out.line(
                "import type { \(names.joined(separator: ", ")) } from \"\(scope.relative(JavaScriptScope.stem(file))).js\";"
            )
        }
        for (name, source) in scope.allEnums() { writeEnum(source, scope.name(name), to: &out) }
        for (name, source) in scope.allMessages() { writeMessage(source, name, to: &out) }
        for service in scope.file.services { writeService(service, to: &out) }
        return out.text
    }

    private func doc(_ origin: Origin, _ isDeprecated: Bool, to out: inout SourceWriter) {
        var lines = origin.paragraphs(isDeprecated: false).map { $0.split(separator: "*/").joined(separator: "* /") }
        if isDeprecated { lines.append("@deprecated In the schema.") }
        switch lines.count {
        case 0: return
        case 1: out.line("/** \(lines[0]) */")
        default:
            out.line("/**")
            for line in lines { out.line(line.isEmpty ? " *" : " * \(line)") }
            out.line(" */")
        }
    }

    private func writeEnum(_ source: EnumDescriptor, _ name: String, to out: inout SourceWriter) {
        let members = JavaScriptNames.enumMembers(source)
        out.line("")
        doc(source.origin, source.isDeprecated, to: &out)
        // Open: a number of a newer schema is a value too.
        out.line("export type \(name) = number;")
        out.block("export declare const \(name):") { out in
            for (member, value) in zip(members, source.values) {
                doc(value.origin, value.isDeprecated, to: &out)
                out.line("readonly \(member): \(value.number);")
            }
        }
        out.line("export declare const \(name)$: EnumInfo;")
    }

    private func writeMessage(_ source: MessageDescriptor, _ fullName: String, to out: inout SourceWriter) {
        let name = scope.name(fullName)
        let fields = scope.fields(of: source, fullName)
        out.line("")
        doc(source.origin, source.isDeprecated, to: &out)
        out.block("export interface \(name)") { out in
            for field in fields where field.oneof == nil {
                doc(field.source.origin, field.source.isDeprecated, to: &out)
                out.line(declaration(of: field))
            }
            for oneof in source.oneofs {
                let members = fields.filter { $0.oneof == JavaScriptNames.property(oneof.name) }
                guard !members.isEmpty else { continue }
                doc(oneof.origin, false, to: &out)
                out.line("\(JavaScriptNames.property(oneof.name))?:")
                out.indented { out in
                    for member in members {
                        doc(member.source.origin, member.source.isDeprecated, to: &out)
                        out.line("| { case: \"\(member.property)\"; value: \(member.valueType) }")
                    }
                    out.line("| undefined;")
                }
            }
            out.line("/** Fields that the schema does not know, as they came. */", "$unknown?: Uint8Array | undefined;")
        }
        let defaults = fields.compactMap { field in field.defaultValue.map { (field, $0) } }
        guard !defaults.isEmpty else { return out.line("export declare const \(name): MessageType<\(name)>;") }
        out.line("export declare const \(name): MessageType<\(name)> & {")
        out.indented { out in
            out.line("/** What the schema wants to be taken for what is not set. */", "readonly defaults: {")
            out.indented { out in
                for (field, value) in defaults {
                    out.line("/** \(value) */ readonly \(field.property): \(field.valueType);")
                }
            }
            out.line("};")
        }
        out.line("};")
    }

    private func declaration(of field: JavaScriptField) -> String {
        switch field.shape {
        case .implicit: "\(field.property): \(field.valueType);"
        case .explicit: "\(field.property)?: \(field.valueType) | undefined;"
        case .repeated, .packed: "\(field.property): \(field.valueType)[];"
        case .map: "\(field.property): Map<\(field.entry[0].valueType), \(field.entry[1].valueType)>;"
        }
    }

    private func writeService(_ service: ServiceDescriptor, to out: inout SourceWriter) {
        out.line("")
        doc(service.origin, service.isDeprecated, to: &out)
        out.block("export declare const \(JavaScriptNames.global(service.name)):") { out in
            out.line("readonly typeName: string;")
            out.block("readonly methods:") { out in
                for method in service.methods {
                    let types = "\(scope.name(method.input)), \(scope.name(method.output))"
                    out.line("readonly \(JavaScriptNames.method(method.name)): MethodInfo<\(types)>;")
                }
            }
        }
        out.line("")
        out.line("/** Calls \(service.name). Methods that stream requests are not here: browsers cannot. */")
        out.block("export declare class \(service.name)Client") { out in
            out.line("constructor(transport: Transport);")
            for method in service.methods where !method.streamsRequests {
                let output = scope.name(method.output)
                doc(method.origin, method.isDeprecated, to: &out)
                out.line(
                    "\(JavaScriptNames.method(method.name))(request: \(scope.name(method.input)), options?: CallOptions): "
                        + (method.streamsResponses ? "AsyncIterable<\(output)>;" : "Promise<\(output)>;"))
            }
        }
    }
}
