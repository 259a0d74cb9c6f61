// SPDX-License-Identifier: Apache-2.0

/// How a ``Server`` speaks TLS, 1.2 or 1.3. All files are PEM.
public struct ServerTLS: Sendable {
    /// What is asked of callers.
    public enum ClientCertificates: String, CaseIterable, Sendable {
        /// Nothing.
        case none
        /// A certificate, if they have one; one that is not by a believed authority is refused.
        case optional
        /// A certificate by a believed authority.
        case required
    }

    /// The server's certificate, and behind it those that lead to its authority.
    public var certificateFile: String
    /// The private key of the certificate, not encrypted.
    public var keyFile: String
    /// The authorities that callers' certificates must be by; wanted unless none are asked for.
    public var clientAuthorityFile: String?
    /// What is asked of callers.
    public var clientCertificates: ClientCertificates

    /// A certificate and its key; callers are asked for theirs if there are authorities to check it by.
    public init(
        certificateFile: String, keyFile: String, clientAuthorityFile: String? = nil,
        clientCertificates: ClientCertificates? = nil
    ) {
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.clientAuthorityFile = clientAuthorityFile
        self.clientCertificates = clientCertificates ?? (clientAuthorityFile == nil ? .none : .required)
    }
}

/// How a ``Channel`` speaks TLS, 1.2 or 1.3, and to whom. All files are PEM.
public struct ClientTLS: Sendable {
    /// The authorities that the server's certificate must be by; those of the system if nil.
    public var authorityFile: String?
    /// This client's certificate, for servers that ask for one.
    public var certificateFile: String?
    /// The private key of the certificate, not encrypted.
    public var keyFile: String?
    /// The name or number that the server's certificate must be for; the target's host if nil.
    public var serverName: String?

    /// Authorities of the system, no certificate, unless given.
    public init(
        authorityFile: String? = nil, certificateFile: String? = nil, keyFile: String? = nil,
        serverName: String? = nil
    ) {
        self.authorityFile = authorityFile
        self.certificateFile = certificateFile
        self.keyFile = keyFile
        self.serverName = serverName
    }
}

/// A protocol that is chosen during the handshake, by ALPN (RFC 7301).
public enum ApplicationProtocol: String, Sendable {
    /// HTTP/2 (RFC 9113, 3.2).
    case http2 = "h2"
    /// HTTP/1.1.
    case http1 = "http/1.1"
}
