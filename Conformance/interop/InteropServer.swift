// SPDX-License-Identifier: Apache-2.0
import RPCServer

/// `grpc.testing.TestService` as gRPC's description of the interoperability tests has it.
///
/// https://github.com/grpc/grpc/blob/master/doc/interop-test-descriptions.md
struct InteropServer: TestService {
    /// The same in all answers of a process, another one in each process.
    private let serverID = "strategos-\(UInt64.random(in: .min ... .max))"

    func emptyCall(_ request: Empty, context: CallContext) async throws -> Empty {
        context.echoMetadata()
        return Empty()
    }

    func unaryCall(_ request: SimpleRequest, context: CallContext) async throws -> SimpleResponse {
        try answer(request, context)
    }

    func cacheableUnaryCall(_ request: SimpleRequest, context: CallContext) async throws -> SimpleResponse {
        context.responseMetadata.append("cache-control", "max-age=60, public")
        return try answer(request, context)
    }

    func streamingOutputCall(
        _ request: StreamingOutputCallRequest, responses: ResponseWriter<StreamingOutputCallResponse>,
        context: CallContext
    ) async throws {
        context.echoMetadata()
        try await send(request.responseParameters, responses, context)
        try request.responseStatus?.throwIfAny()
    }

    func streamingInputCall(
        _ requests: RequestStream<StreamingInputCallRequest>, context: CallContext
    ) async throws -> StreamingInputCallResponse {
        context.echoMetadata()
        var response = StreamingInputCallResponse()
        for try await request in requests {
            try context.check(isCompressed: request.expectCompressed)
            response.aggregatedPayloadSize += Int32(request.payload?.body.count ?? 0)
        }
        return response
    }

    func fullDuplexCall(
        _ requests: RequestStream<StreamingOutputCallRequest>, responses: ResponseWriter<StreamingOutputCallResponse>,
        context: CallContext
    ) async throws {
        context.echoMetadata()
        for try await request in requests {
            try request.responseStatus?.throwIfAny()
            try await send(request.responseParameters, responses, context)
        }
    }

    func halfDuplexCall(
        _ requests: RequestStream<StreamingOutputCallRequest>, responses: ResponseWriter<StreamingOutputCallResponse>,
        context: CallContext
    ) async throws {
        context.echoMetadata()
        var all: [StreamingOutputCallRequest] = []
        for try await request in requests { all.append(request) }
        for request in all {
            try request.responseStatus?.throwIfAny()
            try await send(request.responseParameters, responses, context)
        }
    }

    private func answer(_ request: SimpleRequest, _ context: CallContext) throws -> SimpleResponse {
        context.echoMetadata()
        try context.check(isCompressed: request.expectCompressed)
        try request.responseStatus?.throwIfAny()
        context.compressesResponses = request.responseCompressed?.value == true
        var response = SimpleResponse()
        response.payload = try Payload(size: request.responseSize)
        if request.fillServerID { response.serverID = serverID }
        return response
    }

    private func send(
        _ parameters: [ResponseParameters], _ responses: ResponseWriter<StreamingOutputCallResponse>,
        _ context: CallContext
    ) async throws {
        for parameter in parameters {
            if parameter.intervalUs > 0 { try await Task.sleep(for: .microseconds(parameter.intervalUs)) }
            context.compressesResponses = parameter.compressed?.value == true
            var response = StreamingOutputCallResponse()
            response.payload = try Payload(size: parameter.size)
            if parameter.fillPeerSocketAddress?.value == true {
                response.peerSocketAddress = context.peer?.description ?? ""
            }
            try await responses.write(response)
        }
    }
}

extension Payload {
    /// Zeros.
    ///
    /// - Throws: INVALID_ARGUMENT for a size that is none.
    fileprivate init(size: Int32) throws(RPCError) {
        self.init()
        guard size >= 0 else { throw RPCError(.invalidArgument, "the size of a payload is negative: \(size)") }
        body = [UInt8](repeating: 0, count: Int(size))
    }
}

extension EchoStatus {
    /// Throws the status, unless it is that of a call that went well.
    fileprivate func throwIfAny() throws(RPCError) {
        if code != 0 { throw RPCError(StatusCode(rawValue: code), message) }
    }
}

extension CallContext {
    /// Sends back the metadata that clients have sent for that.
    fileprivate func echoMetadata() {
        let metadata = requestMetadata
        if let text = metadata["x-grpc-test-echo-initial"] { responseMetadata.append("x-grpc-test-echo-initial", text) }
        for case .binary(let bytes) in metadata.values(of: "x-grpc-test-echo-trailing-bin") {
            trailingMetadata.append("x-grpc-test-echo-trailing-bin", binary: bytes)
        }
    }

    /// Throws if a request was not compressed as its caller says it is.
    fileprivate func check(isCompressed expected: BoolValue?) throws(RPCError) {
        guard let expected, expected.value != isRequestCompressed else { return }
        throw RPCError(.invalidArgument, "the request is \(isRequestCompressed ? "" : "not ")compressed")
    }
}
