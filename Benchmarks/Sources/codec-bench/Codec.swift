// SPDX-License-Identifier: Apache-2.0
import BenchMessages
import BenchSwiftProtobuf
import Protobuf
import SwiftProtobuf

/// One way to do the operations under comparison. Each closure does an operation so many times and gives a
/// number that depends on the results, so that the optimiser cannot drop the work. The loop is inside, so
/// that the closure's call is not counted as the operation's.
struct Codec {
    let name: String
    let operations: [Operation: (Int) throws -> Int]
}

/// Does something so many times and adds up what it gives.
@inline(__always)
private func times(_ count: Int, _ operation: () throws -> Int) rethrows -> Int {
    var checksum = 0
    for _ in 0..<count { checksum &+= try operation() }
    return checksum
}

/// What is measured: one message decoded or encoded, or all varied requests in turn.
enum Operation: String, CaseIterable {
    case decodeRequest = "decode-request"
    case encodeRequest = "encode-request"
    case decodeStrategy = "decode-strategy"
    case encodeStrategy = "encode-strategy"
    case decodeVaried = "decode-varied"
    case encodeVaried = "encode-varied"
    case decodeRequestJSON = "json-decode-request"
    case encodeRequestJSON = "json-encode-request"
    case decodeStrategyJSON = "json-decode-strategy"
    case encodeStrategyJSON = "json-encode-strategy"

    /// How many messages one operation handles.
    func messages(in fixtures: Fixtures) -> Int {
        switch self {
        case .decodeVaried, .encodeVaried: fixtures.varied.count
        default: 1
        }
    }
}

extension Codec {
    /// The project's own runtime and generated code.
    static func ours(_ fixtures: Fixtures) throws -> Codec {
        typealias Request = BenchMessages.Arena_V1_GenerateStrategyRequest
        typealias Strategy = BenchMessages.Arena_V1_TeamStrategy
        let request = try Request(serialized: fixtures.request)
        let strategy = try Strategy(serialized: fixtures.strategy)
        let varied = try fixtures.varied.map { try Request(serialized: $0) }
        return Codec(
            name: "ours",
            operations: [
                .decodeRequest: { try times($0) { try Request(serialized: fixtures.request).teamID.utf8.count } },
                .encodeRequest: { try times($0) { request.serialized().count } },
                .decodeStrategy: { try times($0) { try Strategy(serialized: fixtures.strategy).priorities.count } },
                .encodeStrategy: { try times($0) { strategy.serialized().count } },
                .decodeVaried: {
                    try times($0) {
                        try fixtures.varied.reduce(0) { try $0 &+ Request(serialized: $1).teamID.utf8.count }
                    }
                },
                .encodeVaried: { times($0) { varied.reduce(0) { $0 &+ $1.serialized().count } } },
                .decodeRequestJSON: { try times($0) { try Request(json: fixtures.requestJSON).teamID.utf8.count } },
                .encodeRequestJSON: { try times($0) { try request.jsonBytes().count } },
                .decodeStrategyJSON: { try times($0) { try Strategy(json: fixtures.strategyJSON).priorities.count } },
                .encodeStrategyJSON: { try times($0) { try strategy.jsonBytes().count } },
            ])
    }

    /// SwiftProtobuf, the library that Swift programs usually use.
    static func swiftProtobuf(_ fixtures: Fixtures) throws -> Codec {
        typealias Request = BenchSwiftProtobuf.Arena_V1_GenerateStrategyRequest
        typealias Strategy = BenchSwiftProtobuf.Arena_V1_TeamStrategy
        let request = try Request(serializedBytes: fixtures.request)
        let strategy = try Strategy(serializedBytes: fixtures.strategy)
        let varied = try fixtures.varied.map { try Request(serializedBytes: $0) }
        return Codec(
            name: "swiftprotobuf",
            operations: [
                .decodeRequest: { try times($0) { try Request(serializedBytes: fixtures.request).teamID.utf8.count } },
                .encodeRequest: { try times($0) { try (request.serializedBytes() as [UInt8]).count } },
                .decodeStrategy: {
                    try times($0) { try Strategy(serializedBytes: fixtures.strategy).priorities.count }
                },
                .encodeStrategy: { try times($0) { try (strategy.serializedBytes() as [UInt8]).count } },
                .decodeVaried: {
                    try times($0) {
                        try fixtures.varied.reduce(0) { try $0 &+ Request(serializedBytes: $1).teamID.utf8.count }
                    }
                },
                .encodeVaried: {
                    try times($0) { try varied.reduce(0) { try $0 &+ ($1.serializedBytes() as [UInt8]).count } }
                },
                .decodeRequestJSON: {
                    try times($0) { try Request(jsonUTF8Bytes: fixtures.requestJSON).teamID.utf8.count }
                },
                .encodeRequestJSON: { try times($0) { try (request.jsonUTF8Bytes() as [UInt8]).count } },
                .decodeStrategyJSON: {
                    try times($0) { try Strategy(jsonUTF8Bytes: fixtures.strategyJSON).priorities.count }
                },
                .encodeStrategyJSON: { try times($0) { try (strategy.jsonUTF8Bytes() as [UInt8]).count } },
            ])
    }
}
