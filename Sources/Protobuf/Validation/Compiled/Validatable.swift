// SPDX-License-Identifier: Apache-2.0

/// A message whose schema has `buf.validate` rules, which were generated as Swift: neither
/// descriptors nor reflection are needed, and nothing is allocated while all is well.
public protocol Validatable: Message {
    /// Whether the message keeps all rules. Generated; call `violations()` or `validate()`.
    static func isValid(_ message: Borrowed<Self>, _ report: inout Validity) -> Bool

    /// Adds what is wrong with the message to the report. Generated; call `violations()` or
    /// `validate()`.
    static func validate(_ message: Borrowed<Self>, into report: inout Violations)
}

extension Validatable {
    /// The rules that the message breaks, in the order of the schema; none if it is valid. At most
    /// `limit` are looked for. `now` is what `lt_now`, `within` and `now` go by; the clock without it.
    ///
    /// An error says that a rule could not be evaluated.
    public func violations(
        limit: Int = .max, now: CELTimestamp? = nil
    ) throws(ValidationError) -> [Violation] {
        guard let report = search(limit, now) else { return [] }
        if let failure = report.failure { throw failure }
        return report.found
    }

    /// Throws what is wrong with the message: at most `limit` violations of the rules.
    public func validate(limit: Int = .max, now: CELTimestamp? = nil) throws(InvalidMessage) {
        guard let report = search(limit, now), report.isFull || !report.found.isEmpty else { return }
        throw InvalidMessage(report, in: Self.fullName)
    }

    /// What is wrong with the message. One that is all right, as most are, is not searched for places and
    /// words.
    private func search(_ limit: Int, _ now: CELTimestamp?) -> Violations? {
        var validity = Validity(now: now)
        if Validity.isAvailable, isValid(&validity) { return nil }
        var report = Violations(limit: limit, now: validity.moment)
        unsafe withUnsafePointer(to: self) { unsafe Self.validate(Borrowed(unsafe: $0), into: &report) }
        return report
    }

    /// Not specialised: then the message is not copied to be pointed to.
    @inline(never)
    private func isValid(_ validity: inout Validity) -> Bool {
        unsafe withUnsafePointer(to: self) { unsafe Self.isValid(Borrowed(unsafe: $0), &validity) }
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
