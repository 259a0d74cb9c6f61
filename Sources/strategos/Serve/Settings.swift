// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Configuration

/// The values of a command's settings, looked up in layers: flags first, then `STRATEGOS_…`
/// environment variables. A value that cannot be read is an error that names its flag or variable;
/// it is never replaced by a default.
package struct Settings {
    /// A place where values come from, and how a person calls a key there.
    private struct Layer {
        let provider: any ConfigProvider
        let name: (_ key: String, _ encodedKey: String) -> String
    }

    private let layers: [Layer]

    /// - Parameters:
    ///   - flags: values of given flags by key, for example `["listen": "127.0.0.1:0"]`.
    ///   - environment: all variables of the process.
    package init(flags: [String: String], environment: [String: String]) {
        let values = flags.map {
            (AbsoluteConfigKey(ConfigKey($0.key)), ConfigValue(.string($0.value), isSecret: false))
        }
        layers = [
            Layer(provider: InMemoryProvider(name: "flags", values: Dictionary(uniqueKeysWithValues: values))) {
                key, _ in
                key.contains(".") ? "--set \(key)" : "--\(key)"
            },
            Layer(
                provider: EnvironmentVariablesProvider(environmentVariables: environment)
                    .prefixKeys(with: "strategos")
            ) { _, encodedKey in "environment variable \(encodedKey.uppercased())" },
        ]
    }

    /// The value of a key, or nil where no layer has it.
    ///
    /// - Parameters:
    ///   - key: components joined by dots, for example `limits.max-message-bytes`.
    ///   - expected: what a valid value looks like, for the error: "a whole number of bytes".
    ///   - parse: gives nil for text that is no such value.
    /// - Throws: `ValidationError` naming the flag or variable.
    package func value<Value>(_ key: String, expected: String, parse: (String) -> Value?) throws -> Value? {
        for layer in layers {
            let result = try layer.provider.value(forKey: AbsoluteConfigKey(ConfigKey(key)), type: .string)
            guard case .string(let text) = result.value?.content else { continue }
            guard let value = parse(text) else {
                throw ValidationError("\(layer.name(key, result.encodedKey)): '\(text)' is not \(expected)")
            }
            return value
        }
        return nil
    }
}
