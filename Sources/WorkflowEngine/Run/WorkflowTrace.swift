// SPDX-License-Identifier: Apache-2.0
import StrategosAPI

/// What was done in a run, step by step.
public struct WorkflowTrace: Sendable {
    /// A step that has ended.
    public struct Entry: Sendable, Hashable {
        /// The names of the steps around it and its own, joined by `/`; rounds and attempts beyond the first are
        /// marked as `name#2`.
        public var path: String
        /// When it began, from the start of the run.
        public var started: Duration
        /// How long it took.
        public var duration: Duration
        /// How it ended.
        public var outcome: StepOutcome
        /// Why it failed, or what it noted.
        public var detail: String
        /// Tokens that it had models write.
        public var tokens: Int
        /// Its number among all steps, in the order in which they began.
        var number: Int
    }

    /// In the order in which they ended, those within others first.
    public internal(set) var entries: [Entry] = []

    /// The trace in the order in which steps began.
    public var chronological: [Entry] { entries.count < 2 ? entries : entries.sorted { $0.number < $1.number } }

    /// One line a step: when it began, how long it took as a bar, how it ended.
    ///
    /// - Parameter width: columns of the bars.
    public func timeline(width: Int = 40) -> String {
        let entries = chronological
        let total = max(.nanoseconds(1), entries.map { $0.started + $0.duration }.max() ?? .zero)
        let longest = entries.map(\.path.count).max() ?? 0
        return entries.map { entry in
            let from = min(width - 1, Int(entry.started / total * Double(width)))
            let length = max(1, min(width - from, Int((entry.duration / total * Double(width)).rounded())))
            let bar =
                String(repeating: " ", count: from) + String(repeating: "#", count: length)
                + String(repeating: " ", count: width - from - length)
            let name = entry.path + String(repeating: " ", count: longest - entry.path.count)
            let tokens = entry.tokens > 0 ? " \(entry.tokens) tokens" : ""
            let detail = entry.detail.isEmpty ? "" : " – " + entry.detail
            return "\(name) |\(bar)| \(Self.milliseconds(entry.started)) + \(Self.milliseconds(entry.duration)) ms "
                + Self.word(entry.outcome) + tokens + detail
        }.joined(separator: "\n")
    }

    private static func milliseconds(_ duration: Duration) -> String {
        let thousandths = Int((duration / .microseconds(1)).rounded())
        let fraction = String(thousandths % 1000)
        return "\(thousandths / 1000)." + String(repeating: "0", count: 3 - fraction.count) + fraction
    }

    /// An outcome as expressions know it.
    static func word(_ outcome: StepOutcome) -> String {
        switch outcome {
        case .ok: "ok"
        case .skipped: "skipped"
        case .cutShort: "cut short"
        default: "failed"
        }
    }
}
