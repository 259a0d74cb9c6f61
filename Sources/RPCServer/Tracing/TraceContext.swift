// SPDX-License-Identifier: Apache-2.0

/// A call's place in a distributed trace, as W3C's Trace Context has it.
///
/// https://www.w3.org/TR/trace-context/
public struct TraceContext: Hashable, Sendable {
    /// The whole trace: 16 bytes as 32 hexadecimal digits in lower case, not all zero.
    public let traceID: String
    /// This operation within it: 8 bytes as 16 hexadecimal digits in lower case, not all zero.
    public let spanID: String
    /// The operation that has led to this one; nil where the trace begins.
    public let parentID: String?
    /// Whether the caller says that it records the trace.
    public let isSampled: Bool
    /// What tracing systems say to each other, `tracestate`, as it was received; nil if there is none.
    public let state: String?

    init(traceID: String, spanID: String, parentID: String?, isSampled: Bool, state: String?) {
        self.traceID = traceID
        self.spanID = spanID
        self.parentID = parentID
        self.isSampled = isSampled
        self.state = state
    }

    /// The beginning of a trace.
    public static func root() -> TraceContext {
        TraceContext(
            traceID: hexadecimal(random()) + hexadecimal(random()), spanID: hexadecimal(random()), parentID: nil,
            isSampled: false, state: nil)
    }

    /// The field `traceparent` by which the next server learns of this operation.
    public var traceparent: String { "00-\(traceID)-\(spanID)-\(isSampled ? "01" : "00")" }

    /// An operation that was led to by the one of a `traceparent`; nil if that is malformed.
    ///
    /// - Parameter state: the field `tracestate`; one that is malformed is left out.
    public init?(traceparent: String, state: String?) {
        guard let parent = TraceParent(Array(traceparent.utf8)) else { return nil }
        self.init(
            traceID: parent.traceID, spanID: Self.hexadecimal(Self.random()), parentID: parent.spanID,
            isSampled: parent.isSampled, state: state.flatMap { TraceState.isWellFormed($0) ? $0 : nil })
    }

    /// Never zero.
    private static func random() -> UInt64 { .random(in: 1 ... .max) }

    private static func hexadecimal(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// The parts of a `traceparent` (Trace Context, 3.2).
private struct TraceParent {
    let traceID: String
    let spanID: String
    let isSampled: Bool

    /// `00-` with 32 digits, `-`, 16 digits, `-`, 2 digits; later versions may go on behind a further `-`.
    init?(_ text: [UInt8]) {
        guard text.count >= 55, text[2] == Self.dash, text[35] == Self.dash, text[52] == Self.dash,
            let version = Self.digits(text[0..<2]), version != "ff",
            let traceID = Self.digits(text[3..<35]), traceID.contains(where: { $0 != "0" }),
            let spanID = Self.digits(text[36..<52]), spanID.contains(where: { $0 != "0" }),
            let flags = Self.digits(text[53..<55]).flatMap({ UInt8($0, radix: 16) })
        else { return nil }
        if version == "00" {
            guard text.count == 55 else { return nil }
        } else {
            guard text.count == 55 || text[55] == Self.dash else { return nil }
        }
        self.traceID = traceID
        self.spanID = spanID
        isSampled = flags & 1 == 1
    }

    private static let dash = UInt8(ascii: "-")

    /// Hexadecimal digits in lower case.
    private static func digits(_ bytes: ArraySlice<UInt8>) -> String? {
        let isHexadecimal = bytes.allSatisfy { byte in
            byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9")
                || byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "f")
        }
        return isHexadecimal ? String(decoding: bytes, as: UTF8.self) : nil
    }
}

/// The field `tracestate` (Trace Context, 3.3).
private enum TraceState {
    /// At most 32 members `key=value` of at most 512 bytes in all.
    static func isWellFormed(_ text: String) -> Bool {
        guard !text.isEmpty, text.utf8.count <= 512 else { return false }
        let members = text.split(separator: ",", omittingEmptySubsequences: false)
        guard members.count <= 32 else { return false }
        var seen: Set<Substring> = []
        for member in members {
            let member = member.drop { $0 == " " || $0 == "\t" }
            guard let equals = member.utf8.firstIndex(of: UInt8(ascii: "=")) else { return false }
            let key = member[..<equals]
            guard isKey(key.utf8), isValue(member[member.utf8.index(after: equals)...].utf8),
                seen.insert(key).inserted
            else { return false }
        }
        return true
    }

    private static func isKey(_ key: Substring.UTF8View) -> Bool {
        let symbols = Array("_-*/@".utf8)
        return (1...256).contains(key.count)
            && key.allSatisfy { byte in
                byte >= UInt8(ascii: "a") && byte <= UInt8(ascii: "z")
                    || byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") || symbols.contains(byte)
            }
    }

    private static func isValue(_ value: Substring.UTF8View) -> Bool {
        (1...256).contains(value.count)
            && value.allSatisfy { $0 >= 0x20 && $0 <= 0x7E && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ",") }
    }
}

private enum TraceKey: CallContextKey {
    typealias Value = TraceContext
}

extension CallContext {
    /// The call's place in the trace that its caller has told by `traceparent`, or at the beginning of one of
    /// its own. The same each time it is asked for.
    public var trace: TraceContext {
        value(TraceKey.self) {
            // Two of them, or one that is malformed, are none (Trace Context, 4.3).
            let parents = requestMetadata.values(of: "traceparent")
            guard parents.count == 1, case .text(let parent) = parents[0] else { return .root() }
            return TraceContext(traceparent: parent, state: requestText("tracestate")) ?? .root()
        }
    }
}
