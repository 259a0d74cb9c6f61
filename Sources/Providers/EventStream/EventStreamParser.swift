// SPDX-License-Identifier: Apache-2.0

/// Reads a stream of server-sent events piece by piece, by the specification: line ends of three kinds, comments,
/// a byte order mark, fields without a colon.
///
/// Lines with a name that the specification does not know are handed on, since toolkits use them, and since a
/// server that fails may write its error as it is into the stream. The parser is strict about sizes only: text
/// is bytes here, and whoever reads the data as JSON finds out whether it is UTF-8.
///
/// https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
public struct EventStreamParser: Sendable {
    /// What was read.
    public enum Item: Sendable, Hashable {
        /// A complete event with the lines of its data, joined by line feeds.
        case event(name: String, data: [UInt8])
        /// A line with another name than those of the specification, whole.
        case line([UInt8])
    }

    /// A line, or the data of an event, that is longer than it may be.
    public struct TooLong: Error, Sendable, Hashable {
        /// How long it may be, in bytes.
        public let limit: Int
    }

    private let limit: Int
    private var line: [UInt8] = []
    private var data: [UInt8] = []
    private var hasData = false
    private var name: [UInt8] = []
    private var followsReturn = false
    private var isFirstLine = true

    /// - Parameter limit: the longest line, and the longest data of one event, in bytes.
    public init(limit: Int) {
        self.limit = limit
    }

    /// Takes the next bytes; gives what they complete.
    public mutating func take(_ bytes: some Sequence<UInt8>) throws(TooLong) -> [Item] {
        var items: [Item] = []
        for byte in bytes {
            defer { followsReturn = byte == UInt8(ascii: "\r") }
            switch byte {
            // A line feed behind a carriage return ends no second line.
            case UInt8(ascii: "\n") where followsReturn: continue
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): try endLine(&items)
            default:
                guard line.count < limit else { throw TooLong(limit: limit) }
                line.append(byte)
            }
        }
        return items
    }

    /// What is left at the end of the stream: a last line without an end, and whether an event was not completed
    /// by an empty line, which is then none (the specification says so).
    public mutating func finish() throws(TooLong) -> (items: [Item], hasOpenEvent: Bool) {
        var items: [Item] = []
        if !line.isEmpty { try endLine(&items) }
        return (items, hasData)
    }

    private mutating func endLine(_ items: inout [Item]) throws(TooLong) {
        defer { line.removeAll(keepingCapacity: true) }
        if isFirstLine, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
        isFirstLine = false
        guard !line.isEmpty else {
            if hasData { items.append(.event(name: String(decoding: name, as: UTF8.self), data: data)) }
            data.removeAll()
            name.removeAll()
            hasData = false
            return
        }
        let colon = line.firstIndex(of: UInt8(ascii: ":"))
        let field = line[..<(colon ?? line.endIndex)]
        var value = colon.map { line[($0 + 1)...] } ?? []
        if value.first == UInt8(ascii: " ") { value.removeFirst() }
        switch String(decoding: field, as: UTF8.self) {
        case "": break  // a comment
        case "data":
            guard data.count + value.count < limit else { throw TooLong(limit: limit) }
            if hasData { data.append(UInt8(ascii: "\n")) }
            data += value
            hasData = true
        case "event": name = Array(value)
        case "id", "retry": break  // nobody connects again here
        default: items.append(.line(line))
        }
    }
}
