// SPDX-License-Identifier: Apache-2.0

import Planning
import StrategosAPI

extension GameAnalysis {
    init(_ measures: Measures, _ team: String, _ reasons: Reasons) {
        self.init()
        teamID = team
        tick = reasons.situation.tick.map { UInt64($0) }
        phase = StrategosAPI.Phase(measures.phase)
        advantagePerMille = Int32((measures.advantage * 1000).rounded())
        territory = TerritoryAnalysis(measures.territory)
        economy = EconomyAnalysis(measures.economy, measures.forces)
        forces = ForceAnalysis(measures.forces)
        threats = measures.threats.prefix(32).map { StrategosAPI.Threat($0, reasons.teams) }
        sites = measures.sites.prefix(32).map { StrategosAPI.Site($0, reasons.teams) }
        opponents = measures.opponents.map { OpponentAssessment($0, measures, reasons.teams) }
        confidence = measures.knowledge.known
        description = reasons.describeSituation()
    }
}

extension TerritoryAnalysis {
    init(_ territory: Territory) {
        self.init()
        sharePerMille = territory.share.map { $0.perMille() }
        opponentSharePerMille = territory.opponentShare.map { $0.perMille() }
        trendPerMillePerMinute = territory.trend.map { $0 * 1000 }
        contactHexes = UInt32(territory.contactCells)
        openFrontierHexes = UInt32(territory.openFrontierCells)
        weakFrontierHexes = UInt32(territory.weakCells)
        ownedHexes = UInt32(territory.ownCells)
    }
}

extension EconomyAnalysis {
    init(_ economy: Economy, _ forces: Forces) {
        self.init()
        stockpile = economy.stock.map(ResourceAmounts.init)
        incomePerSecond = economy.income.map(ResourceAmounts.init)
        inReach = ResourceAmounts(economy.inReach)
        contested = ResourceAmounts(economy.contested)
        affordable = economy.affordable.map { RoleCounts($0) }
        let mix = forces.own.sum() > 0 ? forces.own.normalized : Planning.Archetype.balanced.mix
        scarcest = ResourceKind(economy.scarcest(for: mix))
    }
}

extension ForceAnalysis {
    init(_ forces: Forces) {
        self.init()
        own = RoleCounts(forces.own, unknown: forces.ownUnknown)
        opponents = RoleCounts(forces.opponents, unknown: forces.opponentsUnknown)
        strengthPerMille = forces.part.map { $0.perMille() }
        frontierStrengthPerMille = forces.frontierPart.map { $0.perMille() }
        unlocatedAgents = UInt32(forces.unlocated)
    }
}

extension StrategosAPI.Threat {
    init(_ threat: Planning.Threat, _ teams: [Team]) {
        self.init()
        if teams.indices.contains(threat.team) { teamID = teams[threat.team].id }
        zone = StrategosAPI.Zone(threat.area)
        base = HexCoordinate(threat.base)
        strengthPerMille = threat.defense > 0 ? (threat.strength / threat.defense).perMille(upTo: 100_000) : 100_000
        ticksToArrival = UInt64(max(0, threat.arrival))
    }
}

extension StrategosAPI.Site {
    init(_ site: Planning.Site, _ teams: [Team]) {
        self.init()
        kind = SiteKind(site.kind)
        zone = StrategosAPI.Zone(site.area)
        valuePerMille = site.value.perMille()
        if let opponent = site.opponent, teams.indices.contains(opponent) { opponentTeam = teams[opponent].id }
    }
}

extension OpponentAssessment {
    init(_ belief: Planning.OpponentBelief, _ measures: Measures, _ teams: [Team]) {
        self.init()
        teamID = teams[belief.team].id
        archetypes = Planning.Archetype.allCases.sorted { belief[$0] > belief[$1] }.map { archetype in
            var likelihood = ArchetypeLikelihood()
            likelihood.archetype = StrategosAPI.Archetype(archetype)
            likelihood.likelihoodPerMille = belief[archetype].perMille()
            return likelihood
        }
        agents = RoleCounts(belief.agents)
        territoryPerMille = measures.territory.shares[belief.team].map { $0.perMille() }
    }
}
