// SPDX-License-Identifier: Apache-2.0

import Planning
import StrategosAPI

/// The facts behind an answer, in sentences. Everything in them was measured.
struct Reasons {
    let situation: Situation
    let measures: Measures
    let teams: [Team]

    func team(_ index: Int) -> String { teams.indices.contains(index) ? teams[index].id : "somebody" }

    /// Why a kind of work is needed.
    func why(_ work: Work) -> String {
        switch work {
        case .collect: whyCollect
        case .expand: whyExpand
        case .attack: whyAttack
        case .defend: whyDefend
        }
    }

    private var whyCollect: String {
        let economy = measures.economy
        var facts: [String] = []
        if let affordable = economy.affordable {
            let best = affordable.max()
            facts.append(
                best < 1
                    ? "the stockpile pays for no agent" : "the stockpile pays for \(Int(min(best, 1e6))) agents at most"
            )
        }
        let reach = economy.inReach.sum()
        if reach > 0 { facts.append("\(Words.amount(reach.rounded())) units lie in reach") }
        if economy.contested.sum() > 0 {
            facts.append("\(Words.amount(economy.contested.sum().rounded())) units are contested")
        }
        if facts.isEmpty { facts.append("nothing is known of the stockpile") }
        return Words.list(facts)
    }

    private var whyExpand: String {
        let territory = measures.territory
        var facts: [String] = []
        if let neutral = territory.neutralShare { facts.append("\(Words.percent(neutral)) of the map is free") }
        if territory.openFrontierCells > 0 {
            facts.append("\(territory.openFrontierCells) own cells border on free ones")
        }
        if let own = territory.share, let other = territory.opponentShare, other > own + 0.01 {
            facts.append("the largest opponent holds \(Words.percent(other)) against \(Words.percent(own))")
        }
        if let trend = territory.trend, trend < -0.005 {
            facts.append("\(Words.decimal(-trend * 100)) points of the map are lost a minute")
        }
        return facts.isEmpty ? "little is known of the map" : Words.list(facts)
    }

    private var whyAttack: String {
        var facts: [String] = []
        let forces = measures.forces
        if let part = forces.frontierPart {
            facts.append("\(Words.percent(part)) of the strength where the sides meet is ours")
        } else if let part = forces.part {
            facts.append("\(Words.percent(part)) of the fighting strength is ours")
        }
        if let site = measures.best(.opponentWeakFrontier) {
            facts.append("\(team(site.opponent ?? -1))'s frontier is weakest around \(Words.place(site.area.center))")
        }
        if let prey = measures.best(.prey) {
            facts.append("weaker opponents stand around \(Words.place(prey.area.center))")
        }
        if measures.phase == .late, measures.advantage < -0.05 { facts.append("time runs out and we are behind") }
        return facts.isEmpty ? "little is known of the opponents" : Words.list(facts)
    }

    private var whyDefend: String {
        if let threat = measures.threats.first, threat.urgency > 0.15 { return self.threat(threat) }
        let territory = measures.territory
        var facts: [String] = []
        if territory.contactCells > 0, let control = territory.contactControl {
            facts.append("\(territory.contactCells) own cells touch an opponent's, held at \(Words.percent(control))")
        }
        if let own = territory.share, let other = territory.opponentShare, own > other + 0.02 {
            facts.append("a lead of \(Words.decimal((own - other) * 100)) points is to be kept")
        }
        return facts.isEmpty ? "opponents may come" : Words.list(facts)
    }

    func threat(_ threat: Planning.Threat) -> String {
        let who = threat.team < 0 ? "somebody" : team(threat.team)
        if threat.arrival == 0 { return "\(who) attacks the base at \(Words.place(threat.base))" }
        let ratio =
            threat.defense > 0.01
            ? "\(Words.decimal(threat.strength / threat.defense)) times its defence" : "no defence there"
        return "\(who) can be at the base at \(Words.place(threat.base)) in \(threat.arrival) ticks, with \(ratio)"
    }

    /// How the opponents seem to play, where that says something.
    var opponents: String? {
        let clear = measures.opponents.filter { $0.evidence > 0.3 && $0[$0.likeliest] > 0.25 }.prefix(3)
        guard !clear.isEmpty else { return nil }
        let parts = clear.map {
            "\(team($0.team)) seems to play \(Words.name($0.likeliest)) (\(Words.percent($0[$0.likeliest])))"
        }
        return "Opponents: \(Words.list(Array(parts)))."
    }

    /// What was not known, in short.
    var unknown: String? {
        let missing = measures.knowledge.missing.prefix(4).map(phrase)
        return missing.isEmpty ? nil : "Not known: \(Words.list(Array(missing)))."
    }

    private func phrase(_ missing: Knowledge.Missing) -> String {
        switch missing {
        case .tick: "the tick"
        case .rules: "the rules"
        case .map: "the map's size"
        case .cells: "who holds which cell"
        case .deposits: "where resources lie"
        case .base(let index): "where \(team(index))'s base is"
        case .stock(let index): "\(team(index))'s stockpile"
        case .income(let index): "\(team(index))'s income"
        case .agents(let index): "\(team(index))'s agents"
        case .positions(let index, let count): "where \(count) of \(team(index))'s agents are"
        case .roles(let index, let count): "the roles of \(count) of \(team(index))'s agents"
        case .fogged: "what the fog hides"
        }
    }

    /// What was not known, as field paths.
    var missingInputs: [String] {
        measures.knowledge.missing.prefix(32).map { missing in
            switch missing {
            case .tick: "game_state.tick"
            case .rules: "game_state.rules_id"
            case .map: "game_state.map"
            case .cells: "game_state.hexes"
            case .deposits: "game_state.deposits"
            case .base: "game_state.bases"
            case .stock(let index): "game_state.teams[\(index)].stockpile"
            case .income(let index): "game_state.teams[\(index)].income_per_second"
            case .agents(let index): "game_state.teams[\(index)].agents"
            case .positions(let index, _): "game_state.teams[\(index)].agents.position"
            case .roles(let index, _): "game_state.teams[\(index)].agents.role"
            case .fogged: "game_state.visibility"
            }
        }
    }
}
