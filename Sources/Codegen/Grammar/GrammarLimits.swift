// SPDX-License-Identifier: Apache-2.0

/// What a grammar allows where the schema sets no limit.
struct GrammarLimits {
    /// The most entries and characters of one list or text, even where the schema allows more.
    static let mostRepetitions = 1_000_000

    /// Parameters, and between which numbers they are.
    static let ranges = [
        "open_length": 1...mostRepetitions, "open_items": 1...mostRepetitions, "max_depth": 1...20, "places": 1...20,
        "sum_steps": 1...1000, "complete": 1...1,
    ]
    static let help: [(form: String, meaning: String)] = [
        ("open_length=NUMBER", "no text longer than that where the schema sets no limit; 200 if not given"),
        ("open_items=NUMBER", "no list longer than that where the schema sets no limit; 16 if not given"),
        ("max_depth=NUMBER", "so many levels of messages that contain themselves, at most 20; 3 if not given"),
        (
            "places=NUMBER",
            "at most so many digits behind the point, and no exponents; 20, the most, and exponents if not given"
        ),
        ("sum_steps=NUMBER", "rules over sums are counted in about so many steps, at most 1000; 30 if not given"),
        ("complete=1", "every scalar that cannot be told from its default is written"),
    ]

    let textLength: Int
    let items: Int
    let depth: Int
    let places: Int
    let sumSteps: Int
    let isComplete: Bool

    init(_ numbers: [String: Int]) {
        textLength = numbers["open_length"] ?? 200
        items = numbers["open_items"] ?? 16
        depth = numbers["max_depth"] ?? 3
        places = numbers["places"] ?? 20
        sumSteps = numbers["sum_steps"] ?? 30
        isComplete = numbers["complete"] != nil
    }

    /// Enough digits for every number have no need of a limit.
    var hasExponents: Bool { places == 20 }
}
