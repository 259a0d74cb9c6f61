// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Standard input and output, by which the programs under test and the suites' runners talk.
package enum StandardStreams {
    /// Reads exactly so many bytes; nil at the end of the input.
    package static func read(_ count: Int) -> [UInt8]? {
        var content = [UInt8](repeating: 0, count: count)
        var filled = 0
        while filled < count {
            let got = unsafe content.withUnsafeMutableBytes { bytes in
                unsafe systemRead(bytes.baseAddress! + filled, count - filled)
            }
            guard got > 0 else { return nil }
            filled += got
        }
        return content
    }

    /// All of the input.
    package static func readAll() -> [UInt8] {
        var content: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe systemRead($0.baseAddress!, $0.count) }
            guard count > 0 else { return content }
            content += buffer.prefix(count)
        }
    }

    /// Writes all bytes, to standard output unless told otherwise.
    package static func write(_ bytes: [UInt8], to descriptor: Int32 = STDOUT_FILENO) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe systemWrite(descriptor, $0.baseAddress!, $0.count) }
            guard count > 0 else { exit(1) }
            rest = rest.dropFirst(count)
        }
    }

    /// Ends the program with a message.
    package static func fail(_ message: String) -> Never {
        let program = CommandLine.arguments.first?.split(separator: "/").last ?? "program"
        write(Array("\(program): \(message)\n".utf8), to: STDERR_FILENO)
        exit(2)
    }
}

// The members above hide the functions that they call.
private func systemRead(_ target: UnsafeMutableRawPointer, _ count: Int) -> Int {
    unsafe read(STDIN_FILENO, target, count)
}

private func systemWrite(_ descriptor: Int32, _ source: UnsafeRawPointer, _ count: Int) -> Int {
    unsafe write(descriptor, source, count)
}
