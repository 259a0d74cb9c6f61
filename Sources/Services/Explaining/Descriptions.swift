// SPDX-License-Identifier: Apache-2.0

import Planning
import StrategosAPI

extension Reasons {
    /// A strategy and why, for people.
    func describe(_ plan: Plan) -> String {
        let strategy = plan.strategy
        var sentences: [String] = []
        let isKept = plan.candidates.first?.variation == .current
        let course =
            "\(Words.name(strategy.posture)), for \(Words.name(strategy.focus)); closest to \(Words.name(strategy.archetype))"
        sentences.append((isKept ? "Stay on course: \(course)" : Words.capitalized(course)) + ".")
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
        if let opponents { sentences.append(opponents) }
        if let unknown { sentences.append(unknown) }
        return Words.bounded(sentences.joined(separator: " "))
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
    func describe(_ advice: CompositionAdvice) -> String {
        var sentences: [String] = []
        let wanted = Role.allCases.filter { advice.wanted[$0.rawValue] > 0 }
            .map { "\(advice.wanted[$0.rawValue]) \(Words.name($0, plural: advice.wanted[$0.rawValue] != 1))" }
        sentences.append("\(Words.capitalized(Words.list(wanted))).")
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
