// SPDX-License-Identifier: Apache-2.0

/// What a grammar allows where the schema sets no limit.
struct GrammarLimits {
    /// Parameters and their defaults.
    static let defaults = [
        "open_length": 200, "open_items": 16, "max_depth": 3, "places": 20, "sum_steps": 30, "complete": 0,
    ]
    static let help: [(form: String, meaning: String)] = [
        ("open_length=NUMBER", "no text longer than that where the schema sets no limit; 200 if not given"),
        ("open_items=NUMBER", "no list longer than that where the schema sets no limit; 16 if not given"),
        ("max_depth=NUMBER", "so many levels of messages that contain themselves; 3 if not given"),
        ("places=NUMBER", "at most so many digits behind the point, and no exponents; 20 and exponents if not given"),
        ("sum_steps=NUMBER", "rules over sums are counted in about so many steps; 30 if not given"),
        ("complete=1", "every scalar that cannot be told from its default is written"),
    ]

    let textLength: Int
    let items: Int
    let depth: Int
    let places: Int
    let sumSteps: Int
    let isComplete: Bool

    init(_ numbers: [String: Int]) {
        func value(_ name: String) -> Int { numbers[name] ?? Self.defaults[name] ?? 1 }
        textLength = value("open_length")
        items = value("open_items")
        depth = min(value("max_depth"), 20)
        places = min(value("places"), 20)
        sumSteps = min(value("sum_steps"), 1000)
        isComplete = value("complete") == 1
    }

    /// Enough digits for every number have no need of a limit.
    var hasExponents: Bool { places == 20 }
}
