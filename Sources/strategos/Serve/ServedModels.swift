// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Providers
import RPCServer
import Services
import StrategosAPI
import StrategyTasks
import Synchronization
import WorkflowEngine
import YAMLMessages

/// The models of `strategos serve`: the backends, and the workflows that ask them, read again when they have changed.
package final class ServedModels: ServerReloadable {
    /// What is wrong with a file: a sentence that names the flag, the file, and the place in it.
    private struct Failure: Error, Equatable, CustomStringConvertible {
        let description: String
    }

    package let name = "workflows"
    package var counters: (loaded: ServerCounter, refused: ServerCounter) { (.workflowsLoaded, .workflowsRefused) }

    /// The backends, in the order of their file.
    let backends: [ModelBackend]
    /// What the services ask.
    let advising: Advising
    private let advisor: WorkflowAdvisor
    private let cache: ProposalCache
    private let files: Reloaded<WorkflowFolder.Files, WorkflowLibrary, Failure>

    /// - Parameter experience: what became of earlier proposals, to which these are added; nil: nothing is learnt.
    /// - Throws: `ValidationError` that names the flag, the file, and the place in it.
    package init(
        _ settings: ModelSettings, environment: [String: String], experience: ExperienceLog? = nil
    ) throws {
        do throws(YAMLMessageError) {
            backends = try BackendFile(path: settings.backends)
                .backends(transport: CurlTransport(), environment: environment)
        } catch {
            throw ValidationError("--backends: \(error)")
        }
        var models: [String: any ModelProvider] = [:]
        for backend in backends { models[backend.name] = backend }
        let (known, cache) = (models, ProposalCache(limits: settings.proposals))
        let trials = experience.map(PromptTrials.init)
        self.cache = cache
        do throws(Failure) {
            files = try Reloaded(
                read: { () throws(Failure) in
                    try Self.named { () throws(YAMLMessageError) in
                        try WorkflowFolder.Files(path: settings.workflows)
                    }
                },
                make: { (files) throws(Failure) in
                    try Self.named { () throws(YAMLMessageError) in
                        try WorkflowFolder(files).library(backends: known, cache: cache, trials: trials)
                    }
                })
        } catch {
            throw ValidationError(error.description)
        }
        advisor = WorkflowAdvisor(files.current, trials: trials)
        advising = Advising(advisor, patience: settings.adviceTime)
    }

    package func reload() -> ReloadOutcome {
        switch files.reload() {
        case .unchanged: return .unchanged
        case .failed(let failure): return .failed(failure)
        case .loaded(let library):
            advisor.adopt(library)
            cache.forget()
            let names = library.programs.values.map { "\($0.workflow.name)/\($0.workflow.version)" }.sorted()
            return .loaded(["workflows": names.joined(separator: ",")])
        }
    }

    private static func named<Value>(
        _ body: () throws(YAMLMessageError) -> Value
    ) throws(Failure) -> Value {
        do throws(YAMLMessageError) {
            return try body()
        } catch {
            throw Failure(description: "--workflows: \(error)")
        }
    }

    // MARK: What is told of backends

    /// The state of backends and what became of advice, in Prometheus' text format.
    var prometheusText: String {
        BackendMetricsText.text(backends.map { $0.status() }) + advising.prometheusText + cache.prometheusText
    }

    /// What health calls the kinds of backends that there are.
    var healthNames: [String] { Self.kinds(backends).map(\.name) }

    /// Says of each kind of backend whether one of them would be asked, now and whenever that changes.
    func report(to health: HealthService) {
        // One at a time, so that what is said last is how it is.
        let turn = Mutex(())
        let backends = backends
        let tell = { @Sendable in
            turn.withLock { _ in
                for (kind, name) in Self.kinds(backends) {
                    let isServing = backends.contains { $0.kind == kind && $0.isServing }
                    health.set(isServing ? .serving : .notServing, for: name)
                }
            }
        }
        for backend in backends { backend.observe { tell() } }
        tell()
    }

    private static func kinds(_ backends: [ModelBackend]) -> [(kind: BackendKind, name: String)] {
        [(BackendKind.openai, "llm"), (.agentToolkit, "aiqtoolkit")].filter { kind, _ in
            backends.contains { $0.kind == kind }
        }
    }
}
