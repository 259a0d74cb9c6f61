// SPDX-License-Identifier: Apache-2.0

import Protobuf

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Speaks the protocol of protobuf's conformance suite: requests on standard input, responses on standard
// output, each with its length in four bytes in front.
//
//   protobuf-conformance                     generated types
//   protobuf-conformance --dynamic SCHEMAS   types by descriptor, from a serialised FileDescriptorSet

/// Reads exactly so many bytes; nil at the end of the input.
func readInput(_ count: Int) -> [UInt8]? {
    var content = [UInt8](repeating: 0, count: count)
    var filled = 0
    while filled < count {
        let got = unsafe content.withUnsafeMutableBytes { unsafe read(0, $0.baseAddress! + filled, count - filled) }
        guard got > 0 else { return nil }
        filled += got
    }
    return content
}

/// Writes all bytes, to standard output unless told otherwise.
func writeOutput(_ bytes: [UInt8], to descriptor: Int32 = 1) {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { exit(1) }
        rest = rest.dropFirst(count)
    }
}

/// Ends the program with a message.
func fail(_ message: String) -> Never {
    writeOutput(Array("protobuf-conformance: \(message)\n".utf8), to: 2)
    exit(2)
}

/// A file's content; nil if it cannot be opened.
func readFile(_ path: String) -> [UInt8]? {
    let file = unsafe open(path, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(file, $0.baseAddress, $0.count) }
        guard count > 0 else { return content }
        content += buffer.prefix(count)
    }
}

/// Does what the requests of the suite ask for: reads a message in one format, writes it in another.
protocol Testee {
    /// The response, as bytes, to the bytes of a request.
    func respond(to bytes: [UInt8]) throws -> [UInt8]
}

/// What the arguments ask for.
func chosenTestee() throws -> any Testee {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.isEmpty { return try GeneratedTestee() }
    guard arguments.count == 2, arguments[0] == "--dynamic", let schemas = readFile(arguments[1]) else {
        fail("usage: protobuf-conformance [--dynamic SCHEMAS]")
    }
    return try DynamicTestee(pool: try DescriptorPool(serializedSet: schemas))
}

func run() throws {
    let testee = try chosenTestee()
    while let length = readInput(4) {
        let count = length.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard let request = readInput(count) else { fail("the input ends within a request") }
        let response = try testee.respond(to: request)
        writeOutput((0..<4).map { UInt8(truncatingIfNeeded: response.count >> ($0 * 8)) } + response)
    }
}

do { try run() } catch { fail("\(error)") }
