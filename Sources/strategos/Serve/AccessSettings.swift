// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import RPCServer

/// The settings behind `AccessControl`.
package struct AccessSettings: Sendable {
    /// Who may call what.
    package let policy: AccessPolicy
    /// What sees to it.
    package let control: AccessControl
    private let file: String

    /// The keys.
    package static let keys = ["access-policy", "jwt-keys", "jwt-issuer", "jwt-audience"]

    /// Who may call, by the settings; nil if everybody may.
    ///
    /// - Throws: `ValidationError` naming the flag, the file, and the field in it.
    package static func access(from settings: Settings) throws -> AccessSettings? {
        let policyFile = try text("access-policy", settings)
        let keysFile = try text("jwt-keys", settings)
        let issuer = try text("jwt-issuer", settings)
        let audience = try text("jwt-audience", settings)
        guard let policyFile else {
            for (name, value) in [("jwt-keys", keysFile), ("jwt-issuer", issuer), ("jwt-audience", audience)]
            where value != nil {
                throw ValidationError("--\(name): --access-policy is missing")
            }
            return nil
        }
        let policy = try read("access-policy", policyFile) { try AccessPolicy(json: $0) }
        guard let keysFile else {
            for (name, value) in [("jwt-issuer", issuer), ("jwt-audience", audience)] where value != nil {
                throw ValidationError("--\(name): --jwt-keys is missing")
            }
            return AccessSettings(policy: policy, control: AccessControl(policy), file: policyFile)
        }
        guard let issuer else { throw ValidationError("--jwt-keys: --jwt-issuer is missing") }
        guard let audience else { throw ValidationError("--jwt-keys: --jwt-audience is missing") }
        let keys = try read("jwt-keys", keysFile) { try JSONWebKeySet(json: $0) }
        let tokens = JSONWebTokenVerifier(keys: keys, issuer: issuer, audience: audience) {
            Date.now.timeIntervalSince1970
        }
        return AccessSettings(policy: policy, control: AccessControl(policy, tokens: tokens), file: policyFile)
    }

    /// Refuses a policy that names methods which are not served.
    package func check(against methods: [MethodDescriptor]) throws {
        if let unmatched = policy.unmatchedPattern(among: methods) {
            throw ValidationError("--access-policy \(file): \(unmatched)")
        }
    }

    private static func text(_ key: String, _ settings: Settings) throws -> String? {
        try settings.value(key, expected: "a text that is not empty") { $0.isEmpty ? nil : $0 }
    }

    private static func read<Value>(
        _ flag: String, _ file: String, as parse: ([UInt8]) throws -> Value
    ) throws -> Value {
        let data: Data
        do {
            data = try Data(contentsOf: URL(filePath: file))
        } catch {
            throw ValidationError("--\(flag) \(file): \(error.localizedDescription)")
        }
        do {
            return try parse([UInt8](data))
        } catch {
            throw ValidationError("--\(flag) \(file): \(error)")
        }
    }
}
