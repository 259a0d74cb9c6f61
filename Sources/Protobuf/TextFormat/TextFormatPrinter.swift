// SPDX-License-Identifier: Apache-2.0

/// Writes messages in the text format, laid out as C++ does: fields by number, two spaces a level.
struct TextFormatPrinter {
    let options: TextPrintingOptions
    private(set) var text: [UInt8] = []
    private var level = 0

    init(options: TextPrintingOptions) { self.options = options }

    mutating func print(_ message: DynamicMessage) {
        if options.expandAny, printExpanded(message) { return }
        for (field, content) in message.setFields {
            switch content {
            case .single(let value): print(value, of: field)
            case .list(let values):
                for value in values { print(value, of: field) }
            case .map(let entries): print(entries, of: field)
            }
        }
        if options.unknownFields, let fields = UnknownField.fields(in: message.unknownFields.bytes) {
            print(fields, depth: 10)
        }
    }

    private mutating func print(_ value: DynamicValue, of field: FieldDescriptor) {
        if case .message(let message) = value {
            open(field.textName)
            print(message)
            close()
        } else {
            begin(field.textName)
            put(": ")
            put(value, of: field)
            end()
        }
    }

    private mutating func print(_ entries: [DynamicMapKey: DynamicValue], of field: FieldDescriptor) {
        guard let key = field.mapKey, let value = field.mapValue else { return }
        for (entryKey, entryValue) in entries.sorted(by: { $0.key < $1.key }) {
            open(field.textName)
            print(entryKey.value, of: key)
            print(entryValue, of: value)
            close()
        }
    }

    /// An `Any` as what it holds; false if that is not known.
    private mutating func printExpanded(_ message: DynamicMessage) -> Bool {
        guard let any = AnyContent(message), let type = any.type, any.url.contains("/"),
            message.unknownFields.isEmpty,
            let content = try? DynamicMessage(type, serialized: any.bytes, limits: DecodingLimits(partial: true))
        else { return false }
        open("[\(any.url)]")
        print(content)
        close()
        return true
    }

    // MARK: - Values

    private mutating func put(_ value: DynamicValue, of field: FieldDescriptor) {
        switch value {
        case .bool(let value): put(value ? "true" : "false")
        case .int32(let value): put(value.description)
        case .int64(let value): put(value.description)
        case .uint32(let value): put(value.description)
        case .uint64(let value): put(value.description)
        case .float(let value): put(TextNumber.text(of: value))
        case .double(let value): put(TextNumber.text(of: value))
        case .string(let value): put(quoted: value.utf8, keepsUnicode: options.keepsUnicode)
        case .bytes(let value): put(quoted: value, keepsUnicode: false)
        case .enumeration(let number): put(field.enumeration?.name(of: number) ?? number.description)
        case .message: preconditionFailure("messages have a function of their own")
        }
    }

    mutating func put(quoted bytes: some Sequence<UInt8>, keepsUnicode: Bool) {
        text.append(UInt8(ascii: "\""))
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"): put("\\n")
            case UInt8(ascii: "\r"): put("\\r")
            case UInt8(ascii: "\t"): put("\\t")
            case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "\\"): text += [UInt8(ascii: "\\"), byte]
            case 0x20..<0x7F: text.append(byte)
            case 0x80... where keepsUnicode: text.append(byte)
            default: text += [UInt8(ascii: "\\"), 0x30 + (byte >> 6), 0x30 + (byte >> 3 & 7), 0x30 + (byte & 7)]
            }
        }
        text.append(UInt8(ascii: "\""))
    }

    // MARK: - Layout

    mutating func put(_ string: String) { text += string.utf8 }

    mutating func begin(_ name: String) {
        if !options.singleLine {
            text += repeatElement(UInt8(ascii: " "), count: 2 * level)
        } else if !text.isEmpty {
            text.append(UInt8(ascii: " "))
        }
        put(name)
    }

    mutating func end() {
        if !options.singleLine { text.append(UInt8(ascii: "\n")) }
    }

    mutating func open(_ name: String) {
        begin(name)
        put(" {")
        end()
        level += 1
    }

    mutating func close() {
        level -= 1
        begin("}")
        end()
    }

    // MARK: - Unknown fields

    /// Fields by number; bytes that could be a message are shown as one.
    private mutating func print(_ fields: [UnknownField], depth: Int) {
        for field in fields {
            let name = field.number.description
            switch field.content {
            case .varint(let value): print(name, value.description)
            case .fixed32(let value): print(name, "0x" + Self.hexadecimal(UInt64(value), digits: 8))
            case .fixed64(let value): print(name, "0x" + Self.hexadecimal(value, digits: 16))
            case .group(let inner): print(name, inner, depth: depth - 1)
            case .bytes(let content):
                if depth > 0, !content.isEmpty, let inner = UnknownField.fields(in: content) {
                    print(name, inner, depth: depth - 1)
                } else {
                    begin(name)
                    put(": ")
                    put(quoted: content, keepsUnicode: false)
                    end()
                }
            }
        }
    }

    private mutating func print(_ name: String, _ fields: [UnknownField], depth: Int) {
        open(name)
        print(fields, depth: depth)
        close()
    }

    private mutating func print(_ name: String, _ value: String) {
        begin(name)
        put(": " + value)
        end()
    }

    private static func hexadecimal(_ value: UInt64, digits: Int) -> String {
        let text = String(value, radix: 16)
        return String(repeating: "0", count: digits - text.utf8.count) + text
    }
}
