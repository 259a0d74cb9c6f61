// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import StrategosAPI

/// Runs a task no longer than it may take.
enum TaskDeadline {
    /// A task that waits is cancelled when its time is over; one that computes looks at the time itself, and costs
    /// neither a timer nor another task.
    static func run(_ task: any StepTask, _ call: TaskCall) async throws(StepFailure) -> WorkflowValue {
        guard task.pace == .waiting else { return try await task.run(call) }
        typealias Ended = Result<WorkflowValue, StepFailure>
        let (ended, words) = await withTaskGroup(of: Ended?.self) { group -> (Ended?, String) in
            group.addTask {
                do throws(StepFailure) {
                    return .success(try await task.run(call))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                try? await Task.sleep(for: call.deadline.remaining)
                return nil
            }
            let first = await group.next() ?? nil
            group.cancelAll()
            guard first == nil, case .failure(let failure)? = await group.next() ?? nil else { return (first, "") }
            // What it says of its end, as whom it has asked.
            return (nil, ": " + failure.detail)
        }
        guard let ended else { throw StepFailure(.timeout, "its time was over" + words) }
        return try ended.get()
    }
}
