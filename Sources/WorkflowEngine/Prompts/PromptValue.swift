// SPDX-License-Identifier: Apache-2.0
import Mustache
import Protobuf

/// A value as a template sees it: its JSON, in which texts have no character that means something to a model's
/// chat template or to a reader who looks for the end of the data.
struct PromptValue: CustomStringConvertible, MustacheCustomRenderable, MustacheParent {
    private let value: Google_Protobuf_Value

    init(_ value: Google_Protobuf_Value) {
        self.value = value
    }

    var description: String { renderText }

    var renderText: String {
        var options = JSONEncodingOptions()
        options.sortsMapKeys = true
        guard let json = try? value.json(options: options) else { return "null" }
        return Self.escaped(json)
    }

    /// A member of an object. Answers every name, so that nothing else of this value is ever looked at.
    func child(named name: String) -> Any? {
        guard case .structValue(let object)? = value.kind else { return nil }
        return object.fields[name].map(PromptValue.init)
    }

    /// For sections: nothing, false and what is empty is not there.
    var isNull: Bool {
        switch value.kind {
        case .nullValue?, nil: true
        case .boolValue(let flag)?: !flag
        case .stringValue(let text)?: text.isEmpty
        case .listValue(let list)?: list.values.isEmpty
        case .structValue(let object)?: object.fields.isEmpty
        case .numberValue?: false
        }
    }

    /// JSON whose texts have their brackets and bars as `\u003c`: `<|im_end|>`, `[INST]` and `</data>` are not there.
    private static func escaped(_ json: String) -> String {
        var result = ""
        var isText = false
        var isEscape = false
        for scalar in json.unicodeScalars {
            if isText, !isEscape, "<>[]{}|`".unicodeScalars.contains(scalar) {
                result += "\\u00" + String(scalar.value, radix: 16)
                continue
            }
            if scalar == "\"", !isEscape { isText.toggle() }
            isEscape = isText && scalar == "\\" && !isEscape
            result.unicodeScalars.append(scalar)
        }
        return result
    }
}
