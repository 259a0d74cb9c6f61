// SPDX-License-Identifier: Apache-2.0
import Protobuf
import StrategosAPI

/// Steps that are done at once. Each sees what was known before, and not what the others find out.
extension WorkflowRun {
    private struct Ended: Sendable {
        let index: Int
        let name: String
        let result: Result<WorkflowValue, StepFailure>
    }

    /// All of them; a list of their values, null for those that failed or were left out. It fails if all fail.
    func parallel(
        _ steps: [ProgramStep], _ scope: inout WorkflowScope, end: UInt64, tokens: Int
    ) async throws(StepFailure) -> WorkflowValue {
        let shared = scope
        var values = steps.map { _ in WorkflowValue.null }
        var failures: [StepFailure] = []
        let all = await withTaskGroup(of: Ended.self) { group in
            for (index, step) in steps.enumerated() {
                group.addTask { await one(step, index, shared, end: end, tokens: tokens) }
            }
            var all: [Ended] = []
            for await ended in group { all.append(ended) }
            return all
        }
        for ended in all {
            switch ended.result {
            case .success(let value):
                values[ended.index] = value
                scope.set(ended.name, value)
                scope.set(outcome: "ok", of: ended.name)
            case .failure(let failure):
                failures.append(failure)
                scope.set(outcome: "failed", of: ended.name)
            }
        }
        if failures.count == steps.count, let first = failures.first { throw first }
        let list = values
        return WorkflowValue { Google_Protobuf_Value(Google_Protobuf_ListValue(values: list.map(\.json))) }
    }

    /// The first that ends well; the others are cancelled, and waited for. It fails if all fail.
    func race(
        _ steps: [ProgramStep], _ scope: inout WorkflowScope, end: UInt64, tokens: Int
    ) async throws(StepFailure) -> WorkflowValue {
        let shared = scope
        typealias Winner = (name: String, value: WorkflowValue)
        let (winner, failure) = await withTaskGroup(of: Ended.self) { group -> (Winner?, StepFailure?) in
            for (index, step) in steps.enumerated() {
                group.addTask { await one(step, index, shared, end: end, tokens: tokens) }
            }
            var failure: StepFailure?
            while let ended = await group.next() {
                switch ended.result {
                case .success(let value) where !value.isNull:
                    group.cancelAll()
                    return ((ended.name, value), failure)
                case .success: continue
                case .failure(let error): failure = failure ?? error
                }
            }
            return (nil, failure)
        }
        guard let (name, value) = winner else {
            throw failure ?? StepFailure(.invalidOutput, "no step of the race was done")
        }
        scope.set(name, value)
        scope.set(outcome: "ok", of: name)
        return value
    }

    private func one(
        _ step: ProgramStep, _ index: Int, _ shared: WorkflowScope, end: UInt64, tokens: Int
    ) async -> Ended {
        var scope = shared
        do throws(StepFailure) {
            let value: WorkflowValue =
                switch try await self.step(step, &scope, end: end, tokens: tokens) {
                case .value(let value): value
                case .skipped: .null
                }
            return Ended(index: index, name: step.name, result: .success(value))
        } catch {
            return Ended(index: index, name: step.name, result: .failure(error))
        }
    }
}
