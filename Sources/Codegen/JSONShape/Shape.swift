// SPDX-License-Identifier: Apache-2.0

// What the canonical JSON of a message looks like under the schema's rules: the common ground of
// JSON Schemas and grammars.

/// One JSON value.
indirect enum ValueShape {
    case integer(IntegerRanges)
    case fraction(FractionShape)
    case text(TextShape)
    /// Exactly one of these values, written as JSON.
    case choices([JSONText])
    /// One of these numbers with a fraction, as they are written.
    case fractions([String])
    /// An enum: its names, and numbers that have none.
    case names([String], IntegerRanges, type: String)
    case bool
    case null
    /// A message by its key in `ShapeBuilder.messages`.
    case message(String)
    /// Any JSON object, array or value.
    case anyObject, anyArray, anyValue
    /// `google.protobuf.Any`, of one of these types where there are some.
    case typed([String])
    case either([ValueShape])

    /// The keys of a map, where they are few enough to be named.
    var fewTexts: [String]? {
        switch self {
        case .bool: return ["true", "false"]
        case .choices(let values):
            return values.map { value in
                switch value {
                case .text(let text), .plain(let text): text
                default: ""
                }
            }
        default: return nil
        }
    }
}

/// A text: lengths are counted in Unicode scalars. A pattern is for the whole text.
struct TextShape {
    var least = 0
    var most: Int?
    var pattern: Pattern?
    /// The ids of the rules that bound its length.
    var lengthRules: [String] = []
    /// The name of a definition that several fields share.
    var definition: String?
}

/// A number with a fraction, or one of the words for infinities and for what is no number.
struct FractionShape {
    struct Bound {
        /// As it is written.
        var text: String
        var value: Double
        var isExclusive: Bool
    }

    struct Range {
        var low: Bound?
        var high: Bound?
    }

    var ranges: [Range]
    var words: [String] = []
}

struct FieldShape {
    enum Content {
        case single(ValueShape)
        case list(ValueShape, least: Int, most: Int?)
        case map(key: ValueShape, value: ValueShape, least: Int, most: Int?)
    }

    /// Its name in JSON.
    var name: String
    /// Its full name in the schema.
    var place: String
    var number: UInt32
    var content: Content
    var isRequired: Bool
    /// Whether it can be told from its default.
    var hasPresence: Bool
    var origin: Origin
}

struct MessageShape {
    /// Fields of which one at most is set, by their JSON names.
    struct Group {
        var place: String
        var fields: [String]
        var isRequired: Bool
        /// The id of its rule.
        var rule: String
    }

    var name: String
    var fields: [FieldShape] = []
    var groups: [Group] = []
    var sums: [SumRule] = []
    var origin = Origin()
}
