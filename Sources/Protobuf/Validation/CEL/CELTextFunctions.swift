// SPDX-License-Identifier: Apache-2.0

/// Functions of strings, bytes and sizes. Positions count code points.
enum CELTextFunctions {
    static func apply(_ function: CELFunction, _ values: [CELValue]) throws(CELError) -> CELValue {
        switch (function, values[0]) {
        case (.size, let value): return .int(Int64(try size(value)))
        case (.contains, .bytes(let bytes)): return .bool(find(try part(values), in: bytes[...]) != nil)
        case (.startsWith, .bytes(let bytes)): return .bool(bytes.starts(with: try part(values)))
        case (.endsWith, .bytes(let bytes)): return .bool(bytes.reversed().starts(with: try part(values).reversed()))
        case (.join, .list(let list)): return .string(try join(list, values))
        case (_, .string(let text)): return try apply(function, text, values)
        default: throw unknown(function, values)
        }
    }

    private static func apply(
        _ function: CELFunction, _ text: String, _ values: [CELValue]
    ) throws(CELError) -> CELValue {
        switch function {
        case .contains: return .bool(find(Array(try string(values, 1).utf8), in: Array(text.utf8)[...]) != nil)
        case .startsWith: return .bool(text.utf8.starts(with: try string(values, 1).utf8))
        case .endsWith: return .bool(text.utf8.reversed().starts(with: try string(values, 1).utf8.reversed()))
        case .lowerAscii: return .string(mapped(text, from: "A"..."Z"))
        case .upperAscii: return .string(mapped(text, from: "a"..."z"))
        case .trim: return .string(trimmed(text))
        case .reverse: return .string(String(String.UnicodeScalarView(text.unicodeScalars.reversed())))
        case .charAt: return .string(try charAt(text, try int(values, 1)))
        case .substring: return .string(try substring(text, values))
        case .indexOf, .lastIndexOf: return .int(try index(function, text, values))
        case .replace: return .string(try replace(text, values))
        case .split: return .list(try split(text, values))
        default: throw unknown(function, values)
        }
    }

    private static func unknown(_ function: CELFunction, _ values: [CELValue]) -> CELError {
        CELError("no such overload: \(function.rawValue)(\(values.map(\.typeName).joined(separator: ", ")))")
    }

    // MARK: - Operands

    private static func size(_ value: CELValue) throws(CELError) -> Int {
        switch value {
        case .string(let text): text.unicodeScalars.count
        case .bytes(let bytes): bytes.count
        case .list(let list): list.count
        case .map(let map): map.count
        default: throw .noOverload("size", value)
        }
    }

    private static func part(_ values: [CELValue]) throws(CELError) -> [UInt8] {
        guard case .bytes(let bytes) = values[1] else { throw .noOverload("bytes", values[0], values[1]) }
        return bytes
    }

    private static func string(_ values: [CELValue], _ index: Int) throws(CELError) -> String {
        guard case .string(let text) = values[index] else { throw .noOverload("string", values[0], values[index]) }
        return text
    }

    private static func int(_ values: [CELValue], _ index: Int) throws(CELError) -> Int {
        guard case .int(let value) = values[index] else { throw .noOverload("string", values[0], values[index]) }
        return Int(value)
    }

    // MARK: - Functions

    /// Where the part first begins. By comparing at each place: parts are short.
    static func find<Element: Equatable>(
        _ part: [Element], in whole: ArraySlice<Element>
    ) -> Int? {
        guard !part.isEmpty else { return whole.startIndex }
        guard part.count <= whole.count else { return nil }
        return (whole.startIndex...whole.endIndex - part.count).first { start in
            whole[start] == part[0] && whole[start..<start + part.count].elementsEqual(part)
        }
    }

    private static func mapped(_ text: String, from range: ClosedRange<Unicode.Scalar>) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    range.contains(scalar) ? Unicode.Scalar(UInt8(scalar.value) ^ 0x20) : scalar
                }))
    }

    private static func trimmed(_ text: String) -> String {
        let isSpace = { (scalar: Unicode.Scalar) in scalar.properties.isWhitespace }
        var scalars = text.unicodeScalars.drop(while: isSpace)
        while let last = scalars.last, isSpace(last) { scalars.removeLast() }
        return String(scalars)
    }

    private static func charAt(_ text: String, _ index: Int) throws(CELError) -> String {
        let scalars = Array(text.unicodeScalars)
        guard (0...scalars.count).contains(index) else { throw CELError("index out of range: \(index)") }
        return index == scalars.count ? "" : String(scalars[index])
    }

    private static func substring(_ text: String, _ values: [CELValue]) throws(CELError) -> String {
        let scalars = Array(text.unicodeScalars)
        let start = try int(values, 1)
        let end = values.count > 2 ? try int(values, 2) : scalars.count
        guard (0...scalars.count).contains(start), (0...scalars.count).contains(end), start <= end else {
            throw CELError("index out of range")
        }
        return String(String.UnicodeScalarView(scalars[start..<end]))
    }

    private static func index(
        _ function: CELFunction, _ text: String, _ values: [CELValue]
    ) throws(CELError) -> Int64 {
        let scalars = Array(text.unicodeScalars)
        let part = Array(try string(values, 1).unicodeScalars)
        let isLast = function == .lastIndexOf
        let bound = values.count > 2 ? try int(values, 2) : isLast ? scalars.count : 0
        guard (0...scalars.count).contains(bound) else { throw CELError("index out of range: \(bound)") }
        if !isLast { return Int64(find(part, in: scalars[bound...]) ?? -1) }
        let places = (0...max(0, scalars.count - part.count)).reversed()
        let found = places.first { start in
            start <= bound && scalars[start...].starts(with: part)
        }
        return Int64(found ?? -1)
    }

    private static func replace(_ text: String, _ values: [CELValue]) throws(CELError) -> String {
        let (old, new) = (Array(try string(values, 1).utf8), Array(try string(values, 2).utf8))
        var left = values.count > 3 ? try int(values, 3) : -1
        var rest = Array(text.utf8)[...]
        var result: [UInt8] = []
        if old.isEmpty { return try replaceBetween(text, with: new, limit: left) }
        while left != 0, let start = find(old, in: rest) {
            result += rest[..<start]
            result += new
            rest = rest[(start + old.count)...]
            left -= 1
        }
        return String(decoding: result + rest, as: UTF8.self)
    }

    /// Nothing stands before each code point and at the end.
    private static func replaceBetween(_ text: String, with new: [UInt8], limit: Int) throws(CELError) -> String {
        var left = limit
        var result: [UInt8] = []
        for scalar in text.unicodeScalars {
            if left != 0 { result += new }
            left -= left == 0 ? 0 : 1
            result += Array(String(scalar).utf8)
        }
        if left != 0 { result += new }
        return String(decoding: result, as: UTF8.self)
    }

    private static func split(_ text: String, _ values: [CELValue]) throws(CELError) -> [CELValue] {
        let limit = values.count > 2 ? try int(values, 2) : -1
        if limit == 0 { return [] }
        let separator = Array(try string(values, 1).utf8)
        if separator.isEmpty {
            let scalars = Array(text.unicodeScalars)
            let single = limit < 0 ? scalars.count : min(scalars.count, limit - 1)
            let rest = String(String.UnicodeScalarView(scalars[single...]))
            return scalars[..<single].map { .string(String($0)) } + (single < scalars.count ? [.string(rest)] : [])
        }
        var parts: [CELValue] = []
        var rest = Array(text.utf8)[...]
        while limit < 0 || parts.count < limit - 1, let start = find(separator, in: rest) {
            parts.append(.string(String(decoding: rest[..<start], as: UTF8.self)))
            rest = rest[(start + separator.count)...]
        }
        return parts + [.string(String(decoding: rest, as: UTF8.self))]
    }

    private static func join(_ list: [CELValue], _ values: [CELValue]) throws(CELError) -> String {
        let separator = values.count > 1 ? try string(values, 1) : ""
        var parts: [String] = []
        for index in list.indices { parts.append(try string(list, index)) }
        return parts.joined(separator: separator)
    }
}
