// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import StrategosAPI

/// How a workflow has ended.
public struct WorkflowResult: Sendable {
    /// The answer; nothing if there is none.
    public var answer: WorkflowValue?
    /// Why there is none.
    public var failure: StepFailure?
    /// What was done.
    public var trace: WorkflowTrace
    /// What was less than it could have been.
    public var degraded: [Degradation]

    /// The answer as JSON.
    public var value: Google_Protobuf_Value? { answer?.json }
}

extension WorkflowProgram {
    /// Runs the workflow. It ends by its deadline, give or take what tasks take to notice that they are cancelled.
    ///
    /// - Parameters:
    ///   - input: the question, which expressions see as `input`.
    ///   - deadline: when the answer must be there.
    ///   - context: what tasks get to see of whoever runs it, beyond what is JSON.
    ///   - observer: told of each step as it begins and ends; nil: nobody wants to know.
    public func run(
        _ input: WorkflowValue, deadline: Deadline, context: (any Sendable)? = nil,
        observer: (@Sendable (WorkflowEvent) -> Void)? = nil
    ) async -> WorkflowResult {
        let state = RunState(workflow, clock: deadline.clock, context: context, observer: observer)
        let reserve = workflow.reserve?.duration.clampedNanoseconds ?? 0
        let end = deadline.instant > reserve ? deadline.instant - reserve : 0
        do throws(StepFailure) {
            let value = try await answer(to: input, WorkflowRun(state: state, path: ""), end: end)
            return WorkflowResult(answer: value, failure: nil, trace: state.trace, degraded: state.degraded)
        } catch {
            return WorkflowResult(answer: nil, failure: error, trace: state.trace, degraded: state.degraded)
        }
    }

    func answer(
        to input: WorkflowValue, _ run: WorkflowRun, end: UInt64
    ) async throws(StepFailure) -> WorkflowValue {
        var scope = WorkflowScope(input: input)
        let last = try await run.sequence(steps, &scope, end: end, tokens: run.state.tokens)
        guard let result else { return last }
        do throws(WorkflowExpressionError) {
            return try result.value(scope)
        } catch {
            throw StepFailure(.invalidOutput, error.description)
        }
    }
}

/// Runs steps at one place of a workflow.
struct WorkflowRun: Sendable {
    let state: RunState
    /// The names of the steps around, each followed by `/`.
    let path: String

    /// How a step has ended.
    enum Outcome {
        case value(WorkflowValue)
        case skipped
    }

    /// Steps one after the other; the value of the last one that had any.
    func sequence(
        _ steps: [ProgramStep], _ scope: inout WorkflowScope, end: UInt64, tokens: Int
    ) async throws(StepFailure) -> WorkflowValue {
        var last = WorkflowValue.null
        for step in steps {
            do throws(StepFailure) {
                if case .value(let value) = try await self.step(step, &scope, end: end, tokens: tokens) { last = value }
            } catch {
                guard step.isOptional, !Task.isCancelled else { throw error }
            }
        }
        return last
    }

    /// One step with its condition, budget, attempts and fallback.
    func step(
        _ step: ProgramStep, _ scope: inout WorkflowScope, end: UInt64, tokens: Int
    ) async throws(StepFailure) -> Outcome {
        let path = path + step.name
        let now = state.clock.now()
        let end = StepBudget.end(of: step.budget, within: end, now: now)
        let tokens = StepBudget.tokens(of: step.budget, left: min(tokens, state.tokens))
        scope.leftMilliseconds = Double(end > now ? end - now : 0) / 1e6
        scope.leftTokens = Double(tokens)
        let before = state.tokens
        do throws(WorkflowExpressionError) {
            if let condition = step.condition, !(try condition.holds(scope)) {
                scope.set(outcome: "skipped", of: step.name)
                let number = state.begins(path, isSkipped: true)
                state.ended(path, number: number, began: now, .skipped, nil, tokensBefore: before)
                return .skipped
            }
        } catch {
            let failure = StepFailure(.invalidOutput, error.description)
            scope.set(outcome: "failed", of: step.name)
            state.ended(path, number: state.begins(path), began: now, .failed, failure, tokensBefore: before)
            state.degrade(path, failure)
            throw failure
        }
        let number = state.begins(path)
        let degradations = state.degraded.count
        do throws(StepFailure) {
            try StepBudget.demand(step.budget, left: end > now ? end - now : 0)
            let value = try await attempts(step, path, &scope, end: end, tokens: tokens)
            scope.set(step.name, value)
            scope.set(outcome: "ok", of: step.name)
            state.ended(path, number: number, began: now, .ok, nil, tokensBefore: before)
            return .value(value)
        } catch {
            scope.set(outcome: "failed", of: step.name)
            let outcome = error.reason == .timeout ? StepOutcome.cutShort : .failed
            state.ended(path, number: number, began: now, outcome, error, tokensBefore: before)
            // What failed within it has been noted already; and who has lost a race has not failed.
            if state.degraded.count == degradations, !Task.isCancelled { state.degrade(path, error) }
            guard !step.fallback.isEmpty, !Task.isCancelled else { throw error }
            let value = try await WorkflowRun(state: state, path: path + "/").sequence(
                step.fallback, &scope, end: end, tokens: tokens)
            scope.set(step.name, value)
            return .value(value)
        }
    }

    private func attempts(
        _ step: ProgramStep, _ path: String, _ scope: inout WorkflowScope, end: UInt64, tokens: Int
    ) async throws(StepFailure) -> WorkflowValue {
        var failure = StepFailure(.budgetTooSmall, "no time was left")
        for attempt in 1...step.attempts {
            guard state.clock.now() < end, !Task.isCancelled else { throw failure }
            do throws(StepFailure) {
                return try await action(
                    step.action, attempt == 1 ? path : "\(path)#\(attempt)", &scope, end: end,
                    tokens: min(tokens, state.tokens))
            } catch {
                failure = error
            }
        }
        throw failure
    }

    private func action(
        _ action: ProgramStep.Action, _ path: String, _ scope: inout WorkflowScope, end: UInt64, tokens: Int
    ) async throws(StepFailure) -> WorkflowValue {
        let inner = WorkflowRun(state: state, path: path + "/")
        switch action {
        case .task(let task, let inputs, let settings):
            let values = try Self.values(inputs, scope)
            let call = TaskCall(
                inputs: values, settings: settings, deadline: Deadline(instant: end, clock: state.clock),
                tokens: tokens, state: state, path: path)
            return try await TaskDeadline.run(task, call)
        case .sequence(let steps): return try await inner.sequence(steps, &scope, end: end, tokens: tokens)
        case .parallel(let steps): return try await inner.parallel(steps, &scope, end: end, tokens: tokens)
        case .race(let steps): return try await inner.race(steps, &scope, end: end, tokens: tokens)
        case .loop(let times, let until, let steps):
            var last = WorkflowValue.null
            for round in 1...times {
                let run = round == 1 ? inner : WorkflowRun(state: state, path: "\(path)#\(round)/")
                last = try await run.sequence(steps, &scope, end: end, tokens: min(tokens, state.tokens))
                do throws(WorkflowExpressionError) {
                    if let until, try until.holds(scope) { break }
                } catch {
                    throw StepFailure(.invalidOutput, error.description)
                }
            }
            return last
        case .workflow(let program):
            return try await program.answer(to: scope.input, inner, end: end)
        }
    }

    private static func values(
        _ inputs: [(name: String, expression: WorkflowExpression)], _ scope: WorkflowScope
    ) throws(StepFailure) -> [String: WorkflowValue] {
        var values: [String: WorkflowValue] = [:]
        for (name, expression) in inputs {
            do throws(WorkflowExpressionError) {
                values[name] = try expression.value(scope)
            } catch {
                throw StepFailure(.invalidOutput, "input \(name): \(error)")
            }
        }
        return values
    }
}
