// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import RPCServer

/// Where `--listen` wants the server to listen.
package enum ListenSetting: Hashable, Sendable, CustomStringConvertible {
    /// At an address that it binds itself.
    case address(SocketAddress)
    /// On the sockets that systemd has opened: those of a name, or all.
    case inherited(name: String?)

    /// The text that ``init(_:)`` reads.
    package var description: String {
        switch self {
        case .address(let address): address.description
        case .inherited(nil): "systemd"
        case .inherited(let name?): "systemd:\(name)"
        }
    }

    /// Reads `systemd`, `systemd:NAME`, or an address; nil for anything else.
    package init?(_ text: String) {
        if text == "systemd" {
            self = .inherited(name: nil)
        } else if text.hasPrefix("systemd:") {
            let name = text.dropFirst("systemd:".count)
            guard !name.isEmpty else { return nil }
            self = .inherited(name: String(name))
        } else {
            guard let address = SocketAddress(text) else { return nil }
            self = .address(address)
        }
    }
}

/// The sockets that systemd has opened for this process (sd_listen_fds_with_names(3)).
package struct SocketActivation: Sendable {
    /// One of them.
    package struct Socket: Hashable, Sendable {
        /// Its descriptor.
        package let descriptor: Int32
        /// Its name: `FileDescriptorName=` of its unit, or the unit's own name.
        package let name: String
    }

    /// All of them; none without systemd, and none where they are another process's.
    package let sockets: [Socket]

    /// The first descriptor that is handed over: what follows standard input, output and error.
    private static let first: Int32 = 3

    /// - Parameters:
    ///   - environment: all variables of the process.
    ///   - process: the number of this process.
    /// - Throws: `ValidationError` naming the variable that makes no sense.
    package init(environment: [String: String], process: Int32 = getpid()) throws {
        guard let count = environment["LISTEN_FDS"], let owner = environment["LISTEN_PID"] else {
            sockets = []
            return
        }
        guard let owner = Int32(owner), owner > 0 else {
            throw ValidationError("environment variable LISTEN_PID: '\(owner)' is no number of a process")
        }
        guard owner == process else {
            sockets = []
            return
        }
        guard let count = Int32(count), (0...4096).contains(count) else {
            throw ValidationError("environment variable LISTEN_FDS: '\(count)' is no number of sockets")
        }
        let given = environment["LISTEN_FDNAMES"]
        let names = given?.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        if let names, let given, names.count != Int(count) {
            throw ValidationError("environment variable LISTEN_FDNAMES: '\(given)' does not name \(count) sockets")
        }
        sockets = (0..<count).map { index in
            Socket(descriptor: Self.first + index, name: names?[Int(index)] ?? "unknown")
        }
    }

    /// The sockets that a setting is about; without one those that are there.
    ///
    /// - Throws: `ValidationError` if it wants sockets of which there is none.
    package func sockets(for listen: ListenSetting?) throws -> [Socket] {
        switch listen {
        case .address: return []
        case nil: return sockets
        case .inherited(let name):
            let wanted = sockets.filter { name == nil || $0.name == name }
            guard wanted.isEmpty else { return wanted }
            let there = sockets.isEmpty ? "none" : sockets.map(\.name).joined(separator: ", ")
            throw ValidationError(
                "--listen systemd\(name.map { ":" + $0 } ?? ""): systemd has opened no such socket; there is \(there)")
        }
    }
}
