// SPDX-License-Identifier: Apache-2.0

import Arena
import ArgumentParser

/// The option by which commands that play take rules from a file.
struct RulesOptions: ParsableArguments {
    @Option(
        name: .customLong("rules"),
        help: ArgumentHelp("Rules to play by, a message ArenaRules in JSON; else the standard ones.", valueName: "file")
    )
    var path: String?

    /// The rules of the file, or the standard ones.
    func file() throws(RulesFileError) -> RulesFile {
        guard let path else { return .standard }
        return try RulesFile(path: path)
    }

    /// The same, for players that must not need more than fog leaves.
    func playable(by players: [Contestant]) throws -> RulesFile {
        let file = try file()
        guard !file.rules.isFogged || !players.contains(where: \.needsSight) else {
            throw ValidationError("under fog no planner can play: they know of a match what open rules show")
        }
        var standard = RulesFile.standard
        (standard.id, standard.rules.matchTicks) = (file.id, file.rules.matchTicks)
        guard !players.contains(where: \.isRemote) || file.title == standard.title else {
            throw ValidationError("--rules: services know the standard rules alone, but for how long a match takes")
        }
        return file
    }
}
