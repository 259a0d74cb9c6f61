// SPDX-License-Identifier: Apache-2.0
#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The contents of the files that one side of TLS is set up from, read all at once: they are compared to
/// learn whether there is something new.
struct TLSFiles: Equatable, Sendable {
    /// One file.
    struct File: Equatable, Sendable {
        let path: String
        let bytes: [UInt8]
    }

    var certificate: File?
    var key: File?
    var authorities: File?

    init(certificate: String?, key: String?, authorities: String?) throws(TLSError) {
        self.certificate = try Self.contents(of: certificate, .certificate)
        self.key = try Self.contents(of: key, .key)
        self.authorities = try Self.contents(of: authorities, .authorities)
    }

    /// Longer than any list of authorities is.
    private static let largest = 4 << 20

    private static func contents(of path: String?, _ subject: TLSError.Subject) throws(TLSError) -> File? {
        guard let path else { return nil }
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw TLSError(subject, file: path, lastError) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 16 << 10)
        while true {
            let count = next(of: descriptor, into: &piece)
            if count < 0 { throw TLSError(subject, file: path, lastError) }
            if count == 0 { return File(path: path, bytes: bytes) }
            bytes += piece[..<count]
            if bytes.count > largest { throw TLSError(subject, file: path, "too large to be a file of PEM") }
        }
    }

    private static func next(of descriptor: Int32, into buffer: inout [UInt8]) -> Int {
        while true {
            let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
            if count >= 0 || errno != EINTR { return count }
        }
    }

    private static var lastError: String { unsafe String(cString: strerror(errno)) }
}
