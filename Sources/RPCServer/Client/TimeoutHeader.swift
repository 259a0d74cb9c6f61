// SPDX-License-Identifier: Apache-2.0

/// The value of `grpc-timeout` for a duration: at most eight digits and a unit, rounded up so that
/// the server never gives up before the client would.
enum TimeoutHeader {
    static func value(for timeout: Duration) -> String {
        let nanoseconds = timeout.clampedNanoseconds
        for (unit, size) in units {
            let count = nanoseconds / size + (nanoseconds % size == 0 ? 0 : 1)
            if count <= 99_999_999 { return "\(count)\(unit)" }
        }
        return "99999999H"
    }

    private static let units: [(String, UInt64)] = [
        ("n", 1), ("u", 1_000), ("m", 1_000_000), ("S", 1_000_000_000), ("M", 60_000_000_000), ("H", 3_600_000_000_000),
    ]
}
