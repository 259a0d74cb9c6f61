// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import RPCServer
import Synchronization

/// The access policy and the keys of tokens, read from files at the start and again when these have changed.
package final class AccessFiles: ServerReloadable {
    /// The file of a JWK Set, and who and whom believed tokens are by and for.
    package typealias Tokens = (keys: String, issuer: String, audience: String)

    /// What is wrong with a file: a sentence that names the flag, the file, and the field in it.
    package struct Failure: Error, Equatable, CustomStringConvertible {
        package let description: String
    }

    private struct Contents: Equatable {
        let policy: Data
        let keys: Data?
    }

    private struct Rules {
        let policy: AccessPolicy
        let tokens: JSONWebTokenVerifier?
    }

    /// What is served, once that is known: a policy must not name anything else.
    private final class Served: Sendable {
        let methods = Mutex<[MethodDescriptor]?>(nil)
    }

    /// What sees to it that callers keep to the policy.
    package let control: AccessControl
    private let files: Reloaded<Contents, Rules, Failure>
    private let served: Served
    private let policyFile: String

    package let name = "access rules"
    package var counters: (loaded: ServerCounter, refused: ServerCounter) { (.accessRulesLoaded, .accessRulesRefused) }

    package init(policy: String, tokens: Tokens?, failedLogins: Int) throws(Failure) {
        let served = Served()
        files = try Reloaded(
            read: { () throws(Failure) in
                Contents(
                    policy: try Self.read(policy, "access-policy"),
                    keys: try tokens.map { (tokens) throws(Failure) in try Self.read(tokens.keys, "jwt-keys") })
            },
            make: { (contents) throws(Failure) in
                let parsed = try Self.parse(contents.policy, policy, "access-policy") { try AccessPolicy(json: $0) }
                try Self.check(parsed, policy, served)
                guard let tokens, let keys = contents.keys else { return Rules(policy: parsed, tokens: nil) }
                let set = try Self.parse(keys, tokens.keys, "jwt-keys") { try JSONWebKeySet(json: $0) }
                let verifier = JSONWebTokenVerifier(keys: set, issuer: tokens.issuer, audience: tokens.audience) {
                    Date.now.timeIntervalSince1970
                }
                return Rules(policy: parsed, tokens: verifier)
            })
        self.served = served
        policyFile = policy
        let rules = files.current
        control = AccessControl(rules.policy, tokens: rules.tokens, failedLogins: failedLogins)
    }

    /// Refuses a policy that names methods which are not served, now and whenever it is read again.
    package func check(against methods: [MethodDescriptor]) throws {
        served.methods.withLock { $0 = methods }
        do throws(Failure) {
            try Self.check(files.current.policy, policyFile, served)
        } catch {
            throw ValidationError(error.description)
        }
    }

    package func reload() -> ReloadOutcome {
        switch files.reload() {
        case .unchanged: return .unchanged
        case .failed(let failure): return .failed(failure)
        case .loaded(let rules):
            control.adopt(rules.policy, tokens: rules.tokens)
            return .loaded(["principals": "\(rules.policy.principals.count)"])
        }
    }

    private static func check(_ policy: AccessPolicy, _ file: String, _ served: Served) throws(Failure) {
        guard let methods = served.methods.withLock({ $0 }), let unmatched = policy.unmatchedPattern(among: methods)
        else { return }
        throw Failure(description: "--access-policy \(file): \(unmatched)")
    }

    private static func read(_ file: String, _ flag: String) throws(Failure) -> Data {
        do {
            return try Data(contentsOf: URL(filePath: file))
        } catch {
            throw Failure(description: "--\(flag) \(file): \(error.localizedDescription)")
        }
    }

    private static func parse<Value>(
        _ data: Data, _ file: String, _ flag: String, as parse: ([UInt8]) throws -> Value
    ) throws(Failure) -> Value {
        do {
            return try parse([UInt8](data))
        } catch {
            throw Failure(description: "--\(flag) \(file): \(error)")
        }
    }
}
