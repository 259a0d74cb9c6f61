// SPDX-License-Identifier: Apache-2.0

import Planning
import Testing

@Suite("Any valid situation")
struct PropertyTests {
    @Test("gives a strategy within the schema's ranges, twice the same, and never traps")
    func strategies() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = SplitMix(state: seed)
        for _ in 0..<500 {
            let situation = random.situation()
            let plan = Scene.plan(situation)
            check(plan, situation, seed)
            #expect(Scene.plan(situation).strategy == plan.strategy, "seed \(seed)")
            let again = Scene.plan(situation, current: plan.strategy)
            check(again, situation, seed)
        }
    }

    private func check(_ plan: Plan, _ situation: Situation, _ seed: UInt64) {
        let strategy = plan.strategy
        #expect(plan.confidence >= 0 && plan.confidence <= 1, "seed \(seed)")
        #expect(!strategy.priorities.isEmpty && strategy.priorities.count <= 16, "seed \(seed)")
        for priority in strategy.priorities {
            #expect((0...1000).contains(priority.weight), "seed \(seed)")
            if let area = priority.area { check(area, seed) }
        }
        #expect(strategy.composition.wrappedSum() == 1000 && strategy.composition.min() >= 0, "seed \(seed)")
        #expect(strategy.resourceShares.wrappedSum() == 1000 && strategy.resourceShares.min() >= 0, "seed \(seed)")
        #expect((100...10_000).contains(strategy.spawnInterval), "seed \(seed)")
        #expect((0...1000).contains(strategy.retreatHealth), "seed \(seed)")
        #expect(
            strategy.counters.count <= 16 && strategy.counters.allSatisfy { $0.opponent != situation.me },
            "seed \(seed)")
        #expect(plan.candidates.allSatisfy { $0.score.isFinite }, "seed \(seed)")
        #expect(plan.candidates.first!.score >= plan.candidates.last!.score, "seed \(seed)")
        #expect(plan.needs.min() >= 0 && plan.needs.max() <= 1, "seed \(seed)")
        #expect((-1...1).contains(plan.measures.advantage), "seed \(seed)")
        for threat in plan.measures.threats {
            #expect((0...1).contains(threat.urgency) && threat.arrival >= 0, "seed \(seed)")
        }
        for site in plan.measures.sites { check(site.area, seed) }
    }

    private func check(_ area: Area, _ seed: UInt64) {
        #expect(abs(area.center.q) <= 10_000 && abs(area.center.r) <= 10_000, "seed \(seed)")
        #expect((0...1000).contains(area.radius), "seed \(seed)")
    }

    @Test("gives an agent within its bounds, and a composition that adds up")
    func agents() {
        let seed = UInt64.random(in: .min ... .max)
        print("seed \(seed)")
        var random = SplitMix(state: seed)
        for _ in 0..<150 {
            let situation = random.situation()
            let plan = Scene.plan(situation)
            let design = AgentDesigner(situation, plan).design(affordableOnly: random.chance(2))
            for option in design.options {
                #expect(option.attributes.sum <= 3000 && option.score.isFinite, "seed \(seed)")
                #expect(option.cost == Rules.cost(option.role, attributeSum: option.attributes.sum), "seed \(seed)")
                for field in [\Attributes.speed, \.health, \.attack, \.defense, \.carry] {
                    #expect((0...1000).contains(option.attributes[keyPath: field]), "seed \(seed)")
                }
            }
            let size = Int(random.below(512) + 1)
            let advice = CompositionAdvice(situation, plan, size: size)
            #expect(advice.shares.wrappedSum() == 1000 && advice.wanted.wrappedSum() == Int32(size), "seed \(seed)")
            #expect(advice.wanted.min() >= 0 && advice.next.count <= 64, "seed \(seed)")
        }
    }
}

/// SplitMix64, and situations from it: sparse, huge, contradictory, whatever the schema lets through.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    mutating func below(_ bound: UInt64) -> UInt64 { next() % bound }
    mutating func chance(_ oneIn: UInt64) -> Bool { below(oneIn) == 0 }
    mutating func amount() -> Double { chance(8) ? 1e9 : chance(4) ? 0 : Double(below(10_000)) / 37 }
    mutating func vector() -> ResourceVector { [amount(), amount(), amount()] }

    mutating func cell(_ spread: Int32) -> Cell {
        func coordinate(_ random: inout SplitMix) -> Int32 { Int32(random.below(UInt64(2 * spread + 1))) - spread }
        return Cell(coordinate(&self), coordinate(&self))
    }

    mutating func attributes() -> Attributes {
        Attributes(
            speed: Int32(below(601)), health: Int32(below(601)), attack: Int32(below(601)), defense: Int32(below(601)),
            carry: Int32(below(601)))
    }

    mutating func agent(_ spread: Int32) -> AgentView {
        var agent = AgentView(chance(5) ? nil : Role(rawValue: Int(below(4))), at: chance(4) ? nil : cell(spread))
        if chance(2) { agent.attributes = attributes() }
        if chance(3) { agent.health = Double(below(1001)) / 1000 }
        if chance(3) { agent.hitPoints = amount() }
        if chance(3) { agent.target = cell(spread) }
        if chance(3) { agent.task = Work(rawValue: Int(below(4))) }
        return agent
    }

    mutating func team(_ spread: Int32) -> TeamView {
        var team = TeamView()
        if !chance(3) { team.stock = vector() }
        if !chance(3) { team.income = vector() }
        if !chance(4) { team.agents = (0..<below(20)).map { _ in agent(spread) } }
        if chance(5) { team.statedShare = Double(below(1001)) / 1000 }
        if chance(3) {
            team.history = (0..<below(8)).map { _ in
                ShareSample(tick: Int64(below(1_000_000_000_001)), share: Double(below(1001)) / 1000)
            }
        }
        return team
    }

    mutating func situation() -> Situation {
        let spread: Int32 = chance(6) ? 10_000 : chance(2) ? 40 : 12
        let count = Int(below(chance(5) ? 16 : 3)) + 1
        var situation = Situation(me: Int(below(UInt64(count))), teams: (0..<count).map { _ in team(spread) })
        if !chance(5) {
            situation.cells = (0..<below(400)).map { _ in
                CellView(
                    cell(spread), owner: Int32(below(UInt64(count) + 1)) - 1, control: Int32(below(1001)),
                    isObstacle: chance(9))
            }
        }
        situation.deposits = (0..<below(60)).map { _ in
            Deposit(chance(6) ? nil : cell(spread), Resource(rawValue: Int(below(3)))!, amount())
        }
        situation.bases = (0..<below(5)).map { _ in BaseView(team: Int(below(UInt64(count))), cell(spread)) }
        if chance(2) { situation.map = map() }
        if !chance(3) { situation.tick = Int64(below(chance(9) ? 1_000_000_000_001 : 7000)) }
        if chance(2) { situation.lastTick = Int64(below(chance(9) ? 1_000_000_000_001 : 7000)) }
        situation.tickMilliseconds = chance(3) ? Int(below(60_000)) + 1 : 100
        situation.agentLimit = Int(below(chance(9) ? 513 : 20))
        situation.isFogged = chance(3)
        situation.rulesAreKnown = chance(2)
        if chance(4) { situation.resourcesOnMap = vector() }
        situation.events = (0..<below(20)).map { _ in event(count, spread) }
        situation.observations = (0..<below(4)).map { _ in observation(count, spread) }
        return situation
    }

    private mutating func map() -> MapSize {
        var map = MapSize(columns: Int32(below(1001)), rows: Int32(below(1001)))
        map.firstColumn = Int32(below(20_001)) - 10_000
        map.firstRow = Int32(below(20_001)) - 10_000
        if chance(3) { map.passable = Int(below(1_000_001)) }
        return map
    }

    private mutating func event(_ teams: Int, _ spread: Int32) -> Event {
        let kinds: [Event.Kind] = [
            .spawned(Role(rawValue: Int(below(5)))), .lost(Role(rawValue: Int(below(5)))), .took(Int(below(16_385))),
            .delivered(amount()), .baseAttacked, .fought,
        ]
        let team = chance(5) ? nil : Int(below(UInt64(teams)))
        let other = chance(3) ? nil : Int(below(UInt64(teams)))
        return Event(
            tick: Int64(below(chance(9) ? 1_000_000_000_001 : 7000)), team: team, other: other,
            at: chance(2) ? nil : cell(spread), kinds[Int(below(6))])
    }

    private mutating func observation(_ teams: Int, _ spread: Int32) -> Observation {
        var observation = Observation(team: Int(below(UInt64(teams))))
        observation.task = Work(rawValue: Int(below(5)))
        observation.archetype = Archetype(rawValue: Int(below(12)))
        if chance(2) {
            observation.agents = [Double(below(513)), Double(below(513)), Double(below(513)), Double(below(513))]
        }
        if chance(2) { observation.age = Int64(below(1_000_000_000_001)) }
        observation.weight = Double(below(1001))
        return observation
    }
}
