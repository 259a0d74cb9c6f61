// SPDX-License-Identifier: Apache-2.0

import Foundation
import MatchStorage
import Testing

@Suite("A match store in a file")
struct FileTests {
    private let folder = TemporaryFolder()
    private var path: String { folder.path + "/matches.sqlite" }

    @Test("What was appended is there again, and goes on")
    func reopening() async throws {
        var scene = try Scene(path: path, limits: MatchStoreLimits())
        _ = await scene.append("m", "red", 1, .state, [1, 2, 3])
        let secret = scene.store.secret
        #expect(secret.count == 32)
        await scene.store.close()
        scene = try Scene(path: path, limits: MatchStoreLimits())
        #expect(scene.store.secret == secret)
        #expect(try await scene.store.match("m")?.views["red"]?.state == [1, 2, 3])
        #expect(await scene.append("m", "red", 1) == .success(.known))
        #expect(await scene.append("m", "red", 2) == .success(.appended(sequence: 2)))
        await scene.store.close()
    }

    @Test("Commits are synchronised in full, in a write-ahead log")
    func durability() async throws {
        let store = try SQLiteMatchStore(path: path, limits: MatchStoreLimits())
        // 2: FULL, which waits for the disk at each commit (sqlite.org/pragma.html#pragma_synchronous).
        let journal = try await store.journal()
        #expect(journal.mode == "wal" && journal.synchronous == 2)
        await store.close()
    }

    @Test("Two processes cannot write one file")
    func locking() async throws {
        let store = try SQLiteMatchStore(path: path, limits: MatchStoreLimits())
        let error = #expect(throws: MatchStoreFileError.self) {
            try SQLiteMatchStore(path: path, limits: MatchStoreLimits())
        }
        #expect(error?.description == "another process uses this file")
        await store.close()
    }

    @Test("A file that is no database, or another program's, is left alone")
    func foreign() throws {
        let text = Data("This is a letter to somebody, and surely no database at all.\n".utf8)
        try text.write(to: URL(filePath: path))
        #expect(throws: MatchStoreFileError.self) { try SQLiteMatchStore(path: path, limits: MatchStoreLimits()) }
        #expect(try Data(contentsOf: URL(filePath: path)) == text)
        let nowhere = folder.path + "/no/such/folder"
        #expect(throws: MatchStoreFileError.self) { try SQLiteMatchStore(path: nowhere, limits: MatchStoreLimits()) }
    }

    @Test(
        "Random reports, restarts and repetitions leave what a dictionary has",
        arguments: [UInt64.random(in: 1 ... .max)])
    func random(seed: UInt64) async throws {
        var random = SplitMix(state: seed)
        var model: [String: [UInt64: [UInt8]]] = [:]
        var limits = MatchStoreLimits()
        limits.queueBytes = 1 << 20
        var scene = try Scene(path: path, limits: limits)
        for _ in 0..<400 {
            let match = "m\(random.next() % 3)"
            let team = ["", "red", "blue"][Int(random.next() % 3)]
            let key = "\(match)/\(team)"
            let last = UInt64(model[key]?.count ?? 0)
            switch random.next() % 20 {
            case 0:
                await scene.store.close()
                scene = try Scene(path: path, limits: limits)
            case 1: #expect(await scene.append(match, team, last + 2) == .failure(.gap(next: last + 1)))
            case 2 where last > 0:
                #expect(await scene.append(match, team, random.next() % last + 1, .event, [0]) == .success(.known))
            default:
                let payload = (0..<Int(random.next() % 3000)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
                guard case .success(.appended) = await scene.append(match, team, last + 1, .event, payload) else {
                    Issue.record("seed \(seed): a record was not appended")
                    return
                }
                model[key, default: [:]][last + 1] = payload
            }
        }
        for (key, records) in model {
            let parts = key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
            let match = try #require(try await scene.store.match(parts[0]))
            // By the whole match, since the game has no view of its own that could be read.
            var kept: [[UInt8]] = []
            var place: UInt64 = 0
            while true {
                let next = try await scene.store.records(of: match.identity, team: "", after: place, limit: 7)
                let page = try #require(next)
                kept += page.records.filter { $0.team == parts[1] }.map(\.payload)
                place = page.records.last?.sequence ?? place
                if page.isLast { break }
            }
            #expect(kept == records.sorted { $0.key < $1.key }.map(\.value), "seed \(seed)")
        }
        await scene.store.close()
    }
}

/// Numbers that a seed decides.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
