// SPDX-License-Identifier: Apache-2.0

import Foundation
import Protobuf
import StrategosAPI

// Decodes, encodes or validates our own GenerateStrategyRequest (2 teams of 10 agents, 91 cells):
// `validation-bench decode|encode|validate COUNT` does it so often, for scripts that count instructions;
// without COUNT it prints the median nanoseconds. `validation-bench write` prints the message's bytes.

func amounts(_ value: Double) -> ResourceAmounts {
    var amounts = ResourceAmounts()
    (amounts.energy, amounts.materials, amounts.data) = (value, value / 2, value / 4)
    return amounts
}

func agent(_ index: Int, of team: Int) -> Agent {
    var agent = Agent()
    agent.id = "agent-\(team)-\(index)"
    agent.role = AgentRole(rawValue: Int32(index % 4 + 1))
    var position = HexCoordinate()
    (position.q, position.r) = (Int32(index - 5), Int32(team * 3))
    agent.position = position
    (agent.hitPoints, agent.maxHitPoints) = (80, 100)
    var attributes = AgentAttributes()
    (attributes.speedPerMille, attributes.healthPerMille, attributes.attackPerMille) = (700, 500, 600)
    (attributes.defensePerMille, attributes.carryCapacityPerMille) = (400, 800)
    agent.attributes = attributes
    agent.carrying = amounts(4)
    agent.task = TaskKind(rawValue: Int32(index % 6 + 1))
    return agent
}

func request() -> GenerateStrategyRequest {
    var state = GameState()
    (state.matchID, state.rulesID, state.tick) = ("match-4711", "arena/1", 1234)
    for (index, name) in ["red", "blue"].enumerated() {
        var team = Team()
        team.id = name
        (team.stockpile, team.incomePerSecond, team.territoryPerMille) = (amounts(120.5), amounts(3.25), 450)
        team.agents = (0..<10).map { agent($0, of: index) }
        state.teams.append(team)
    }
    for index in 0..<91 {
        var hex = Hex()
        (hex.q, hex.r) = (Int32(index % 11 - 5), Int32(index / 11 - 4))
        hex.ownerTeam = ["red", "blue", ""][index % 3]
        (hex.controlPerMille, hex.terrain) = (UInt32(index * 10), .open)
        state.hexes.append(hex)
    }
    for index in 0..<12 {
        var deposit = ResourceDeposit()
        deposit.position = HexCoordinate()
        deposit.position?.q = Int32(index)
        (deposit.kind, deposit.amount) = (ResourceKind(rawValue: Int32(index % 3 + 1)), 250)
        state.deposits.append(deposit)
    }
    var request = GenerateStrategyRequest()
    (request.teamID, request.gameState) = ("red", state)
    return request
}

let message = request()
let bytes = message.serialized()
let operations: [String: () throws -> Int] = [
    "decode": { try GenerateStrategyRequest(serialized: bytes).teamID.utf8.count },
    "encode": { message.serialized().count },
    "validate": {
        try message.validate()
        return 1
    },
]

/// The median time of one operation in nanoseconds, of 21 rounds.
func time(_ operation: () throws -> Int, checksum: inout Int) rethrows -> Double {
    let clock = ContinuousClock()
    let rounds = try (0..<21).map { _ in
        try clock.measure { for _ in 0..<4000 { checksum &+= try operation() } } / .nanoseconds(4000)
    }
    return rounds.sorted()[rounds.count / 2]
}

let arguments = CommandLine.arguments.dropFirst()
if arguments == ["write"] {
    // As text, which a terminal survives.
    print(bytes.map { String($0, radix: 16) }.joined(separator: " "))
} else if let operation = operations[arguments.first ?? ""] {
    var checksum = 0
    if arguments.count > 1, let count = arguments.last.flatMap({ Int($0) }) {
        for _ in 0..<count { checksum &+= try operation() }
        print("\(bytes.count) bytes, \(checksum)")
    } else {
        print(try time(operation, checksum: &checksum))
    }
} else {
    FileHandle.standardError.write(
        Data("usage: validation-bench decode|encode|validate [COUNT], or: validation-bench write\n".utf8))
    exit(2)
}
