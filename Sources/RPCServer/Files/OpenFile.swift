// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A file or folder that is open for reading. Its calls may block. Usable from any thread.
final class OpenFile: Sendable {
    let descriptor: Int32
    /// Whether it is a folder; if not, it is a regular file.
    let isFolder: Bool
    /// Bytes, when it was opened.
    let size: Int
    /// When it was last changed, in nanoseconds since 1970.
    let changed: Int64

    /// Opens what a path leads to, links followed; nil for what is not there, may not be read, or is neither a
    /// file nor a folder.
    ///
    /// - Parameter folder: what the path begins at; the process's own if nil.
    convenience init?(_ path: String, in folder: OpenFile? = nil) {
        // Without O_NONBLOCK a pipe would be waited for.
        let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
        let descriptor = unsafe openat(folder?.descriptor ?? AT_FDCWD, path, flags)
        guard descriptor >= 0 else { return nil }
        var status = stat()
        let isKnown = unsafe fstat(descriptor, &status) == 0
        let kind = status.st_mode & S_IFMT
        guard isKnown, kind == S_IFDIR || kind == S_IFREG else {
            close(descriptor)
            return nil
        }
        self.init(descriptor, status)
    }

    private init(_ descriptor: Int32, _ status: stat) {
        self.descriptor = descriptor
        isFolder = status.st_mode & S_IFMT == S_IFDIR
        size = Int(status.st_size)
        #if canImport(Darwin)
            let time = status.st_mtimespec
        #else
            let time = status.st_mtim
        #endif
        changed = Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
    }

    deinit {
        close(descriptor)
    }

    /// Where it really is, links resolved; nil if the system does not say.
    var realPath: String? {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        #if canImport(Darwin)
            guard unsafe fcntl(descriptor, F_GETPATH, &path) == 0 else { return nil }
        #else
            guard unsafe readlink("/proc/self/fd/\(descriptor)", &path, path.count - 1) > 0 else { return nil }
        #endif
        return String(validating: path.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Whether it is in a folder, however deep, by where both really are.
    func isWithin(_ folder: OpenFile) -> Bool {
        guard let own = realPath, let root = folder.realPath else { return false }
        return own == root || own.hasPrefix(root.hasSuffix("/") ? root : root + "/")
    }

    /// Some bytes from a place on; fewer than wanted only at its end, and none if it cannot be read.
    func read(at offset: Int, upTo count: Int) -> [UInt8] {
        unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let rest = unsafe UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[filled...]))
                let read = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
                if read < 0, errno == EINTR { continue }
                guard read > 0 else { return }
                filled += read
            }
        }
    }
}
