// SPDX-License-Identifier: Apache-2.0

// Reader and writer note an offset only. The path to it is found here, by walking the text once more:
// nothing is spent on paths while nothing is wrong.

extension JSONError {
    /// The error for a fault in a text that was read as a message.
    init(_ fault: JSONFault, in text: Span<UInt8>, as place: any JSONPlace) {
        self.init(fault.reason, at: fault.offset)
        self = located(in: text)
        path = JSONPath.path(to: fault.offset, in: text, place)
    }

    /// The error for a value that a message has and JSON has no form for; `text` is what was written,
    /// with nothing at the value's place.
    init(_ fault: JSONFault, writing text: Span<UInt8>, from start: Int, as place: any JSONPlace) {
        self.init(fault.reason, at: 0)
        path = JSONPath.path(to: fault.offset - start, in: text.extracting(start...), place)
    }
}

/// What the schema says about an object or the objects of an array.
protocol JSONPlace {
    /// The step that a key stands for in a path, a field's name or `["key"]`, and what stands there.
    /// Nothing for a key that means nothing.
    func member(_ key: String) -> (step: String, place: any JSONPlace)?
}

/// A place of which the schema says nothing.
struct UnknownPlace: JSONPlace {
    func member(_ key: String) -> (step: String, place: any JSONPlace)? { nil }
}

/// The entries of a map.
struct MapPlace: JSONPlace {
    let textKeys: Bool
    let value: any JSONPlace

    func member(_ key: String) -> (step: String, place: any JSONPlace)? {
        (textKeys ? "[\(ErrorText.quoted(key))]" : "[\(key)]", value)
    }
}

/// A message of a generated type.
struct MessagePlace: JSONPlace {
    let type: any Message.Type

    func member(_ key: String) -> (step: String, place: any JSONPlace)? {
        guard let names = (type as? any JSONMessage.Type)?.jsonNames, let index = names.field(named: Array(key.utf8)),
            let field = type.fields.first(where: { $0.name == names.fields[index].original })
        else { return nil }
        let place: any JSONPlace =
            switch field.content {
            case .scalar: UnknownPlace()
            case .message(let type): MessagePlace(type: type)
            case .map(let textKey, let value):
                MapPlace(textKeys: textKey, value: value.map { MessagePlace(type: $0) } ?? UnknownPlace())
            }
        return (field.name, place)
    }
}

/// Finds out in which field an offset of a JSON text lies. The text may be wrong behind it.
struct JSONPath {
    /// An object or array around the offset.
    private struct Level {
        let isArray: Bool
        let place: any JSONPlace
        /// The step to the value that is being read, and what stands there.
        var step = ""
        var inner: any JSONPlace
        var index = 0
        var awaitsKey: Bool
    }

    private var levels: [Level] = []
    private var index = 0

    /// The path to an offset: `teams[1].agents[0].id`.
    static func path(to offset: Int, in text: Span<UInt8>, _ place: any JSONPlace) -> String {
        var path = JSONPath()
        path.walk(to: min(offset, text.count), in: text, place)
        if path.index < text.count, text[path.index] == UInt8(ascii: "\"") { path.addKey(in: text) }
        return path.steps
    }

    private var steps: String {
        levels.reduce("") { path, level in
            let step = level.isArray ? "[\(level.index)]" : level.step
            return path + (path.isEmpty || step.isEmpty || step.hasPrefix("[") ? step : "." + step)
        }
    }

    private mutating func walk(to offset: Int, in text: Span<UInt8>, _ place: any JSONPlace) {
        while index < offset {
            let byte = text[index]
            switch byte {
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                let isArray = byte == UInt8(ascii: "[")
                let inner = levels.last?.inner ?? place
                levels.append(Level(isArray: isArray, place: inner, inner: inner, awaitsKey: !isArray))
            case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = levels.popLast()
            case UInt8(ascii: ","): next()
            case UInt8(ascii: "\""):
                let key = string(in: text)
                // The offset may lie within a string.
                if index >= offset { return take(key) }
                take(key)
                continue
            default: break
            }
            index += 1
        }
    }

    /// A comma: the next element or member follows.
    private mutating func next() {
        guard let last = levels.indices.last else { return }
        levels[last].index += 1
        levels[last].step = ""
        levels[last].awaitsKey = !levels[last].isArray
    }

    /// A key that stands at the offset itself belongs to the path if it means something.
    private mutating func addKey(in text: Span<UInt8>) {
        guard let level = levels.last, level.awaitsKey, let key = string(in: text) else { return }
        if level.place.member(key) != nil { take(key) }
    }

    private mutating func take(_ key: String?) {
        guard let last = levels.indices.last, levels[last].awaitsKey, let key else { return }
        levels[last].awaitsKey = false
        let member = levels[last].place.member(key)
        levels[last].step = member?.step ?? key
        levels[last].inner = member?.place ?? UnknownPlace()
    }

    /// The string that stands here, with the index behind it; nothing if it is wrong.
    private mutating func string(in text: Span<UInt8>) -> String? {
        let start = index
        index += 1
        while index < text.count, text[index] != UInt8(ascii: "\"") {
            index += text[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index = min(index + 1, text.count)
        guard levels.last?.awaitsKey == true else { return nil }
        var reader = JSONReader(text.extracting(start..<index))
        return try? reader.string()
    }
}
