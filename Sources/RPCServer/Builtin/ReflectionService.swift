// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// `grpc.reflection.v1.ServerReflection`: tells tools what a server's services look like.
public struct ReflectionService: Grpc_Reflection_V1_ServerReflection {
    private let index: ReflectionIndex

    /// Both versions of reflection, for some services and for themselves.
    public static func all(for services: [any RPCService]) -> [any RPCService] {
        // The two know each other by their bindings, which do not depend on what they serve.
        let empty = ReflectionService(index: ReflectionIndex([]))
        let own = [empty.binding, AlphaReflectionService(reflection: empty).binding]
        let reflection = ReflectionService(index: ReflectionIndex(services.map(\.binding) + own))
        return [reflection, AlphaReflectionService(reflection: reflection)]
    }

    /// Answers each question by itself.
    public func serverReflectionInfo(
        _ requests: RequestStream<Grpc_Reflection_V1_ServerReflectionRequest>,
        responses: ResponseWriter<Grpc_Reflection_V1_ServerReflectionResponse>, context: CallContext
    ) async throws {
        for try await request in requests { try await responses.write(answer(request)) }
    }

    /// The answer to one question.
    func answer(
        _ request: Grpc_Reflection_V1_ServerReflectionRequest
    ) -> Grpc_Reflection_V1_ServerReflectionResponse {
        var response = Grpc_Reflection_V1_ServerReflectionResponse()
        response.validHost = request.host
        response.originalRequest = request
        response.messageResponse =
            switch request.messageRequest {
            case .listServices: listServices()
            case .fileByFilename(let name): files(from: name, "there is no such file")
            case .fileContainingSymbol(let symbol):
                files(from: index.file(declaring: symbol), "there is no such symbol")
            case .fileContainingExtension(let wanted):
                files(
                    from: index.file(extending: wanted.containingType, number: wanted.extensionNumber),
                    "there is no such extension")
            case .allExtensionNumbersOfType(let type): extensionNumbers(of: type)
            case nil: Self.error(.invalidArgument, "nothing is asked")
            }
        return response
    }

    private typealias Answer = Grpc_Reflection_V1_ServerReflectionResponse.MessageResponse

    private func listServices() -> Answer {
        var list = Grpc_Reflection_V1_ListServiceResponse()
        list.service = index.services.map { name in
            var service = Grpc_Reflection_V1_ServiceResponse()
            service.name = name
            return service
        }
        return .listServicesResponse(list)
    }

    private func files(from name: String?, _ complaint: String) -> Answer {
        guard let name, let files = index.files(from: name) else { return Self.error(.notFound, complaint) }
        var response = Grpc_Reflection_V1_FileDescriptorResponse()
        response.fileDescriptorProto = files
        return .fileDescriptorResponse(response)
    }

    private func extensionNumbers(of type: String) -> Answer {
        guard let numbers = index.extensionNumbers(of: type) else {
            return Self.error(.notFound, "there is no such message")
        }
        var response = Grpc_Reflection_V1_ExtensionNumberResponse()
        response.baseTypeName = type
        response.extensionNumber = numbers
        return .allExtensionNumbersResponse(response)
    }

    private static func error(_ code: StatusCode, _ message: String) -> Answer {
        var response = Grpc_Reflection_V1_ErrorResponse()
        response.errorCode = code.rawValue
        response.errorMessage = message
        return .errorResponse(response)
    }
}

/// `grpc.reflection.v1alpha.ServerReflection`: the same answers under the older name, as older tools ask.
struct AlphaReflectionService: Grpc_Reflection_V1alpha_ServerReflection {
    let reflection: ReflectionService

    func serverReflectionInfo(
        _ requests: RequestStream<Grpc_Reflection_V1alpha_ServerReflectionRequest>,
        responses: ResponseWriter<Grpc_Reflection_V1alpha_ServerReflectionResponse>, context: CallContext
    ) async throws {
        for try await request in requests {
            // The messages of both versions are the same on the wire.
            let same = try Grpc_Reflection_V1_ServerReflectionRequest(serialized: request.serialized())
            let answer = reflection.answer(same).serialized()
            try await responses.write(Grpc_Reflection_V1alpha_ServerReflectionResponse(serialized: answer))
        }
    }
}
