// SPDX-License-Identifier: Apache-2.0

import Foundation

/// What systemd is told of the service, by the socket that `NOTIFY_SOCKET` names (sd_notify(3)). Without it
/// nothing is told.
package struct ServiceManager: Sendable {
    private let path: String?
    /// How often it wants a sign of life, by `WATCHDOG_USEC`; nil if it wants none of this process.
    package let watchdogInterval: Duration?

    /// - Parameter environment: all variables of the process.
    package init(environment: [String: String]) {
        path = environment["NOTIFY_SOCKET"].flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
        // Meant for another process, if it names one.
        let isForUs = environment["WATCHDOG_PID"].map { Int32($0) == getpid() } ?? true
        watchdogInterval = environment["WATCHDOG_USEC"].flatMap(Int64.init).flatMap { microseconds in
            isForUs && microseconds > 0 ? .microseconds(microseconds) : nil
        }
    }

    /// Tells something, such as `READY=1`. Nobody is left to be told if that fails.
    package func notify(_ state: String) {
        guard let path else { return }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        var bytes = Array(path.utf8)
        // `@` stands for the abstract namespace.
        if bytes.first == UInt8(ascii: "@") { bytes[0] = 0 }
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return }
        unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + bytes.count)
        let text = Array(state.utf8)
        unsafe withUnsafePointer(to: &address) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { socketAddress in
                _ = unsafe sendto(descriptor, text, text.count, Int32(MSG_NOSIGNAL), socketAddress, length)
            }
        }
    }

    /// Gives signs of life, twice as often as they are wanted, as long as a check comes back.
    package func keepAlive(while check: @escaping @Sendable () async -> Void) -> Task<Void, Never>? {
        guard path != nil, let watchdogInterval else { return nil }
        return Task {
            while !Task.isCancelled {
                await check()
                notify("WATCHDOG=1")
                try? await Task.sleep(for: watchdogInterval / 2)
            }
        }
    }
}
