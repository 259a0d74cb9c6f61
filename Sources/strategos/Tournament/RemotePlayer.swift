// SPDX-License-Identifier: Apache-2.0

import Arena
import Planning
import RPCServer
import Services
import StrategosAPI

/// A StrategyService that plays: `grpc://HOST:PORT`, in clear text, with `?deadline=50ms` for another time to answer
/// in.
package struct RemoteService: Hashable, Sendable {
    /// Time that a service has for a decision where the name does not say.
    private static let usualDeadline = Duration.seconds(5)

    /// As it was written.
    package let name: String
    let address: SocketAddress
    let deadline: Duration

    /// The service of a name, where that is one.
    init?(name: String) {
        let scheme = "grpc://"
        guard name.hasPrefix(scheme) else { return nil }
        let parts = name.dropFirst(scheme.count).split(separator: "?", omittingEmptySubsequences: false)
        guard let first = parts.first, let address = SocketAddress(String(first)), parts.count <= 2 else { return nil }
        var deadline = Self.usualDeadline
        if parts.count == 2 {
            guard parts[1].hasPrefix("deadline="),
                let given = Duration(setting: String(parts[1].dropFirst("deadline=".count))), given > .zero
            else { return nil }
            deadline = given
        }
        self.name = name
        self.address = address
        self.deadline = deadline
    }
}

/// Why a game could not be played on.
package struct RemotePlayerError: Error, CustomStringConvertible {
    package let description: String
}

/// A team that does what a service says: before each decision it sends the state of the game as any game would, and
/// plays the strategy that comes back.
struct RemotePlayer {
    private static let loops = Result { try EventLoopGroup(count: 1, name: "players") }
    private static let teams = ["red", "blue"]

    private let service: RemoteService
    private let client: StrategyServiceClient
    private let team: Int
    /// Never the same twice, so that the service does not take this match for one that it remembers.
    private let matchID: String
    private var current: TeamStrategy?

    /// - Throws: what the system says where no loop can be started.
    init(_ service: RemoteService, team: Int) throws {
        self.service = service
        self.team = team
        var configuration = ChannelConfiguration()
        configuration.retryPolicy = RetryPolicy()
        let channel = Channel(to: service.address, loops: try Self.loops.get(), configuration: configuration)
        client = StrategyServiceClient(channel: channel)
        matchID = "game-\(String(UInt64.random(in: .min ... .max), radix: 16))-\(Self.teams[team])"
    }

    /// What the service says.
    ///
    /// - Throws: `RemotePlayerError` with the service's name and the tick.
    mutating func orders(_ match: Arena.Match) async throws(RemotePlayerError) -> Orders {
        var request = GenerateStrategyRequest()
        request.teamID = Self.teams[team]
        request.gameState = GameState(match, teams: Self.teams, matchID: matchID)
        request.currentStrategy = current
        do throws(RPCError) {
            current = try await client.generateStrategy(request, options: CallOptions(timeout: service.deadline))
                .strategy
        } catch {
            throw RemotePlayerError(
                description: "\(service.name): at tick \(match.state.tick): \(error.code): \(error.message)")
        }
        guard let current else {
            throw RemotePlayerError(description: "\(service.name): at tick \(match.state.tick): no strategy came")
        }
        return Intent(current, on: match.map, teams: Self.teams).orders
    }
}
