// SPDX-License-Identifier: Apache-2.0

/// A policy, and what believes tokens for it: what ``AccessControl`` goes by until it is given others.
final class AccessRules: Sendable {
    let policy: AccessPolicy
    private let tokens: JSONWebTokenVerifier?
    /// By their digest.
    private let keys: [(digest: [UInt8], principal: Int)]

    init(_ policy: AccessPolicy, tokens: JSONWebTokenVerifier?) {
        self.policy = policy
        self.tokens = tokens
        keys = policy.principals.indices.flatMap { index in
            policy.principals[index].keyDigests.map { ($0, index) }
        }
    }

    /// What a caller shows of itself.
    enum Credential {
        case key(String)
        case token(String)
        case certificate(PeerCertificate)
    }

    /// The one credential of a call; nil if it shows none.
    ///
    /// - Throws: UNAUTHENTICATED if there are several, or it is none that is known.
    static func credential(of context: CallContext) throws(RPCError) -> Credential? {
        let fields = context.requestMetadata
        let keyFields = fields.values(of: "x-api-key")
        let authorizations = fields.values(of: "authorization")
        guard keyFields.count + authorizations.count <= 1 else {
            throw unauthenticated("there must be one credential")
        }
        if case .text(let key)? = keyFields.first { return .key(key) }
        if case .text(let authorization)? = authorizations.first {
            // The scheme's case does not matter (RFC 9110, 11.1).
            let parts = authorization.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else {
                throw unauthenticated("the authorization must be a bearer's")
            }
            // Tokens have two dots, keys none.
            return parts[1].contains(".") ? .token(String(parts[1])) : .key(String(parts[1]))
        }
        return context.tls?.peerCertificate.map { .certificate($0) }
    }

    /// Whose credential it is.
    ///
    /// - Throws: UNAUTHENTICATED if nobody's that is known.
    func principal(showing credential: Credential) throws(RPCError) -> AccessPolicy.Principal {
        switch credential {
        case .key(let key): try principal(key: key)
        case .token(let token): try principal(token: token)
        case .certificate(let certificate): try principal(certificate)
        }
    }

    private func principal(key: String) throws(RPCError) -> AccessPolicy.Principal {
        let digest = Digest.sha256(Array(key.utf8))
        // All are looked at, so that the time says nothing of which one it was nearly.
        var found: Int?
        for (known, principal) in keys where ConstantTime.equal(known, digest) { found = principal }
        guard let found else { throw Self.unauthenticated("the API key is not known") }
        return policy.principals[found]
    }

    private func principal(token: String) throws(RPCError) -> AccessPolicy.Principal {
        guard let tokens else { throw Self.unauthenticated("tokens are not believed here") }
        let subject: String
        do throws(JSONWebTokenVerifier.Rejection) {
            subject = try tokens.subject(of: token)
        } catch {
            throw Self.unauthenticated(error.reason)
        }
        guard let found = policy.principals.first(where: { $0.subjects.contains(subject) }) else {
            throw Self.unauthenticated("nobody here is called what the token says")
        }
        return found
    }

    private func principal(_ certificate: PeerCertificate) throws(RPCError) -> AccessPolicy.Principal {
        let names = certificate.dnsNames + certificate.uris
        let all = names.isEmpty ? [certificate.subject] : names
        guard let found = policy.principals.first(where: { !Set($0.certificateNames).isDisjoint(with: all) })
        else { throw Self.unauthenticated("nobody here is called what the certificate says") }
        return found
    }

    static func unauthenticated(_ reason: String) -> RPCError {
        // What RFC 9110, 15.5.2, wants with a 401.
        RPCError(.unauthenticated, reason, metadata: Metadata(["www-authenticate": "Bearer"]))
    }
}
