// SPDX-License-Identifier: Apache-2.0

/// What is wrong with a JSON text, as the reader throws it: reason and place only. At the entry points
/// it becomes a `JSONError`, whose line, column and field path are found by a second walk.
public struct JSONFault: Error {
    let reason: String
    /// Offset of the first offending byte.
    let offset: Int
}
