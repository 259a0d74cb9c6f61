// SPDX-License-Identifier: Apache-2.0

import Planning
import RPCServer
import StrategosAPI

/// The routes that an existing browser game calls, answered by the services: its own words in, its own
/// words out. See docs/browser-game.md.
public struct BrowserGameRoutes<P: Planner>: Sendable {
    private let strategies: StrategyAnswers<P>
    private let agents: AgentAnswers<P>

    /// Answers by this planner; the clock only times.
    public init(planner: P, clock: MonotonicClock = .system) {
        strategies = StrategyAnswers(planner: planner, clock: clock)
        agents = AgentAnswers(planner: planner, clock: clock)
    }

    /// The routes.
    public var all: [HTTPRoute] {
        [
            HTTPRoute(.post, "/api/team-strategy") { [self] request, context in
                try Self.answering { () throws in
                    let state = try BrowserGameState(BrowserGameFields(json: request.body))
                    let strategy = try strategy(of: state, team: state.team ?? "", context.deadline)
                    return BrowserGameAnswers.strategy(strategy)
                }
            },
            HTTPRoute(.post, "/api/agent-specification") { [self] request, context in
                try Self.answering { () throws in
                    let fields = try BrowserGameFields(json: request.body)
                    let state = try BrowserGameState(agentRequest: fields)
                    var call = CreateAgentRequest()
                    call.teamID = state.team ?? ""
                    call.gameState = state.state
                    call.strategy = try Self.strategy(fields)
                    return BrowserGameAnswers.agent(
                        try agents.answer(call, deadline: context.deadline).agent ?? AgentSpec())
                }
            },
            .webSocket("/ws/{client_id}") { [self] socket, _, context in
                while let message = try await socket.receive() {
                    for answer in answers(to: message, context.deadline) { try await socket.send(.text(answer)) }
                }
            },
        ]
    }

    private static func answering(_ body: () throws -> [UInt8]) throws -> HTTPResponse {
        do {
            return HTTPResponse(json: try body())
        } catch let error as BrowserGameError {
            return HTTPResponse(status: 422, json: error.json)
        }
    }

    private func strategy(of state: BrowserGameState, team: String, _ deadline: Deadline?) throws -> TeamStrategy {
        var call = GenerateStrategyRequest()
        call.teamID = team
        call.gameState = state.state
        return try strategies.answer(call, deadline: deadline).strategy ?? TeamStrategy()
    }

    /// The strategy that a request for an agent names.
    private static func strategy(_ fields: BrowserGameFields) throws(BrowserGameError) -> TeamStrategy? {
        guard let given = try fields.optionalObject("strategy") else { return nil }
        var strategy = TeamStrategy()
        switch try given.optionalText("strategy") {
        case nil, "balanced": strategy.posture = .balanced
        case "aggressive": strategy.posture = .aggressive
        case "defensive": strategy.posture = .defensive
        case "economic": strategy.posture = .economic
        default: throw given.error("strategy", "Input should be aggressive, defensive, balanced or economic", "enum")
        }
        switch try given.optionalText("focus") {
        case nil, "territory": strategy.focus = .territory
        case "resources": strategy.focus = .resources
        case "combat": strategy.focus = .combat
        default: throw given.error("focus", "Input should be territory, resources or combat", "enum")
        }
        return strategy
    }

    // MARK: WebSocket

    /// What is said to a message: a directive for each team of a state, or what is wrong with it.
    private func answers(to message: WebSocket.Message, _ deadline: Deadline?) -> [String] {
        do {
            guard case .text(let text) = message else {
                throw BrowserGameError(path: [], message: "Input should be text", kind: "string_type")
            }
            let fields = try BrowserGameFields(json: Array(text.utf8))
            guard try fields.text("type") == "gameState" else {
                throw fields.error("type", "Input should be gameState", "enum")
            }
            let state = try BrowserGameState(fields.object("data"), needsTeam: false)
            let asked = state.team.map { [($0, state.givenTeam ?? $0)] } ?? [("red", "red"), ("blue", "blue")]
            return try asked.map { try directive(for: $0.0, named: $0.1, state, deadline) }
        } catch {
            // What the planner refuses is told in the same shape as what cannot be read.
            let known =
                error as? BrowserGameError
                ?? BrowserGameError(path: ["data"], message: RPCError(handlerFailure: error).message, kind: "refused")
            return ["{\"type\":\"error\",\"data\":" + String(decoding: known.json, as: UTF8.self) + "}"]
        }
    }

    private func directive(
        for team: String, named name: String, _ state: BrowserGameState, _ deadline: Deadline?
    ) throws -> String {
        let strategy = try strategy(of: state, team: team, deadline)
        var advice = RecommendCompositionRequest()
        advice.teamID = team
        advice.gameState = state.state
        advice.strategy = strategy
        let wanted = try agents.answer(advice, deadline: deadline).wanted ?? RoleCounts()
        return BrowserGameAnswers.directive(strategy, team: name, wanted: wanted)
    }
}
