// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import RPCServer

/// How `strategos inspect` speaks TLS; each of its options but `--server-name` turns TLS on.
struct InspectTLSOptions: ParsableArguments {
    @Flag(name: .customLong("tls"), help: "Speak TLS; implied by the files below.")
    var isWanted = false
    @Option(
        name: [.customLong("ca"), .customLong("cacert"), .customLong("cacert", withSingleDash: true)],
        help: ArgumentHelp(
            "Authorities that the server's certificate must be by (PEM), instead of the system's.", valueName: "file"))
    var authorities: String?
    @Option(
        name: [.customLong("cert"), .customLong("cert", withSingleDash: true)],
        help: ArgumentHelp("The certificate to show to the server (PEM).", valueName: "file"))
    var certificate: String?
    @Option(
        name: [.customLong("key"), .customLong("key", withSingleDash: true)],
        help: ArgumentHelp("The private key of the certificate (PEM).", valueName: "file"))
    var key: String?
    @Option(
        name: [.customLong("server-name"), .customLong("servername", withSingleDash: true)],
        help: ArgumentHelp(
            "The name that the server's certificate must be for, if not that of ADDRESS.", valueName: "name"))
    var serverName: String?

    /// What a channel is told; nil for connections in clear text.
    ///
    /// - Throws: `ValidationError` naming the options that do not go together, or the one whose file is no good.
    func configuration(plaintext: Bool) throws -> ClientTLS? {
        guard isWanted || authorities != nil || certificate != nil || key != nil else { return nil }
        if plaintext { throw ValidationError("--plaintext does not go together with options of TLS") }
        guard (certificate == nil) == (key == nil) else {
            throw ValidationError("--cert and --key go together only")
        }
        let tls = ClientTLS(
            authorityFile: authorities, certificateFile: certificate, keyFile: key, serverName: serverName)
        do throws(TLSError) {
            try tls.check()
        } catch {
            let flag =
                switch error.subject {
                case .certificate: "--cert "
                case .key: "--key "
                case .authorities: "--ca "
                case .connection: ""
                }
            throw ValidationError("\(flag)\(error)")
        }
        return tls
    }
}
