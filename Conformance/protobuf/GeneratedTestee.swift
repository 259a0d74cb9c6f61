// SPDX-License-Identifier: Apache-2.0

import Protobuf

/// Answers the suite with generated types: bytes and JSON by generated code, text format by the
/// descriptors that are generated with it.
struct GeneratedTestee: Testee {
    private typealias Result = Conformance_ConformanceResponse.Result

    private static let files: [FileDescriptorSource] = [
        .testMessagesProto2, .testMessagesProto3, .testMessagesProto2Editions, .testMessagesProto3Editions,
        .testMessagesEdition2023, .testMessagesEditionUnstable,
    ]

    private let registry: TypeRegistry
    private let pool: DescriptorPool

    init() throws {
        registry = TypeRegistry(Self.files)
        pool = try DescriptorPool(Self.files)
    }

    func respond(to bytes: [UInt8]) throws -> [UInt8] {
        let request = try Conformance_ConformanceRequest(serialized: bytes)
        var response = Conformance_ConformanceResponse()
        if let type = registry.message(named: request.messageType) {
            response.result = answer(to: request, type)
        } else {
            response.result = .runtimeError("the message type is not known")
        }
        return response.serialized()
    }

    private func answer<Type: JSONMessage>(to request: Conformance_ConformanceRequest, _: Type.Type) -> Result {
        let message: Type
        do {
            guard let read: Type = try read(request) else { return .skipped("the input format is not supported") }
            message = read
        } catch {
            return .parseError("\(error)")
        }
        do {
            return try write(message, as: request)
        } catch {
            return .serializeError("\(error)")
        }
    }

    /// The message of a request; nil if it is in a format that only its inventors use.
    private func read<Type: JSONMessage>(_ request: Conformance_ConformanceRequest) throws -> Type? {
        switch request.payload {
        case .protobufPayload(let bytes): return try Type(serialized: bytes, extensions: registry.extensions)
        case .jsonPayload(let text):
            var options = JSONDecodingOptions()
            options.ignoreUnknownFields = request.testCategory == .jsonIgnoreUnknownParsingTest
            options.registry = registry
            return try Type(json: text, options: options)
        case .textPayload(let text): return try Type(textFormat: text, in: pool)
        case .jspbPayload, nil: return nil
        }
    }

    private func write(_ message: some JSONMessage, as request: Conformance_ConformanceRequest) throws -> Result {
        switch request.requestedOutputFormat {
        case .protobuf: return .protobufPayload(message.serialized())
        case .json_:
            var options = JSONEncodingOptions()
            options.registry = registry
            return .jsonPayload(try message.json(options: options))
        case .textFormat:
            var options = TextPrintingOptions()
            options.unknownFields = request.printUnknownFields
            guard let text = message.textFormat(in: pool, options: options) else {
                return .serializeError("the descriptors do not fit the type")
            }
            return .textPayload(text)
        default: return .skipped("the output format is not supported")
        }
    }
}
