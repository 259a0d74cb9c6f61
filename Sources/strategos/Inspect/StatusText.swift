// SPDX-License-Identifier: Apache-2.0

import Protobuf
import RPCServer

/// How status codes and text of a server are shown.
enum StatusText {
    /// `NotFound`, as grpcurl has it.
    static func name(of code: StatusCode) -> String {
        switch code {
        case .ok: "OK"
        case .cancelled: "Canceled"
        default: code.description.split(separator: "_").map { $0.prefix(1) + $0.dropFirst().lowercased() }.joined()
        }
    }

    /// Text without what a terminal would obey; lines stay lines.
    static func printable(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
                    return isControl && scalar != "\n" && scalar != "\t" ? "\u{FFFD}" : scalar
                }))
    }

    /// Text in double quotes, escaped.
    static func quoted(_ text: String) -> String {
        var writer = JSONWriter()
        writer.string(text)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// One line for each pair of metadata.
    static func lines(of metadata: Metadata) -> String {
        if metadata.isEmpty { return "(empty)" }
        return metadata.entries.map { printable("\($0.name): \($0.wireValue)") }.joined(separator: "\n")
    }
}
