// SPDX-License-Identifier: Apache-2.0

// Items of message sets; `MessageSet` tells how they are written.
extension DynamicMessage {
    /// Writes the message as the item of a number.
    func writeMessageSetItem(_ number: Int32, to writer: inout WireWriter) {
        writer.startMessageSetItem(UInt32(bitPattern: number))
        let start = writer.open(MessageSet.content)
        serialize(into: &writer)
        writer.close(start)
        writer.endMessageSetItem()
    }

    /// Reads one item, whose start has been read. Number and message may come in any order.
    mutating func readMessageSetItem(
        from reader: inout WireReader, path: inout DynamicPath
    ) throws(WireFault) {
        let start = reader.offset
        var number: UInt64?
        var payload: [UInt8]?
        guard reader.depth > 0 else { throw WireFault(.tooDeep, at: start) }
        reader.depth -= 1
        while let tag = try reader.nextTag(), tag != MessageSet.end {
            switch tag {
            case MessageSet.typeID:
                let value = try reader.varint()
                number = number ?? value
            case MessageSet.content: payload = (payload ?? []) + (try reader.bytes())
            default: try reader.skipValue(of: tag)
            }
        }
        reader.depth += 1
        guard let number = number.flatMap({ Int32(exactly: $0) }), let payload,
            let field = descriptor.field(number: number), field.kind == .message, field.cardinality != .repeated
        else {
            try reader.charge(reader.offset - start + 1)
            return unknownFields.append(tag: MessageSet.start, reader.consumed(since: start))
        }
        var message = DynamicMessage(MessageDescriptor(pool: field.pool, index: field.record.typeIndex))
        if case .single(.message(let present)) = contents[number] { message = present }
        path.steps.append((field, 0))
        try message.merge(payload: payload, within: &reader, path: &path)
        path.steps.removeLast()
        set(.message(message), for: field)
    }

    /// Merges bytes that were taken from a reader, within what is left of its limits.
    private mutating func merge(
        payload: [UInt8], within outer: inout WireReader, path: inout DynamicPath
    ) throws(WireFault) {
        guard outer.depth > 0 else { throw WireFault(.tooDeep, at: outer.offset) }
        let (offset, depth, budget) = (outer.offset, outer.depth - 1, outer.budget)
        var (message, left, steps) = (self, budget, path)
        let fault = unsafe payload.withUnsafeBytes { buffer -> WireFault? in
            var reader = unsafe WireReader(buffer, limits: DecodingLimits(depth: depth, decodedBytes: budget))
            do throws(WireFault) {
                try message.merge(from: &reader, until: nil, path: &steps)
                left = reader.budget
                return nil
            } catch {
                return WireFault(error.reason, at: offset)
            }
        }
        path = steps
        if let fault { throw fault }
        outer.budget = left
        self = message
    }
}
