// SPDX-License-Identifier: Apache-2.0
import Providers

/// A stream of server-sent events. Where it is cut must make no difference, and what is held stays within its limit.
enum EventStreamTarget {
    private static let limit = 256

    static func run(_ input: [UInt8]) {
        let whole = items(of: [input[...]])
        precondition(whole == items(of: input.indices.map { input[$0...$0] }), "byte by byte it is another stream")
        let middle = input.count / 2
        precondition(whole == items(of: [input[..<middle], input[middle...]]), "in two pieces it is another stream")
        for case .event(_, let data)? in whole ?? [] where data.count > limit {
            preconditionFailure("an event has \(data.count) bytes")
        }
    }

    /// Nothing for a stream with a line or an event that is too long.
    private static func items(of pieces: [ArraySlice<UInt8>]) -> [EventStreamParser.Item?]? {
        var parser = EventStreamParser(limit: limit)
        var items: [EventStreamParser.Item?] = []
        do throws(EventStreamParser.TooLong) {
            for piece in pieces { items += try parser.take(piece) }
            let end = try parser.finish()
            items += end.items
            // Tells streams apart that end within an event.
            if end.hasOpenEvent { items.append(nil) }
        } catch {
            return nil
        }
        return items
    }
}
