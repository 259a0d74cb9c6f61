// SPDX-License-Identifier: Apache-2.0

import Logging
import Synchronization
import Testing
import strategos

@Suite("Structured log lines")
struct StructuredLogHandlerTests {
    /// Logs one message and gives back what was written, without the time at its front.
    private func written(_ format: LogFormat, _ message: Logger.Message, _ metadata: Logger.Metadata) -> String {
        let lines = Mutex<[String]>([])
        let handler = StructuredLogHandler(level: .info, format: format) { line in lines.withLock { $0.append(line) } }
        let logger = Logger(label: "test") { _ in handler }
        logger.debug("below the level")
        logger.info(message, metadata: metadata)
        let all = lines.withLock { $0 }
        #expect(all.count == 1)
        return String(all.joined().drop { $0 != "l" }.dropLast())
    }

    @Test("Text has one event a line, keys sorted, quoted only where needed")
    func text() {
        #expect(
            written(.text, "listening", ["address": "127.0.0.1:80", "a": "b c"])
                == #"level=info message=listening a="b c" address=127.0.0.1:80"#)
    }

    @Test("A value with a line break cannot start a line of its own", arguments: LogFormat.allCases)
    func injection(format: LogFormat) {
        let line = written(format, "m", ["k": "x\nlevel=info \"quoted\" \u{1b}[0m"])
        #expect(!line.contains("\n") && !line.contains("\u{1b}"))
        #expect(line.contains(#"x\nlevel=info \"quoted\" \u001b[0m"#))
    }

    @Test("JSON is one object a line")
    func json() {
        #expect(written(.json, "listening", ["n": "1"]) == #"level":"info","message":"listening","n":"1"}"#)
    }
}
