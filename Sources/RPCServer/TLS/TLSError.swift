// SPDX-License-Identifier: Apache-2.0
import CSSL

/// What went wrong with TLS: with a file at the start, or with a connection.
public struct TLSError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Which part it is about.
    public enum Subject: Hashable, Sendable {
        /// The own certificate and those behind it.
        case certificate
        /// The private key of the certificate.
        case key
        /// The certificates of the authorities that are believed.
        case authorities
        /// A connection, or the library itself.
        case connection
    }

    /// Which part it is about.
    public let subject: Subject
    /// The file, if it is about one.
    public let file: String?
    /// What is wrong, for people.
    public let reason: String

    init(_ subject: Subject, file: String? = nil, _ reason: String) {
        self.subject = subject
        self.file = file
        self.reason = reason
    }

    /// File and reason, for logs.
    public var description: String { file.map { "\($0): \(reason)" } ?? "TLS: \(reason)" }
}

/// OpenSSL's list of what went wrong lately on this thread.
enum OpenSSLErrors {
    /// Forgets what earlier calls have left, so that it is not taken for the next one's.
    static func clear() {
        ERR_clear_error()
    }

    /// The reason of the first error, which is the cause of those behind it; the list is empty afterwards.
    static func takeReason() -> String? {
        let code = ERR_get_error()
        ERR_clear_error()
        guard code != 0 else { return nil }
        guard let reason = unsafe ERR_reason_error_string(code) else { return "error \(code)" }
        return unsafe String(cString: reason)
    }

    /// Whether the latest error is only that PEM had no further block.
    static var isEndOfPEM: Bool {
        let code = ERR_peek_last_error()
        let library = Int32(truncatingIfNeeded: (code >> 23) & 0xFF)
        return library == ERR_LIB_PEM && Int32(truncatingIfNeeded: code & 0x7FFFFF) == PEM_R_NO_START_LINE
    }
}
