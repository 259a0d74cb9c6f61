// SPDX-License-Identifier: Apache-2.0

import Planning
import StrategosAPI

extension Reasons {
    /// A strategy and why, for people.
    func describe(_ plan: Plan) -> String {
        let strategy = plan.strategy
        var sentences: [String] = []
        let course = "\(Words.name(strategy.posture)), for \(Words.name(strategy.focus))"
        sentences.append((isKept(plan) ? "Stay on course: \(course)" : Words.capitalized(course)) + ".")
        sentences.append(plan.simulation.map { choice($0.search) } ?? choice(plan.candidates))
        let work = strategy.work
        let main = Work.allCases.max { work[$0] < work[$1] }
        if let first = strategy.priorities.first(where: { $0.task.work == main }) {
            let what = first.resource.map { " \(Words.name($0))" } ?? ""
            sentences.append("Above all: \(Words.order(first.task))\(what)\(Words.place(first.area)).")
        }
        for kind in Work.allCases.sorted(by: { work[$0] > work[$1] }).prefix(2) where work[kind] > 0.15 {
            sentences.append("\(Words.percent(work[kind])) \(Words.name(kind)), because \(why(kind)).")
        }
        if let threat = measures.threats.first, threat.urgency > 0.15, work[.defend] <= 0.15 {
            sentences.append("Mind that \(self.threat(threat)).")
        }
        if let search = plan.simulation?.search {
            sentences.append(belief(search))
        } else if let opponents {
            sentences.append(opponents)
        }
        if let unknown { sentences.append(unknown) }
        return Words.bounded(sentences.joined(separator: " "))
    }

    private func isKept(_ plan: Plan) -> Bool {
        guard let search = plan.simulation?.search else { return plan.candidates.first?.variation == .current }
        return search.candidates.contains {
            $0.isCurrent && $0.strategy.origin == .followed && $0.strategy.isSame(as: search.strategy)
        }
    }

    /// Why the reflex planner's choice is what it is: what its score is made of, and what comes next.
    private func choice(_ candidates: [Candidate]) -> String {
        guard let best = candidates.first else { return "" }
        let terms = Candidate.Term.allCases.filter { best[$0] > 0.005 }.sorted { best[$0] > best[$1] }.prefix(2)
            .map { "\(Words.name($0)) (\(Words.hundredths(best[$0])))" }
        let reasons = terms.isEmpty ? "" : ", most of it for \(Words.list(Array(terms)))"
        let other = candidates.first { $0.archetype != best.archetype }
        let next = other.map { "; of the other ways to play \($0.name) comes next with \(Words.hundredths($0.score))" }
        return "Of \(candidates.count) candidates \(best.name) scores most, \(Words.hundredths(best.score))\(reasons)"
            + (next ?? "") + "."
    }

    /// Why a strategy was taken that was found by playing futures.
    private func choice(_ search: RolloutPlan) -> String {
        let played = search.candidates.filter { $0.visits > 0 }
        guard let chosen = played.first(where: { $0.strategy.isSame(as: search.strategy) }) else {
            return "There was no time to play futures."
        }
        let others = played.filter { !$0.strategy.isSame(as: search.strategy) }
        var text =
            "Of \(played.count) strategies in \(search.visits) futures played up to tick \(search.horizon), "
            + "this one (\(chosen.name)) is worth \(Words.hundredths(chosen.value)), 0 lost to 1 won"
        if let current = others.first(where: \.isCurrent) {
            text += "; \(current.name) \(Words.hundredths(current.value))"
        }
        if let next = others.first(where: { !$0.isCurrent }) {
            text += "; \(next.name) \(Words.hundredths(next.value))"
        }
        return text + "."
    }

    /// How the strongest opponent seems to play by what it was seen doing.
    func belief(_ search: RolloutPlan) -> String {
        let plays = search.belief.prefix(2).filter { $0.likelihood >= 0.1 }
            .map { "\($0.strategy.origin.name) (\(Words.percent($0.likelihood)))" }
        let name = team(search.opponent)
        return plays.isEmpty
            ? "How \(name) plays is not clear yet."
            : "\(Words.capitalized(name)) seems to play \(Words.list(Array(plays)))."
    }

    /// An agent and why, for people.
    func describe(_ design: AgentDesign, _ plan: Plan) -> String {
        let best = design.best
        let purpose =
            "to \(Words.order(design.task))\(design.resource.map { " \(Words.name($0))" } ?? "")\(Words.place(design.area))"
        var sentences = [
            "\(Words.capitalized(Words.one(best.role))) \(purpose), because \(why(best.role.work)).",
            make(best.attributes),
            "It costs \(Words.cost(best.cost)); \(payment(best)).",
        ]
        if design.options.count > 1 {
            let second = design.options[1]
            sentences.append(
                "Preferred to \(Words.one(second.role)) by \(Words.decimal((best.score - second.score) * 100)) of 100 points."
            )
        }
        if let unknown { sentences.append(unknown) }
        return Words.bounded(sentences.joined(separator: " "))
    }

    /// An agent that was found by playing futures, and why, for people.
    func describe(_ design: AgentDesign, _ found: DesignSearch.Result) -> String {
        let best = design.best
        var sentences = [
            "\(Words.capitalized(Words.one(best.role))) to \(Words.order(design.task))\(Words.place(design.area)).",
            make(best.attributes),
            "It costs \(Words.cost(best.cost)); \(payment(best)).",
            "In \(found.visits) futures played up to tick \(found.horizon) the team's worth is "
                + "\(Words.hundredths(found.value)) with it and \(Words.hundredths(found.before)) as before, 0 lost to 1 won.",
        ]
        if let other = found.options.first(where: { $0.agent?.role != found.best.role }), let agent = other.agent {
            sentences.append("The best \(Words.name(Role(agent.role))) gives \(Words.hundredths(other.value)).")
        }
        return Words.bounded(sentences.joined(separator: " "))
    }

    private func make(_ attributes: Attributes) -> String {
        let parts = [
            ("speed", attributes.speed), ("health", attributes.health), ("attack", attributes.attack),
            ("defence", attributes.defense), ("carrying", attributes.carry),
        ]
        let strongest = parts.sorted { $0.1 > $1.1 }.prefix(2).map(\.0)
        return "Made above all for \(Words.list(Array(strongest)))."
    }

    private func payment(_ option: AgentDesign.Option) -> String {
        switch option.wait {
        case 0?: return "the stockpile pays for it now"
        case let wait?: return "the stockpile pays for it in \(Words.decimal(wait)) s"
        case nil:
            return measures.economy.stock == nil
                ? "whether the stockpile pays for it is not known"
                : "the stockpile does not pay for it, and the income says not when"
        }
    }

    /// A composition and why, for people.
    ///
    /// - Parameter found: what came of playing futures; nothing where none were.
    func describe(_ advice: CompositionAdvice, _ found: CompositionSearch.Result? = nil) -> String {
        var sentences: [String] = []
        let wanted = Role.allCases.filter { advice.wanted[$0.rawValue] > 0 }
            .map { "\(advice.wanted[$0.rawValue]) \(Words.name($0, plural: advice.wanted[$0.rawValue] != 1))" }
        sentences.append("\(Words.capitalized(Words.list(wanted))).")
        if let found, let best = found.options.first {
            let before = found.options.first(where: \.isCurrent)?.value ?? best.value
            sentences.append(
                "In \(found.visits) futures played up to tick \(found.horizon) that is worth "
                    + "\(Words.hundredths(best.value)), the present composition \(Words.hundredths(before)), 0 lost to 1 won."
            )
        }
        let pressed = Work.allCases.max { pressure(advice, $0) < pressure(advice, $1) } ?? .collect
        sentences.append("\(Words.capitalized(Words.name(pressed))) needs most: \(why(pressed)).")
        let missing = advice.missing
        let lacking = Role.allCases.filter { missing[$0.rawValue] > 0 }
            .map { "\(missing[$0.rawValue]) \(Words.name($0, plural: missing[$0.rawValue] != 1))" }
        sentences.append(lacking.isEmpty ? "Nothing is missing." : "Missing: \(Words.list(lacking)).")
        if let next = advice.next.first { sentences.append("Build \(Words.one(next)) next.") }
        if let opponents { sentences.append(opponents) }
        return Words.bounded(sentences.joined(separator: " "))
    }

    private func pressure(_ advice: CompositionAdvice, _ work: Work) -> Double {
        switch work {
        case .collect: advice.pressure[Role.collector]
        case .expand: advice.pressure[Role.explorer]
        case .attack: advice.pressure[Role.attacker]
        case .defend: advice.pressure[Role.defender]
        }
    }

    /// A situation, for people.
    func describeSituation() -> String {
        var sentences: [String] = []
        let advantage = measures.advantage
        let standing = advantage > 0.1 ? "ahead" : advantage < -0.1 ? "behind" : "about even"
        sentences.append("\(Words.capitalized(Words.name(measures.phase))), \(standing).")
        if let own = measures.territory.share {
            let other = measures.territory.opponentShare.map { " against \(Words.percent($0))" } ?? ""
            let trend =
                measures.territory.trend.map { ", changing by \(Words.decimal($0 * 100)) points a minute" } ?? ""
            sentences.append("\(Words.percent(own)) of the map is ours\(other)\(trend).")
        }
        if let threat = measures.threats.first, threat.urgency > 0.1 {
            sentences.append("Threat: \(self.threat(threat)).")
        }
        sentences.append(Words.capitalized(why(.collect)) + ".")
        if measures.forces.part != nil { sentences.append(Words.capitalized(why(.attack)) + ".") }
        if let opponents { sentences.append(opponents) }
        if let unknown { sentences.append(unknown) }
        return Words.bounded(sentences.joined(separator: " "))
    }

}
