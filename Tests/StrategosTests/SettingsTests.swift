// SPDX-License-Identifier: Apache-2.0

import Testing
import strategos

@Suite("Settings from flags and environment")
struct SettingsTests {
    @Test("A flag wins over the environment, the environment over nothing")
    func order() throws {
        let both = Settings(flags: ["loops": "3"], environment: ["STRATEGOS_LOOPS": "4", "STRATEGOS_GRACE": "5"])
        #expect(try both.value("loops", expected: "a number") { Int($0) } == 3)
        #expect(try both.value("grace", expected: "a number") { Int($0) } == 5)
        #expect(try both.value("listen", expected: "an address") { $0 } == nil)
    }

    @Test("Keys of limits are variables with underscores")
    func limits() throws {
        let settings = Settings(flags: [:], environment: ["STRATEGOS_LIMITS_MAX_MESSAGE_BYTES": "12"])
        #expect(try settings.value("limits.max-message-bytes", expected: "a number") { Int($0) } == 12)
    }

    @Test(
        "A value that cannot be read names where it stands",
        arguments: [
            (["loops": "many"], [:], "--loops: 'many' is not a number"),
            ([:], ["STRATEGOS_LOOPS": "x"], "environment variable STRATEGOS_LOOPS: 'x' is not a number"),
            (["limits.a-b": ""], [:], "--set limits.a-b: '' is not a number"),
            ([:], ["STRATEGOS_LIMITS_A_B": "-"], "environment variable STRATEGOS_LIMITS_A_B: '-' is not a number"),
        ] as [([String: String], [String: String], String)])
    func errors(flags: [String: String], environment: [String: String], message: String) {
        let settings = Settings(flags: flags, environment: environment)
        let key = message.contains("a-b") || message.contains("A_B") ? "limits.a-b" : "loops"
        let error = #expect(throws: (any Error).self) { try settings.value(key, expected: "a number") { Int($0) } }
        #expect(error.map { "\($0)" } == message)
    }
}
