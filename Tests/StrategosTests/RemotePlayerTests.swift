// SPDX-License-Identifier: Apache-2.0

import Arena
import RPCServer
import Services
import StrategosAPI
import Testing
import strategos

/// Says the same strategy to whoever asks, and keeps what was asked.
private final class OneAnswer: StrategyService {
    private let asked = WaitingLine([GenerateStrategyRequest]())

    var questions: [GenerateStrategyRequest] { asked.change(waking: .all) { $0 } }

    func generateStrategy(
        _ request: GenerateStrategyRequest, context: CallContext
    ) async throws -> GenerateStrategyResponse {
        asked.change(waking: .all) { $0.append(request) }
        var response = GenerateStrategyResponse()
        var strategy = TeamStrategy()
        strategy.teamID = request.teamID
        strategy.posture = .aggressive
        strategy.focus = .combat
        response.strategy = strategy
        return response
    }
}

@Suite("Services as players")
struct RemotePlayerTests {
    private func rules(ticks: Int32) -> Rules {
        var rules = Rules()
        rules.matchTicks = ticks
        return rules
    }

    @Test("A service is asked for each decision, with what it said before, and its strategy is played")
    func asked() async throws {
        let service = OneAnswer()
        let server = try Server(configuration: ServerConfiguration(port: 0), services: [service])
        let name = "grpc://\(try server.start())"
        let player = try #require(Contestant(name: name))
        #expect(player.name == name && player.isRemote && player.needsSight)
        var game = try LiveGame(player, .archetype(.boom), seat: 1, on: Board(seed: 3), rules(ticks: 350))
        while try await game.playOn() {}
        let questions = service.questions
        #expect(questions.count == 4)
        #expect(questions.map(\.gameState?.tick) == [0, 100, 200, 300])
        #expect(questions.allSatisfy { $0.teamID == "blue" && $0.gameState?.teams.map(\.id) == ["red", "blue"] })
        #expect(questions[0].currentStrategy == nil && questions[1].currentStrategy?.posture == .aggressive)
        #expect(Set(questions.map { $0.gameState?.matchID }).count == 1)
        var intent = Intent(.aggressive)
        intent.focus = .combat
        #expect(game.orders[1].weights[2] == intent.orders.weights[2])
        await server.shutdown()
    }

    @Test("Our own service plays a match through")
    func ownService() async throws {
        let server = try Server(configuration: ServerConfiguration(port: 0), services: GameServices.all())
        let player = try #require(Contestant(name: "grpc://\(try server.start())?deadline=20s"))
        var tournament = Tournament(players: [player], against: [.threshold], seeds: 1, firstSeed: 7)
        tournament.isOneSided = true
        tournament.rules.rules.matchTicks = 600
        let report = try await tournament.play { _ in }
        #expect(report.matches == 1 && Set(report.standings.map(\.name)) == [player.name, "threshold"])
        await server.shutdown()
    }

    @Test("A service that does not answer ends the game with its name and the tick")
    func unreachable() async throws {
        // A port that nobody listens at any more.
        let server = try Server(configuration: ServerConfiguration(port: 0), services: [OneAnswer()])
        let name = "grpc://\(try server.start())?deadline=2s"
        await server.shutdown()
        let player = try #require(Contestant(name: name))
        let error = await #expect(throws: RemotePlayerError.self) {
            try await Game.play(player, .random, seat: 0, on: Board(seed: 3), rules(ticks: 200))
        }
        #expect(error?.description.hasPrefix("\(name): at tick 0: ") == true)
    }
}
