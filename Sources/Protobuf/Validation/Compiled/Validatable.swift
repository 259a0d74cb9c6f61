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
        var validity = Validity(now: now)
        if isValid(&validity) { return [] }
        let report = search(limit, validity)
        if let failure = report.failure { throw failure }
        return report.found
    }

    /// Throws what is wrong with the message: at most `limit` violations of the rules.
    public func validate(limit: Int = .max, now: CELTimestamp? = nil) throws(InvalidMessage) {
        var validity = Validity(now: now)
        if isValid(&validity) { return }
        let report = search(limit, validity)
        guard report.isFull || !report.found.isEmpty else { return }
        throw InvalidMessage(report, in: Self.fullName)
    }

    /// Whether the message is all right, as most are: then nobody looks for places and words.
    ///
    /// Only called by what is not specialised: a message would be copied to be pointed to.
    @inline(__always)
    private func isValid(_ validity: inout Validity) -> Bool {
        guard Validity.isAvailable else { return false }
        return unsafe withUnsafePointer(to: self) { unsafe Self.isValid(Borrowed(unsafe: $0), &validity) }
    }

    /// What is wrong with the message.
    @inline(never)
    private func search(_ limit: Int, _ validity: Validity) -> Violations {
        var report = Violations(limit: limit, now: validity.moment)
        unsafe withUnsafePointer(to: self) { unsafe Self.validate(Borrowed(unsafe: $0), into: &report) }
        return report
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
