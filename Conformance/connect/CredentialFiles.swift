// SPDX-License-Identifier: Apache-2.0
import RPCServer

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The runner's certificates in files, as servers take them; needed until the server has read them.
struct CredentialFiles {
    /// A file that cannot be written.
    struct Failure: Swift.Error, CustomStringConvertible {
        let path: String
        let reason: String

        var description: String { "\(path): \(reason)" }
    }

    private let folder: String
    private let hasAuthority: Bool

    /// Writes the files where only this user can read them.
    init(_ credentials: TLSCreds, clientAuthority: [UInt8]) throws(Failure) {
        // mkdtemp puts a name that nobody has in the place of the last six letters.
        var template = Array("/tmp/connect-conformance-XXXXXX".utf8CString)
        guard let path = unsafe template.withUnsafeMutableBufferPointer({ unsafe mkdtemp($0.baseAddress!) }) else {
            throw Failure.last("/tmp")
        }
        folder = unsafe String(cString: path)
        hasAuthority = !clientAuthority.isEmpty
        try Self.write(credentials.cert, to: certificate)
        try Self.write(credentials.key, to: key)
        if hasAuthority { try Self.write(clientAuthority, to: authority) }
    }

    private var certificate: String { folder + "/certificate.pem" }
    private var key: String { folder + "/key.pem" }
    private var authority: String { folder + "/authority.pem" }

    /// For a server that keeps what it has read: the files are gone soon.
    var configuration: ServerTLS {
        ServerTLS(certificateFile: certificate, keyFile: key, clientAuthorityFile: hasAuthority ? authority : nil)
    }

    /// Deletes the files.
    func remove() {
        for path in [certificate, key, authority] { unsafe unlink(path) }
        unsafe rmdir(folder)
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
        let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard file >= 0 else { throw Failure.last(path) }
        defer { close(file) }
        let count = unsafe bytes.withUnsafeBytes { bytes in
            unsafe systemWrite(file, bytes.baseAddress!, bytes.count)
        }
        guard count == bytes.count else { throw Failure.last(path) }
    }
}

extension CredentialFiles.Failure {
    /// What the last system call has failed with.
    fileprivate static func last(_ path: String) -> Self {
        Self(path: path, reason: unsafe String(cString: strerror(errno)))
    }
}

// The member above hides the function that it calls.
private func systemWrite(_ descriptor: Int32, _ source: UnsafeRawPointer, _ count: Int) -> Int {
    unsafe write(descriptor, source, count)
}
