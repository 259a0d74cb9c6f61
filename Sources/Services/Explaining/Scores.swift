// SPDX-License-Identifier: Apache-2.0

import Planning
import StrategosAPI

extension ScoreTerm {
    init(_ name: String, _ value: Double) {
        self.init()
        self.name = name
        self.value = value.isFinite ? value : 0
    }
}

extension ScoredCandidate {
    /// How many candidates are told of.
    static let greatestCount = 8

    init(_ candidate: Candidate, chosen: Bool) {
        self.init()
        name = candidate.name
        score = candidate.score
        self.chosen = chosen
        terms = Candidate.Term.allCases.compactMap { term in
            candidate[term] == 0 ? nil : ScoreTerm(Self.name(term), candidate[term])
        }
    }

    init(_ option: AgentDesign.Option, chosen: Bool) {
        self.init()
        name = Words.name(option.role)
        score = option.score
        self.chosen = chosen
        terms = AgentDesign.Term.allCases.map { ScoreTerm(Self.name($0), option.terms[$0.rawValue]) }
    }

    private static func name(_ term: Candidate.Term) -> String {
        switch term {
        case .economy: "economy"
        case .expansion: "expansion"
        case .attack: "attack"
        case .defense: "defense"
        case .opponents: "opponents"
        case .change: "change"
        case .cost: "cost"
        case .continuity: "continuity"
        }
    }

    private static func name(_ term: AgentDesign.Term) -> String {
        switch term {
        case .shortage: "shortage"
        case .need: "need"
        case .performance: "performance"
        case .wait: "wait"
        }
    }
}

extension Candidate {
    /// Its name for people.
    var name: String {
        switch variation {
        case .plain: Words.name(archetype)
        case .fitted: "\(Words.name(archetype)), fitted to the situation"
        case .bent: "\(Words.name(archetype)), bent to the situation"
        case .countering: "\(Words.name(archetype)), countering"
        case .current: "current strategy"
        }
    }
}

extension Plan {
    /// The best candidates, best first.
    var scoredCandidates: [ScoredCandidate] {
        candidates.prefix(ScoredCandidate.greatestCount).enumerated().map { ScoredCandidate($1, chosen: $0 == 0) }
    }

    /// What the scores were made from; what is not known is left out.
    var scoreTerms: [ScoreTerm] {
        var terms = [
            ScoreTerm("need.collect", needs[.collect]), ScoreTerm("need.expand", needs[.expand]),
            ScoreTerm("need.attack", needs[.attack]), ScoreTerm("need.defend", needs[.defend]),
            ScoreTerm("danger", measures.danger), ScoreTerm("advantage", measures.advantage),
            ScoreTerm("known", measures.knowledge.known),
        ]
        func add(_ name: String, _ value: Double?) { if let value { terms.append(ScoreTerm(name, value)) } }
        add("territory.share", measures.territory.share)
        add("territory.opponent_share", measures.territory.opponentShare)
        add("territory.trend_per_minute", measures.territory.trend)
        add("territory.contact_control", measures.territory.contactControl)
        add("forces.part", measures.forces.part)
        add("forces.frontier_part", measures.forces.frontierPart)
        add("economy.stock", measures.economy.stock?.sum())
        add("economy.income_per_second", measures.economy.income?.sum())
        add("economy.in_reach", measures.economy.inReach.sum())
        add("economy.contested", measures.economy.contested.sum())
        return terms
    }
}
