// SPDX-License-Identifier: Apache-2.0

/// An answer of HTTP/1.1 cut into its parts.
struct HTTP1Answer {
    var status = ""
    var fields: [String: String] = [:]
    var body = ""

    init(_ text: String) {
        // By scalars: CR and LF together are one character.
        let parts = text.split(separator: "\r\n\r\n", maxSplits: 1, omittingEmptySubsequences: false)
        let lines = parts[0].split(separator: "\r\n")
        status = lines.first.map { String($0.dropFirst("HTTP/1.1 ".count)) } ?? ""
        for line in lines.dropFirst() {
            let colon = line.firstRange(of: ": ")!
            fields[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
        }
        body = parts.count > 1 ? String(parts[1]) : ""
    }
}
