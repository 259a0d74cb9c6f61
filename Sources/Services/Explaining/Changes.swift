// SPDX-License-Identifier: Apache-2.0

import Planning
import StrategosAPI

extension Reasons {
    /// What is different in a strategy, and why.
    func describe(_ change: Adaptation.Change, of plan: Plan) -> StrategyChange {
        var result = StrategyChange()
        (result.field, result.before, result.after) = Self.values(change.aspect)
        result.reason = Words.bounded(reason(change.reason, plan), 500)
        return result
    }

    private static func values(_ aspect: Adaptation.Aspect) -> (field: String, before: String, after: String) {
        switch aspect {
        case .posture(let before, let after):
            ("posture", enumeration("POSTURE", Words.name(before)), enumeration("POSTURE", Words.name(after)))
        case .focus(let before, let after):
            ("focus", enumeration("FOCUS", Words.name(before)), enumeration("FOCUS", Words.name(after)))
        case .work(let work, let before, let after): (field(work), "\(before)", "\(after)")
        case .role(let role, let before, let after):
            ("composition.\(Words.name(role))_per_mille", "\(before)", "\(after)")
        case .resource(let resource, let before, let after):
            ("resource_shares.\(Words.name(resource))_per_mille", "\(before)", "\(after)")
        case .place(let before, let after): ("priorities[0].zone.center", place(before), place(after))
        case .spawnInterval(let before, let after): ("spawn_interval_per_mille", "\(before)", "\(after)")
        case .retreatHealth(let before, let after): ("retreat_health_per_mille", "\(before)", "\(after)")
        }
    }

    /// The weights of the tasks of one kind together.
    private static func field(_ work: Work) -> String {
        switch work {
        case .collect: "priorities[TASK_KIND_COLLECT].weight_per_mille"
        case .expand: "priorities[TASK_KIND_EXPAND_TERRITORY].weight_per_mille"
        case .attack: "priorities[TASK_KIND_ATTACK_ENEMIES].weight_per_mille"
        case .defend: "priorities[TASK_KIND_DEFEND_TERRITORY, TASK_KIND_DEFEND_BASE].weight_per_mille"
        }
    }

    private static func enumeration(_ prefix: String, _ name: String) -> String { "\"\(prefix)_\(name.uppercased())\"" }

    private static func place(_ area: Area?) -> String {
        area.map { "{\"q\": \($0.center.q), \"r\": \($0.center.r)}" } ?? ""
    }

    /// Why a course is kept, for people.
    func describe(_ reason: Course.Reason, _ plan: Plan) -> String {
        switch reason {
        case .isBest(let own, let next):
            let worth = "\(Words.hundredths(Double(own) / 1000)) against \(Words.hundredths(Double(next) / 1000))"
            return plan.simulation.map {
                "The course stands: in \($0.search.visits) futures it is worth \(worth) for the next best. "
                    + belief($0.search)
            } ?? "The course stands: it scores \(worth) for the next best."
        case .isNew(let ticks):
            return "The course was changed \(ticks) ticks ago; another one is not so much better that it cannot wait."
        case .isSame: return "What would be planned now is hardly different."
        }
    }

    private func reason(_ reason: Adaptation.Reason, _ plan: Plan) -> String {
        switch reason {
        case .opponent(let index, let archetype, let likelihood):
            "\(teams[index].id) seems to play \(Words.name(archetype)) (\(Words.percent(Double(likelihood) / 1000)))"
        case .danger: measures.threats.first.map(threat) ?? "a base is in danger"
        case .need(let work): "\(Words.name(work)) is needed: \(why(work))"
        case .yields(let work): "\(Words.name(work)) needs it more: \(why(work))"
        case .futures(let before, let after):
            "in futures that were played it is worth \(Words.hundredths(Double(after) / 1000)) instead of "
                + "\(Words.hundredths(Double(before) / 1000)). "
                + (plan.simulation.map { belief($0.search) } ?? "")
        case .supply: "other resources are short, or lie in reach"
        }
    }
}
