// SPDX-License-Identifier: Apache-2.0

import ConformanceSupport
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
        StandardStreams.fail("usage: protobuf-conformance [--dynamic SCHEMAS]")
    }
    return try DynamicTestee(pool: try DescriptorPool(serializedSet: schemas))
}

func run() throws {
    let testee = try chosenTestee()
    while let length = StandardStreams.read(4) {
        let count = length.reversed().reduce(0) { $0 << 8 | Int($1) }
        guard let request = StandardStreams.read(count) else { StandardStreams.fail("the input ends within a request") }
        let response = try testee.respond(to: request)
        StandardStreams.write((0..<4).map { UInt8(truncatingIfNeeded: response.count >> ($0 * 8)) } + response)
    }
}

do { try run() } catch { StandardStreams.fail("\(error)") }
