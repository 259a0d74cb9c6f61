// SPDX-License-Identifier: Apache-2.0

/// The parameters that schemas and grammars share.
struct ShapeParameters {
    static let help: [(form: String, meaning: String)] = [
        ("message=NAME", "the full name of a message to write one for; may be given often"),
        ("without=FIELD", "the full name of a field to leave out; may be given often"),
        ("max_length=NUMBER", "no text or bytes longer than that, whatever the schema allows"),
        ("max_items=NUMBER", "no list or map of more entries than that, whatever the schema allows"),
    ]

    let index: TypeIndex
    private(set) var messages: [String] = []
    private(set) var caps = ShapeBuilder.Caps()
    /// Numbers that were given for further parameters, by their names.
    private(set) var numbers: [String: Int] = [:]
    private(set) var problems: [Problem] = []

    /// `further` are numbers that only one generator takes, and between which they are.
    init(_ request: PluginRequest, further: [String: ClosedRange<Int>] = [:], unknown: (Substring) -> Problem) {
        index = TypeIndex(request.files)
        for option in request.parameter.split(separator: ",") {
            let parts = option.split(separator: "=", maxSplits: 1)
            let (key, value) = (String(parts.first ?? ""), parts.count == 2 ? String(parts[1]) : "")
            if key == "message" {
                if index.message("." + value) == nil {
                    problems.append(Problem("there is no message '\(value)' in the schema"))
                } else {
                    messages.append(value)
                }
                continue
            }
            if key == "without" {
                if index.field(value) == nil {
                    problems.append(Problem("there is no field '\(value)' in the schema"))
                } else {
                    caps.without.insert(value)
                }
                continue
            }
            let range = ["max_length", "max_items"].contains(key) ? 1...1_000_000 : further[key]
            guard let range, let number = Int(value), range.contains(number) else {
                problems.append(unknown(option))
                continue
            }
            switch key {
            case "max_length": caps.textLength = number
            case "max_items": caps.items = number
            default: numbers[key] = number
            }
        }
    }
}

extension TypeIndex {
    /// The field of a full name, as `package.Message.field`.
    fileprivate func field(_ name: String) -> FieldDescriptor? {
        guard let dot = name.lastIndex(of: ".") else { return nil }
        let own = name[name.index(after: dot)...]
        return message("." + name[..<dot])?.fields.first { $0.name == own }
    }
}
