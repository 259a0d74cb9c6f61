// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Synchronization

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
public final class AccessControl: ServerInterceptor {
    private let rules: Mutex<AccessRules>
    private let logins: LoginLimit?

    /// Enforces a policy.
    ///
    /// - Parameters:
    ///   - tokens: what believes tokens; nil if none are.
    ///   - failedLogins: how many credentials of one address may turn out to be nobody's in one burst, and one a
    ///     second after that, before further ones are RESOURCE_EXHAUSTED unread; any number if nil.
    public init(_ policy: AccessPolicy, tokens: JSONWebTokenVerifier? = nil, failedLogins: Int? = nil) {
        rules = Mutex(AccessRules(policy, tokens: tokens))
        logins = failedLogins.map { LoginLimit(burst: $0) }
    }

    /// Enforces another policy from now on, for calls that begin. From any thread.
    public func adopt(_ policy: AccessPolicy, tokens: JSONWebTokenVerifier? = nil) {
        let made = AccessRules(policy, tokens: tokens)
        rules.withLock { $0 = made }
    }

    /// Finds out who calls, and whether that one may.
    public func callOpened(_ context: CallContext) throws(RPCError) {
        let method = context.method
        let rules = rules.withLock { $0 }
        if method == .unknown || rules.policy.publicMethods.contains(where: { $0.matches(method) }) { return }
        let principal = try identify(context, by: rules)
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

    private func identify(_ context: CallContext, by rules: AccessRules) throws(RPCError) -> AccessPolicy.Principal {
        let loop = unsafe context.loop
        do throws(RPCError) {
            guard let credential = try AccessRules.credential(of: context) else {
                throw AccessRules.unauthenticated("credentials are missing")
            }
            guard let logins else { return try rules.principal(showing: credential) }
            let address = context.callerAddress
            if let wait = logins.wait(of: address, now: loop.now) {
                loop.resources.counters.count(.loginLimit)
                throw .overShare(
                    "limits.failed-logins", "too many credentials from this address were not believed", after: wait)
            }
            do throws(RPCError) {
                return try rules.principal(showing: credential)
            } catch {
                logins.failed(from: address, now: loop.now)
                throw error
            }
        } catch {
            if error.code == .unauthenticated { loop.resources.counters.count(.authenticationsFailed) }
            throw error
        }
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
}
