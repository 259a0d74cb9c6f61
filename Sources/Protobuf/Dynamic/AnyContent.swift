// SPDX-License-Identifier: Apache-2.0

/// What a message of type `Any` says it holds.
struct AnyContent {
    let url: String
    let bytes: [UInt8]
    /// The name behind the last slash.
    let typeName: String
    /// The type, if it is in the message's pool.
    let type: MessageDescriptor?

    /// Nil for an `Any` that holds nothing, or a message that is no `Any`.
    init?(_ message: DynamicMessage) {
        guard message.descriptor.record.wellKnown == .any else { return nil }
        var (url, bytes) = ("", [UInt8]())
        if case .single(.string(let value)) = message.contents[1] { url = value }
        if case .single(.bytes(let value)) = message.contents[2] { bytes = value }
        guard !url.isEmpty || !bytes.isEmpty else { return nil }
        self.url = url
        self.bytes = bytes
        typeName = url.lastIndex(of: "/").map { String(url[url.index(after: $0)...]) } ?? url
        type = message.descriptor.pool.message(named: typeName)
    }

    func decoded(_ type: MessageDescriptor) throws(DecodingError) -> DynamicMessage {
        try DynamicMessage(type, serialized: bytes)
    }
}

extension DynamicMessage {
    /// Names of the types that `Any`s in this message hold and its pool does not know: those a caller
    /// may want to fetch before it writes the message as JSON.
    public func unresolvedAnyTypes() -> Set<String> {
        var names: Set<String> = []
        collectUnresolved(into: &names, depth: 100)
        return names
    }

    private func collectUnresolved(into names: inout Set<String>, depth: Int) {
        guard depth > 0 else { return }
        if let any = AnyContent(self) {
            guard let type = any.type else { return _ = names.insert(any.typeName) }
            let value = try? any.decoded(type)
            return value?.collectUnresolved(into: &names, depth: depth - 1) ?? ()
        }
        for content in contents.values {
            let values: [DynamicValue] =
                switch content {
                case .single(let value): [value]
                case .list(let values): values
                case .map(let entries): Array(entries.values)
                }
            for case .message(let message) in values { message.collectUnresolved(into: &names, depth: depth - 1) }
        }
    }
}
