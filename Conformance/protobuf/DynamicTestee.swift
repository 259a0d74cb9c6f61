// SPDX-License-Identifier: Apache-2.0

import Protobuf

/// Answers the suite with messages by descriptor.
struct DynamicTestee: Testee {
    /// The formats of the protocol, by their numbers in it.
    enum Format: Int32 {
        case protobuf = 1
        case json = 2
        case text = 4
    }

    /// The test categories that change how a message is read.
    static let ignoringUnknownJSON: Int32 = 3

    private let pool: DescriptorPool
    private let requestType: MessageDescriptor
    private let responseType: MessageDescriptor

    init(pool: DescriptorPool) throws {
        guard let request = pool.message(named: "conformance.ConformanceRequest"),
            let response = pool.message(named: "conformance.ConformanceResponse")
        else { throw DescriptorMissing() }
        self.pool = pool
        requestType = request
        responseType = response
    }

    struct DescriptorMissing: Error {}

    func respond(to bytes: [UInt8]) throws -> [UInt8] {
        let request = try DynamicMessage(requestType, serialized: bytes)
        var response = DynamicMessage(responseType)
        let (name, value) = answer(to: request)
        response.set(value, for: responseType.field(named: name)!)
        return response.serialized()
    }

    private func answer(to request: DynamicMessage) -> (field: String, value: DynamicValue) {
        guard case .string(let name) = request["message_type"], let type = pool.message(named: name) else {
            return ("runtime_error", .string("the message type is not known"))
        }
        guard case .enumeration(let number) = request["requested_output_format"],
            let format = Format(rawValue: number)
        else { return ("skipped", .string("the output format is not supported")) }
        let message: DynamicMessage
        do {
            guard let read = try read(type, request) else {
                return ("skipped", .string("the input format is not supported"))
            }
            message = read
        } catch {
            return ("parse_error", .string("\(error)"))
        }
        do {
            return try write(message, format, printsUnknown: request["print_unknown_fields"] == .bool(true))
        } catch {
            return ("serialize_error", .string("\(error)"))
        }
    }

    /// The message of a request; nil if it is in a format that only its inventors use.
    private func read(_ type: MessageDescriptor, _ request: DynamicMessage) throws -> DynamicMessage? {
        if case .bytes(let bytes) = request["protobuf_payload"] { return try DynamicMessage(type, serialized: bytes) }
        if case .string(let text) = request["json_payload"] {
            var options = JSONDecodingOptions()
            options.ignoreUnknownFields = request["test_category"] == .enumeration(Self.ignoringUnknownJSON)
            return try DynamicMessage(type, json: text, options: options)
        }
        if case .string(let text) = request["text_payload"] { return try DynamicMessage(type, textFormat: text) }
        return nil
    }

    private func write(
        _ message: DynamicMessage, _ format: Format, printsUnknown: Bool
    ) throws -> (field: String, value: DynamicValue) {
        switch format {
        case .protobuf: return ("protobuf_payload", .bytes(message.serialized()))
        case .json: return ("json_payload", .string(try message.jsonString()))
        case .text:
            var options = TextPrintingOptions()
            options.unknownFields = printsUnknown
            return ("text_payload", .string(message.textFormat(options: options)))
        }
    }
}
