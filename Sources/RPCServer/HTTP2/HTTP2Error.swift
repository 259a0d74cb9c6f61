// SPDX-License-Identifier: Apache-2.0
import CNghttp2

/// Why a stream or a connection ended, by HTTP/2's numbers (RFC 9113, 7).
struct HTTP2ErrorCode: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    let rawValue: UInt32

    static let noError = HTTP2ErrorCode(rawValue: 0)
    static let protocolError = HTTP2ErrorCode(rawValue: 1)
    static let internalError = HTTP2ErrorCode(rawValue: 2)
    static let flowControlError = HTTP2ErrorCode(rawValue: 3)
    static let settingsTimeout = HTTP2ErrorCode(rawValue: 4)
    static let streamClosed = HTTP2ErrorCode(rawValue: 5)
    static let frameSizeError = HTTP2ErrorCode(rawValue: 6)
    static let refusedStream = HTTP2ErrorCode(rawValue: 7)
    static let cancel = HTTP2ErrorCode(rawValue: 8)
    static let compressionError = HTTP2ErrorCode(rawValue: 9)
    static let connectError = HTTP2ErrorCode(rawValue: 10)
    static let enhanceYourCalm = HTTP2ErrorCode(rawValue: 11)
    static let inadequateSecurity = HTTP2ErrorCode(rawValue: 12)
    static let http11Required = HTTP2ErrorCode(rawValue: 13)

    var description: String { unsafe String(cString: nghttp2_http2_strerror(rawValue)) }
}

/// A failure that nghttp2 reported.
struct HTTP2Error: Error, Hashable, Sendable, CustomStringConvertible {
    /// nghttp2's number.
    let code: Int32
    /// What was being done.
    let action: StaticString

    /// nghttp2's words for the number.
    var description: String { "\(action): \(unsafe String(cString: nghttp2_strerror(code)))" }

    static func == (left: HTTP2Error, right: HTTP2Error) -> Bool { left.code == right.code }
    func hash(into hasher: inout Hasher) { hasher.combine(code) }

    /// Turns a return code into an error.
    @inline(__always)
    @discardableResult
    static func check(_ code: Int32, _ action: StaticString) throws(HTTP2Error) -> Int32 {
        if code < 0 { throw HTTP2Error(code: code, action: action) }
        return code
    }

    /// The peer did not begin with HTTP/2's preface.
    var isBadPreface: Bool { code == NGHTTP2_ERR_BAD_CLIENT_MAGIC.rawValue }
    /// The peer makes more work than nghttp2 is willing to queue.
    var isFlood: Bool { code == NGHTTP2_ERR_FLOODED.rawValue }
}
