// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import RPCServer

/// The settings behind `AccessControl`.
package enum AccessSettings {
    /// The keys.
    package static let keys = ["access-policy", "jwt-keys", "jwt-issuer", "jwt-audience"]

    /// Who may call, by the settings; nil if everybody may.
    ///
    /// - Parameter failedLogins: how many credentials of one address may be wrong in one burst.
    /// - Throws: `ValidationError` naming the flag, the file, and the field in it.
    package static func access(from settings: Settings, failedLogins: Int) throws -> AccessFiles? {
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
        guard let keysFile else {
            for (name, value) in [("jwt-issuer", issuer), ("jwt-audience", audience)] where value != nil {
                throw ValidationError("--\(name): --jwt-keys is missing")
            }
            return try files(policyFile, nil, failedLogins)
        }
        guard let issuer else { throw ValidationError("--jwt-keys: --jwt-issuer is missing") }
        guard let audience else { throw ValidationError("--jwt-keys: --jwt-audience is missing") }
        return try files(policyFile, (keysFile, issuer, audience), failedLogins)
    }

    private static func files(_ policy: String, _ tokens: AccessFiles.Tokens?, _ failedLogins: Int) throws
        -> AccessFiles
    {
        do throws(AccessFiles.Failure) {
            return try AccessFiles(policy: policy, tokens: tokens, failedLogins: failedLogins)
        } catch {
            throw ValidationError(error.description)
        }
    }

    private static func text(_ key: String, _ settings: Settings) throws -> String? {
        try settings.value(key, expected: "a text that is not empty") { $0.isEmpty ? nil : $0 }
    }
}
