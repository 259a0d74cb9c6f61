// SPDX-License-Identifier: Apache-2.0

import FoundationEssentials
import Logging
import SystemPackage

/// How a log line is written.
package enum LogFormat: String, CaseIterable {
    /// `time=… level=info message="…" key=value …`, one event a line (logfmt).
    case text
    /// One JSON object a line.
    case json
}

/// Writes each log event as one line of structured text to standard error.
///
/// A line leaves in a single `write`, so that lines of several threads do not mix.
package struct StructuredLogHandler: LogHandler {
    package var logLevel: Logger.Level
    package var metadata: Logger.Metadata = [:]
    package var metadataProvider: Logger.MetadataProvider?

    private let format: LogFormat
    private let write: @Sendable (String) -> Void

    /// - Parameter write: takes a finished line, newline included.
    package init(
        level: Logger.Level, format: LogFormat, write: @escaping @Sendable (String) -> Void = Self.standardError
    ) {
        self.logLevel = level
        self.format = format
        self.write = write
    }

    package subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    package func log(event: LogEvent) {
        var fields = [("time", Self.timestamp()), ("level", "\(event.level)"), ("message", "\(event.message)")]
        var merged = metadata
        if let provided = metadataProvider?.get() { merged.merge(provided) { _, new in new } }
        if let own = event.metadata { merged.merge(own) { _, new in new } }
        for (key, value) in merged.sorted(by: { $0.key < $1.key }) { fields.append((key, "\(value)")) }
        write(Self.line(fields, format))
    }

    private static func line(_ fields: [(String, String)], _ format: LogFormat) -> String {
        switch format {
        case .text:
            fields.map { "\($0.0)=\(needsQuotes($0.1) ? quoted($0.1) : $0.1)" }.joined(separator: " ") + "\n"
        case .json:
            "{" + fields.map { "\(quoted($0.0)):\(quoted($0.1))" }.joined(separator: ",") + "}\n"
        }
    }

    private static func needsQuotes(_ value: String) -> Bool {
        value.isEmpty || value.utf8.contains { $0 <= 0x20 || $0 == 0x22 || $0 == 0x3D || $0 == 0x5C || $0 == 0x7F }
    }

    /// A JSON string literal; control characters are escaped, so a value can never start a line of its own.
    private static func quoted(_ value: String) -> String {
        var result = "\""
        for scalar in value.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\r": result += "\\r"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7F:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// The present time as RFC 3339 in UTC with milliseconds.
    private static func timestamp() -> String {
        Date.now.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    }

    private static let standardError: @Sendable (String) -> Void = { line in
        // Nobody is left to be told when standard error itself cannot be written.
        _ = try? FileDescriptor.standardError.writeAll(line.utf8)
    }
}
