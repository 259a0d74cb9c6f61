// SPDX-License-Identifier: Apache-2.0

/// The rules of one scalar type within `buf.validate.FieldRules`.
struct FieldRuleKind {
    /// Their field number.
    let number: UInt64
    /// The type's name, with which the ids of its rules begin.
    let name: String

    init?(_ kind: FieldDescriptor.Kind) {
        let order: [FieldDescriptor.Kind] = [
            .float, .double, .int32, .int64, .uint32, .uint64, .sint32, .sint64, .fixed32, .fixed64, .sfixed32,
            .sfixed64, .bool, .string, .bytes, .enum,
        ]
        guard let position = order.firstIndex(of: kind) else { return nil }
        number = UInt64(position + 1)
        name = "\(kind)"
    }

    /// The rules of strings, and so on, by their field numbers.
    static let textRules: [UInt64: String] = [
        1: "const", 2: "min_len", 3: "max_len", 4: "min_bytes", 5: "max_bytes", 6: "pattern", 7: "prefix",
        8: "suffix", 9: "contains", 10: "in", 11: "not_in", 12: "email", 13: "hostname", 14: "ip", 15: "ipv4",
        16: "ipv6", 17: "uri", 18: "uri_ref", 19: "len", 20: "len_bytes", 21: "address", 22: "uuid",
        23: "not_contains", 24: "well_known_regex", 26: "ip_with_prefixlen", 27: "ipv4_with_prefixlen",
        28: "ipv6_with_prefixlen", 29: "ip_prefix", 30: "ipv4_prefix", 31: "ipv6_prefix", 32: "host_and_port",
        33: "tuuid", 35: "ulid", 37: "protobuf_fqn", 38: "protobuf_dot_fqn",
    ]
    static let bytesRules: [UInt64: String] = [
        1: "const", 2: "min_len", 3: "max_len", 4: "pattern", 5: "prefix", 6: "suffix", 7: "contains", 8: "in",
        9: "not_in", 10: "ip", 11: "ipv4", 12: "ipv6", 13: "len", 15: "uuid",
    ]
    static let durationRules: [UInt64: String] = [
        2: "const", 3: "lt", 4: "lte", 5: "gt", 6: "gte", 7: "in", 8: "not_in",
    ]
    static let timestampRules: [UInt64: String] = [
        2: "const", 3: "lt", 4: "lte", 5: "gt", 6: "gte", 7: "lt_now", 8: "gt_now", 9: "within",
    ]
}
