// SPDX-License-Identifier: Apache-2.0

extension DynamicMessage {
    /// Reads a message of a type from its bytes.
    public init(
        _ descriptor: MessageDescriptor, serialized bytes: [UInt8], limits: DecodingLimits = .default
    ) throws(DecodingError) {
        self.init(descriptor)
        try merge(serialized: bytes, limits: limits)
    }

    /// Merges bytes of a message of the same type: singular fields replace, lists and maps grow.
    public mutating func merge(serialized bytes: [UInt8], limits: DecodingLimits = .default) throws(DecodingError) {
        var message = self
        let failure = unsafe bytes.withUnsafeBytes { buffer -> DecodingError? in
            var reader = unsafe WireReader(buffer, limits: limits)
            var path = DynamicPath()
            do throws(WireFault) {
                try message.merge(from: &reader, until: nil, path: &path)
                guard !limits.partial, let missing = message.missingRequiredField() else { return nil }
                return DecodingError(
                    .missingRequired, fieldPath: missing, byteOffset: bytes.count,
                    messageName: message.descriptor.fullName)
            } catch {
                return DecodingError(
                    error.reason, fieldPath: path.description, byteOffset: error.offset,
                    messageName: message.descriptor.fullName)
            }
        }
        if let failure { throw failure }
        self = message
    }

    /// Reads fields up to the end of the reader's message, or to a group's end tag.
    mutating func merge(
        from reader: inout WireReader, until end: UInt32?, path: inout DynamicPath
    ) throws(WireFault) {
        while let tag = try reader.nextTag() {
            if tag == end { return }
            let start = reader.offset
            if tag == MessageSet.start, descriptor.isMessageSet {
                try readMessageSetItem(from: &reader, path: &path)
                continue
            }
            guard let type = WireType(rawValue: tag & 7), tag >= 8 else { throw WireFault(.invalidTag, at: start) }
            guard let field = descriptor.field(number: Int32(tag >> 3)) else {
                try reader.unknown(tag, into: &unknownFields)
                continue
            }
            path.steps.append((field, contents[field.number]?.count ?? 0))
            if field.isMap, type == .lengthDelimited {
                try readEntry(of: field, tag: tag, from: &reader, path: &path)
            } else if type == field.wireType {
                try read(field, tag: tag, from: &reader, path: &path)
            } else if type == .lengthDelimited, field.isList, !field.kind.isLengthDelimited {
                try readPacked(field, from: &reader)
            } else {
                try reader.unknown(tag, into: &unknownFields)
            }
            path.steps.removeLast()
        }
        if end != nil { throw WireFault(.unmatchedGroup, at: reader.offset) }
    }

    // MARK: - Fields

    private mutating func read(
        _ field: FieldDescriptor, tag: UInt32, from reader: inout WireReader, path: inout DynamicPath
    ) throws(WireFault) {
        if field.kind.isMessage {
            var message = DynamicMessage(MessageDescriptor(pool: field.pool, index: field.record.typeIndex))
            if field.cardinality != .repeated, case .single(.message(let present)) = contents[field.number] {
                message = present
            }
            try Self.readNested(into: &message, field: field, from: &reader, path: &path)
            return try store(.message(message), for: field, from: &reader)
        }
        let start = reader.offset
        let value = try field.readScalar(from: &reader)
        if case .enumeration(let number) = value, !field.accepts(enumNumber: number) {
            return unknownFields.append(tag: tag, reader.consumed(since: start))
        }
        try store(value, for: field, from: &reader)
    }

    private mutating func readPacked(_ field: FieldDescriptor, from reader: inout WireReader) throws(WireFault) {
        let outer = try reader.enter()
        while reader.remaining > 0 {
            let start = reader.offset
            let value = try field.readScalar(from: &reader)
            if case .enumeration(let number) = value, !field.accepts(enumNumber: number) {
                unknownFields.append(tag: UInt32(field.number) << 3, reader.consumed(since: start))
            } else {
                try store(value, for: field, from: &reader)
            }
        }
        reader.leave(outer)
    }

    private mutating func store(
        _ value: DynamicValue, for field: FieldDescriptor, from reader: inout WireReader
    ) throws(WireFault) {
        guard field.cardinality == .repeated else { return set(value, for: field) }
        try reader.charge(MemoryLayout<DynamicValue>.stride)
        append(value, to: field)
    }

    private mutating func readEntry(
        of field: FieldDescriptor, tag: UInt32, from reader: inout WireReader, path: inout DynamicPath
    ) throws(WireFault) {
        guard let entryType = field.message, let valueField = field.mapValue else { return }
        let start = reader.offset
        var entry = DynamicMessage(entryType)
        try Self.readNested(into: &entry, field: field, from: &reader, path: &path)
        // An entry with an enum value that a closed enum does not have is kept whole.
        guard entry.contents[2] != nil || entry.unknownFields.isEmpty || !valueField.isClosedEnum else {
            return unknownFields.append(tag: tag, reader.consumed(since: start))
        }
        try reader.charge(2 * (MemoryLayout<DynamicMapKey>.stride + MemoryLayout<DynamicValue>.stride))
        insert(entry: entry, into: field)
    }

    static func readNested(
        into message: inout DynamicMessage, field: FieldDescriptor, from reader: inout WireReader,
        path: inout DynamicPath
    ) throws(WireFault) {
        // A dictionary and its first bucket, for each message however small.
        try reader.charge(128)
        if field.kind == .group {
            guard reader.depth > 0 else { throw WireFault(.tooDeep, at: reader.offset) }
            reader.depth -= 1
            try message.merge(from: &reader, until: UInt32(field.number) << 3 | 4, path: &path)
            reader.depth += 1
        } else {
            let outer = try reader.enter()
            try message.merge(from: &reader, until: nil, path: &path)
            reader.leave(outer)
        }
    }
}

extension DynamicMessage.Content {
    /// Elements of a list or a map so far.
    fileprivate var count: Int {
        switch self {
        case .single: 0
        case .list(let values): values.count
        case .map(let entries): entries.count
        }
    }
}

/// Where in a message the decoder stands.
struct DynamicPath {
    var steps: [(field: FieldDescriptor, index: Int)] = []

    var description: String {
        steps.map { $0.field.cardinality == .repeated ? "\($0.field.name)[\($0.index)]" : $0.field.name }
            .joined(separator: ".")
    }
}

extension FieldDescriptor {
    /// How a single value is laid out.
    var wireType: WireType {
        switch kind {
        case .int32, .int64, .uint32, .uint64, .sint32, .sint64, .bool, .enumeration: .varint
        case .fixed64, .sfixed64, .double: .fixed64
        case .fixed32, .sfixed32, .float: .fixed32
        case .string, .bytes, .message: .lengthDelimited
        case .group: .startGroup
        }
    }

    /// Whether the field's enum keeps undeclared values out.
    fileprivate var isClosedEnum: Bool { enumeration?.isClosed == true }

    fileprivate func accepts(enumNumber: Int32) -> Bool {
        guard let enumeration, enumeration.isClosed else { return true }
        return enumeration.name(of: enumNumber) != nil
    }

    fileprivate func readScalar(from reader: inout WireReader) throws(WireFault) -> DynamicValue {
        switch kind {
        case .bool: .bool(try reader.bool())
        case .int32: .int32(try reader.int32())
        case .int64: .int64(try reader.int64())
        case .uint32: .uint32(try reader.uint32())
        case .uint64: .uint64(try reader.uint64())
        case .sint32: .int32(try reader.sint32())
        case .sint64: .int64(try reader.sint64())
        case .fixed32: .uint32(try reader.fixed32())
        case .fixed64: .uint64(try reader.fixed64())
        case .sfixed32: .int32(try reader.sfixed32())
        case .sfixed64: .int64(try reader.sfixed64())
        case .float: .float(try reader.float())
        case .double: .double(try reader.double())
        case .enumeration: .enumeration(try reader.int32())
        case .string: .string(try reader.string())
        case .bytes: .bytes(try reader.bytes())
        case .message, .group: preconditionFailure("messages are read by their own function")
        }
    }
}
