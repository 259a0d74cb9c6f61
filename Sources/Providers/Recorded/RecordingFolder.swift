// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// A folder of recorded exchanges: one file each, `KEY-NUMBER.json`; equal requests are numbered in their order.
final class RecordingFolder: Sendable {
    private let url: URL
    private let counts = Mutex<[String: Int]>([:])

    init(_ path: String) {
        url = URL(filePath: path, directoryHint: .isDirectory)
    }

    /// Makes the folder if it is not there.
    func create() throws {
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    /// Whether there is such a folder.
    var exists: Bool {
        var isFolder = ObjCBool(false)
        return unsafe FileManager.default.fileExists(atPath: url.path(), isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Writes an exchange to a file of its own, never over another one.
    func add(_ exchange: RecordedExchange) throws {
        let key = RecordedExchange.key(method: exchange.method, path: exchange.path, body: exchange.body)
        let bytes = try exchange.json()
        while true {
            let number = next(key)
            do {
                return try Data(bytes).write(to: file(key, number), options: .withoutOverwriting)
            } catch let error as CocoaError where error.code == .fileWriteFileExists {
                continue
            }
        }
    }

    /// The next recorded answer to a request; after the last one the first again. Nil if there is none.
    func take(method: String, path: String, body: [UInt8]) -> RecordedExchange? {
        let key = RecordedExchange.key(method: method, path: path, body: body)
        for number in [next(key), 0] {
            guard let data = try? Data(contentsOf: file(key, number)) else { continue }
            if number == 0 { counts.withLock { $0[key] = 1 } }
            return RecordedExchange(json: [UInt8](data))
        }
        return nil
    }

    private func next(_ key: String) -> Int {
        counts.withLock { counts in
            defer { counts[key, default: 0] += 1 }
            return counts[key, default: 0]
        }
    }

    private func file(_ key: String, _ number: Int) -> URL {
        url.appending(path: "\(key)-\(number).json")
    }
}
