// SPDX-License-Identifier: Apache-2.0

/// Writes `NAME.rpc.swift`: for each service its methods, the server's protocol and the client.
struct ServiceFile {
    let model: FileModel
    let parameters: Parameters

    var access: String { parameters.visibility == .internal ? "" : parameters.visibility.rawValue + " " }

    func output() -> PluginResponse.File {
        var out = SourceWriter(comments: parameters.comments)
        let imports = Set(model.imports + [parameters.calls]).filter { !$0.isEmpty }.sorted()
        out.fileHead(of: model.source.name, imports: imports)
        for service in model.services {
            out.line("")
            writeMethods(of: service, to: &out)
            if parameters.stubs != .client {
                out.line("")
                writeServer(service, to: &out)
            }
            if parameters.stubs != .server {
                out.line("")
                writeClient(service, to: &out)
            }
        }
        return PluginResponse.File(
            name: parameters.outputName(model.source.name, ending: ".rpc.swift"), content: out.text)
    }

    private func writeMethods(of service: ServiceModel, to out: inout SourceWriter) {
        out.line("/// The methods of `\(service.fullName)`.")
        out.block("\(access)enum \(service.swiftName)Methods") { out in
            for method in service.methods {
                out.line("\(access)static let \(method.swiftName) = MethodDescriptor(")
                out.indented {
                    $0.line("service: \"\(service.fullName)\", name: \"\(method.name)\", kind: .\(method.kind))")
                }
            }
            let all = service.methods.map(\.swiftName).joined(separator: ", ")
            out.line("", "/// All of them, in the order of the schema.")
            out.line("\(access)static let all: [MethodDescriptor] = [\(all)]")
        }
    }

    // MARK: - Server

    private func writeServer(_ service: ServiceModel, to out: inout SourceWriter) {
        out.head(service.origin, in: model.source.name, isDeprecated: service.isDeprecated)
        out.block("\(access)protocol \(service.swiftName): RPCService") { out in
            for (index, method) in service.methods.enumerated() {
                if index > 0 { out.line("") }
                if method.kind == "unary" {
                    out.line(
                        "/// A synchronous form, tried first: an answer that needs no waiting, or nothing to have",
                        "/// `\(method.bareName)` called instead. It runs on the event loop and must not block.",
                        method.immediateSignature, "")
                }
                out.head(method.origin, in: model.source.name, isDeprecated: method.isDeprecated)
                out.line(method.serverSignature)
            }
        }
        out.line("")
        out.block("extension \(service.swiftName)") { out in
            writeDefaults(of: service, to: &out)
            writeBinding(of: service, to: &out)
        }
    }

    /// A method that a service does not have answers UNIMPLEMENTED, as gRPC wants it: so a schema may get
    /// a method without breaking the services that were written before.
    private func writeDefaults(of service: ServiceModel, to out: inout SourceWriter) {
        for method in service.methods {
            if method.kind == "unary" {
                out.block("\(access)\(method.immediateSignature)") { $0.line("nil") }
                out.line("")
            }
            out.block("\(access)\(method.serverSignature)") { out in
                out.line("throw RPCError(.unimplemented, \"\(service.fullName)/\(method.name) is not implemented\")")
            }
            out.line("")
        }
    }

    private func writeBinding(of service: ServiceModel, to out: inout SourceWriter) {
        out.line("/// The methods with the functions above, for the server's table.")
        out.block("\(access)var binding: ServiceBinding") { out in
            out.line("ServiceBinding(")
            out.indented { out in
                out.line("name: \"\(service.fullName)\",", "file: .\(model.descriptorName),", "methods: [")
                out.indented { out in
                    for method in service.methods { writeBinding(of: method, in: service, to: &out) }
                }
                out.line("])")
            }
        }
    }

    private func writeBinding(of method: ServiceModel.Method, in service: ServiceModel, to out: inout SourceWriter) {
        let descriptor = "\(service.swiftName)Methods.\(method.swiftName)"
        let name = method.swiftName
        out.line(".\(method.kind)(")
        out.indented { out in
            out.line("\(descriptor),")
            switch method.kind {
            case "unary":
                out.line(
                    "immediate: { try self.\(method.bareName)Immediately($0, context: $1) },",
                    "asynchronous: { try await self.\(name)($0, context: $1) }),")
            case "serverStreaming":
                out.line("handler: { try await self.\(name)($0, responses: $1, context: $2) }),")
            case "clientStreaming":
                out.line("handler: { try await self.\(name)($0, context: $1) }),")
            default:
                out.line("handler: { try await self.\(name)($0, responses: $1, context: $2) }),")
            }
        }
    }

    // MARK: - Client

    private func writeClient(_ service: ServiceModel, to out: inout SourceWriter) {
        out.line("/// Calls `\(service.fullName)` on a channel.")
        out.block("\(access)struct \(service.swiftName)Client: Sendable") { out in
            out.line("\(access)let channel: Channel", "")
            out.block("\(access)init(channel: Channel)") { $0.line("self.channel = channel") }
            for method in service.methods {
                out.line("")
                out.head(method.origin, in: model.source.name, isDeprecated: method.isDeprecated)
                writeCall(of: method, in: service, to: &out)
            }
        }
    }

    private func writeCall(of method: ServiceModel.Method, in service: ServiceModel, to out: inout SourceWriter) {
        let descriptor = "\(service.swiftName)Methods.\(method.swiftName)"
        let options = "options: CallOptions = .default"
        let parameters: String
        let result: String
        let arguments: String
        switch method.kind {
        case "unary":
            (parameters, result) = ("_ request: \(method.input), \(options)", method.output)
            arguments = "request, options"
        case "serverStreaming":
            (parameters, result) = ("_ request: \(method.input), \(options)", "ResponseStream<\(method.output)>")
            arguments = "request, options"
        case "clientStreaming":
            let closure = "(RequestWriter<\(method.input)>) async throws -> Void"
            (parameters, result) = ("\(options), requests: \(closure)", method.output)
            arguments = "options, requests: requests"
        default:
            (parameters, result) = (options, "BidirectionalCall<\(method.input), \(method.output)>")
            arguments = "options"
        }
        let head = "func \(method.swiftName)(\(parameters)) async throws(RPCError) -> \(result)"
        let call = "try await channel.\(method.kind)(\(descriptor), \(arguments))"
        out.block(access + head) { $0.line(call) }
    }
}

extension ServiceModel.Method {
    /// The name without backticks.
    var bareName: String { swiftName.filter { $0 != "`" } }

    var kind: String {
        switch (streamsRequests, streamsResponses) {
        case (false, false): "unary"
        case (true, false): "clientStreaming"
        case (false, true): "serverStreaming"
        case (true, true): "bidirectional"
        }
    }

    var immediateSignature: String {
        "func \(bareName)Immediately(_ request: \(input), context: CallContext) throws -> \(output)?"
    }

    var serverSignature: String {
        switch (streamsRequests, streamsResponses) {
        case (false, false): "func \(swiftName)(_ request: \(input), context: CallContext) async throws -> \(output)"
        case (true, false):
            "func \(swiftName)(_ requests: RequestStream<\(input)>, context: CallContext) async throws -> \(output)"
        case (false, true):
            "func \(swiftName)(_ request: \(input), responses: ResponseWriter<\(output)>, context: CallContext) async throws"
        case (true, true):
            "func \(swiftName)(_ requests: RequestStream<\(input)>, responses: ResponseWriter<\(output)>, "
                + "context: CallContext) async throws"
        }
    }
}
