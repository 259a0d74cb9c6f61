// SPDX-License-Identifier: Apache-2.0

import Foundation

/// One line on standard error that says how far long work has come, and how long it will take.
struct ProgressLine {
    private let total: Int
    private let unit: String
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant

    /// - Parameter unit: what is counted, in the plural.
    init(total: Int, unit: String) {
        self.total = total
        self.unit = unit
        start = clock.now
    }

    /// Writes the line anew; `note` is added at its end.
    func show(_ done: Int, note: String = "") {
        let left = start.duration(to: clock.now) * Double(total - done) / Double(max(1, done))
        let filled = 24 * done / max(1, total)
        let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: 24 - filled)
        write("\r[\(bar)] \(done) of \(total) \(unit), \(left.components.seconds) s left\(note)   ")
    }

    /// Ends the line.
    func end() { write("\n") }

    private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
