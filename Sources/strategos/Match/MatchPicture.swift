// SPDX-License-Identifier: Apache-2.0

import Arena

/// A match as lines of text: the map in hexes, two columns each, odd rows half a hex to the right; then a
/// line for each team. With colours ground is coloured by its owner; without them letters say the same.
package struct MatchPicture {
    /// What the match is called in the first line.
    let title: String
    /// Names of the players by team.
    let players: [String]
    let hasColors: Bool

    package init(title: String, players: [String], hasColors: Bool) {
        (self.title, self.players, self.hasColors) = (title, players, hasColors)
    }

    /// Ground, weakly held ground, and text of each team, from the 256 colours of terminals.
    private static let colors: [(strong: Int, weak: Int, text: Int)] = [
        (25, 17, 117), (124, 52, 217), (28, 22, 120), (130, 94, 222), (91, 54, 183), (30, 23, 123),
    ]

    /// The picture now.
    package func lines(_ match: Match) -> [String] {
        let state = match.state
        let agents = agents(state)
        let map = match.map
        var lines = [header(match), ""]
        for row in 0..<map.geometry.height {
            var line = row % 2 == 1 ? " " : ""
            for column in 0..<map.geometry.width {
                let cell = row * map.geometry.width + column
                line += hex(cell, agent: agents[cell], state, match)
            }
            lines.append(line)
        }
        lines.append("")
        for team in 0..<map.teamCount { lines.append(summary(team, match, state)) }
        lines.append(legend)
        return lines
    }

    private func header(_ match: Match) -> String {
        let seconds = Int(match.state.tick) / 10
        let clock = "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
        let state = match.state
        var text = "\(title) · tick \(state.tick) of \(match.rules.matchTicks) · \(clock)"
        if state.ending != .running {
            let winner = state.winner == MatchState.noTeam ? "a draw" : "\(players[Int(state.winner)]) wins"
            text += " · \(winner) (\(state.ending))"
        }
        return styled(text, "1")
    }

    /// On each cell the agent that is shown: of several the one with the lowest number, and how many more.
    private func agents(_ state: MatchState) -> [Int: (agent: Int, count: Int)] {
        var found: [Int: (agent: Int, count: Int)] = [:]
        for team in 0..<Int(state.teamCount) {
            for agent in state.agents(of: team) {
                let cell = Int(state.cell[agent])
                found[cell] = (found[cell]?.agent ?? agent, (found[cell]?.count ?? 0) + 1)
            }
        }
        return found
    }

    /// Two columns.
    private func hex(_ cell: Int, agent: (agent: Int, count: Int)?, _ state: MatchState, _ match: Match) -> String {
        guard match.map.isPassable[cell] else { return styled(hasColors ? "▒▒" : "##", "38;5;240") }
        let owner = state.owner(of: cell, match.rules)
        let isOwned = owner != MatchState.noTeam
        let ground = isOwned ? ground(Int(owner), isStrong: state.control[cell] > 600) : "48;5;234"
        if let agent {
            let team = agent.agent / Capacity.agentsPerTeam
            let letter = letter(state.body[agent.agent].role, team)
            let second = agent.count == 1 ? ground2(owner) : agent.count < 10 ? "\(agent.count)" : "+"
            return styled(letter + second, "\(ground);1;38;5;\(Self.colors[team].text)")
        }
        if let base = match.map.bases.firstIndex(of: cell) {
            return styled("@" + ground2(owner), "\(ground);1;38;5;\(Self.colors[base].text)")
        }
        let units = state.deposit[cell]
        if !units.isEmpty {
            let kind = (0..<3).max { units.units[$0] < units.units[$1] } ?? 0
            return styled((hasColors ? "•" : "*") + ground2(owner), "\(ground);38;5;\([226, 208, 51][kind])")
        }
        return styled((hasColors ? "·" : isOwned ? mark(Int(owner)) : "·") + ground2(owner), "\(ground);38;5;239")
    }

    private func ground(_ team: Int, isStrong: Bool) -> String {
        "48;5;\(isStrong ? Self.colors[team].strong : Self.colors[team].weak)"
    }

    /// The second column of a hex, which says without colours whose it is.
    private func ground2(_ owner: UInt8) -> String {
        hasColors || owner == MatchState.noTeam ? " " : mark(Int(owner))
    }

    private func mark(_ team: Int) -> String { [":", "=", "+", "-", "~", "\""][team] }

    /// The first letter of the role. Without colours the second team has small letters, further ones too.
    private func letter(_ role: AgentRole, _ team: Int) -> String {
        let letter = ["C", "E", "D", "A"][Int(role.rawValue)]
        return hasColors || team == 0 ? letter : letter.lowercased()
    }

    private func summary(_ team: Int, _ match: Match, _ state: MatchState) -> String {
        let own = state.teams[team]
        let share = Double(own.cells) / Double(max(1, match.map.passableCount))
        let filled = min(24, Int((share * 24).rounded()))
        let bar =
            styled(String(repeating: hasColors ? "█" : mark(team), count: filled), "38;5;\(Self.colors[team].text)")
            + styled(String(repeating: hasColors ? "░" : ".", count: 24 - filled), "38;5;240")
        let roles = state.roleCounts(of: team)
        let mix = ["C", "E", "D", "A"].enumerated().map { "\(roles[$0.offset])\($0.element)" }.joined(separator: " ")
        return styled(padded(players[team], 14), "1;38;5;\(Self.colors[team].text)") + bar
            + padded(" \(Int((share * 100).rounded())) %", 7) + padded("\(state.agentCount(of: team)) agents", 10)
            + padded("(\(mix))", 16) + padded("stock \(own.stock.x)/\(own.stock.y)/\(own.stock.z)", 19)
            + "lost \(own.lost)"
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(1, width - text.count))
    }

    private var legend: String {
        let agents = "C collector  E explorer  D defender  A attacker  @ base"
        guard !hasColors else { return styled(agents + "  • resource  ▒▒ obstacle", "38;5;245") }
        let teams = players.enumerated().map { "\(mark($0.offset)) \($0.element)" }.joined(separator: "  ")
        return agents + "  * resource  ## obstacle  \(teams) (small letters)"
    }

    private func styled(_ text: String, _ style: String) -> String {
        hasColors && !text.isEmpty ? "\u{1b}[\(style)m\(text)\u{1b}[0m" : text
    }
}
