// SPDX-License-Identifier: Apache-2.0

/// A strategy that answers what opponents did, and how it differs from the one before.
public struct Adaptation: Sendable {
    /// What is different.
    public enum Aspect: Hashable, Sendable {
        /// The posture.
        case posture(Posture, Posture)
        /// The focus.
        case focus(Focus, Focus)
        /// The part of the effort for a kind of work, in thousandths.
        case work(Work, Int32, Int32)
        /// The part of a role, in thousandths.
        case role(Role, Int32, Int32)
        /// The part of a resource, in thousandths.
        case resource(Resource, Int32, Int32)
        /// Where the most important task is done.
        case place(Area?, Area?)
        /// Time between spawns, in thousandths.
        case spawnInterval(Int32, Int32)
        /// Health at which agents withdraw, in thousandths.
        case retreatHealth(Int32, Int32)
    }

    /// Why something is different.
    public enum Reason: Hashable, Sendable {
        /// An opponent plays this way, as likely as this in thousandths.
        case opponent(Int, Archetype, Int32)
        /// A base is in danger.
        case danger
        /// This work is needed more now.
        case need(Work)
        /// The effort goes to this work now.
        case yields(Work)
        /// The wanted roles cost other resources, or others lie around.
        case supply
        /// In futures that were played it is worth more: before and now, in thousandths.
        case futures(Int32, Int32)
    }

    /// One difference.
    public struct Change: Sendable {
        /// What.
        public var aspect: Aspect
        /// Why.
        public var reason: Reason
    }

    /// How it was found.
    public var plan: Plan
    /// What is different, most important first; empty when nothing is.
    public var changes: [Change]

    init(plan: Plan, changes: [Change]) {
        self.plan = plan
        self.changes = changes
    }

    /// Answers a question that has a current strategy and observations: the way the opponents play counts
    /// more than for a plain question.
    public init(_ question: Question, by planner: some Planner, budget: Budget = .unlimited) {
        var question = question
        question.opponentsWeight = 2
        let plan = planner.plan(question, budget: budget)
        self.plan = plan
        changes = question.current.map { Self.changes(from: $0, to: plan, in: question.situation) } ?? []
    }

    /// The differences.
    ///
    /// - Parameter explanation: what explains the course as a whole; none: what was measured.
    static func changes(
        from old: Strategy, to plan: Plan, in situation: Situation, because explanation: Reason? = nil
    ) -> [Change] {
        let new = plan.strategy
        let (before, after) = (old.work, new.work)
        let difference = after - before
        let risen = Work.allCases.max { difference[$0] < difference[$1] } ?? .collect
        let main = explanation ?? mainReason(plan, risen)
        var changes: [Change] = []
        if old.posture != new.posture {
            changes.append(Change(aspect: .posture(old.posture, new.posture), reason: main))
        }
        if old.focus != new.focus { changes.append(Change(aspect: .focus(old.focus, new.focus), reason: main)) }
        for work in Work.allCases.sorted(by: { abs(difference[$0]) > abs(difference[$1]) })
        where abs(difference[work]) >= 0.05 {
            let reason: Reason = difference[work] > 0 ? (work == risen ? main : .need(work)) : .yields(risen)
            changes.append(
                Change(aspect: .work(work, thousandth(before[work]), thousandth(after[work])), reason: reason))
        }
        for role in Role.allCases {
            let (a, b) = (old.composition[role.rawValue], new.composition[role.rawValue])
            guard abs(a - b) >= 30 else { continue }
            changes.append(Change(aspect: .role(role, a, b), reason: b > a ? .need(role.work) : .yields(risen)))
        }
        addPlace(&changes, old, new, main)
        for resource in Resource.allCases {
            let (a, b) = (old.resourceShares[resource.rawValue], new.resourceShares[resource.rawValue])
            if abs(a - b) >= 60 { changes.append(Change(aspect: .resource(resource, a, b), reason: .supply)) }
        }
        if abs(old.spawnInterval - new.spawnInterval) >= 100 {
            changes.append(Change(aspect: .spawnInterval(old.spawnInterval, new.spawnInterval), reason: main))
        }
        if abs(old.retreatHealth - new.retreatHealth) >= 60 {
            changes.append(Change(aspect: .retreatHealth(old.retreatHealth, new.retreatHealth), reason: main))
        }
        return changes
    }

    private static func addPlace(_ changes: inout [Change], _ old: Strategy, _ new: Strategy, _ main: Reason) {
        let (a, b) = (old.priorities.first, new.priorities.first)
        guard let b, a?.task == b.task, let area = b.area else { return }
        if let before = a?.area, before.center.distance(to: area.center) <= 3 { return }
        changes.append(Change(aspect: .place(a?.area, area), reason: main))
    }

    /// What explains the course as a whole: danger first, then an opponent that is well recognised.
    private static func mainReason(_ plan: Plan, _ risen: Work) -> Reason {
        if plan.measures.danger > 0.35, risen == .defend { return .danger }
        let clearest = plan.measures.opponents.max { clarity($0) < clarity($1) }
        if let clearest, clarity(clearest) > 0.18 {
            let archetype = clearest.likeliest
            return .opponent(clearest.team, archetype, thousandth(clearest[archetype]))
        }
        return .need(risen)
    }

    private static func clarity(_ belief: OpponentBelief) -> Double { belief.evidence * belief[belief.likeliest] }

    private static func thousandth(_ part: Double) -> Int32 { Int32((part * 1000).rounded()) }
}
