// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file of experience that is open to be read once and then appended to. Confined to one thread at a time.
struct ExperienceFile: ~Copyable {
    private let descriptor: Int32
    private let path: String
    private let isWritten: Bool
    /// Bytes of whole lines.
    private(set) var size: Int

    /// Opens a file, which is made if there is none and `isWritten`: then another process that does so is kept out.
    ///
    /// - Throws: why it cannot be used.
    init(_ path: String, isWritten: Bool) throws(ExperienceFileError) {
        descriptor = try Self.descriptor(of: path, isWritten: isWritten)
        self.path = path
        self.isWritten = isWritten
        size = 0
    }

    /// Reads what there is. Where the file is written, what follows the last whole record is taken away, so that the
    /// next one begins a line.
    ///
    /// - Parameter limit: bytes that the file may have.
    /// - Throws: why it cannot be used; the file is as it was then.
    mutating func lines(limit: Int) throws(ExperienceFileError) -> ExperienceLines {
        let lines = try ExperienceLines(try read(limit: limit), file: path)
        size = lines.wholeBytes
        guard isWritten else { return lines }
        if lines.tornBytes > 0, ftruncate(descriptor, size) != 0 { throw failure() }
        if lines.lacksLineFeed, !append([UInt8(ascii: "\n")]) { throw failure() }
        return lines
    }

    private static func descriptor(of path: String, isWritten: Bool) throws(ExperienceFileError) -> Int32 {
        let flags = isWritten ? O_RDWR | O_CREAT | O_APPEND : O_RDONLY
        // Without O_NONBLOCK a pipe without a writer would hold up the start for ever.
        let descriptor = open(path, flags | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            let reason = unsafe String(cString: strerror(errno))
            throw ExperienceFileError(description: "\(path): \(reason)")
        }
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            _ = close(descriptor)
            throw ExperienceFileError(description: "\(path): is no file")
        }
        guard !isWritten || flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            _ = close(descriptor)
            throw ExperienceFileError(description: "\(path): another process uses this file")
        }
        return descriptor
    }

    private static func open(_ path: String, _ flags: Int32) -> Int32 {
        #if canImport(Glibc)
            unsafe Glibc.open(path, flags, 0o600)
        #else
            unsafe Musl.open(path, flags, 0o600)
        #endif
    }

    deinit { _ = close(descriptor) }

    private func failure() -> ExperienceFileError {
        let reason = unsafe String(cString: strerror(errno))
        return ExperienceFileError(description: "\(path): \(reason)")
    }

    private func read(limit: Int) throws(ExperienceFileError) -> [UInt8] {
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = unsafe piece.withUnsafeMutableBytes { unsafe Self.read(descriptor, $0) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw failure() }
            if count == 0 { return bytes }
            bytes.append(contentsOf: piece.prefix(count))
            guard bytes.count <= limit else {
                throw ExperienceFileError(description: "\(path): is longer than \(limit) bytes")
            }
        }
    }

    private static func read(_ descriptor: Int32, _ target: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            unsafe Glibc.read(descriptor, target.baseAddress, target.count)
        #else
            unsafe Musl.read(descriptor, target.baseAddress, target.count)
        #endif
    }

    /// Appends whole lines; all of them, or, where that fails, none.
    ///
    /// - Returns: whether they are there; `errno` says why not.
    mutating func append(_ lines: [UInt8]) -> Bool {
        var written = 0
        while written < lines.count {
            let count = unsafe lines.withUnsafeBytes { bytes in
                unsafe write(descriptor, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                let error = errno
                // A piece of a line would make the next one unreadable.
                if written > 0 { _ = ftruncate(descriptor, size) }
                errno = error
                return false
            }
            written += count
        }
        size += lines.count
        return true
    }

    /// Has the system put what was written on its disk.
    func synchronize() { _ = fsync(descriptor) }
}
