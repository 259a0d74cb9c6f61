// SPDX-License-Identifier: Apache-2.0

extension RPCError {
    /// The error with a word to clients that have a retry policy: to try again after that time, whatever their
    /// policy says of the time, or, without one, not to try again (gRFC A6, "Pushback").
    public func pushingBack(for wait: Duration?) -> RPCError {
        var error = self
        // Rounded up, so that nobody comes too early.
        let milliseconds = wait.map { String(min(($0.clampedNanoseconds + 999_999) / 1_000_000, UInt64(Int32.max))) }
        error.metadata.appendReserved("grpc-retry-pushback-ms", milliseconds ?? "-1")
        return error
    }
}
