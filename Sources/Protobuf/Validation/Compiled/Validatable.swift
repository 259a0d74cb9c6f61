// SPDX-License-Identifier: Apache-2.0

/// A message whose schema has `buf.validate` rules, which were generated as Swift: neither
/// descriptors nor reflection are needed, and nothing is allocated while all is well.
public protocol Validatable: Message {
    /// Adds what is wrong with the message to the report. Generated; call `violations()` or
    /// `validate()`.
    static func validate(_ message: Borrowed<Self>, into report: inout Violations)
}

extension Validatable {
    /// The rules that the message breaks, in the order of the schema; none if it is valid. At most
    /// `limit` are looked for. `now` is what `lt_now`, `within` and `now` go by; the clock without it.
    ///
    /// An error says that a rule could not be evaluated.
    @inlinable
    public func violations(
        limit: Int = .max, now: CELTimestamp? = nil
    ) throws(ValidationError) -> [Violation] {
        var report = Violations(limit: limit, now: now)
        report.check(self)
        if let failure = report.failure { throw failure }
        return report.found
    }

    /// Throws what is wrong with the message: at most `limit` violations of the rules.
    @inlinable
    public func validate(limit: Int = .max, now: CELTimestamp? = nil) throws(InvalidMessage) {
        var report = Violations(limit: limit, now: now)
        report.check(self)
        if report.isFull || !report.found.isEmpty { throw InvalidMessage(report, in: Self.fullName) }
    }
}

/// Why a message is not valid.
public struct InvalidMessage: Error, Sendable, Hashable, CustomStringConvertible {
    /// The message's full name.
    public let messageName: String
    /// The rules that it breaks.
    public let violations: [Violation]
    /// The rule that could not be evaluated, if it is that.
    public let failure: ValidationError?

    @usableFromInline
    init(_ report: Violations, in messageName: String) {
        self.messageName = messageName
        violations = report.failure == nil ? report.found : []
        failure = report.failure
    }

    /// The first violation, and how many more there are.
    public var description: String {
        if let failure { return failure.description }
        guard let first = violations.first else { return "\(messageName) is not valid" }
        let more = violations.count > 1 ? " (and \(violations.count - 1) more)" : ""
        return "\(first)\(more)"
    }
}
