// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// Small files in memory, up to so many bytes in all. Usable from any thread.
final class FileCache: Sendable {
    /// The largest file that is kept, in bytes.
    let mostOfOne: Int
    private let capacity: Int
    private let entries = Mutex(Entries())

    /// How long a file is served without looking at it again, in nanoseconds.
    private static let freshness: UInt64 = 1_000_000_000
    /// What an entry takes besides the file.
    private static let overhead = 512

    private struct Entry {
        let file: FileRepresentation
        let size: Int
        let lookedAt: UInt64
    }

    private struct Entries {
        var byPath: [FilePath: Entry] = [:]
        var size = 0

        mutating func remove(_ path: FilePath) {
            if let old = byPath.removeValue(forKey: path) { size -= old.size }
        }
    }

    /// - Parameter capacity: how many bytes may be kept; a sixty-fourth of that of one file.
    init(capacity: Int) {
        self.capacity = capacity
        mostOfOne = capacity / 64
    }

    /// A file that was looked at a moment ago.
    func find(_ path: FilePath, now: UInt64) -> FileRepresentation? {
        entries.withLock { entries in
            guard let entry = entries.byPath[path], now < entry.lookedAt &+ Self.freshness else { return nil }
            return entry.file
        }
    }

    /// Keeps a file, if it is small, in place of those that were not looked at for longest.
    func keep(_ file: FileRepresentation, for path: FilePath, now: UInt64) {
        guard let bytes = file.bytes else { return }
        let size = bytes.count + path.text.utf8.count + Self.overhead
        guard size <= capacity else { return }
        entries.withLock { entries in
            entries.remove(path)
            while entries.size + size > capacity,
                let oldest = entries.byPath.min(by: { $0.value.lookedAt < $1.value.lookedAt })
            {
                entries.remove(oldest.key)
            }
            entries.byPath[path] = Entry(file: file, size: size, lookedAt: now)
            entries.size += size
        }
    }

    /// How many bytes are kept.
    var size: Int { entries.withLock { $0.size } }
}
