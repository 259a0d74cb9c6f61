// SPDX-License-Identifier: Apache-2.0

import Foundation
import Planning
import Testing

/// States captured from a running game, as situations. Tests/Captured says what the fields mean.
enum Captured {
    private struct Capture: Decodable {
        struct Hex: Decodable {
            var col: Int32
            var row: Int32
            var control: Double
            var obstacle: Bool?
            var resource: String?
            var amount: Double?
        }
        struct Agent: Decodable {
            var role: String
            var health: Double
            var maxHealth: Double
            var x: Double?
            var y: Double?
        }
        var elapsed_ms: Int64
        var cells: [Hex]
        var agents: [String: [Agent]]
        var resources: [String: [String: Double]]
    }

    static let names = [
        "g0_t005", "g0_t025", "g0_t080", "g1_t025", "g1_t050", "g2_t005", "g2_t050", "g2_t080", "g3_t025", "g3_t080",
    ]
    private static let teams = ["red", "blue"]

    static func situation(_ name: String, me: Int) throws -> Situation {
        let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Captured/\(name).json")
        let capture = try JSONDecoder().decode(Capture.self, from: Data(contentsOf: file))
        var situation = Situation(me: me, teams: teams.map { team($0, capture) })
        situation.tick = capture.elapsed_ms / 100
        situation.map = MapSize(columns: 40, rows: 28)
        situation.map?.firstColumn = -1
        situation.map?.firstRow = -1
        for hex in capture.cells {
            let cell = Cell(column: hex.col, row: hex.row)
            let owner: Int32 = hex.control < -0.2 ? 0 : hex.control > 0.2 ? 1 : -1
            situation.cells.append(
                CellView(
                    cell, owner: owner, control: Int32((abs(hex.control) * 1000).rounded()),
                    isObstacle: hex.obstacle ?? false))
            if let name = hex.resource, let amount = hex.amount {
                situation.deposits.append(Deposit(cell, resource(name), amount))
            }
        }
        return situation
    }

    private static func team(_ name: String, _ capture: Capture) -> TeamView {
        var team = TeamView()
        let stock = capture.resources[name] ?? [:]
        team.stock = [stock["energy"] ?? 0, stock["materials"] ?? 0, stock["data"] ?? 0]
        team.agents = (capture.agents[name] ?? []).map { agent in
            var cell: Cell?
            if let x = agent.x, let y = agent.y {
                let row = (y / 51.96).rounded()
                cell = Cell(column: Int32((x / 45 - Double(Int(row) & 1) / 2).rounded()), row: Int32(row))
            }
            var view = AgentView(role(agent.role), at: cell)
            view.health = agent.health / agent.maxHealth
            return view
        }
        return team
    }

    private static func role(_ name: String) -> Role? {
        ["collector": .collector, "explorer": .explorer, "defender": .defender, "attacker": .attacker][name]
    }

    private static func resource(_ name: String) -> Resource {
        ["energy": .energy, "materials": .materials, "data": .data][name] ?? .energy
    }
}

@Suite("Captured states")
struct CapturedTests {
    @Test("get distinct strategies, also for red and blue of the same moment")
    func distinct() throws {
        var answers: [Strategy] = []
        for name in Captured.names {
            let pair = try (0...1).map { Scene.plan(try Captured.situation(name, me: $0)) }
            #expect(pair[0].strategy != pair[1].strategy, "\(name)")
            for plan in pair {
                #expect((0.3...0.9).contains(plan.confidence), "\(name)")
                answers.append(plan.strategy)
            }
        }
        #expect(Set(answers).count == answers.count)
        #expect(Set(answers.map(\.posture)).count >= 2)
        #expect(Set(answers.map(\.archetype)).count >= 2)
    }

    @Test("lower the confidence by what they lost", arguments: Captured.names)
    func missing(name: String) throws {
        let plan = Scene.plan(try Captured.situation(name, me: 0))
        let missing = plan.measures.knowledge.missing
        #expect(missing.contains(.rules) && missing.contains(.base(0)))
        #expect(missing.contains { if case .positions(0, let count) = $0 { count >= 3 } else { false } })
    }
}
