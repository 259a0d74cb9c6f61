// SPDX-License-Identifier: Apache-2.0

import Arena
import Glibc

// Speed of the simulation in the middle of matches: archetypes in pairs, from the tick at which 24
// agents live.
//
//   arena-bench             processor time: ticks a second, nanoseconds for each agent and tick, a copy
//   arena-bench ticks N     plays N ticks and nothing else, for callgrind

/// How many ticks each match is played on before the next one has its turn.
let stretch = 200

/// Pairs that get so far by the shipped rules, with the seed; the others lose agents too fast.
func middles() throws -> [Match] {
    let maps = try [GameMap.duel(seed: 1), GameMap.duel(seed: 2)]
    let pairs: [(Archetype, Archetype, Int)] = [
        (.boom, .expand, 1), (.balanced, .boom, 2), (.boom, .raid, 2), (.turtle, .boom, 1), (.balanced, .raid, 2),
    ]
    var result: [Match] = []
    for (first, second, seed) in pairs {
        var match = try Match(map: maps[seed - 1], seed: UInt64(seed))
        match.order(0, first.orders)
        match.order(1, second.orders)
        while match.state.ending == .running, match.state.tick < 4000 {
            match.advance()
            guard match.state.alive[0].nonzeroBitCount + match.state.alive[1].nonzeroBitCount == 24 else { continue }
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
        for index in matches.indices where played < ticks {
            // The only copy for these ticks: callgrind counts an instruction for each of its bytes.
            var match = matches[index]
            let start = Int(match.state.tick)
            match.advance(to: Int32(start + min(stretch, ticks - played)))
            let done = Int(match.state.tick) - start
            let alive = match.state.alive[0].nonzeroBitCount + match.state.alive[1].nonzeroBitCount
            played += done
            agentTicks += done * (alive + 24) / 2
            hash ^= UInt64(match.state.waves.state)
        }
    }
    return (played, agentTicks, hash)
}

/// The processor's time of this process in nanoseconds: what others do on the machine counts only as far as it slows
/// the processor down.
func processorTime() -> Double { Double(clock()) / Double(CLOCKS_PER_SEC) * 1e9 }

let matches = try middles()
precondition(!matches.isEmpty, "no match has 24 living agents any more: choose other pairs")
let arguments = CommandLine.arguments
if arguments.count == 3, arguments[1] == "ticks", let ticks = Int(arguments[2]), ticks > 0 {
    print(play(matches, ticks: ticks))
} else {
    // Many short runs: the best one is what an undisturbed core does, since the machine's other work only adds.
    var result = play(matches, ticks: 20_000)
    var times: [Double] = []
    for _ in 0..<100 {
        let start = processorTime()
        result = play(matches, ticks: 10_000)
        times.append((processorTime() - start) / Double(result.ticks))
    }
    times.sort()
    let (best, median) = (times[0], times[times.count / 2])
    let agents = Double(result.agentTicks) / Double(result.ticks)
    print("\(matches.count) matches, \(Int(agents * 10) / 10) agents on the whole")
    print("best \(Int(1e9 / best)) ticks/s, \(Int(best)) ns a tick, \(Int(best / agents)) ns for each agent and tick")
    print("median \(Int(1e9 / median)) ticks/s of \(times.count) runs of \(result.ticks)")
    var hash: UInt64 = 0
    // Into states that lie far apart, as a search keeps them.
    var states = [MatchState](repeating: matches[0].state, count: 1024)
    let start = processorTime()
    for index in 0..<100_000 {
        states[index & 1023] = matches[index % matches.count].state
        hash ^= states[index &* 7 & 1023].waves.state
    }
    let copying = (processorTime() - start) / 100_000
    print("\(MemoryLayout<MatchState>.size) bytes a state, \(Int(copying)) ns a copy (\(hash & 1))")
}
