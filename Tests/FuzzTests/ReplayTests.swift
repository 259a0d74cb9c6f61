// SPDX-License-Identifier: Apache-2.0
import Foundation
import FuzzTargets
import Testing

/// Every input of the corpora once: the seeds, and what ever stopped a program.
@Suite("Fuzz corpora")
struct ReplayTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fuzz/Corpus")

    @Test("Each input is taken quickly and with little memory", arguments: FuzzTarget.all.map(\.name))
    func replay(name: String) throws {
        let target = try #require(FuzzTarget.all.first { $0.name == name })
        let inputs = try FileManager.default.contentsOfDirectory(atPath: Self.folder.appending(path: name).path())
            .sorted()
        #expect(inputs.count > 3)
        for input in inputs {
            let bytes = Array(try Data(contentsOf: Self.folder.appending(path: "\(name)/\(input)")))
            let before = Self.peak()
            let time = ContinuousClock().measure { target.run(bytes) }
            // Generous: other tests run beside this one, and the code may be built for debugging.
            #expect(time < .seconds(10), "\(name)/\(input) took \(time)")
            #expect(Self.peak() - before < 512 << 20, "\(name)/\(input) took \((Self.peak() - before) >> 20) MiB")
        }
    }

    /// The largest size that this process has had, in bytes.
    private static func peak() -> Int {
        var usage = rusage()
        unsafe getrusage(0, &usage)
        return usage.ru_maxrss << 10
    }
}
