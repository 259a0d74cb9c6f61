// SPDX-License-Identifier: Apache-2.0

/// A tournament's games as comma-separated values (RFC 4180), a line for each.
enum TournamentCSV {
    private static let columns = [
        "seed", "first", "second", "first_seat", "score", "ending", "ticks",
    ]
    private static let accounts = ["territory", "gathered", "spent", "idle", "spawned", "lost"]

    static func text(_ tournament: Tournament, _ rounds: [Tournament.Round]) -> String {
        let head = columns + ["first", "second"].flatMap { player in accounts.map { "\(player)_\($0)" } }
        var lines = [head.joined(separator: ",")]
        for round in rounds.sorted(by: { $0.index < $1.index }) where round.index < tournament.seeds {
            for (pair, games) in zip(tournament.pairs, round.games) {
                for (index, game) in games.enumerated() {
                    let seat = tournament.isOneSided ? round.index % 2 : index
                    let played = [
                        "\(tournament.firstSeed &+ UInt64(round.index))", tournament.players[pair.0].name,
                        tournament.players[pair.1].name, "\(seat)", "\(game.score)", "\(game.ending)", "\(game.ticks)",
                    ]
                    lines.append((played + game.accounts.flatMap(values)).joined(separator: ","))
                }
            }
        }
        return lines.joined(separator: "\r\n") + "\r\n"
    }

    private static func values(_ account: GameAccount) -> [String] {
        [
            "\((account.territory * 10_000).rounded() / 10_000)", "\(account.gathered)", "\(account.spent)",
            "\(account.idle)", "\(account.spawned)", "\(account.lost)",
        ]
    }
}
