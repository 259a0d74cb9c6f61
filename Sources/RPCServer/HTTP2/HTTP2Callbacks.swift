// SPDX-License-Identifier: Apache-2.0
import CNghttp2

/// The functions that nghttp2 calls: each finds its session, and hands on.
enum HTTP2Callbacks {
    /// One table for all sessions of both roles.
    nonisolated(unsafe) static let table: OpaquePointer = {
        var table: OpaquePointer?
        let result = unsafe nghttp2_session_callbacks_new(&table)
        precondition(result == 0, "no memory for callbacks")
        unsafe nghttp2_session_callbacks_set_on_begin_headers_callback(table, beginHeaders)
        unsafe nghttp2_session_callbacks_set_on_header_callback(table, header)
        unsafe nghttp2_session_callbacks_set_on_frame_recv_callback(table, frameReceived)
        unsafe nghttp2_session_callbacks_set_on_data_chunk_recv_callback(table, dataReceived)
        unsafe nghttp2_session_callbacks_set_on_stream_close_callback(table, streamClosed)
        unsafe nghttp2_session_callbacks_set_on_frame_send_callback(table, frameSent)
        return unsafe table!
    }()

    /// Gives the next DATA frame its bytes.
    static let readData: nghttp2_data_source_read_callback = { raw, id, buffer, length, flags, source, _ in
        guard let pointer = unsafe source?.pointee.ptr, let buffer = unsafe buffer, let flags = unsafe flags else {
            return Int(NGHTTP2_ERR_CALLBACK_FAILURE.rawValue)
        }
        let target = unsafe UnsafeMutableRawBufferPointer(start: buffer, count: length)
        return unsafe Lent<HTTPStream>(pointer: pointer) { stream in
            switch unsafe stream.nextPortion(into: target) {
            case .bytes(let count):
                stream.outboundMoved(count)
                return count
            case .last(let count):
                stream.outboundMoved(count)
                unsafe flags.pointee = NGHTTP2_DATA_FLAG_EOF.rawValue
                return count
            case .lastBeforeTrailers(let count, let list):
                stream.outboundMoved(count)
                unsafe flags.pointee = NGHTTP2_DATA_FLAG_EOF.rawValue | NGHTTP2_DATA_FLAG_NO_END_STREAM.rawValue
                let result = unsafe nghttp2_submit_trailer(raw, id, list.fields, list.count)
                return result < 0 ? Int(NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue) : count
            case .later:
                return Int(NGHTTP2_ERR_DEFERRED.rawValue)
            }
        }
    }

    private static let beginHeaders: nghttp2_on_begin_headers_callback = { raw, frame, context in
        let id = unsafe head(of: frame).stream_id
        return unsafe with(context) { session in
            unsafe session.beginBlock(id, isRequest: category(of: frame) == NGHTTP2_HCAT_REQUEST, raw: raw)
        }
    }

    private static let header: nghttp2_on_header_callback = { _, _, name, nameLength, value, valueLength, _, context in
        unsafe with(context) { session in
            unsafe session.receivedField(
                HeaderField(
                    name: UnsafeRawBufferPointer(start: name, count: nameLength),
                    value: UnsafeRawBufferPointer(start: value, count: valueLength)))
        }
    }

    private static let frameReceived: nghttp2_on_frame_recv_callback = { raw, frame, context in
        let head = unsafe head(of: frame)
        let isEnd = head.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0
        return unsafe with(context) { session in
            switch head.type {
            case FrameHeader.Kind.headers:
                let areTrailers = unsafe category(of: frame) == NGHTTP2_HCAT_HEADERS
                session.endBlock(areTrailers: areTrailers, endOfStream: isEnd)
            case FrameHeader.Kind.data where isEnd:
                session.withStream(head.stream_id) { $0.receivedEndOfStream() }
            case FrameHeader.Kind.goAway:
                let goAway = unsafe UnsafeRawPointer(frame!).load(as: nghttp2_goaway.self)
                unsafe session.owner.session(
                    session, goAway: HTTP2ErrorCode(rawValue: goAway.error_code), lastStream: goAway.last_stream_id,
                    saying: UnsafeRawBufferPointer(start: goAway.opaque_data, count: goAway.opaque_data_len))
            case FrameHeader.Kind.settings where head.flags & UInt8(NGHTTP2_FLAG_ACK.rawValue) == 0:
                unsafe session.owner.sessionReceivedSettings(session)
            default: break
            }
            return 0
        }
    }

    private static let dataReceived: nghttp2_on_data_chunk_recv_callback = { raw, _, id, bytes, count, context in
        unsafe with(context) { session in
            session.receivedOnConnection(count)
            session.withStream(id) { unsafe $0.received(UnsafeRawBufferPointer(start: bytes, count: count)) }
            return 0
        }
    }

    private static let streamClosed: nghttp2_on_stream_close_callback = { raw, id, code, context in
        unsafe with(context) { session in
            // With a reference of its own, since the list gives up the one that it has.
            guard let stream = session.stream(id)?.object else { return 0 }
            session.remove(stream)
            stream.closed(HTTP2ErrorCode(rawValue: code))
            return 0
        }
    }

    private static let frameSent: nghttp2_on_frame_send_callback = { raw, frame, context in
        let head = unsafe head(of: frame)
        return unsafe with(context) { session in
            if head.type == FrameHeader.Kind.resetStream {
                let code = unsafe UnsafeRawPointer(frame!).load(as: nghttp2_rst_stream.self).error_code
                unsafe session.owner.session(session, sentReset: HTTP2ErrorCode(rawValue: code))
            } else if head.type == FrameHeader.Kind.goAway {
                let code = unsafe UnsafeRawPointer(frame!).load(as: nghttp2_goaway.self).error_code
                unsafe session.owner.session(session, sentGoAway: HTTP2ErrorCode(rawValue: code))
            } else if head.type == FrameHeader.Kind.headers || head.type == FrameHeader.Kind.data {
                unsafe session.answers &+= 1
                if session.watchedEnds > 0, head.flags & UInt8(NGHTTP2_FLAG_END_STREAM.rawValue) != 0 {
                    session.withStream(head.stream_id) { $0.sentEndOfStream() }
                }
            }
            return 0
        }
    }

    @inline(__always)
    private static func with(_ context: UnsafeMutableRawPointer?, _ body: (HTTP2Session) -> Int32) -> Int32 {
        guard let context = unsafe context else { return NGHTTP2_ERR_CALLBACK_FAILURE.rawValue }
        return unsafe Lent<HTTP2Session>(pointer: context)(body)
    }

    @inline(__always)
    private static func head(of frame: UnsafePointer<nghttp2_frame>?) -> nghttp2_frame_hd {
        unsafe UnsafeRawPointer(frame!).load(as: nghttp2_frame_hd.self)
    }

    /// Which block of its stream a HEADERS frame is.
    @inline(__always)
    private static func category(of frame: UnsafePointer<nghttp2_frame>?) -> nghttp2_headers_category {
        unsafe UnsafeRawPointer(frame!).assumingMemoryBound(to: nghttp2_headers.self).pointee.cat
    }
}

// MARK: - Header blocks

extension HTTP2Session {
    /// A block begins: finds its stream, or asks the owner for one.
    fileprivate func beginBlock(_ id: Int32, isRequest: Bool, raw: OpaquePointer?) -> Int32 {
        unsafe block = HeaderBlock(limits: settings)
        if isRequest {
            guard let stream = unsafe owner.openStream(on: self) else { return refuse(id) }
            add(stream, id: id)
            let lent = Lent(stream)
            unsafe nghttp2_session_set_stream_user_data(raw, id, lent.pointer)
            unsafe block.stream = lent
        } else {
            unsafe block.stream = self.stream(id)
        }
        return 0
    }

    @inline(__always)
    fileprivate func receivedField(_ field: HeaderField) -> Int32 {
        unsafe block.fieldsLeft &-= 1
        unsafe block.bytesLeft &-= field.size
        guard unsafe block.fieldsLeft >= 0 && block.bytesLeft >= 0 else { return refuseBlock() }
        unsafe block.stream?({ $0.received(field) })
        return 0
    }

    private func refuseBlock() -> Int32 {
        unsafe owner.sessionSawTooManyHeaders(self)
        guard let stream = unsafe block.stream else { return 0 }
        stream { reset($0, .enhanceYourCalm) }
        return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue
    }

    fileprivate func endBlock(areTrailers: Bool, endOfStream: Bool) {
        guard let stream = unsafe block.stream else { return }
        unsafe block.stream = nil
        stream { $0.receivedHeaders(areTrailers: areTrailers, endOfStream: endOfStream) }
    }

    private func refuse(_ id: Int32) -> Int32 {
        reset(id: id, .refusedStream)
        return NGHTTP2_ERR_TEMPORAL_CALLBACK_FAILURE.rawValue
    }
}
