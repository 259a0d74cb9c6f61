// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// What the commands need of the system: whole files in, whole files out.

/// The system's words for its last error.
func systemError() -> String {
    unsafe String(cString: strerror(errno))
}

enum SystemFiles {
    /// Everything in the file, or what the system says against it.
    static func content(of path: String) throws(Problem) -> [UInt8] {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Problem("cannot read \(path): \(systemError())") }
        defer { close(descriptor) }
        guard let bytes = readAll(descriptor) else { throw Problem("cannot read \(path): \(systemError())") }
        return bytes
    }

    /// Everything until the end of an open file, nothing if reading fails.
    static func readAll(_ descriptor: Int32) -> [UInt8]? {
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe chunk.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count < 0 { return nil }
            if count == 0 { return bytes }
            bytes += chunk.prefix(count)
        }
    }

    /// Writes all bytes to an open file; false if that fails.
    static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = unsafe rest.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// Writes a whole file, and its folders. One that has this content already is left alone: build
    /// systems then see that nothing changed.
    static func save(_ content: [UInt8], as path: String) throws(Problem) {
        if let old = try? Self.content(of: path), old == content { return }
        try makeFolders(above: path)
        let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw Problem("cannot write \(path): \(systemError())") }
        let isWritten = writeAll(content, to: descriptor)
        guard close(descriptor) == 0, isWritten else { throw Problem("cannot write \(path): \(systemError())") }
    }

    private static func makeFolders(above path: String) throws(Problem) {
        for index in path.indices where path[index] == "/" && index > path.startIndex {
            let folder = String(path[..<index])
            if unsafe mkdir(folder, 0o777) != 0 && errno != EEXIST {
                throw Problem("cannot make the folder \(folder): \(systemError())")
            }
        }
    }
}
