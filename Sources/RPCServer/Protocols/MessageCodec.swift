// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// How the messages of a call are written.
@usableFromInline
enum MessageCodec: Sendable {
    /// Protobuf's wire format.
    case proto
    /// Protobuf's JSON mapping.
    case json

    /// Reads a message of a call.
    ///
    /// - Throws: INVALID_ARGUMENT for bytes that are no such message, UNIMPLEMENTED for JSON of a type
    ///   that was generated without it.
    @inlinable
    func decode<Value: Message>(
        _ bytes: UnsafeRawBufferPointer, as type: Value.Type, for context: CallContext
    ) throws(RPCError) -> Value {
        var message = Value()
        unsafe try decode(bytes, into: &message, for: context)
        return message
    }

    /// The same into a message that is still empty: one of many fields is not moved after it has been read.
    @inlinable
    func decode<Value: Message>(
        _ bytes: UnsafeRawBufferPointer, into message: inout Value, for context: CallContext
    ) throws(RPCError) {
        guard case .proto = self else {
            message = unsafe try Self.decode(json: bytes, as: Value.self, context.types)
            return
        }
        do throws(DecodingError) {
            unsafe try message.merge(unsafeSerialized: bytes)
        } catch {
            throw RPCError(.invalidArgument, error.description, cause: error)
        }
    }

    /// Writes a message of a call behind what a writer has already.
    ///
    /// - Throws: UNIMPLEMENTED for JSON of a type that was generated without it, INTERNAL for a message
    ///   that has no JSON form, such as a timestamp beyond the year 9999.
    @inlinable
    func encode<Value: Message>(
        _ message: Value, to writer: inout WireWriter, for context: CallContext
    ) throws(RPCError) {
        unsafe try withUnsafePointer(to: message) { (pointer) throws(RPCError) in
            unsafe try encode(Borrowed(unsafe: pointer), to: &writer, for: context)
        }
    }

    /// The same for a message that is written where it lies.
    @inlinable
    func encode<Value: Message>(
        _ message: Borrowed<Value>, to writer: inout WireWriter, for context: CallContext
    ) throws(RPCError) {
        guard case .proto = self else { return try Self.encode(json: message.value, to: &writer, context.types) }
        Value.write(message, to: &writer)
    }

    // These are not compiled for each type: whether one has JSON is asked when JSON is spoken.

    @usableFromInline
    static func decode<Value: Message>(
        json bytes: UnsafeRawBufferPointer, as _: Value.Type, _ types: TypeRegistry
    ) throws(RPCError) -> Value {
        guard let type = Value.self as? any JSONMessage.Type else { throw lacksJSON(Value.fullName) }
        // A caller may know a newer schema; Connect's own servers let such fields pass too.
        var options = JSONDecodingOptions()
        options.ignoreUnknownFields = true
        options.registry = types
        let message: any JSONMessage
        do throws(JSONError) {
            let text = unsafe Span(_unsafeElements: bytes.assumingMemoryBound(to: UInt8.self))
            message = try type.init(json: text, options: options)
        } catch {
            throw RPCError(.invalidArgument, error.description, cause: error)
        }
        guard let value = message as? Value else { throw lacksJSON(Value.fullName) }
        return value
    }

    @usableFromInline
    static func encode<Value: Message>(
        json message: Value, to writer: inout WireWriter, _ types: TypeRegistry
    ) throws(RPCError) {
        guard let message = message as? any JSONMessage else { throw lacksJSON(Value.fullName) }
        do throws(JSONError) {
            var options = JSONEncodingOptions()
            options.registry = types
            writer.append(try message.jsonBytes(options: options))
        } catch {
            throw RPCError(.internal, "the response has no JSON form: \(error)", cause: error)
        }
    }

    private static func lacksJSON(_ type: String) -> RPCError {
        RPCError(.unimplemented, "\(type) was generated without JSON")
    }
}
