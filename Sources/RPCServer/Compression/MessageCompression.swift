// SPDX-License-Identifier: Apache-2.0

/// A way in which single messages are compressed, in the order in which the server prefers them.
public enum MessageCompression: UInt8, CaseIterable, Sendable {
    /// Zstandard (RFC 8878).
    case zstd
    /// RFC 1952.
    case gzip
    /// zlib's format (RFC 1950), as HTTP's `deflate` has it (RFC 9110, 8.4.1.2).
    case deflate

    /// Its name in header fields.
    public var name: String {
        switch self {
        case .zstd: "zstd"
        case .gzip: "gzip"
        case .deflate: "deflate"
        }
    }

    /// The one of a name; nil if there is none.
    init?(name: UnsafeRawBufferPointer) {
        if unsafe name.equals("gzip") {
            self = .gzip
        } else if unsafe name.equals("deflate") {
            self = .deflate
        } else if unsafe name.equals("zstd") {
            self = .zstd
        } else {
            return nil
        }
    }

    /// Those that are spoken here, as `grpc-accept-encoding` lists them.
    static let list = allCases.map(\.name).joined(separator: ",")
}

/// What a peer says of how the messages that it sends are compressed.
enum MessageEncoding: Equatable {
    case identity
    case known(MessageCompression)
    case unknown

    /// Reads the value of a field such as `grpc-encoding`.
    init(_ value: UnsafeRawBufferPointer) {
        if unsafe value.equals("identity") {
            self = .identity
        } else {
            self = unsafe MessageCompression(name: value).map { .known($0) } ?? .unknown
        }
    }

    /// How, if at all.
    var compression: MessageCompression? {
        if case .known(let compression) = self { compression } else { nil }
    }
}

/// Ways of compression that a peer can read.
struct AcceptedCompression: OptionSet {
    let rawValue: UInt8

    /// Reads the value of a field such as `grpc-accept-encoding`: names, perhaps with weights, of which only
    /// a zero counts (RFC 9110, 12.5.3).
    init(_ value: UnsafeRawBufferPointer) {
        var found: UInt8 = 0
        var start = 0
        while start < value.count {
            let end = unsafe value.position(of: UInt8(ascii: ","), from: start)
            found |= unsafe Self.bit(of: UnsafeRawBufferPointer(rebasing: value[start..<end]))
            start = end + 1
        }
        rawValue = found
    }

    init(rawValue: UInt8) {
        self.rawValue = rawValue
    }

    func contains(_ compression: MessageCompression) -> Bool { rawValue & 1 << compression.rawValue != 0 }

    /// The one to use: that of the peer's own messages if it reads it too, else the first that both know.
    func choose(like own: MessageCompression?) -> MessageCompression? {
        if rawValue == 0 { return nil }
        if let own, contains(own) { return own }
        return MessageCompression.allCases.first { contains($0) }
    }

    private static func bit(of item: UnsafeRawBufferPointer) -> UInt8 {
        let end = unsafe item.position(of: UInt8(ascii: ";"), from: 0)
        let name = unsafe UnsafeRawBufferPointer(rebasing: item[..<end]).trimmed
        guard let compression = unsafe MessageCompression(name: name) else { return 0 }
        let weight = unsafe UnsafeRawBufferPointer(rebasing: item[min(end + 1, item.count)...]).trimmed
        return unsafe isZero(weight) ? 0 : 1 << compression.rawValue
    }

    /// Whether a weight is none: `q=0`, `q=0.000`.
    private static func isZero(_ weight: UnsafeRawBufferPointer) -> Bool {
        guard weight.count >= 3, unsafe weight[0] | 0x20 == UInt8(ascii: "q"), unsafe weight[1] == UInt8(ascii: "=")
        else { return false }
        for index in 2..<weight.count {
            let byte = unsafe weight[index]
            if byte != UInt8(ascii: "0"), byte != UInt8(ascii: ".") { return false }
        }
        return true
    }
}

extension UnsafeRawBufferPointer {
    /// Where a byte is found first; the end if nowhere.
    fileprivate func position(of byte: UInt8, from start: Int) -> Int {
        var index = start
        while index < count, unsafe self[index] != byte { index += 1 }
        return index
    }

    /// The bytes without blanks before and behind them.
    fileprivate var trimmed: UnsafeRawBufferPointer {
        var start = 0
        var end = count
        while start < end, unsafe Self.isBlank(self[start]) { start += 1 }
        while end > start, unsafe Self.isBlank(self[end - 1]) { end -= 1 }
        return unsafe UnsafeRawBufferPointer(rebasing: self[start..<end])
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") }
}

/// What a caller says of compression.
struct CompressionOffer {
    /// How its own messages are compressed.
    var encoding = MessageEncoding.identity
    /// What it can read.
    var accepted: AcceptedCompression = []

    /// What is wrong with it.
    var fault: RPCError? {
        guard encoding == .unknown else { return nil }
        return RPCError(
            .unimplemented, "messages are compressed in a way that is not known here: \(MessageCompression.list) are")
    }
}
