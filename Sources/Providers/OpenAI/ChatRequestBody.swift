// SPDX-License-Identifier: Apache-2.0
import Protobuf
import StrategosAPI

/// The body of a chat completion's request. No tools are offered: a model only answers.
///
/// https://platform.openai.com/docs/api-reference/chat/create, and for `grammar` llama.cpp's tools/server/README.md
struct ChatRequestBody {
    var model: String
    var constraint: OutputConstraint
    var temperature: Double?
    var streams: Bool

    func bytes(_ request: ModelRequest) -> [UInt8] {
        var writer = JSONWriter()
        writer.beginObject()
        if !model.isEmpty {
            writer.key("model")
            writer.string(model)
        }
        writer.key("messages")
        writer.beginArray()
        for message in request.messages {
            writer.element()
            writer.beginObject()
            writer.key("role")
            writer.string(message.role.rawValue)
            writer.key("content")
            writer.string(message.content)
            writer.endObject()
        }
        writer.endArray()
        writer.key("max_tokens")
        writer.int32(Int32(clamping: request.maxTokens))
        if let temperature {
            writer.key("temperature")
            writer.double(temperature)
        }
        // As a number: 64-bit ones are written as text by protobuf's mapping, which is not theirs.
        if let seed = request.seed {
            writer.key("seed")
            writer.int32(Int32(truncatingIfNeeded: seed))
        }
        if streams {
            writer.key("stream")
            writer.bool(true)
            writer.key("stream_options")
            writer.beginObject()
            writer.key("include_usage")
            writer.bool(true)
            writer.endObject()
        }
        if let form = request.form, constraint == .grammar, !form.grammar.isEmpty {
            writer.key("grammar")
            writer.string(form.grammar)
        }
        writer.endObject()
        var bytes = writer.bytes
        if let form = request.form, constraint == .jsonSchema, !form.schema.isEmpty { bytes.add(schema: form) }
        return bytes
    }
}

extension [UInt8] {
    /// Adds a schema to the object that these bytes are. It goes in as the text that it is: the order of its
    /// members is that in which some servers have the model write them.
    fileprivate mutating func add(schema form: AnswerForm) {
        var name = JSONWriter()
        name.string(form.name)
        removeLast()
        self += Array(#","response_format":{"type":"json_schema","json_schema":{"name":"#.utf8) + name.bytes
        self += Array(#","schema":"#.utf8) + Array(form.schema.utf8) + Array("}}}".utf8)
    }
}
