// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// A request and its answer as a file has them: JSON, for people to read and for replays to answer from.
///
/// Of header fields only those are kept that an answer is read by; keys are in none of them, and are taken out of
/// bodies.
struct RecordedExchange: Sendable {
    /// A piece of the answer's body.
    struct Piece: Sendable {
        /// In milliseconds from the request on.
        var milliseconds: Int
        var bytes: [UInt8]
    }

    var method: String
    /// Without scheme, host and port: a replay is asked at any address.
    var path: String
    var body: [UInt8]
    var status = 0
    var fields: [String: String] = [:]
    var pieces: [Piece] = []
    /// Why the answer is not whole, if it is not.
    var failure: TransferFailure?

    static let keptFields = ["content-type", "retry-after", "retry-after-ms"]

    /// By what equal requests are found: a hash (FNV-1a, 64 bits) of method, path and body in hexadecimal.
    static func key(method: String, path: String, body: [UInt8]) -> String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in Array(method.utf8) + [0] + Array(path.utf8) + [0] + body {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The path of an address: what follows its host.
    static func path(of url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let rest = url[scheme.upperBound...]
        return rest.firstIndex(of: "/").map { String(rest[$0...]) } ?? "/"
    }

    // MARK: As a file

    func json() throws -> [UInt8] {
        let pieces = pieces.map { piece in
            Google_Protobuf_Value(["at": Self.number(piece.milliseconds), "body": Self.value(piece.bytes)])
        }
        var members: [String: Google_Protobuf_Value] = [
            "method": Google_Protobuf_Value(method), "path": Google_Protobuf_Value(path),
            "request": Self.value(body), "status": Self.number(status),
            "fields": Google_Protobuf_Value(
                Google_Protobuf_Struct(fields: fields.mapValues { Google_Protobuf_Value($0) })),
            "pieces": Google_Protobuf_Value(Google_Protobuf_ListValue(values: pieces)),
        ]
        if let failure { members["failure"] = Google_Protobuf_Value(failure.kind.rawValue) }
        var options = JSONEncodingOptions()
        options.pretty = true
        options.sortsMapKeys = true
        return try Google_Protobuf_Struct(fields: members).jsonBytes(options: options) + [UInt8(ascii: "\n")]
    }

    /// Nil if the text is no recording.
    init?(json text: [UInt8]) {
        guard let json = JSONValue(text), let method = json["method"]?.text, let path = json["path"]?.text,
            let body = Self.bytes(json["request"]), let status = json["status"]?.count,
            let pieces = json["pieces"]?.elements
        else { return nil }
        self.init(method: method, path: path, body: body)
        self.status = status
        for name in Self.keptFields { fields[name] = json["fields"]?[name]?.text }
        for piece in pieces {
            guard let time = piece["at"]?.count, let bytes = Self.bytes(piece["body"]) else { return nil }
            self.pieces.append(Piece(milliseconds: time, bytes: bytes))
        }
        guard let kind = json["failure"] else { return }
        guard let known = kind.text.flatMap(TransferFailure.Kind.init(rawValue:)) else { return nil }
        failure = TransferFailure(known, "as it was recorded")
    }

    init(method: String, path: String, body: [UInt8]) {
        self.method = method
        self.path = path
        self.body = body
    }

    private static func number(_ value: Int) -> Google_Protobuf_Value { Google_Protobuf_Value(Double(value)) }

    /// Text as it is; other bytes as an object with base64.
    private static func value(_ bytes: [UInt8]) -> Google_Protobuf_Value {
        if let text = String(validating: bytes, as: UTF8.self) { return Google_Protobuf_Value(text) }
        return Google_Protobuf_Value(["base64": Google_Protobuf_Value(Base64.text(bytes))])
    }

    private static func bytes(_ value: JSONValue?) -> [UInt8]? {
        value?.text.map { Array($0.utf8) } ?? value?["base64"]?.text.flatMap(Base64.bytes)
    }
}

/// Bytes as protobuf's JSON has them.
private enum Base64 {
    static func text(_ bytes: [UInt8]) -> String {
        var writer = JSONWriter()
        writer.bytes(bytes)
        return String(writer.text.dropFirst().dropLast())
    }

    static func bytes(_ text: String) -> [UInt8]? {
        var quoted = JSONWriter()
        quoted.string(text)
        var reader = JSONReader(quoted.span)
        return try? reader.bytes()
    }
}
