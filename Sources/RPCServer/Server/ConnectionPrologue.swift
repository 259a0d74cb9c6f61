// SPDX-License-Identifier: Apache-2.0

/// The versions of HTTP that one port speaks.
package enum HTTPVersion: Sendable {
    /// HTTP/1.1, and 1.0.
    case http1
    /// HTTP/2, by prior knowledge or by ALPN.
    case http2
}

/// The first bytes of a connection, as long as they do not show which HTTP is spoken.
///
/// HTTP/2 begins with `PRI ` (RFC 9113, 3.4), a method that HTTP/1.1 leaves to it (RFC 9113, 11.6).
struct ConnectionPrologue {
    private var held: [UInt8] = []

    private static let http2 = Array("PRI ".utf8)

    /// What the bytes, behind those held, begin; nil if they say too little, and then they are held.
    mutating func version(of bytes: UnsafeRawBufferPointer) -> HTTPVersion? {
        let start = unsafe held + bytes.prefix(Self.http2.count - held.count)
        if start == Self.http2 { return .http2 }
        guard Self.http2.starts(with: start) else { return .http1 }
        held = start
        return nil
    }

    /// Gives out what was held, for good.
    mutating func takeHeld() -> [UInt8] {
        defer { held = [] }
        return held
    }
}
