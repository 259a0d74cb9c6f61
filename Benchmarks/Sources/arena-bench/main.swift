// SPDX-License-Identifier: Apache-2.0

import Arena

// Speed of the simulation in the middle of matches: archetypes in pairs, from the tick at which 24
// agents live.
//
//   arena-bench             times: ticks a second, nanoseconds for each agent and tick, a copy
//   arena-bench ticks N     plays N ticks and nothing else, for callgrind

/// How many ticks each match is played on before the next one has its turn.
let stretch: Int32 = 100

/// Pairs that get so far; the others lose agents too fast.
func middles() throws -> [Match] {
    let pairs: [(Archetype, Archetype)] = [
        (.balanced, .turtle), (.turtle, .expand), (.boom, .expand), (.balanced, .boom), (.turtle, .boom),
        (.balanced, .expand),
    ]
    var result: [Match] = []
    for (number, pair) in pairs.enumerated() {
        var match = try Match(map: .duel(seed: UInt64(number + 1)), seed: UInt64(number))
        match.order(0, pair.0.orders)
        match.order(1, pair.1.orders)
        while match.state.ending == .running, match.state.tick < 4000 {
            match.advance()
            guard match.state.agentCount(of: 0) + match.state.agentCount(of: 1) == 24 else { continue }
            result.append(match)
            break
        }
    }
    return result
}

/// Plays at least so many ticks; says how many, and the sum of living agents over them.
func play(_ matches: [Match], ticks: Int) -> (ticks: Int, agentTicks: Int, hash: UInt64) {
    var (played, agentTicks, hash) = (0, 0, UInt64(0))
    while played < ticks {
        for match in matches where played < ticks {
            var match = match
            let start = match.state.tick
            match.advance(to: start + min(stretch, Int32(ticks - played)))
            let length = Int(match.state.tick - start)
            played += length
            agentTicks += length * (match.state.agentCount(of: 0) + match.state.agentCount(of: 1) + 24) / 2
            hash ^= UInt64(match.state.waves.state)
        }
    }
    return (played, agentTicks, hash)
}

func nanoseconds(_ duration: Duration) -> Double {
    Double(duration.components.seconds) * 1e9 + Double(duration.components.attoseconds) / 1e9
}

let matches = try middles()
precondition(!matches.isEmpty, "no match has 24 living agents any more: choose other pairs")
let arguments = CommandLine.arguments
if arguments.count == 3, arguments[1] == "ticks", let ticks = Int(arguments[2]), ticks > 0 {
    print(play(matches, ticks: ticks))
} else {
    let clock = ContinuousClock()
    // The best of several: the machine's other work only adds.
    var best = Double.infinity
    var result = play(matches, ticks: 20_000)
    for _ in 0..<7 {
        let start = clock.now
        result = play(matches, ticks: 100_000)
        best = min(best, nanoseconds(clock.now - start) / Double(result.ticks))
    }
    let agents = Double(result.agentTicks) / Double(result.ticks)
    print("\(matches.count) matches, \(Int(agents * 10) / 10) agents on the whole")
    print("\(Int(1e9 / best)) ticks/s, \(Int(best)) ns a tick, \(Int(best / agents)) ns for each agent and tick")
    var hash: UInt64 = 0
    // Into states that lie far apart, as a search keeps them.
    var states = [MatchState](repeating: matches[0].state, count: 1024)
    let start = clock.now
    for index in 0..<100_000 {
        states[index & 1023] = matches[index % matches.count].state
        hash ^= states[index &* 7 & 1023].waves.state
    }
    let copying = nanoseconds(clock.now - start) / 100_000
    print("\(MemoryLayout<MatchState>.size) bytes a state, \(Int(copying)) ns a copy (\(hash & 1))")
}
