// SPDX-License-Identifier: Apache-2.0
import Protobuf
import TestSchema
import Testing

/// Generated code first tries the fields in the order in which senders mostly write them. These tests send
/// them in every other way.
@Suite("Fields in any order")
struct FieldOrderTests {
    typealias Scalars = Strategos_Test_V1_Scalars

    /// A message of random values, about a quarter of them absent.
    private static func scalars(_ random: inout RandomNumbers) -> Scalars {
        var message = Scalars()
        message.doubleValue = Double(random.integer(Int32.self)) / 8
        message.floatValue = Float(random.integer(Int16.self)) / 8
        message.int32Value = random.integer(Int32.self)
        message.int64Value = random.integer(Int64.self)
        message.uint32Value = random.integer(UInt32.self)
        message.uint64Value = random.integer(UInt64.self)
        message.sint32Value = random.integer(Int32.self)
        message.sint64Value = random.integer(Int64.self)
        message.fixed32Value = random.integer(UInt32.self)
        message.fixed64Value = random.integer(UInt64.self)
        message.sfixed32Value = random.integer(Int32.self)
        message.sfixed64Value = random.integer(Int64.self)
        message.boolValue = Bool.random(using: &random)
        message.stringValue = random.text()
        message.bytesValue = Array(random.text().utf8)
        message.shadeValue = Strategos_Test_V1_Shade(rawValue: random.integer(Int32.self))
        message.at2047 = random.integer(UInt32.self)
        message.at2048 = random.integer(UInt32.self)
        message.highest = random.integer(UInt32.self)
        return message
    }

    /// A message within messages, lists of them, and short texts next to each other.
    private static func lists(_ random: inout RandomNumbers) -> Strategos_Test_V1_Lists {
        var message = Strategos_Test_V1_Lists()
        message.sint32Value = (0..<3).map { _ in random.integer(Int32.self) }
        message.stringValue = (0..<Int.random(in: 0...3, using: &random)).map { _ in random.text() }
        message.scalars = (0..<Int.random(in: 0...3, using: &random)).map { _ in scalars(&random) }
        return message
    }

    @Test("Fields in any order, and with older values before them, give the same message")
    func shuffled() throws {
        var random = RandomNumbers(for: "shuffled fields")
        for _ in 0..<500 {
            let message = Self.scalars(&random)
            var fields = try Self.fields(of: message.serialized())
            fields.shuffle(using: &random)
            #expect(try Scalars(serialized: fields.flatMap { $0 }) == message)
            // What is set in the last message wins over what an earlier one says.
            let earlier = Self.scalars(&random).serialized()
            var merged = try Scalars(serialized: earlier)
            merged = try Self.overwrite(merged, by: message)
            #expect(try Scalars(serialized: earlier + fields.flatMap { $0 }) == merged)
        }
    }

    @Test("Any part of a message at the end of the memory is read within it, and judged as by a dynamic message")
    func cuts() throws {
        var random = RandomNumbers(for: "cut messages")
        let pool = try DescriptorPool(
            serializedFiles: [FileDescriptorSource.strategosTestV1Everything.serialized])
        let type = try #require(pool.message(named: Strategos_Test_V1_Lists.fullName))
        let memory = GuardedMemory(count: 4096)
        for _ in 0..<40 {
            let bytes = Self.lists(&random).serialized()
            for count in 0...bytes.count {
                let part = bytes.prefix(count)
                let ours = unsafe memory.withBytes(part) { (buffer) -> [UInt8]? in
                    unsafe (try? Strategos_Test_V1_Lists(unsafeSerialized: buffer))?.serialized()
                }
                let dynamic = try? DynamicMessage(type, serialized: Array(part)).serialized()
                #expect(ours == dynamic, "the first \(count) of \(bytes)")
            }
        }
    }

    @Test("Short and long text comes back wherever it stands in the input", arguments: 0...40)
    func texts(count: Int) throws {
        let memory = GuardedMemory(count: 4096)
        for text in [String(repeating: "x", count: count), String(repeating: "x", count: count) + "ß"] {
            for padding in 0..<20 {
                var message = Scalars()
                message.stringValue = text
                message.bytesValue = [UInt8](repeating: 7, count: padding)
                let decoded = unsafe memory.withBytes(message.serialized()) { buffer in
                    unsafe try? Scalars(unsafeSerialized: buffer)
                }
                #expect(decoded == message)
            }
        }
    }

    // MARK: - The wire, read by other means

    /// The fields of a message, each with its tag.
    private static func fields(of bytes: [UInt8]) throws -> [[UInt8]] {
        var rest = bytes[...]
        var fields: [[UInt8]] = []
        while !rest.isEmpty {
            let start = rest.startIndex
            let tag = number(&rest)
            switch tag & 7 {
            case 0: _ = number(&rest)
            case 1: rest = rest.dropFirst(8)
            case 2:
                let count = number(&rest)
                rest = rest.dropFirst(Int(count))
            default: rest = rest.dropFirst(4)
            }
            fields.append(Array(bytes[start..<rest.startIndex]))
        }
        return fields
    }

    private static func number(_ bytes: inout ArraySlice<UInt8>) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = bytes.popFirst() {
            value |= UInt64(byte & 0x7f) << shift
            shift += 7
            if byte < 0x80 { break }
        }
        return value
    }

    /// The earlier message with what the later one sets.
    private static func overwrite(_ earlier: Scalars, by later: Scalars) throws -> Scalars {
        var tags: [UInt64: [UInt8]] = [:]
        for field in try fields(of: earlier.serialized()) + fields(of: later.serialized()) {
            var rest = field[...]
            tags[number(&rest)] = field
        }
        return try Scalars(serialized: tags.sorted { $0.key < $1.key }.flatMap(\.value))
    }
}
