// SPDX-License-Identifier: Apache-2.0

import Foundation
import Protobuf

/// Where requests come from: the command line, a file, or standard input as it arrives.
final class RequestSource {
    private var splitter = JSONSplitter()
    private var input: FileHandle?

    init(_ data: String?) throws {
        guard let data else { return }
        if data == "@" {
            input = .standardInput
        } else if data.hasPrefix("@") {
            do {
                splitter.append(try Data(contentsOf: URL(filePath: String(data.dropFirst()))))
            } catch {
                throw InspectFailure("-d \(data): \(error.localizedDescription)")
            }
        } else {
            splitter.append(data.utf8)
        }
    }

    /// The next JSON value, as soon as all of it is there.
    func next() async -> JSONSplitter.Piece? {
        while true {
            if let piece = splitter.next(atEnd: input == nil) { return piece }
            guard let input else { return nil }
            // Reading blocks, so it has a thread of its own.
            let bytes = await withCheckedContinuation { waiter in
                Thread.detachNewThread { waiter.resume(returning: [UInt8](input.availableData)) }
            }
            if bytes.isEmpty { self.input = nil } else { splitter.append(bytes) }
        }
    }
}
