// SPDX-License-Identifier: Apache-2.0

import Dispatch
import Foundation
import MatchStorage
import Synchronization

// Speed of the match store: appends a second, the processor's time for each, bytes of file for each record.
//
//   store-bench FOLDER      in files under a folder of the disk that is to be measured
//
// A reporter waits for each record to be durable before it gives the next one (latency), or keeps 64 on the way as
// `ReportGameState` does (throughput).

/// Appends records and counts those that are durable, with so many on the way at most.
struct Reporter {
    let store: SQLiteMatchStore
    let match: String
    let payload: [UInt8]
    let onTheWay: Int

    func append(_ count: Int) async {
        var number: UInt64 = 1
        while number <= count {
            let last = min(UInt64(count), number + UInt64(onTheWay) - 1)
            await withCheckedContinuation { continuation in
                let left = Counter(Int(last - number + 1), continuation)
                Task { [number] in
                    for number in number...last {
                        let record = NewRecord(match: match, team: "", number: number, kind: .event, payload: payload)
                        await store.append(record) { outcome in
                            // A record that is not durable leaves nothing to be measured.
                            guard case .success = outcome else { fatalError("store-bench: \(outcome)") }
                            left.down()
                        }
                    }
                }
            }
            number = last + 1
        }
    }
}

/// Resumes somebody when it has counted down.
final class Counter: Sendable {
    private let left: Atomic<Int>
    private let continuation: CheckedContinuation<Void, Never>

    init(_ count: Int, _ continuation: CheckedContinuation<Void, Never>) {
        left = Atomic(count)
        self.continuation = continuation
    }

    func down() {
        if left.subtract(1, ordering: .acquiringAndReleasing).newValue == 0 { continuation.resume() }
    }
}

func processorSeconds() -> Double {
    var usage = rusage()
    unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage)
    let (user, system) = (usage.ru_utime, usage.ru_stime)
    return Double(user.tv_sec + system.tv_sec) + Double(user.tv_usec + system.tv_usec) / 1e6
}

func measure(_ folder: String?, reporters: Int, onTheWay: Int, bytes: Int, records: Int) async throws {
    let path = folder.map { "\($0)/store-bench-\(UUID()).sqlite" }
    var limits = MatchStoreLimits()
    limits.bytes = 8 << 30
    let store = try SQLiteMatchStore(path: path, limits: limits)
    let payload = [UInt8](repeating: 7, count: bytes)
    let each = records / reporters
    let (began, busy) = (ContinuousClock.now, processorSeconds())
    await withTaskGroup(of: Void.self) { group in
        for reporter in 0..<reporters {
            group.addTask {
                await Reporter(store: store, match: "m\(reporter)", payload: payload, onTheWay: onTheWay).append(each)
            }
        }
    }
    let took = Double((ContinuousClock.now - began) / .milliseconds(1)) / 1000
    let work = processorSeconds() - busy
    let numbers = store.snapshot()
    await store.close()
    let count = Double(each * reporters)
    var line = "\(path == nil ? "memory" : "file"), \(reporters) reporters, \(onTheWay) on the way, \(bytes) bytes: "
    line += "\(Int(count / took)) appends/s, \(Int(work / count * 1e6 * 10) / 10) µs of processor each"
    line += ", \(Int(count / Double(numbers.commits) * 10) / 10) records a commit"
    line += ", \(Int(Double(numbers.commitNanoseconds) / Double(numbers.commits) / 1000)) µs a commit"
    if let path {
        let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
        line += ", \(Int((Double(size) / count).rounded())) bytes of file each"
        for suffix in ["", "-wal", "-shm", ".lock"] { try? FileManager.default.removeItem(atPath: path + suffix) }
    }
    print(line)
}

guard CommandLine.arguments.count == 2 else {
    print("usage: store-bench FOLDER")
    exit(2)
}
let folder = CommandLine.arguments[1]
for (reporters, onTheWay, records) in [(1, 1, 2000), (16, 1, 8000), (1, 64, 40_000), (16, 64, 80_000)] {
    for bytes in [100, 3226] {
        try await measure(folder, reporters: reporters, onTheWay: onTheWay, bytes: bytes, records: records)
    }
}
try await measure(nil, reporters: 1, onTheWay: 64, bytes: 100, records: 80_000)
