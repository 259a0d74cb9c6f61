// SPDX-License-Identifier: Apache-2.0

extension Google_Protobuf_Duration {
    /// A duration of seconds, and nanoseconds of the same sign.
    public init(seconds: Int64, nanos: Int32 = 0) {
        self.init()
        self.seconds = seconds
        self.nanos = nanos
    }

    /// A duration; parts of a nanosecond are rounded, towards zero if nothing else is said.
    public init(_ duration: Swift.Duration, rounding rule: FloatingPointRoundingRule = .towardZero) {
        self.init()
        let (seconds, attoseconds) = duration.components
        let (whole, rest) = attoseconds.quotientAndRemainder(dividingBy: 1_000_000_000)
        let rounded = whole + Int64((Double(rest) / 1e9).rounded(rule))
        self.seconds = seconds + rounded / 1_000_000_000
        nanos = Int32(rounded % 1_000_000_000)
    }

    /// The same as Swift's duration.
    public var duration: Swift.Duration { .seconds(seconds) + .nanoseconds(Int64(nanos)) }

    /// Whether it is in the range of the type: 10,000 years either way, seconds and nanoseconds of the
    /// same sign.
    public var isValid: Bool { WellKnownTime(seconds: seconds, nanos: nanos).isDuration }
}

extension Google_Protobuf_Duration: OwnJSONForm {
    /// Reads the JSON form.
    public static func mergeJSON(into message: inout Self, from reader: inout JSONReader) throws(JSONFault) {
        let time = try reader.parsed("a duration in seconds such as \"1.5s\"") { WellKnownTime(duration: $0) }
        message.seconds = time.seconds
        message.nanos = time.nanos
    }

    /// Writes the JSON form.
    public static func writeJSON(_ message: Borrowed<Self>, to writer: inout JSONWriter) {
        if let text = WellKnownTime(seconds: message.value.seconds, nanos: message.value.nanos).durationText {
            writer.string(text)
        } else {
            writer.fail("\(message.value.seconds) s and \(message.value.nanos) ns are out of the range of \(fullName)")
        }
    }
}
