// SPDX-License-Identifier: Apache-2.0

/// Lets no address try one credential after the other: once so many were not believed, further ones are not looked
/// at until some time has passed.
///
/// Keys and tokens cannot be guessed anyway; this keeps the attempts from costing signatures, and makes them seen.
final class LoginLimit: Sendable {
    private let addresses: CallerTable<TokenBucket>

    /// - Parameter burst: failures in one burst, and one a second after that.
    init(burst: Int) {
        addresses = CallerTable(
            callers: 16_384, make: { TokenBucket(burst: burst, perSecond: 1, now: $0) },
            isForgettable: { bucket, now in bucket.isFull(now: now) })
    }

    /// How long an address has to wait before its credentials are looked at, in nanoseconds; nil if they are now.
    func wait(of address: String, now: UInt64) -> UInt64? {
        addresses.update(address, now: now) { bucket in
            // Looked at without taking any.
            var trial = bucket
            return trial.take(now: now) ? nil : trial.wait
        }.result
    }

    /// A credential was not believed.
    func failed(from address: String, now: UInt64) {
        _ = addresses.update(address, now: now) { $0.take(now: now) }
    }
}
