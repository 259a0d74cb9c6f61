// SPDX-License-Identifier: Apache-2.0

import Foundation
import Protobuf
import Providers
import RPCServer
import Services
import StrategosAPI
import StrategyTasks
import Synchronization
import Testing
import WorkflowEngine

@Suite("Prompts that are tried")
struct PromptTrialsTests {
    private static let good =
        #"{"posture":"POSTURE_DEFENSIVE","priorities":[{"task":"TASK_KIND_DEFEND_BASE","weightPerMille":1000}]}"#

    /// Says what a test wants by the prompt, whose first line is its name.
    private final class Model: ModelProvider {
        let answers: Mutex<[String: Result<String, ModelFailure>]>
        let asked = Mutex<[String]>([])

        init(_ answers: [String: Result<String, ModelFailure>]) { self.answers = Mutex(answers) }

        func generate(
            _ request: ModelRequest, events: @Sendable (ModelEvent) -> Void
        ) async throws(ModelFailure) -> ModelAnswer {
            let name = String(request.messages.last?.content.prefix { $0 != "\n" } ?? "")
            asked.withLock { $0.append(name) }
            let text = try (answers.withLock { $0[name] } ?? .success(PromptTrialsTests.good)).get()
            return ModelAnswer(text: text, model: "m", usage: TokenUsage(prompt: 9, completion: 40))
        }
    }

    /// A folder of one workflow with the prompts `a`, `b` and `c`, and a file of experience beside it.
    private final class Scene {
        let url = FileManager.default.temporaryDirectory.appending(path: "trials-\(UUID())")
        var experience: String { url.appending(path: "experience.jsonl").path() }

        init(settings: String = "variants: [b, c]", prompts: [String: String] = [:]) throws {
            try FileManager.default.createDirectory(
                at: url.appending(path: "prompts"), withIntermediateDirectories: true)
            for name in ["a", "b", "c"] {
                try Data((prompts[name] ?? "\(name)\nWhat now?").utf8)
                    .write(to: url.appending(path: "prompts/\(name).mustache"))
            }
            let workflow = """
                name: team_strategy
                version: 7
                tokens: 100
                steps:
                  - name: plan
                    task: {uses: plan}
                  - name: model
                    optional: true
                    sequence:
                      steps:
                        - name: proposal
                          task:
                            uses: propose
                            inputs: {plan: plan.answer}
                            settings: {backend: llm, prompt: a, form: strategy, \(settings)}
                        - name: valid
                          task: {uses: validate, inputs: {value: proposal}, settings: {form: strategy}}
                        - name: simulated
                          task: {uses: simulate, inputs: {proposal: valid}}
                        - name: choice
                          task: {uses: choose, inputs: {plan: simulated.plan, proposal: simulated.proposal}}
                result: "choice == null ? plan : choice"
                """
            try Data(workflow.utf8).write(to: url.appending(path: "team_strategy.yaml"))
        }

        deinit { try? FileManager.default.removeItem(at: url) }

        /// Asks so many questions one after the other; gives the notes of the step that proposes.
        func ask(_ count: Int, _ model: Model?, log: ExperienceLog?, cache: ProposalCache? = nil) async throws
            -> [String]
        {
            let trials = log.map(PromptTrials.init)
            var limits = ProposalCache.Limits()
            limits.time = .zero
            let library = try WorkflowFolder(path: url.path()).library(
                backends: model.map { ["llm": $0] } ?? [:], cache: cache ?? ProposalCache(limits: limits),
                trials: trials)
            let advisor = WorkflowAdvisor(library, trials: trials)
            var notes: [String] = []
            for _ in 0..<count {
                let deadline = Deadline.after(.seconds(30))
                let question = try PlannerQuestions().question(
                    for: "team_strategy", try PromptTrialsTests.request.jsonBytes(), deadline: deadline)
                let advice = await advisor.advise(on: question, until: deadline, progress: nil)
                notes.append(advice.steps.first { $0.name == "model/proposal" }?.detail ?? "")
            }
            return notes
        }

        /// What is in the file.
        func trials() throws -> [ProposalTrial] {
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: experience)))
            return try ExperienceLines(bytes, file: "").records.compactMap { record in
                guard case .proposalTrial(let trial)? = record.kind else { return nil }
                return trial
            }
        }
    }

    private static let request: Google_Protobuf_Value = [
        "teamId": "red",
        "gameState": [
            "matchId": "m", "tick": "1200",
            "teams": [
                [
                    "id": "red",
                    "agents": [["id": "r1", "role": "AGENT_ROLE_COLLECTOR", "position": ["q": 0, "r": 0]]],
                ],
                [
                    "id": "blue",
                    "agents": [["id": "b1", "role": "AGENT_ROLE_ATTACKER", "position": ["q": 1, "r": 0]]],
                ],
            ],
        ],
    ]

    private static func tally(_ trials: Int, chosen: Int) -> VariantTally {
        var tally = VariantTally()
        for number in 0..<trials {
            var trial = ProposalTrial()
            (trial.valid, trial.chosen) = (true, number < chosen)
            tally.add(trial)
        }
        return tally
    }

    @Test(
        "UCB1 takes the untried first, then the largest bound, the first of the file where several have it",
        arguments: [
            ([(0, 0), (0, 0)], 0), ([(5, 5), (0, 0), (0, 0)], 1), ([(1, 0), (1, 0)], 0), ([(2, 0), (1, 0)], 1),
            ([(10, 8), (10, 2)], 0), ([(10, 2), (10, 8)], 1),
            // 0.1 + √(2 ln 110 / 10) = 1.07 against 0.5 + √(2 ln 110 / 100) = 0.81: little is known of the first.
            ([(10, 1), (100, 50)], 0),
            // 0 + √(2 ln 130 / 30) = 0.57 against 0.5 + √(2 ln 130 / 100) = 0.81.
            ([(30, 0), (100, 50)], 1),
        ] as [([(Int, Int)], Int)])
    func ucb1(counts: [(Int, Int)], expected: Int) {
        #expect(PromptTrials.ucb1(counts.map { Self.tally($0.0, chosen: $0.1) }) == expected)
    }

    @Test("Without experience it is always the first, and the trace says so")
    func first() async throws {
        let (scene, model) = (try Scene(), Model([:]))
        let notes = try await scene.ask(3, model, log: nil)
        #expect(model.asked.withLock { $0 } == ["a", "a", "a"])
        #expect(notes.allSatisfy { $0.contains("prompt a, the first of 3") }, "\(notes)")
        let alone = try await Scene(settings: "max_tokens: 50").ask(1, model, log: nil)
        #expect(!alone[0].contains("prompt"))
    }

    @Test("Each is tried, then the one that wins; the trace says why, and each trial has its record")
    func learns() async throws {
        let scene = try Scene()
        // b talks nonsense, c is never heard; a is good, though perhaps not better than the planner.
        let model = Model(["b": .success("I would attack!"), "c": .failure(ModelFailure(.timeout, "x"))])
        let log = try ExperienceLog(path: scene.experience)
        let notes = try await scene.ask(4, model, log: log)
        log.close()
        #expect(Array(model.asked.withLock { $0 }.prefix(3)) == ["a", "b", "c"])
        #expect(notes[0].contains("prompt a, chosen before: a 0 of 0, b 0 of 0, c 0 of 0"), "\(notes)")
        #expect(notes[1].contains("prompt b, chosen before: a ") && notes[2].contains("prompt c"), "\(notes)")
        let trials = try scene.trials()
        #expect(trials.map(\.prompt) == model.asked.withLock { $0 })
        for trial in trials {
            #expect((trial.workflow, trial.workflowVersion, trial.step) == ("team_strategy", 7, "model/proposal"))
            #expect(trial.backend == "llm" && trial.valid == (trial.prompt == "a"))
            #expect((trial.gain != nil) == trial.valid && trial.model == (trial.prompt == "c" ? "" : "m"))
        }
        #expect(Set(trials.map(\.promptDigest)).count == 3)
        // Chosen means better than the planner's own by what the comparison says.
        #expect(trials.allSatisfy { !$0.chosen || ($0.gain ?? 0) > 0 })
    }

    @Test("The same file and the same questions give the same choices")
    func reproducible() async throws {
        let scene = try Scene()
        let answers: [String: Result<String, ModelFailure>] = ["b": .success("{}")]
        let begun = try ExperienceLog(path: scene.experience)
        _ = try await scene.ask(5, Model(answers), log: begun)
        begun.close()
        let file = try Data(contentsOf: URL(filePath: scene.experience))
        var choices: [[String]] = []
        for _ in 0..<2 {
            try file.write(to: URL(filePath: scene.experience))
            let (model, log) = (Model(answers), try ExperienceLog(path: scene.experience))
            _ = try await scene.ask(6, model, log: log)
            log.close()
            choices.append(model.asked.withLock { $0 })
        }
        #expect(choices[0] == choices[1] && choices[0].count == 6)
        // It is the file that decides: without it the first three are tried in their order.
        #expect(choices[0].prefix(3) != ["a", "b", "c"])
    }

    @Test(
        "A backend that was not there says nothing of the prompt",
        arguments: [ModelFailure.Reason.unreachable, .breakerOpen, .rateLimited, .busy, .serverError, .cancelled])
    func notThePrompt(reason: ModelFailure.Reason) async throws {
        let scene = try Scene()
        let log = try ExperienceLog(path: scene.experience)
        let model = Model(["a": .failure(ModelFailure(reason, "x"))])
        let notes = try await scene.ask(2, model, log: log)
        _ = try await scene.ask(1, nil, log: log)
        log.close()
        #expect(try scene.trials().isEmpty && model.asked.withLock { $0 } == ["a", "a"])
        #expect(notes.allSatisfy { $0.contains("prompt a") })
    }

    @Test("A kept answer is no trial, and one by another prompt is not taken for it")
    func cached() async throws {
        let scene = try Scene(settings: "variants: [b], same_by: [plan]")
        let (model, log, cache) = (Model([:]), try ExperienceLog(path: scene.experience), ProposalCache())
        let notes = try await scene.ask(4, model, log: log, cache: cache)
        log.close()
        // a, then b, which was never tried, whatever is kept of a; then what is kept of the better one.
        #expect(model.asked.withLock { $0 } == ["a", "b"])
        #expect(notes[2].contains("kept; prompt ") && notes[3].contains("kept"), "\(notes)")
        #expect(try scene.trials().map(\.prompt) == ["a", "b"])
    }

    @Test("Another text is another prompt, also where only a part of it is another")
    func digests() throws {
        var prompts = PromptLibrary()
        try prompts.add("a", "x {{> part }}", file: "")
        try prompts.add("same", "x {{> part }}", file: "")
        try prompts.add("b", "x", file: "")
        try prompts.add("part", "y {{>a}}", file: "")
        let digest = try #require(prompts.digest(of: "a"))
        #expect(digest.wholeMatch(of: #/[0-9a-f]{16}/#) != nil)
        #expect(prompts.digest(of: "b") != digest && prompts.digest(of: "none") == nil)
        try prompts.add("part", "z {{>a}}", file: "")
        #expect(prompts.digest(of: "a") != digest)
    }

    @Test(
        "What is wrong with the list of prompts is said when the file is read",
        arguments: [
            ("variants: [d]", "must be one of a, b, c"), ("variants: []", "must be a list"),
            ("variants: b", "must be a list"),
            ("variants: [b, b]", "twice"), ("variants: [a]", "twice"), ("variants: [3]", "must be one of"),
        ])
    func refused(settings: String, message: String) throws {
        let scene = try Scene(settings: settings)
        let error = #expect(throws: (any Error).self) {
            try WorkflowFolder(path: scene.url.path()).library(backends: [:])
        }
        #expect("\(error!)".contains("settings.variants: ") && "\(error!)".contains(message), "\(error!)")
    }
}
