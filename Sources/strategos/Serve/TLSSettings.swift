// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import RPCServer

/// The settings behind `ServerTLS`.
package enum TLSSettings {
    /// The keys.
    package static let keys = ["tls-certificate", "tls-key", "tls-client-ca", "tls-client-certificates"]

    /// What the settings say of TLS; nil if they want none.
    ///
    /// - Throws: `ValidationError` naming the flag or variable of a value that is none, or the flag that is missing.
    package static func tls(from settings: Settings) throws -> ServerTLS? {
        let certificate = try file("tls-certificate", settings)
        let key = try file("tls-key", settings)
        let authorities = try file("tls-client-ca", settings)
        let choices = ServerTLS.ClientCertificates.allCases.map(\.rawValue).joined(separator: ", ")
        let asking = try settings.value(
            "tls-client-certificates", expected: "one of \(choices)",
            parse: ServerTLS.ClientCertificates.init(rawValue:))
        guard let certificate, let key else {
            let given = [
                ("tls-certificate", certificate != nil), ("tls-key", key != nil), ("tls-client-ca", authorities != nil),
                ("tls-client-certificates", asking != nil),
            ].filter(\.1).map { "--\($0.0)" }
            if given.isEmpty { return nil }
            throw ValidationError("\(given[0]): TLS needs both --tls-certificate and --tls-key")
        }
        if let asking, asking != .none, authorities == nil {
            throw ValidationError("--tls-client-certificates \(asking.rawValue): --tls-client-ca is missing")
        }
        return ServerTLS(
            certificateFile: certificate, keyFile: key, clientAuthorityFile: authorities, clientCertificates: asking)
    }

    /// The flag of the file that an error is about.
    package static func flag(for subject: TLSError.Subject) -> String? {
        switch subject {
        case .certificate: "--tls-certificate"
        case .key: "--tls-key"
        case .authorities: "--tls-client-ca"
        case .connection: nil
        }
    }

    private static func file(_ key: String, _ settings: Settings) throws -> String? {
        try settings.value(key, expected: "the name of a file") { $0.isEmpty ? nil : $0 }
    }
}
