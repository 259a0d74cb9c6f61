// SPDX-License-Identifier: Apache-2.0

/// Writes `NAME.js`.
struct JavaScriptModule {
    let scope: JavaScriptScope

    func text() -> String {
        var out = SourceWriter()
        out.line("// Generated from \(scope.file.name) by protoc-gen-strategos-js. Do not edit.")
        out.line(
            "import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from \"\(scope.runtimeImport)\";"
        )
        let byFile = Dictionary(grouping: scope.imported.values) { $0.file }
        for (file, types) in byFile.sorted(by: { $0.key < $1.key }) {
            let names = types.sorted { $0.name < $1.name }.flatMap { type in
                let isEnum = scope.index.message(fullName(of: type.local)) == nil
                let suffixes = isEnum ? ["$"] : [""]
                return suffixes.map {
                    type.name == type.local ? type.name + $0 : "\(type.name)\($0) as \(type.local)\($0)"
                }
            }
            out.line(
                "import { \(names.joined(separator: ", ")) } from \"\(scope.relative(JavaScriptScope.stem(file))).js\";"
            )
        }
        for (name, source) in scope.allEnums() { writeEnum(source, name, to: &out) }
        for (name, source) in scope.allMessages() { writeMessage(source, name, to: &out) }
        for service in scope.file.services { writeService(service, to: &out) }
        return out.text
    }

    private func fullName(of local: String) -> String {
        scope.imported.first { $0.value.local == local }?.key ?? ""
    }

    private func writeEnum(_ source: EnumDescriptor, _ fullName: String, to out: inout SourceWriter) {
        let name = scope.name(fullName)
        out.line("", "export const \(name) = Object.freeze({")
        out.indented { out in
            for (member, value) in zip(JavaScriptNames.enumMembers(source), source.values) {
                out.line("\(JavaScriptNames.key(member)): \(value.number),")
            }
        }
        out.line("});", "", "export const \(name)$ = enumInfo(\"\(fullName.dropFirst())\", {")
        out.indented { out in
            for value in source.values { out.line("\(JavaScriptNames.key(value.name)): \(value.number),") }
        }
        let isClosed = scope.index.entries[fullName]?.features.applying(source.features).enumType == .closed
        out.line(isClosed ? "}, true);" : "});")
    }

    private func writeMessage(_ source: MessageDescriptor, _ fullName: String, to out: inout SourceWriter) {
        let name = scope.name(fullName)
        let fields = scope.fields(of: source, fullName)
        out.line("", "export const \(name) = messageType(\"\(fullName.dropFirst())\", {")
        out.indented { out in
            out.member("create(init)") { out in
                let members = fields.filter { $0.oneof == nil }.compactMap { field -> String? in
                    switch field.shape {
                    case .implicit: "\(field.property): \(field.zero)"
                    case .explicit: nil
                    case .repeated, .packed: "\(field.property): []"
                    case .map: "\(field.property): new Map()"
                    }
                }
                out.line("return {")
                out.indented { out in
                    for member in members { out.line(member + ",") }
                    out.line("...init,")
                }
                out.line("};")
            }
            let defaults = fields.compactMap { field in field.defaultValue.map { (field.property, $0) } }
            if !defaults.isEmpty {
                out.line("defaults: Object.freeze({")
                out.indented { out in for (name, value) in defaults { out.line("\(name): \(value),") } }
                out.line("}),")
            }
            JavaScriptWire(name: name, fields: fields).write(to: &out)
            JavaScriptJSON(name: name, fullName: fullName, fields: fields).write(to: &out)
        }
        out.line("});")
    }

    private func writeService(_ service: ServiceDescriptor, to out: inout SourceWriter) {
        let fullName = scope.file.package.isEmpty ? service.name : "\(scope.file.package).\(service.name)"
        let name = JavaScriptNames.global(service.name)
        out.line("", "export const \(name) = Object.freeze({")
        out.indented { out in
            out.line("typeName: \"\(fullName)\",", "methods: {")
            out.indented { out in
                for method in service.methods {
                    let kind =
                        method.streamsRequests
                        ? (method.streamsResponses ? "bidirectional" : "clientStreaming")
                        : (method.streamsResponses ? "serverStreaming" : "unary")
                    out.line("\(JavaScriptNames.method(method.name)): {")
                    out.indented { out in
                        out.line("service: \"\(fullName)\",", "name: \"\(method.name)\",", "kind: \"\(kind)\",")
                        out.line("input: \(scope.name(method.input)),", "output: \(scope.name(method.output)),")
                        out.line("noSideEffects: \(method.hasNoSideEffects),")
                    }
                    out.line("},")
                }
            }
            out.line("},")
        }
        out.line("});", "")
        out.block("export class \(service.name)Client") { out in
            out.block("constructor(transport)") { $0.line("this.transport = transport;") }
            for method in service.methods where !method.streamsRequests {
                let function = JavaScriptNames.method(method.name)
                let call = method.streamsResponses ? "serverStreaming" : "unary"
                out.line("")
                out.block("\(function)(request, options)") {
                    $0.line("return this.transport.\(call)(\(name).methods.\(function), request, options);")
                }
            }
        }
    }
}
