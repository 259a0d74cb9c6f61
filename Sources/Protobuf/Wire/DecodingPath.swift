// SPDX-License-Identifier: Apache-2.0

// The reader throws an offset only. The path to it is found here, by walking the input once more from
// the start: nothing is spent on paths while nothing is wrong.

extension DecodingError {
    /// The error for a fault in `bytes`, which were read as a message of the type `type`.
    @unsafe @usableFromInline
    init(
        _ fault: WireFault, in bytes: UnsafeRawBufferPointer, limits: DecodingLimits, of type: any Message.Type
    ) {
        var reader = unsafe WireReader(bytes, limits: limits)
        self.init(
            fault.reason, fieldPath: reader.path(to: fault.offset, in: type), byteOffset: fault.offset,
            messageName: type.fullName)
    }
}

extension WireReader {
    /// The path to the field that contains the offset, in the message that the reader stands in. A
    /// fault's offset is never before the end of its field's tag and never behind the field.
    fileprivate mutating func path(to target: Int, in type: any Message.Type) -> String {
        var seen: [UInt32: Int] = [:]
        while let tag = (try? nextTag()) ?? nil, offset <= target, isFieldTag(tag) {
            let end = endOfValue(of: tag)
            if end.map({ $0 >= target }) ?? true {
                let field = type.fields.first { $0.number == tag >> 3 }
                return step(to: target, tag: tag, field: field, index: seen[tag >> 3, default: 0])
            }
            seen[tag >> 3, default: 0] += 1
            try? skipValue(of: tag)
        }
        return ""
    }

    private func isFieldTag(_ tag: UInt32) -> Bool {
        guard let type = WireType(rawValue: tag & 7) else { return false }
        return tag >= 8 && type != .endGroup
    }

    /// Where the value of the field ends whose tag has just been read, if it ends at all.
    private func endOfValue(of tag: UInt32) -> Int? {
        var ahead = unsafe WireReader(lookingAheadFrom: cursor, to: end)
        ahead.depth = depth
        guard let _ = try? ahead.skipValue(of: tag) else { return nil }
        return offset + ahead.offset
    }

    /// The path from the field whose tag has just been read.
    private mutating func step(to target: Int, tag: UInt32, field: FieldSchema?, index: Int) -> String {
        guard let field else { return "\(tag >> 3)" }
        var name = field.name
        if field.isRepeated { name += "[\(index)]" }
        if tag & 7 == WireType.startGroup.rawValue, case .message(let type) = field.content, depth > 0 {
            depth -= 1
            return join(name, path(to: target, in: type))
        }
        guard tag & 7 == WireType.lengthDelimited.rawValue else { return name }
        switch field.content {
        case .scalar: return name
        case .message(let type): return join(name, descend(to: target, in: type))
        case .map(let textKey, let value): return entry(name, to: target, textKey: textKey, value: value)
        }
    }

    private func join(_ name: String, _ rest: String) -> String {
        rest.isEmpty ? name : "\(name).\(rest)"
    }

    /// The path within the message that comes next, nothing if the fault is its own length or depth.
    private mutating func descend(to target: Int, in type: any Message.Type) -> String {
        guard let _ = try? enter(), offset <= target else { return "" }
        return path(to: target, in: type)
    }

    /// The path through a map's entry: `stock["energy"].amount`.
    private mutating func entry(
        _ name: String, to target: Int, textKey: Bool, value: (any Message.Type)?
    ) -> String {
        guard let _ = try? enter(), offset <= target else { return name }
        var key = textKey ? ErrorText.step("") : ErrorText.step(0)
        while let tag = (try? nextTag()) ?? nil, offset <= target, isFieldTag(tag) {
            if tag >> 3 == 2, let value {
                return join(name + key, descend(to: target, in: value))
            }
            guard let end = endOfValue(of: tag), end < target else { break }
            if tag >> 3 == 1 {
                key = textKey ? ErrorText.step((try? string()) ?? "") : ErrorText.step((try? varint()) ?? 0)
            } else {
                try? skipValue(of: tag)
            }
        }
        return name + key
    }
}
