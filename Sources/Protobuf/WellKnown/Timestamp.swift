// SPDX-License-Identifier: Apache-2.0

extension Google_Protobuf_Timestamp {
    /// A time in seconds since 1970-01-01T00:00:00Z, and nanoseconds that count forward from there.
    public init(seconds: Int64, nanos: Int32 = 0) {
        self.init()
        self.seconds = seconds
        self.nanos = nanos
    }

    /// A time so long after 1970-01-01T00:00:00Z; parts of a nanosecond are dropped, towards the past.
    public init(sinceEpoch duration: Swift.Duration) {
        self.init()
        let parts = Google_Protobuf_Duration(duration, rounding: .down)
        seconds = parts.nanos < 0 ? parts.seconds - 1 : parts.seconds
        nanos = parts.nanos < 0 ? parts.nanos + 1_000_000_000 : parts.nanos
    }

    /// How long after 1970-01-01T00:00:00Z it is.
    public var sinceEpoch: Swift.Duration { .seconds(seconds) + .nanoseconds(Int64(nanos)) }

    /// A time by RFC 3339, `2026-11-24T14:04:40.5+01:00`; nothing if it is none or out of range.
    public init?(rfc3339 text: String) {
        guard let time = WellKnownTime(timestamp: text) else { return nil }
        self.init(seconds: time.seconds, nanos: time.nanos)
    }

    /// The time in UTC by RFC 3339, which is its JSON form; nothing if it is out of range.
    public var rfc3339: String? { WellKnownTime(seconds: seconds, nanos: nanos).timestampText }

    /// Whether it is in the range of the type: years 1 to 9999, nanoseconds below one second.
    public var isValid: Bool {
        WellKnownTime.timestampRange.contains(seconds) && (0..<1_000_000_000).contains(nanos)
    }
}

extension Google_Protobuf_Timestamp: OwnJSONForm {
    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        message = try reader.parsed("a time by RFC 3339", Self.init(rfc3339:))
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        if let text = message.value.rfc3339 {
            writer.string(text)
        } else {
            writer.fail("\(message.value.seconds) s and \(message.value.nanos) ns are out of the range of \(fullName)")
        }
    }
}
