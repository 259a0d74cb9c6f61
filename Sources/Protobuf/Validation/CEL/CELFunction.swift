// SPDX-License-Identifier: Apache-2.0

/// The functions of CEL, of its strings and mathematics extensions as far as they are plain, and of
/// protovalidate. Operators and macros are nodes of their own.
public enum CELFunction: String, Sendable, CaseIterable {
    // Conversions and types
    case int, uint, double, bool, string, bytes, timestamp, duration, type, dyn
    // Strings, bytes and aggregates
    case size, contains, startsWith, endsWith, matches
    // Timestamps and durations
    case getFullYear, getMonth, getDate, getDayOfMonth, getDayOfWeek, getDayOfYear
    case getHours, getMinutes, getSeconds, getMilliseconds
    // Extension: strings
    case charAt, indexOf, lastIndexOf, lowerAscii, upperAscii, replace, split, join, substring, trim
    case reverse, format
    // Extension: mathematics
    case greatest = "math.greatest"
    case least = "math.least"
    // protovalidate
    case getField, isNan, isInf, isHostname, isEmail, isIp, isIpPrefix, isUri, isUriRef, isHostAndPort
    case unique

    /// How the function may be called.
    private struct Shape {
        var plain: ClosedRange<Int>?
        var method: ClosedRange<Int>?
    }

    func accepts(arguments count: Int, hasTarget: Bool) -> Bool {
        (hasTarget ? shape.method : shape.plain)?.contains(count) ?? false
    }

    private var shape: Shape {
        switch self {
        case .int, .uint, .double, .bool, .string, .bytes, .timestamp, .duration, .type, .dyn: Shape(plain: 1...1)
        case .size: Shape(plain: 1...1, method: 0...0)
        case .matches: Shape(plain: 2...2, method: 1...1)
        case .contains, .startsWith, .endsWith, .charAt, .format: Shape(method: 1...1)
        case .getFullYear, .getMonth, .getDate, .getDayOfMonth, .getDayOfWeek, .getDayOfYear, .getHours,
            .getMinutes, .getSeconds, .getMilliseconds:
            Shape(method: 0...1)
        case .indexOf, .lastIndexOf, .split, .substring: Shape(method: 1...2)
        case .replace: Shape(method: 2...3)
        case .lowerAscii, .upperAscii, .trim, .reverse, .isNan, .isHostname, .isEmail, .isUri, .isUriRef, .unique:
            Shape(method: 0...0)
        case .join, .isInf, .isIp: Shape(method: 0...1)
        case .isIpPrefix: Shape(method: 0...2)
        case .isHostAndPort: Shape(method: 1...1)
        case .greatest, .least: Shape(plain: 1...64)
        case .getField: Shape(plain: 2...2)
        }
    }
}
