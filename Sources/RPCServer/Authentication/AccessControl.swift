// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Somebody who has called and is known.
public struct CallPrincipal: Hashable, Sendable {
    /// By the policy's name.
    public let name: String
}

private enum PrincipalKey: CallContextKey {
    typealias Value = CallPrincipal
}

private enum GrantsKey: CallContextKey {
    typealias Value = [AccessPolicy.Grant]
}

private enum ScopeKey: CallContextKey {
    typealias Value = AccessScope
}

extension CallContext {
    /// Who calls; nil if nobody asked, or everybody may call this.
    public var principal: CallPrincipal? { self[PrincipalKey.self] }
}

/// Lets in whom a policy knows, for what it may do.
///
/// A caller shows an API key (`x-api-key`, or `authorization: Bearer`), a JSON Web Token (`authorization:
/// Bearer`), or a certificate by TLS. Who is not known is UNAUTHENTICATED, who is known and may not,
/// PERMISSION_DENIED; both before any message is looked at. Requests that are ``ScopedRequest``s are looked at
/// one by one. Methods that the server does not have are let through, to be UNIMPLEMENTED.
public struct AccessControl: ServerInterceptor {
    private let policy: AccessPolicy
    private let tokens: JSONWebTokenVerifier?
    /// By their digest.
    private let keys: [(digest: [UInt8], principal: Int)]

    /// Enforces a policy.
    ///
    /// - Parameter tokens: what believes tokens; nil if none are.
    public init(_ policy: AccessPolicy, tokens: JSONWebTokenVerifier? = nil) {
        self.policy = policy
        self.tokens = tokens
        keys = policy.principals.indices.flatMap { index in
            policy.principals[index].keyDigests.map { ($0, index) }
        }
    }

    /// Finds out who calls, and whether that one may.
    public func callOpened(_ context: CallContext) throws(RPCError) {
        let method = context.method
        if method == .unknown || policy.publicMethods.contains(where: { $0.matches(method) }) { return }
        let principal: AccessPolicy.Principal
        do throws(RPCError) {
            principal = policy.principals[try identify(context)]
        } catch {
            unsafe context.loop.resources.counters.count(.authenticationsFailed)
            throw error
        }
        context[PrincipalKey.self] = CallPrincipal(name: principal.name)
        // What comes by a resource does not say in a way that is known here which team it is about.
        let isResource = method.service == HTTPRoute.service
        let grants = principal.grants.filter { grant in
            grant.methods.contains { $0.matches(method) } && (!isResource || grant.isUnlimited)
        }
        guard !grants.isEmpty else {
            throw deny(context, "\(principal.name) may not call \(method.fullName)")
        }
        context[GrantsKey.self] = grants
    }

    /// Finds out whether the caller may do that with what the request is about.
    public func received<Request: Message>(_ request: Request, _ context: CallContext) throws(RPCError) {
        guard let request = request as? any ScopedRequest, let grants = context[GrantsKey.self] else { return }
        let earlier = context.method.kind.takesOneRequest ? nil : context[ScopeKey.self]
        let scope = request.accessScope(after: earlier)
        guard grants.contains(where: { $0.covers(scope) }) else {
            let name = context.principal?.name ?? "the caller"
            let verb = scope.access == .read ? "read" : "steer"
            throw deny(
                context,
                "\(name) may not \(verb) \(scope.team.map { "team \($0)" } ?? "all teams") "
                    + "of \(scope.match.map { "match \($0)" } ?? "any match")")
        }
        if !context.method.kind.takesOneRequest { context[ScopeKey.self] = scope }
    }

    private func deny(_ context: CallContext, _ reason: String) -> RPCError {
        // Requests of streams may be read on any thread, counters belong to the loop's.
        let loop = unsafe context.loop
        loop.perform { loop.resources.counters.count(.permissionsDenied) }
        return RPCError(.permissionDenied, reason)
    }

    // MARK: Who calls

    /// The principal's place in the policy.
    private func identify(_ context: CallContext) throws(RPCError) -> Int {
        let fields = context.requestMetadata
        let keyFields = fields.values(of: "x-api-key")
        let authorizations = fields.values(of: "authorization")
        guard keyFields.count + authorizations.count <= 1 else {
            throw Self.unauthenticated("there must be one credential")
        }
        if case .text(let key)? = keyFields.first { return try identify(key: key) }
        if case .text(let authorization)? = authorizations.first {
            // The scheme's case does not matter (RFC 9110, 11.1).
            let parts = authorization.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else {
                throw Self.unauthenticated("the authorization must be a bearer's")
            }
            let credential = String(parts[1])
            // Tokens have two dots, keys none.
            return try credential.contains(".") ? identify(token: credential) : identify(key: credential)
        }
        if let certificate = context.tls?.peerCertificate { return try identify(certificate) }
        throw Self.unauthenticated("credentials are missing")
    }

    private func identify(key: String) throws(RPCError) -> Int {
        let digest = Digest.sha256(Array(key.utf8))
        // All are looked at, so that the time says nothing of which one it was nearly.
        var found: Int?
        for (known, principal) in keys where ConstantTime.equal(known, digest) { found = principal }
        guard let found else { throw Self.unauthenticated("the API key is not known") }
        return found
    }

    private func identify(token: String) throws(RPCError) -> Int {
        guard let tokens else { throw Self.unauthenticated("tokens are not believed here") }
        let subject: String
        do throws(JSONWebTokenVerifier.Rejection) {
            subject = try tokens.subject(of: token)
        } catch {
            throw Self.unauthenticated(error.reason)
        }
        guard let found = policy.principals.firstIndex(where: { $0.subjects.contains(subject) }) else {
            throw Self.unauthenticated("nobody here is called what the token says")
        }
        return found
    }

    private func identify(_ certificate: PeerCertificate) throws(RPCError) -> Int {
        let names = certificate.dnsNames + certificate.uris
        let all = names.isEmpty ? [certificate.subject] : names
        guard let found = policy.principals.firstIndex(where: { !Set($0.certificateNames).isDisjoint(with: all) })
        else { throw Self.unauthenticated("nobody here is called what the certificate says") }
        return found
    }

    private static func unauthenticated(_ reason: String) -> RPCError {
        // What RFC 9110, 15.5.2, wants with a 401.
        RPCError(.unauthenticated, reason, metadata: Metadata(["www-authenticate": "Bearer"]))
    }
}
