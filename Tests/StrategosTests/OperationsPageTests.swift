// SPDX-License-Identifier: Apache-2.0

import Foundation
import RPCServer
import Services
import Testing
import strategos

@Suite("docs/operations.md says what the program does")
struct OperationsPageTests {
    private let page: String

    init() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        page = try String(contentsOf: root.appending(path: "docs/operations.md"), encoding: .utf8)
    }

    @Test("Each limit stands there with its default", arguments: LimitSettings.keys)
    func limits(key: String) {
        #expect(page.contains("| `\(key)` | \(LimitSettings.defaultText(of: key)!) |"))
    }

    @Test("Each option stands there with its variable", arguments: ServeSettings.keys)
    func options(key: String) {
        let variable = "STRATEGOS_" + key.replacing("-", with: "_").uppercased()
        #expect(page.contains("| `--\(key)` | `\(variable)` |"))
    }

    @Test("Each counter stands there", arguments: ServerCounter.allCases)
    func counters(counter: ServerCounter) {
        #expect(page.contains("`\(counter)`"))
    }

    @Test("Each counter of the planner stands there", arguments: SearchCounters.Counter.allCases)
    func counters(counter: SearchCounters.Counter) {
        #expect(page.contains("| `\(counter)` |"))
    }
}
