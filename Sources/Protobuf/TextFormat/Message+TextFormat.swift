// SPDX-License-Identifier: Apache-2.0

// Text format is for people and tests, so that generated messages go through their descriptors: one
// implementation, and no code in each message.
extension Message {
    /// Reads a message from protobuf's text format, by the type of its name in a pool.
    public init(
        textFormat text: String, in pool: DescriptorPool, options: TextParsingOptions = TextParsingOptions()
    ) throws(TextFormatError) {
        guard let type = pool.message(named: Self.fullName) else {
            throw TextFormatError("the pool has no type \(Self.fullName)", at: 0)
        }
        let message = try DynamicMessage(type, textFormat: text, options: options)
        do throws(DecodingError) {
            try self.init(serialized: message.serialized(), limits: DecodingLimits(partial: options.partial))
        } catch {
            throw TextFormatError("\(error)", at: 0)
        }
    }

    /// The message in protobuf's text format, by the type of its name in a pool; nil if the pool has none
    /// that fits.
    public func textFormat(
        in pool: DescriptorPool, options: TextPrintingOptions = TextPrintingOptions()
    ) -> String? {
        guard let type = pool.message(named: Self.fullName),
            let message = try? DynamicMessage(
                type, serialized: serialized(), limits: DecodingLimits(decodedBytes: .max, partial: true))
        else { return nil }
        return message.textFormat(options: options)
    }
}

extension DescriptorPool {
    /// Links generated files and all that they import.
    public convenience init(_ sources: [FileDescriptorSource]) throws(DescriptorError) {
        try self.init(serializedFiles: sources.withImports().map(\.serialized))
    }
}
