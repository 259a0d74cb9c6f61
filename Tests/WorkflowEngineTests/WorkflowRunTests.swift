// SPDX-License-Identifier: Apache-2.0

import Protobuf
import RPCServer
import StrategosAPI
import Synchronization
import Testing
import WorkflowEngine

@Suite("Runs of workflows")
struct WorkflowRunTests {
    @Test("Steps see the question and what came before, and the last value is the answer")
    func sequence() async throws {
        let result = try await Fixtures.run(
            """
              - {name: a, task: {uses: echo, inputs: {value: "input.x + 1.0"}}}
              - {name: b, task: {uses: echo, inputs: {value: "[a, outcome['a'], left_tokens]"}}}
            """, input: ["x": 2])
        #expect(result.value == [3, "ok", 100] && result.failure == nil && result.degraded.isEmpty)
        #expect(result.trace.chronological.map(\.path) == ["a", "b"])
    }

    @Test("The result is an expression over all values; what was left out is null")
    func result() async throws {
        let steps = """
              - {name: a, when: "input.go", task: {uses: echo, settings: {value: yes}}}
            """
        #expect(try await Fixtures.run(steps, result: "a == null ? 'none' : a", input: ["go": true]).value == "yes")
        let skipped = try await Fixtures.run(steps, result: "a == null ? 'none' : a", input: ["go": false])
        #expect(skipped.value == "none" && skipped.trace.entries.map(\.outcome) == [.skipped])
    }

    @Test("A step that fails ends the workflow, unless it is optional or something stands in for it")
    func failure() async throws {
        let failed = try await Fixtures.run("  - {name: a, task: {uses: failing}}\n  - {name: b, task: {uses: echo}}\n")
        #expect(failed.value == nil && failed.failure?.reason == .backendDown)
        #expect(failed.trace.entries.map(\.path) == ["a"] && failed.degraded.map(\.reason) == [.backendDown])
        let optional = try await Fixtures.run(
            "  - {name: a, optional: true, task: {uses: failing}}\n  - {name: b, task: {uses: echo, settings: {value: 1}}}\n"
        )
        #expect(optional.value == 1 && optional.degraded.map(\.step) == ["a"])
        let fallback = try await Fixtures.run(
            """
              - name: a
                task: {uses: failing}
                fallback: [{name: instead, task: {uses: echo, settings: {value: 7}}}]
              - {name: b, task: {uses: echo, inputs: {value: "[a, outcome['a']]"}}}
            """)
        #expect(fallback.value == [7, "failed"])
        #expect(fallback.trace.entries.map(\.path) == ["a", "a/instead", "b"])
    }

    @Test("Attempts end with the first that is well")
    func attempts() async throws {
        let failing = Fixtures.Failing(times: 2)
        let result = try await Fixtures.run("  - {name: a, attempts: 5, task: {uses: failing}}\n", failing: failing)
        #expect(result.value == 3 && failing.calls.load(ordering: .relaxed) == 3)
    }

    @Test("A loop ends by its condition or its number, and rounds are told apart in the trace")
    func loop() async throws {
        func steps(_ until: String) -> String {
            """
              - name: l
                loop:
                  times: 3
                  until: "\(until)"
                  steps: [{name: n, task: {uses: echo, inputs: {value: "n == null ? 1.0 : n + 1.0"}}}]
            """
        }
        // A step does not know itself before it has been named.
        #expect(throws: (any Error).self) { try Fixtures.program(steps("n >= 2.0")) }
        let named = "  - {name: count, task: {uses: failing}, optional: true}\n"
        let failing = Fixtures.Failing(times: 0)
        let result = try await Fixtures.run(
            named + """
                  - name: l
                    loop: {times: 3, until: "n >= 3.0", steps: [{name: n, task: {uses: failing}}]}
                """, failing: failing)
        #expect(result.value == 3)
        #expect(result.trace.chronological.map(\.path) == ["count", "l", "l/n", "l#2/n"])
    }

    @Test("Steps at once give a list, with null for what failed; all failing is a failure")
    func parallel() async throws {
        let result = try await Fixtures.run(
            """
              - name: p
                parallel:
                  steps:
                    - {name: a, task: {uses: echo, settings: {value: 1}}}
                    - {name: b, task: {uses: failing}}
                    - {name: c, task: {uses: echo, settings: {value: 3}}}
              - {name: d, task: {uses: echo, inputs: {value: "[p, [c, outcome['b']]]"}}}
            """)
        #expect(result.value == [[1, nil, 3], [3, "failed"]])
        let failed = try await Fixtures.run("  - {name: p, parallel: {steps: [{name: a, task: {uses: failing}}]}}\n")
        #expect(failed.failure?.reason == .backendDown)
    }

    @Test("The first to end well wins a race, and the others are ended")
    func race() async throws {
        let result = try await Fixtures.run(
            """
              - name: r
                race:
                  steps:
                    - {name: slow, task: {uses: waiting}}
                    - {name: bad, task: {uses: failing}}
                    - {name: quick, task: {uses: echo, settings: {value: 5}}}
            """, within: .seconds(3600), clock: .system)
        #expect(result.value == 5)
        #expect(result.trace.entries.contains { $0.path == "r/slow" && $0.outcome == .cutShort })
    }

    @Test("A task that waits is ended when its time is over, and what follows still has time")
    func timeout() async throws {
        let result = try await Fixtures.run(
            """
              - {name: a, optional: true, budget: {time: 0.02s}, task: {uses: waiting}}
              - {name: b, task: {uses: echo, inputs: {value: "outcome['a']"}}}
            """, within: .seconds(3600), clock: .system)
        #expect(result.value == "failed" && result.degraded.map(\.reason) == [.timeout])
        #expect(result.trace.entries[0].outcome == .cutShort && result.trace.entries[0].duration >= .milliseconds(20))
    }

    @Test("Time and tokens are carved from what the surroundings have")
    func budgets() async throws {
        let result = try await Fixtures.run(
            """
              - {name: a, task: {uses: budget}}
              - {name: b, budget: {share_per_mille: 250, tokens: 30}, task: {uses: budget}}
              - {name: c, task: {uses: echo, settings: {tokens: 60}}}
              - name: d
                budget: {time: 3s}
                sequence: {steps: [{name: e, budget: {share_per_mille: 500, tokens: 90}, task: {uses: budget}}]}
            """, result: "[a, b, e]", more: "reserve: 2s\n")
        #expect(
            result.value == [["ms": 8000, "tokens": 100], ["ms": 2000, "tokens": 30], ["ms": 1500, "tokens": 40]])
        #expect(result.trace.entries.first { $0.path == "c" }?.tokens == 60)
    }

    @Test("A step that needs more time than there is has failed, and is not begun")
    func leastTime() async throws {
        let steps = """
              - {name: a, optional: true, budget: {least_time: 11s}, task: {uses: failing}}
              - {name: b, budget: {least_time: 10s}, task: {uses: echo, inputs: {value: "outcome['a']"}}}
            """
        let result = try await Fixtures.run(steps)
        #expect(result.value == "failed" && result.degraded.map(\.reason) == [.budgetTooSmall])
        #expect(result.degraded.first?.detail == "10000 ms are left, and it needs 11000 ms")
    }

    @Test("The question is made once, when something looks at it, and tasks see what runs them")
    func input() async throws {
        let made = Atomic<Int>(0)
        let input = WorkflowValue {
            made.add(1, ordering: .relaxed)
            return ["q": 4]
        }
        let blind = try Fixtures.program("  - {name: a, task: {uses: echo, settings: {value: 1}}}\n")
        _ = await blind.run(input, deadline: .after(.seconds(1)))
        #expect(made.load(ordering: .relaxed) == 0)
        let seeing = try Fixtures.program(
            "  - {name: a, when: input.q > 1.0, task: {uses: context}}\n", result: "[a, input.q]")
        let result = await seeing.run(input, deadline: .after(.seconds(1)), context: "who runs it")
        #expect(result.value == ["who runs it", 4] && made.load(ordering: .relaxed) == 1)
    }

    @Test("What is only named is handed on as it is, and made when somebody looks at it")
    func handedOn() async throws {
        let made = Atomic<Int>(0)
        let large = WorkflowValue {
            made.add(1, ordering: .relaxed)
            return ["units": 3]
        }
        let program = try Fixtures.program(
            "  - {name: a, task: {uses: echo, inputs: {value: input.large}}}\n",
            result: "outcome.a == 'ok' ? (input.other ? 0 : a) : null")
        let result = await program.run(
            WorkflowValue(["large": large, "other": WorkflowValue(false)]), deadline: .after(.seconds(1)))
        #expect(result.answer === large && made.load(ordering: .relaxed) == 0)
        #expect(result.value == ["units": 3] && made.load(ordering: .relaxed) == 1)
        // A member that is not there is an error still, and one that is null is null.
        let step = "  - {name: a, task: {uses: echo}}\n"
        #expect(try await Fixtures.run(step, result: "input.b", input: ["b": nil]).value == .null)
        #expect(try await Fixtures.run(step, result: "input.c", input: ["b": nil]).failure != nil)
    }

    @Test("A workflow has its time spent as its slowest step does, however deep that is")
    func pace() throws {
        func pace(_ step: String) throws -> StepPace { try Fixtures.program("  - {name: a, \(step)}\n").pace }
        #expect(try pace("task: {uses: echo}") == .brief)
        let computing = "{name: b, task: {uses: budget}}"
        #expect(try pace("sequence: {steps: [\(computing), {name: c, task: {uses: echo}}]}") == .computing)
        #expect(try pace("task: {uses: echo}, fallback: [{name: b, task: {uses: waiting}}]") == .waiting)
    }

    @Test("Without time nothing is begun")
    func noTime() async throws {
        let result = try await Fixtures.run("  - {name: a, task: {uses: echo}}\n", within: .zero)
        #expect(result.failure?.reason == .budgetTooSmall)
    }

    @Test("A condition that has no value is a failure that says which")
    func condition() async throws {
        let result = try await Fixtures.run("  - {name: a, when: input.x > 1.0, task: {uses: echo}}\n", input: ["y": 1])
        #expect(result.failure?.reason == .invalidOutput && result.failure?.detail.contains("input.x > 1.0") == true)
    }

    @Test("A workflow can be a step of another, in whatever order the files come, but not of itself")
    func inner() async throws {
        func text(_ name: String, _ steps: String) -> String { "name: \(name)\nversion: 1\nsteps: [\(steps)]\n" }
        let tasks = TaskRegistry([Fixtures.Echo()])
        let outer = ("o.yaml", text("outer", "{name: s, workflow: inner}"))
        let inner = ("i.yaml", text("inner", "{name: v, task: {uses: echo, inputs: {value: input.q}}}"))
        let library = try WorkflowLibrary([outer, inner], tasks: tasks)
        let result = try await #require(library["outer"]).run(WorkflowValue(["q": 4]), deadline: .after(.seconds(1)))
        #expect(result.value == 4 && result.trace.chronological.map(\.path) == ["s", "s/v"])
        #expect(throws: (any Error).self) {
            try WorkflowLibrary(
                [("a", text("a", "{name: s, workflow: b}")), ("b", text("b", "{name: s, workflow: a}"))], tasks: tasks)
        }
    }

    @Test("The timeline shows when each step began, how long it took and how it ended")
    func timeline() async throws {
        let trace = try await Fixtures.run(
            "  - {name: first, task: {uses: echo}}\n  - {name: no, when: 'false', task: {uses: echo}}\n"
        ).trace
        let lines = trace.timeline(width: 10).split(separator: "\n")
        #expect(lines.count == 2 && lines[0].hasPrefix("first |#") && lines[0].hasSuffix(" ok"))
        #expect(lines[1].hasPrefix("no    |") && lines[1].hasSuffix(" skipped"))
    }
}
