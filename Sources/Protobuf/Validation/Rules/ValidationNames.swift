// SPDX-License-Identifier: Apache-2.0

/// The names in a rule: `this`, `now`, `rules`, `rule`, and those of the schema.
struct ValidationNames: CELNames {
    let pool: DescriptorPool
    let this: CELValue
    let now: CELTimestamp
    var rules: CELValue?
    var rule: CELValue?

    func celVariable(_ name: String) -> CELValue? {
        switch name {
        case "this": this
        case "now": .timestamp(now)
        case "rules": rules
        case "rule": rule
        default: nil
        }
    }

    func celConstant(_ name: String) -> CELValue? { pool.celConstant(name) }

    func celMessage(
        _ type: String, fields: [(name: String, value: CELValue)]
    ) throws(CELError) -> CELValue? {
        try pool.celMessage(type, fields: fields)
    }
}

extension DescriptorPool {
    /// The value of an enum by its full name, or a message type.
    package func celConstant(_ name: String) -> CELValue? {
        if message(named: name) != nil { return .type(name) }
        guard let dot = name.lastIndex(of: "."), let type = enumeration(named: String(name[..<dot])) else { return nil }
        return type.number(named: String(name[name.index(after: dot)...])).map { .int(Int64($0)) }
    }
}
