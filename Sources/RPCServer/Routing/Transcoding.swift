// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// A route of the schema that cannot be served as it is written.
package struct TranscodingError: Error, CustomStringConvertible {
    /// The method's full name.
    package let method: String
    /// What is wrong.
    package let reason: String

    package var description: String { "google.api.http of \(method): \(reason)" }
}

/// How the request of a method is made of the path, the query and the body of plain HTTP, by the method's
/// `google.api.http` option.
///
/// https://github.com/googleapis/googleapis/blob/master/google/api/http.proto
struct Transcoding: Sendable {
    /// What the body is.
    enum Body: Sendable {
        /// Not looked at; what the path does not bind comes from the query.
        case none
        /// The whole request, but for what the path binds.
        case whole
        /// One field of the request; the query has the others.
        case field(FieldDescriptor)
    }

    let input: MessageDescriptor
    let output: MessageDescriptor
    let body: Body
    /// The field of a response that is the whole body of the answer; the response itself if nil.
    let responseBody: FieldDescriptor?

    /// The request as JSON.
    ///
    /// - Throws: INVALID_ARGUMENT that names the parameter or the place in the body that is wrong.
    func request(
        variables: [String: String], query: HTTPQuery, body bytes: UnsafeRawBufferPointer
    ) throws(RPCError) -> [UInt8] {
        var parameters = ParameterTree()
        for (name, value) in variables { try parameters.add(value, at: name, in: input) }
        if case .whole = body {
        } else {
            for parameter in query.parameters {
                guard let value = parameter.value else {
                    throw RPCError(.invalidArgument, "parameter \(parameter.name): not UTF-8")
                }
                try parameters.add(value, at: parameter.name, in: input)
            }
        }
        switch body {
        case .none:
            return parameters.json
        case .whole:
            let whole = unsafe bytes.count == 0 ? Array("{}".utf8) : Array(bytes)
            return variables.isEmpty ? whole : try merge(parameters.json, into: whole)
        case .field(let field):
            guard bytes.count > 0 else { return parameters.json }
            var writer = JSONWriter()
            writer.beginObject()
            writer.key(field.jsonName)
            let head = writer.bytes
            return try merge(parameters.json, into: unsafe head + Array(bytes) + Array("}".utf8))
        }
    }

    /// Merges two requests as protobuf does: the second's scalars win.
    private func merge(_ second: [UInt8], into first: [UInt8]) throws(RPCError) -> [UInt8] {
        var options = JSONDecodingOptions()
        options.ignoreUnknownFields = true
        do {
            var message = try DynamicMessage(input, json: first, options: options)
            try message.merge(serialized: try DynamicMessage(input, json: second, options: options).serialized())
            return try message.json()
        } catch {
            throw RPCError(.invalidArgument, "\(error)", cause: error)
        }
    }
}

// MARK: - The routes of services

extension Transcoding {
    /// The routes that the schema gives to the methods of services.
    static func routes(of services: [ServiceBinding]) throws -> [RouteTable.Route] {
        var routes: [RouteTable.Route] = []
        let types = TypeRegistry(services: services)
        var before = 0
        for service in services {
            let first = before + 1
            before += service.methods.count
            let files = [service.file].withImports().map(\.serialized)
            guard
                let pool = try? DescriptorPool(serializedFiles: files, missingFiles: .tolerated),
                let rule = pool.extensionField(named: "google.api.http"),
                let descriptor = pool.service(named: service.name)
            else { continue }
            for (index, binding) in service.methods.enumerated() {
                guard let method = descriptor.method(named: binding.descriptor.name),
                    let options = pool.message(named: "google.protobuf.MethodOptions"),
                    let serialized = method.proto.options?.serialized(),
                    let message = try? DynamicMessage(options, serialized: serialized),
                    case .single(.message(let http)) = message.contents[rule.number]
                else { continue }
                routes += try Self.routes(of: http, method, MethodEntry(binding, types: types, number: first + index))
            }
        }
        return routes
    }

    private static func routes(
        of rule: DynamicMessage, _ method: ServiceDescriptor.Method, _ entry: MethodEntry
    ) throws -> [RouteTable.Route] {
        var routes = try self.routes(ofOne: rule, method, entry)
        if let field = rule.descriptor.field(named: "additional_bindings"),
            case .list(let further) = rule.contents[field.number]
        {
            for case .message(let binding) in further { routes += try self.routes(ofOne: binding, method, entry) }
        }
        return routes
    }

    private static func routes(
        ofOne rule: DynamicMessage, _ method: ServiceDescriptor.Method, _ entry: MethodEntry
    ) throws -> [RouteTable.Route] {
        func refuse(_ reason: String) -> TranscodingError { TranscodingError(method: method.fullName, reason: reason) }
        func text(_ name: String) -> String? {
            if case .string(let text) = rule[name] { text } else { nil }
        }
        let served: [(String, HTTPMethod)] = [
            ("get", .get), ("put", .put), ("post", .post), ("delete", .delete), ("patch", .patch),
        ]
        let pattern: String
        let verbs: [HTTPMethod]
        if case .message(let custom) = rule["custom"] {
            guard case .string("*") = custom["kind"], case .string(let path) = custom["path"] else {
                throw refuse("of custom verbs only * is served")
            }
            (pattern, verbs) = (path, served.map(\.1))
        } else if let (path, verb) = served.lazy.compactMap({ name, verb in text(name).map { ($0, verb) } }).first {
            (pattern, verbs) = (path, [verb])
        } else {
            throw refuse("it has no pattern")
        }
        let responseBody = try text("response_body").map { name in
            guard let field = method.output.field(named: name) else {
                throw refuse("the response's field \(name) is not in \(method.output.fullName)")
            }
            return field
        }
        guard !method.clientStreaming else { throw refuse("a stream of requests cannot be one request of HTTP") }
        let template = try PathTemplate(pattern)
        for name in template.names where ParameterTree.field(at: name, in: method.input)?.kind.isMessage != false {
            throw refuse("\(name) in the path is no scalar field of \(method.input.fullName)")
        }
        let body: Body
        switch text("body") {
        case nil: body = .none
        case "*": body = .whole
        case let name?:
            guard let field = method.input.field(named: name) else {
                throw refuse("the body's field \(name) is not in \(method.input.fullName)")
            }
            body = .field(field)
        }
        let transcoding = Transcoding(
            input: method.input, output: method.output, body: body, responseBody: responseBody)
        return verbs.map { RouteTable.Route(method: $0, template: template, entry: entry, transcoding: transcoding) }
    }
}
