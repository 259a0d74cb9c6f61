// SPDX-License-Identifier: Apache-2.0

import Protobuf

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// Speaks the protocol of protovalidate's conformance harness: one request on standard input with a set
// of file descriptors and cases, one response on standard output with what our validator says of each.
// With --compiled the generated validators judge, for the messages that are built in.

/// All of standard input.
func readInput() -> [UInt8] {
    var content: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
        let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(0, $0.baseAddress, $0.count) }
        guard count > 0 else { return content }
        content += buffer.prefix(count)
    }
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

do {
    writeOutput(try Executor(isCompiled: CommandLine.arguments.contains("--compiled")).respond(to: readInput()))
} catch {
    writeOutput(Array("validation-conformance: \(error)\n".utf8), to: 2)
    exit(1)
}
