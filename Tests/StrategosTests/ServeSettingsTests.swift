// SPDX-License-Identifier: Apache-2.0

import RPCServer
import Testing
import strategos

@Suite("What serve is told")
struct ServeSettingsTests {
    private func settings(_ flags: [String: String], _ environment: [String: String] = [:]) throws -> ServeSettings {
        try ServeSettings(Settings(flags: flags, environment: environment))
    }

    @Test("Without anything it is the loopback address on port 8080")
    func defaults() throws {
        let settings = try settings([:])
        #expect("\(settings.server.address)" == "127.0.0.1:8080")
        #expect(settings.server.limits.messageBytes == Limits().messageBytes)
    }

    @Test(
        "Sockets of systemd are those of this process, by their names",
        arguments: [
            ([:], nil, []), (["LISTEN_FDS": "2", "LISTEN_PID": "8"], nil, []),
            (["LISTEN_FDS": "2", "LISTEN_PID": "7"], nil, [3, 4]), (["LISTEN_FDS": "0", "LISTEN_PID": "7"], nil, []),
            (["LISTEN_FDS": "3", "LISTEN_PID": "7", "LISTEN_FDNAMES": "a:b:a"], "systemd:a", [3, 5]),
            (["LISTEN_FDS": "1", "LISTEN_PID": "7"], "127.0.0.1:80", []),
            (["LISTEN_FDS": "1", "LISTEN_PID": "7", "LISTEN_FDNAMES": ""], "systemd", [3]),
        ] as [([String: String], String?, [Int32])])
    func inheritedSockets(environment: [String: String], listen: String?, descriptors: [Int32]) throws {
        let setting = try listen.map { try #require(ListenSetting($0)) }
        let activation = try SocketActivation(environment: environment, process: 7)
        #expect(try activation.sockets(for: setting).map(\.descriptor) == descriptors)
        #expect(setting.map { "\($0)" } == listen)
    }

    @Test(
        "What is said of sockets and makes no sense is named",
        arguments: [
            (["LISTEN_FDS": "x", "LISTEN_PID": "7"], "LISTEN_FDS"),
            (["LISTEN_FDS": "-1", "LISTEN_PID": "7"], "LISTEN_FDS"),
            (["LISTEN_FDS": "1", "LISTEN_PID": "me"], "LISTEN_PID"),
            (["LISTEN_FDS": "2", "LISTEN_PID": "7", "LISTEN_FDNAMES": "a"], "LISTEN_FDNAMES"),
        ])
    func malformedActivation(environment: [String: String], variable: String) {
        let error = #expect(throws: (any Error).self) { try SocketActivation(environment: environment, process: 7) }
        #expect("\(error!)".contains(variable))
    }

    @Test("Each property of Limits has a setting")
    func limitsAreComplete() {
        #expect(Mirror(reflecting: Limits()).children.count == LimitSettings.keys.count)
        #expect(Set(LimitSettings.keys).count == LimitSettings.keys.count)
    }

    @Test("Each setting of a limit changes one property, and no two change the same", arguments: LimitSettings.keys)
    func limitsAreDistinct(key: String) throws {
        let text = LimitSettings.defaultText(of: key)!
        let other = text.hasSuffix("s") ? "7s" : "7"
        let limits = try settings(["limits.\(key)": other]).server.limits
        let before = Mirror(reflecting: Limits()).children.map { "\($0.label!)=\($0.value)" }
        let after = Mirror(reflecting: limits).children.map { "\($0.label!)=\($0.value)" }
        let changed = zip(before, after).filter { $0 != $1 }.map(\.1)
        #expect(changed.count == 1)
        let words = key.split(separator: "-").map(String.init)
        let property = words[0] + words.dropFirst().map { $0.prefix(1).uppercased() + $0.dropFirst() }.joined()
        #expect(changed.first?.hasPrefix("\(property)=7") == true)
        #expect(try settings(["limits.\(key)": text]).server.limits.description == Limits().description)
    }

    @Test("Sizes and times have units")
    func units() throws {
        let limits = try settings(["limits.message-bytes": "3MiB", "limits.header-bytes": "8KiB"]).server.limits
        #expect(limits.messageBytes == 3 << 20)
        #expect(limits.headerBytes == 8192)
        #expect(try settings(["grace": "250ms"]).server.grace == .milliseconds(250))
        #expect(try settings([:], ["STRATEGOS_LIMITS_STALL_TIMEOUT": "2m"]).server.limits.stallTimeout == .seconds(120))
    }

    @Test(
        "What is no value is an error that names the option",
        arguments: [
            ("listen", "nonsense"), ("listen", "127.0.0.1:99999"), ("listen", "::1:80"), ("listen", ":80"),
            ("listen", "unix:"), ("loops", "0"), ("loops", "-1"), ("grace", "1"), ("grace", "1d"), ("grace", "s"),
            ("notice", "-1s"), ("log-level", "loud"), ("log-format", "xml"), ("limits.message-bytes", "4MB"),
            ("limits.message-bytes", "99999999999"), ("limits.concurrent-streams", "0"), ("limits.idle-timeout", "1"),
        ])
    func invalid(key: String, value: String) {
        let error = #expect(throws: (any Error).self) { try settings([key: value]) }
        #expect(
            error.map { "\($0)".hasPrefix("--\(key.hasPrefix("limits.") ? "set " : "")\(key): '\(value)' is not ") }
                == true)
    }

    @Test(
        "Addresses of all kinds", arguments: ["127.0.0.1:0", "localhost:8080", "[::1]:443", "unix:/run/strategos.sock"])
    func addresses(text: String) throws {
        #expect("\(try settings(["listen": text]).server.address)" == text)
    }

    @Test("A variable with a slip in its name is noticed")
    func unknownVariables() {
        let environment = [
            "STRATEGOS_LISTN": "", "STRATEGOS_LISTEN": "", "STRATEGOS_LIMITS_MESSAGE_BYTES": "", "PATH": "",
        ]
        #expect(ServeSettings.unknownVariables(in: environment) == ["STRATEGOS_LISTN"])
    }
}

extension Limits {
    fileprivate var description: String {
        Mirror(reflecting: self).children.map { "\($0.label!)=\($0.value)" }.joined(separator: " ")
    }
}
