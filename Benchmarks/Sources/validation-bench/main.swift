// SPDX-License-Identifier: Apache-2.0

import Foundation
import Protobuf
import StrategosAPI

// Decodes, encodes or validates our own GenerateStrategyRequest (2 teams of 10 agents, 91 cells) many times:
// `validation-bench decode|validate|encode COUNT`. Its instructions are counted by scripts/count-instructions.

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
let arguments = CommandLine.arguments.dropFirst()
guard arguments.count == 2, ["decode", "encode", "validate"].contains(arguments[1]), let count = Int(arguments[2])
else {
    FileHandle.standardError.write(Data("usage: validation-bench decode|encode|validate COUNT\n".utf8))
    exit(2)
}
var checksum = 0
switch arguments[1] {
case "decode":
    for _ in 0..<count { checksum &+= try GenerateStrategyRequest(serialized: bytes).teamID.utf8.count }
case "encode":
    for _ in 0..<count { checksum &+= message.serialized().count }
default:
    for _ in 0..<count {
        try message.validate()
        checksum &+= 1
    }
}
print("\(bytes.count) bytes, \(checksum)")
