// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// The body of a request to a served workflow: one member with the question.
struct ToolkitRequestBody {
    /// The member's name. `input_message` is what the toolkit's own workflows take since version 1.5.
    var member: String

    func bytes(_ request: ModelRequest) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key(member)
        writer.string(request.messages.map(\.content).joined(separator: "\n\n"))
        writer.endObject()
        return writer.bytes
    }
}
