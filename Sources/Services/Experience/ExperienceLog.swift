// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif
import Protobuf
import RPCServer
import StrategosAPI
import Synchronization

/// A file of experience that records are appended to, by a thread of its own: nobody who brings one waits.
///
/// For any number of threads. What was written survives the end of the process, and of the machine from ``close()`` on.
public final class ExperienceLog: Sendable {
    /// How much is kept.
    public struct Limits: Sendable {
        /// Bytes of the file. A record takes some 300, so that there is room for 200,000; all of them are read at the
        /// start, which takes a second then.
        public var bytes = 64 << 20
        /// Records that may wait to be written; a disk that stands still costs some 300 KB then.
        public var queue = 1024

        /// The usual.
        public init() {}
    }

    /// Why a record is not in the file.
    public enum Drop: String, Sendable, CaseIterable {
        /// Too many were waiting.
        case queue
        /// The file has as many bytes as it may have.
        case full
        /// It could not be written.
        case failed
    }

    /// What whoever runs it should know.
    public enum Event: Sendable {
        /// The file has as many bytes as it may have: nothing more is recorded.
        case full
        /// It could not be written, and why; later records are tried again.
        case failed(String)
    }

    private struct State {
        var waiting: [ExperienceRecord] = []
        var isClosed = false
        /// The thread has written what there was, and has let go of the file.
        var hasEnded = false
        var written = (matches: 0, trials: 0)
        var dropped: [Drop: Int] = [:]
        var bytes = 0
    }

    /// What the file had when it was opened.
    public let known: Experience
    /// Bytes at its end that were no whole record, and were taken away. 0: there were none.
    public let tornBytes: Int
    private let limits: Limits
    private let state: WaitingLine<State>
    private let observer: @Sendable (Event) -> Void

    /// Opens a file, made if there is none, reads what it has, and begins to take records.
    ///
    /// - Parameter observer: told of troubles, on the log's thread.
    /// - Throws: why it cannot be used, with the line and field where it is a line's fault.
    public init(
        path: String, limits: Limits = Limits(), observer: @escaping @Sendable (Event) -> Void = { _ in }
    ) throws(ExperienceFileError) {
        self.limits = limits
        self.observer = observer
        var file = try ExperienceFile(path, isWritten: true)
        let lines = try file.lines(limit: limits.bytes)
        known = Experience(lines.records)
        tornBytes = lines.tornBytes
        var state = State()
        state.bytes = file.size
        self.state = WaitingLine(state)
        let box = FileBox(file)
        Platform.startThread(named: "experience") { [self] in write(box) }
    }

    /// Reads a file without writing to it; another process may do so meanwhile.
    ///
    /// - Throws: why it cannot be read, with the line and field where it is a line's fault.
    public static func read(
        _ path: String, limit: Int = Limits().bytes
    ) throws(ExperienceFileError) -> (experience: Experience, tornBytes: Int) {
        var file = try ExperienceFile(path, isWritten: false)
        let lines = try file.lines(limit: limit)
        return (Experience(lines.records), lines.tornBytes)
    }

    /// Has a record written. Never waits.
    ///
    /// - Returns: whether it was taken; it is dropped, and counted, if too many are waiting.
    @discardableResult
    public func append(_ record: ExperienceRecord) -> Bool {
        let limit = limits.queue
        return state.change(waking: .all) { state in
            guard !state.isClosed, state.waiting.count < limit else {
                state.dropped[.queue, default: 0] += 1
                return false
            }
            state.waiting.append(record)
            return true
        }
    }

    /// Writes what waits, and lets go of the file. Blocks its thread until that is done.
    public func close() {
        state.change(waking: .all) { $0.isClosed = true }
        state.wait { $0.hasEnded ? .done(()) : .again(at: .max) }
    }

    // MARK: The thread

    private func write(_ box: FileBox) {
        while let records = next() {
            for record in records { write(record, box) }
        }
        box.file.withLock { file in
            file?.synchronize()
            file = nil
        }
        state.change(waking: .all) { $0.hasEnded = true }
    }

    /// What waits; nothing when there will be no more.
    private func next() -> [ExperienceRecord]? {
        state.wait { state -> Waiting<[ExperienceRecord]?> in
            guard !state.waiting.isEmpty else { return state.isClosed ? .done(nil) : .again(at: .max) }
            defer { state.waiting = [] }
            return .done(state.waiting)
        }
    }

    private func write(_ record: ExperienceRecord, _ box: FileBox) {
        // Who brings a record has made it of valid texts; a line that could not be read again must not get in.
        guard let line = try? ExperienceLines.line(record), (try? record.validate(limit: 1)) != nil else {
            return drop(.failed, .failed("a record breaks the rules of the schema"))
        }
        guard (state.change(waking: .none) { $0.bytes }) + line.count <= limits.bytes else { return drop(.full, .full) }
        let (isThere, error) = box.file.withLock { file -> (Bool, Int32) in
            let isThere = file?.append(line) ?? false
            return (isThere, errno)
        }
        guard isThere else { return drop(.failed, .failed(unsafe String(cString: strerror(error)))) }
        state.change(waking: .none) { state in
            state.bytes += line.count
            if case .matchOutcome? = record.kind { state.written.matches += 1 } else { state.written.trials += 1 }
        }
    }

    /// Counts a record that is not in the file; the first one for each reason is told of.
    private func drop(_ reason: Drop, _ event: Event) {
        let isFirst = state.change(waking: .none) { state in
            state.dropped[reason, default: 0] += 1
            return state.dropped[reason] == 1
        }
        if isFirst { observer(event) }
    }

    // MARK: What is counted

    /// How many records were written, and how many are not in the file, by the reason.
    public var counts: (matches: Int, trials: Int, dropped: [Drop: Int]) {
        state.change(waking: .none) { ($0.written.matches, $0.written.trials, $0.dropped) }
    }

    /// What was counted, in Prometheus' text format.
    public var prometheusText: String {
        let (counts, bytes) = (counts, state.change(waking: .none) { $0.bytes })
        var text =
            PrometheusText.head("strategos_experience_records_total", "counter", "Records of experience written.")
            + "strategos_experience_records_total{kind=\"match_outcome\"} \(counts.matches)\n"
            + "strategos_experience_records_total{kind=\"proposal_trial\"} \(counts.trials)\n"
            + PrometheusText.head(
                "strategos_experience_dropped_total", "counter", "Records of experience that are not in the file.")
        for reason in Drop.allCases {
            text += "strategos_experience_dropped_total{reason=\"\(reason.rawValue)\"} \(counts.dropped[reason] ?? 0)\n"
        }
        return text + PrometheusText.head("strategos_experience_bytes", "gauge", "Bytes of the file of experience.")
            + "strategos_experience_bytes \(bytes)\n"
    }
}

/// Carries a file to the thread that has it from then on.
private final class FileBox: Sendable {
    let file: Mutex<ExperienceFile?>

    init(_ file: consuming ExperienceFile) { self.file = Mutex(file) }
}
