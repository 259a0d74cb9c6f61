// SPDX-License-Identifier: Apache-2.0
// Decodes messages with our codec and encodes them again, for the comparison with other codecs
// (Tests/foreign/test_codec.py).
//
// Reads `u32 length, type name, u32 length, message` on standard input until it ends, and answers each with
// `u8 1, u32 length, message`, or `u8 0, u32 length, error text`. Numbers are little-endian.

import Foundation
import Protobuf

let input = FileHandle.standardInput
let typesByName = Dictionary(uniqueKeysWithValues: types.map { ($0.fullName, $0) })

/// Reads exactly so many bytes; nil at the end of the input.
func read(_ count: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count < count {
        guard let piece = try? input.read(upToCount: count - bytes.count), !piece.isEmpty else { return nil }
        bytes += piece
    }
    return bytes
}

/// Reads a length and as many bytes.
func readBlock() -> [UInt8]? {
    guard let length = read(4) else { return nil }
    return read(length.reversed().reduce(0) { $0 << 8 | Int($1) })
}

func answer(_ succeeded: Bool, _ bytes: [UInt8]) throws {
    let length = (0..<4).map { UInt8(truncatingIfNeeded: bytes.count >> (8 * $0)) }
    try FileHandle.standardOutput.write(contentsOf: [succeeded ? 1 : 0] + length + bytes)
}

func echo<Value: Message>(_ type: Value.Type, _ bytes: [UInt8]) throws -> [UInt8] {
    try Value(serialized: bytes).serialized()
}

while let name = readBlock(), let bytes = readBlock() {
    do {
        guard let type = typesByName[String(decoding: name, as: UTF8.self)] else {
            try answer(false, Array("unknown type".utf8))
            continue
        }
        try answer(true, echo(type, bytes))
    } catch let error as DecodingError {
        try answer(false, Array("\(error)".utf8))
    }
}
