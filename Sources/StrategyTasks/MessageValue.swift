// SPDX-License-Identifier: Apache-2.0
import Protobuf
import StrategosAPI
import WorkflowEngine

/// Messages as values of a workflow and back, by the generated JSON codec.
enum MessageValue {
    /// A message as JSON. What was read or checked has a form there; what has none is nothing.
    static func json(_ message: any JSONMessage) -> Google_Protobuf_Value {
        (try? message.jsonBytes()).flatMap { try? Google_Protobuf_Value(json: $0) } ?? .null
    }

    /// A value as a message that keeps the rules of the schema.
    static func message<M: JSONMessage & Validatable>(
        _ value: WorkflowValue?, as: M.Type = M.self
    ) throws(StepFailure) -> M {
        guard let value else { throw StepFailure(.invalidOutput, "there is no \(M.fullName)") }
        do {
            let message = try M(json: try value.json.jsonBytes())
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
