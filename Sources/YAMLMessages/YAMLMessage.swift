// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Reads messages from YAML: protobuf's JSON mapping, with the rules of the schema.
public enum YAMLMessage {
    /// The message that a text describes, checked by its generated validator.
    ///
    /// - Parameters:
    ///   - text: one document of YAML.
    ///   - file: what errors call it.
    ///   - limit: the longest text in bytes.
    /// - Throws: all that is wrong, each with its place: the syntax, a field that is not there or has another
    ///   type, or the rules that are broken (16 of them at most).
    public static func read<M: JSONMessage & Validatable>(
        _ text: String, file: String, as: M.Type = M.self, limit: Int = 1 << 20
    ) throws(YAMLMessageError) -> M {
        try YAMLDocument<M>(text, file: file, limit: limit).message
    }
}
