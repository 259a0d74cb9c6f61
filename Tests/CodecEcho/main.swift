// SPDX-License-Identifier: Apache-2.0
import Protobuf
import StrategosAPI
import TestSchema

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Decodes messages and encodes them again, for tests with other implementations of Protobuf; with an
// argument otherwise, see `Mode`.
//
// Reads `u32 length, type name, u32 length, message` on standard input until it ends, and answers each
// with `u8 1, u32 length, message`, or `u8 0, u32 length, error text`. Numbers are little-endian.

/// Exactly `count` bytes, or nothing at the end of the input.
func readBytes(_ count: Int) -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
        let got = unsafe bytes.withUnsafeMutableBytes { buffer in
            unsafe read(STDIN_FILENO, buffer.baseAddress! + filled, count - filled)
        }
        if got <= 0 { return nil }
        filled += got
    }
    return bytes
}

func readBlock() -> [UInt8]? {
    guard let prefix = readBytes(4) else { return nil }
    return readBytes(prefix.reversed().reduce(0) { $0 << 8 | Int($1) })
}

func answer(_ succeeded: Bool, _ bytes: [UInt8]) {
    let length = UInt32(bytes.count)
    let prefix = [0, 8, 16, 24].map { UInt8(truncatingIfNeeded: length >> $0) }
    var rest = ([succeeded ? 1 : 0] + prefix + bytes)[...]
    while !rest.isEmpty {
        let written = unsafe rest.withUnsafeBytes { unsafe write(STDOUT_FILENO, $0.baseAddress, $0.count) }
        if written <= 0 { exit(1) }
        rest = rest.dropFirst(written)
    }
}

guard let mode = Mode(rawValue: CommandLine.arguments.dropFirst().first ?? "echo") else {
    preconditionFailure("the only argument is partial, to-json or from-json")
}
let files: [FileDescriptorSource] =
    Schemas.all + [
        .strategosTestV1Everything, .strategosTestV1Legacy, .strategosTestValidationRules,
        .strategosTestProto2Proto2, .strategosTestEdition2023Edition, .strategosTestEdition2023Delimited,
    ]
let types = Dictionary(
    files.withImports().flatMap(\.messages).map { ($0.fullName, $0) }, uniquingKeysWith: { first, _ in first })
let registry = TypeRegistry(files)
while let name = readBlock(), let bytes = readBlock() {
    guard let type = types[String(decoding: name, as: UTF8.self)] else {
        answer(false, Array("unknown type".utf8))
        continue
    }
    do {
        answer(true, try mode.convert(bytes, as: type, registry))
    } catch {
        answer(false, Array("\(error)".utf8))
    }
}
