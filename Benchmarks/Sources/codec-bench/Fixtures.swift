// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The messages on which all published figures were measured.
struct Fixtures {
    let request: [UInt8]
    let strategy: [UInt8]
    /// The same two messages as compact JSON.
    let requestJSON: [UInt8]
    let strategyJSON: [UInt8]
    /// 128 different requests: on one message alone the branch predictor learns it by heart.
    let varied: [[UInt8]]

    init(directory: String) throws {
        func read(_ name: String) throws -> [UInt8] {
            try [UInt8](Data(contentsOf: URL(fileURLWithPath: directory).appendingPathComponent(name)))
        }
        request = try read("request.binpb")
        strategy = try read("strategy.binpb")
        requestJSON = try read("request.json")
        strategyJSON = try read("strategy.json")
        varied = try Self.split(read("varied_requests.bin"))
    }

    /// Splits a file of messages, each preceded by its length as a little-endian 32-bit number.
    static func split(_ bytes: [UInt8]) -> [[UInt8]] {
        var messages: [[UInt8]] = []
        var position = 0
        while position + 4 <= bytes.count {
            let length = (0..<4).reduce(0) { $0 | Int(bytes[position + $1]) << (8 * $1) }
            position += 4
            precondition(position + length <= bytes.count, "the file of varied requests is cut off")
            messages.append([UInt8](bytes[position..<position + length]))
            position += length
        }
        return messages
    }
}
