// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Synchronization

/// The routes that the schema gives to methods, as a document of OpenAPI 3.1.
///
/// https://spec.openapis.org/oas/v3.1.0
struct OpenAPIDocument: ~Copyable {
    private var writer = JSONWriter()
    /// Types that are referred to, by their full name.
    private var messages: [String: MessageDescriptor] = [:]
    private var enums: [String: EnumDescriptor] = [:]

    /// The document as JSON.
    static func json(of routes: RouteTable, title: String, version: String) -> [UInt8] {
        var document = OpenAPIDocument()
        document.write(routes, title, version)
        return document.writer.bytes
    }

    private mutating func write(_ routes: RouteTable, _ title: String, _ version: String) {
        object {
            $0.text("openapi", "3.1.0")
            $0.object("info") {
                $0.text("title", title)
                $0.text("version", version)
            }
            $0.object("paths") { $0.writePaths(routes) }
            $0.object("components") {
                $0.object("schemas") { $0.writeSchemas() }
            }
        }
    }

    // MARK: Paths

    private mutating func writePaths(_ routes: RouteTable) {
        var byPath: [String: [RouteTable.Route]] = [:]
        for route in routes.routes where route.transcoding != nil {
            byPath[Self.path(of: route), default: []].append(route)
        }
        for path in byPath.keys.sorted() {
            object(path) { document in
                for route in byPath[path] ?? [] { document.write(route) }
            }
        }
    }

    /// The template without the patterns of its variables, which OpenAPI does not have.
    private static func path(of route: RouteTable.Route) -> String {
        route.template.description.replacing(#/=[^}]*}/#, with: "}")
    }

    private mutating func write(_ route: RouteTable.Route) {
        guard let transcoding = route.transcoding else { return }
        let method = route.entry.descriptor
        object(route.method.rawValue.lowercased()) {
            $0.text("operationId", "\(method.service).\(method.name)")
            $0.array("tags") { $0.writer.element(string: method.service) }
            $0.writeParameters(route, transcoding)
            $0.writeBody(transcoding)
            $0.object("responses") {
                $0.object("200") {
                    $0.text(
                        "description", method.kind.givesOneResponse ? "The response." : "One response in each line.")
                    let type = method.kind.givesOneResponse ? "application/json" : "application/x-ndjson"
                    $0.writeContent(
                        type, transcoding.responseBody.map { .field($0) } ?? .message(transcoding.output))
                }
                $0.object("default") {
                    $0.text("description", "What went wrong, with the HTTP status for its code.")
                    $0.writeContent("application/json", .status)
                }
            }
        }
    }

    private mutating func writeParameters(_ route: RouteTable.Route, _ transcoding: Transcoding) {
        let names = route.template.names
        array("parameters") { document in
            for name in names {
                guard let field = ParameterTree.field(at: name, in: transcoding.input) else { continue }
                document.writer.element()
                document.object {
                    $0.text("name", name)
                    $0.text("in", "path")
                    $0.flag("required", true)
                    $0.object("schema") { $0.writeType(of: field, isElement: true) }
                }
            }
            if case .whole = transcoding.body { return }
            for field in transcoding.input.fields where !names.contains(field.name) && !field.isMap {
                if case .field(let body) = transcoding.body, body.number == field.number { continue }
                guard ParameterTree.takesText(field) else { continue }
                document.writer.element()
                document.object {
                    $0.text("name", field.jsonName)
                    $0.text("in", "query")
                    $0.object("schema") { $0.writeType(of: field) }
                }
            }
        }
    }

    private mutating func writeBody(_ transcoding: Transcoding) {
        let content: Content
        switch transcoding.body {
        case .none: return
        case .whole: content = .message(transcoding.input)
        case .field(let field): content = .field(field)
        }
        object("requestBody") {
            $0.flag("required", true)
            $0.writeContent("application/json", content)
        }
    }

    private enum Content {
        case message(MessageDescriptor)
        case field(FieldDescriptor)
        /// `google.rpc.Status`, which no schema has to import.
        case status
    }

    private mutating func writeContent(_ type: String, _ content: Content) {
        object("content") {
            $0.object(type) {
                $0.object("schema") {
                    switch content {
                    case .message(let message): $0.writeReference(to: message)
                    case .field(let field): $0.writeType(of: field)
                    case .status: $0.writeStatus()
                    }
                }
            }
        }
    }

    private mutating func writeStatus() {
        text("type", "object")
        object("properties") {
            $0.object("code") {
                $0.text("type", "integer")
                $0.text("format", "int32")
            }
            $0.object("message") { $0.text("type", "string") }
            $0.object("details") {
                $0.text("type", "array")
                $0.object("items") { $0.writeAny() }
            }
        }
    }

    // MARK: Types, in protobuf's JSON mapping

    private mutating func writeSchemas() {
        // Writing a schema may find further types.
        var written: Set<String> = []
        while let name = (messages.keys.filter { !written.contains($0) }).min() {
            written.insert(name)
            guard let message = messages[name] else { continue }
            object(name) {
                $0.text("type", "object")
                $0.object("properties") { document in
                    for field in message.fields { document.object(field.jsonName) { $0.writeType(of: field) } }
                }
            }
        }
        for name in enums.keys.sorted() {
            guard let type = enums[name] else { continue }
            object(name) {
                $0.text("type", "string")
                $0.array("enum") { document in
                    for value in type.proto.value { document.writer.element(string: value.name ?? "") }
                }
            }
        }
    }

    private mutating func writeType(of field: FieldDescriptor, isElement: Bool = false) {
        if !isElement, field.isMap, let value = field.mapValue {
            text("type", "object")
            object("additionalProperties") { $0.writeType(of: value) }
        } else if !isElement, field.isList {
            text("type", "array")
            object("items") { $0.writeType(of: field, isElement: true) }
        } else {
            switch field.kind {
            case .message, .group:
                if let message = field.message { writeReference(to: message) }
            case .enumeration:
                guard let type = field.enumeration else { return }
                enums[type.fullName] = type
                text("$ref", "#/components/schemas/\(type.fullName)")
            default: writeScalar(field.kind)
            }
        }
    }

    private mutating func writeScalar(_ kind: FieldKind) {
        switch kind {
        case .bool: text("type", "boolean")
        case .string: text("type", "string")
        case .bytes:
            text("type", "string")
            text("contentEncoding", "base64")
        case .double, .float:
            // NaN and the infinities are words.
            array("type") {
                $0.writer.element(string: "number")
                $0.writer.element(string: "string")
            }
        case .int64, .sint64, .sfixed64:
            text("type", "string")
            text("format", "int64")
        case .uint64, .fixed64:
            text("type", "string")
            text("format", "uint64")
        case .uint32, .fixed32:
            text("type", "integer")
            text("format", "uint32")
        default:
            text("type", "integer")
            text("format", "int32")
        }
    }

    private mutating func writeReference(to message: MessageDescriptor) {
        switch message.fullName {
        case "google.protobuf.Timestamp":
            text("type", "string")
            text("format", "date-time")
        case "google.protobuf.Duration":
            text("type", "string")
            text("pattern", #"^-?[0-9]+(\.[0-9]{1,9})?s$"#)
        case "google.protobuf.FieldMask": text("type", "string")
        case "google.protobuf.Struct", "google.protobuf.Empty": text("type", "object")
        case "google.protobuf.ListValue": text("type", "array")
        case "google.protobuf.Value": break
        case "google.protobuf.Any": writeAny()
        case let name where name.hasPrefix("google.protobuf.") && name.hasSuffix("Value"):
            if let value = message.field(number: 1) { writeType(of: value) }
        case let name:
            messages[name] = message
            text("$ref", "#/components/schemas/\(name)")
        }
    }

    private mutating func writeAny() {
        text("type", "object")
        object("properties") {
            $0.object("@type") { $0.text("type", "string") }
        }
    }

    // MARK: Writing

    private mutating func object(_ key: String? = nil, _ body: (inout OpenAPIDocument) -> Void) {
        if let key { writer.key(key) }
        writer.beginObject()
        body(&self)
        writer.endObject()
    }

    private mutating func array(_ key: String, _ body: (inout OpenAPIDocument) -> Void) {
        writer.key(key)
        writer.beginArray()
        body(&self)
        writer.endArray()
    }

    private mutating func text(_ key: String, _ value: String) {
        writer.key(key)
        writer.string(value)
    }

    private mutating func flag(_ key: String, _ value: Bool) {
        writer.key(key)
        writer.bool(value)
    }
}

extension JSONWriter {
    fileprivate mutating func element(string text: String) {
        element()
        string(text)
    }
}

extension HTTPRoute {
    /// `GET /openapi.json`: the methods that are reached by plain HTTP, as OpenAPI 3.1.
    ///
    /// - Parameters:
    ///   - title: the name of the API.
    ///   - version: its version.
    public static func openAPI(title: String, version: String) -> HTTPRoute {
        let document = CachedDocument()
        return HTTPRoute(
            .get, "/openapi.json",
            answering: { call in
                let text = document.text {
                    call.connection?.server.routes.openAPI(title: title, version: version) ?? []
                }
                return HTTPResponse(json: text)
            })
    }

    /// A document that is made when it is first asked for.
    private final class CachedDocument: Sendable {
        private let made = Mutex<[UInt8]?>(nil)

        func text(_ make: () -> [UInt8]) -> [UInt8] {
            made.withLock { made in
                if let made { return made }
                let text = make()
                made = text
                return text
            }
        }
    }
}

extension RouteTable {
    fileprivate func openAPI(title: String, version: String) -> [UInt8] {
        OpenAPIDocument.json(of: self, title: title, version: version)
    }
}
