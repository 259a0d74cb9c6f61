// SPDX-License-Identifier: Apache-2.0
import Protobuf
import StrategosAPI
import WorkflowEngine

/// Messages as values of a workflow and back, by the generated JSON codec.
enum MessageValue {
    /// A message as a value.
    static func value(_ message: some JSONMessage) throws(StepFailure) -> Google_Protobuf_Value {
        do {
            return try Google_Protobuf_Value(json: try message.jsonBytes())
        } catch {
            throw StepFailure(.invalidOutput, "a message has no form in JSON: \(error)")
        }
    }

    /// A value as a message that keeps the rules of the schema.
    static func message<M: JSONMessage & Validatable>(
        _ value: Google_Protobuf_Value?, as: M.Type = M.self
    ) throws(StepFailure) -> M {
        guard let value else { throw StepFailure(.invalidOutput, "there is no \(M.fullName)") }
        do {
            let message = try M(json: try value.jsonBytes())
            try message.validate(limit: 4)
            return message
        } catch {
            throw StepFailure(.invalidOutput, "no \(M.fullName): \(error)")
        }
    }
}

extension Google_Protobuf_Value {
    /// A member of an object; nothing if this is none, or the member is null.
    subscript(_ name: String) -> Google_Protobuf_Value? {
        guard case .structValue(let object)? = kind, let member = object.fields[name], member != .null else {
            return nil
        }
        return member
    }

    var number: Double? {
        guard case .numberValue(let number)? = kind else { return nil }
        return number
    }

    var text: String? {
        guard case .stringValue(let text)? = kind else { return nil }
        return text
    }
}
