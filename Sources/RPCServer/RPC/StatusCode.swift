// SPDX-License-Identifier: Apache-2.0

/// How a call ended, by gRPC's numbers.
///
/// An open set: a peer may send a number that is not named here, and it is kept.
public struct StatusCode: RawRepresentable, Hashable, Sendable {
    /// The number on the wire.
    public let rawValue: Int32

    /// A code by its number, named or not.
    public init(rawValue: Int32) {
        self.rawValue = rawValue
    }

    /// The call succeeded.
    public static let ok = StatusCode(rawValue: 0)
    /// The caller gave up.
    public static let cancelled = StatusCode(rawValue: 1)
    /// Nothing better is known; also what an unexpected error of a handler becomes.
    public static let unknown = StatusCode(rawValue: 2)
    /// The request is wrong, whatever the state of the system.
    public static let invalidArgument = StatusCode(rawValue: 3)
    /// The time was up before the call ended.
    public static let deadlineExceeded = StatusCode(rawValue: 4)
    /// Something asked for does not exist.
    public static let notFound = StatusCode(rawValue: 5)
    /// Something to be created is there already.
    public static let alreadyExists = StatusCode(rawValue: 6)
    /// The caller is known, and may not do this.
    public static let permissionDenied = StatusCode(rawValue: 7)
    /// A quota or a limit is used up.
    public static let resourceExhausted = StatusCode(rawValue: 8)
    /// The system is not in the state that the call needs.
    public static let failedPrecondition = StatusCode(rawValue: 9)
    /// The operation lost against a concurrent one.
    public static let aborted = StatusCode(rawValue: 10)
    /// Past the end of a range.
    public static let outOfRange = StatusCode(rawValue: 11)
    /// The method does not exist here.
    public static let unimplemented = StatusCode(rawValue: 12)
    /// An invariant is broken.
    public static let `internal` = StatusCode(rawValue: 13)
    /// Not reachable now; trying again later may help.
    public static let unavailable = StatusCode(rawValue: 14)
    /// Data is lost or corrupted for good.
    public static let dataLoss = StatusCode(rawValue: 15)
    /// The caller is not known.
    public static let unauthenticated = StatusCode(rawValue: 16)

    /// How many codes are named: numbers 0 up to this one.
    package static let namedCount = 17
}

extension StatusCode: CustomStringConvertible {
    /// The name as gRPC's documents and tools write it, such as `INVALID_ARGUMENT`.
    public var description: String {
        guard let index = Int(exactly: rawValue), Self.names.indices.contains(index) else {
            return "CODE_\(rawValue)"
        }
        return Self.names[index]
    }

    private static let names = [
        "OK", "CANCELLED", "UNKNOWN", "INVALID_ARGUMENT", "DEADLINE_EXCEEDED", "NOT_FOUND",
        "ALREADY_EXISTS", "PERMISSION_DENIED", "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION",
        "ABORTED", "OUT_OF_RANGE", "UNIMPLEMENTED", "INTERNAL", "UNAVAILABLE", "DATA_LOSS",
        "UNAUTHENTICATED",
    ]
}
