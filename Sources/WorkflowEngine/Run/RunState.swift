// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import StrategosAPI
import Synchronization

/// What a run knows, shared by steps that are done at once.
final class RunState: Sendable {
    private struct Content {
        var tokens: Int
        var begun = 0
        /// What was noted last, and by which step; mostly there is no other one.
        var lastNote = (path: "", detail: "")
        var otherNotes: [String: String] = [:]
        var trace = WorkflowTrace()
        var degraded: [Degradation] = []

        mutating func note(_ path: String, _ detail: String) {
            if lastNote.path != path, !lastNote.path.isEmpty { otherNotes[lastNote.path] = lastNote.detail }
            lastNote = (path, detail)
        }

        func note(of path: String) -> String? { lastNote.path == path ? lastNote.detail : otherNotes[path] }
    }

    let clock: MonotonicClock
    let began: UInt64
    let context: (any Sendable)?
    /// The workflow that is run.
    let workflow: (name: String, version: UInt32)
    private let observer: (@Sendable (WorkflowEvent) -> Void)?
    private let content: Mutex<Content>

    init(
        _ workflow: Workflow, clock: MonotonicClock, context: (any Sendable)?,
        observer: (@Sendable (WorkflowEvent) -> Void)?
    ) {
        self.clock = clock
        self.context = context
        self.observer = observer
        began = clock.now()
        self.workflow = (workflow.name, workflow.version)
        content = Mutex(Content(tokens: Int(workflow.tokens)))
    }

    var tokens: Int { content.withLock { $0.tokens } }
    var trace: WorkflowTrace { content.withLock { $0.trace } }
    var degraded: [Degradation] { content.withLock { $0.degraded } }

    func spend(_ tokens: Int) {
        content.withLock { $0.tokens = max(0, $0.tokens - max(0, tokens)) }
    }

    func note(_ path: String, _ detail: String) {
        let detail = String(detail.unicodeScalars.prefix(500))
        content.withLock { $0.note(path, detail) }
        observer?(.note(path: path, detail))
    }

    /// A step begins; gives its number.
    func begins(_ path: String, isSkipped: Bool = false) -> Int {
        if !isSkipped { observer?(.began(path: path)) }
        return content.withLock { content in
            content.begun += 1
            return content.begun
        }
    }

    /// A step has ended; a failure is kept as a degradation too.
    func ended(
        _ path: String, number: Int, began: UInt64, _ outcome: StepOutcome, _ failure: StepFailure?, tokensBefore: Int
    ) {
        let now = clock.now()
        let entry = content.withLock { content in
            let entry = WorkflowTrace.Entry(
                path: path, started: Self.duration(began &- self.began), duration: Self.duration(now &- began),
                outcome: outcome, detail: failure?.detail ?? content.note(of: path) ?? "",
                tokens: max(0, tokensBefore - content.tokens), number: number)
            content.trace.entries.append(entry)
            return entry
        }
        observer?(.ended(entry))
    }

    /// Something went wrong that was made good by something less.
    func degrade(_ path: String, _ failure: StepFailure) {
        var degradation = Degradation()
        degradation.reason = failure.reason
        degradation.step = String(path.suffix(64))
        degradation.detail = failure.detail
        content.withLock { if $0.degraded.count < 16 { $0.degraded.append(degradation) } }
    }

    private static func duration(_ nanoseconds: UInt64) -> Duration { .nanoseconds(Int64(clamping: nanoseconds)) }
}

/// What happens in a run, told as it happens, on whichever task does it.
public enum WorkflowEvent: Sendable {
    /// A step begins.
    case began(path: String)
    /// A step tells what it is doing.
    case note(path: String, String)
    /// A step has ended.
    case ended(WorkflowTrace.Entry)
}
