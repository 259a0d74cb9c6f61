// SPDX-License-Identifier: Apache-2.0

/// The path of a file below a root, made of the path of a request; never one that leads out of the root by itself,
/// nor one to a hidden file.
package struct FilePath: Hashable {
    /// Without a slash in front; empty for the root itself.
    package let text: String
    /// Whether the request's path ends with a slash, and so means a folder.
    package let isFolder: Bool

    /// The longest that is looked for, in bytes: every system takes so many.
    package static let mostBytes = 1024

    /// Nil for what is the path of no file that may be seen: a malformed escape, what is not UTF-8, control
    /// characters, a segment that is empty, `.`, `..` or begins with a dot, an escaped slash, or more than
    /// ``mostBytes``. A folder `.well-known` in front may be seen (RFC 8615).
    package init?(_ path: String) {
        guard let path = RequestPath(path) else { return nil }
        var segments: [String] = []
        for (index, part) in path.segments.enumerated() {
            // A slash at the end leaves an empty segment behind it.
            if part.isEmpty, index == path.segments.count - 1 { break }
            guard let segment = PercentEncoding.decodeURIText(part),
                Self.isVisible(segment, isFirst: index == 0)
            else { return nil }
            segments.append(segment)
        }
        text = segments.joined(separator: "/")
        isFolder = segments.count < path.segments.count || segments.isEmpty
        guard text.utf8.count <= Self.mostBytes else { return nil }
    }

    private static func isVisible(_ segment: String, isFirst: Bool) -> Bool {
        if segment.isEmpty || segment.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "/") }) {
            return false
        }
        return !segment.hasPrefix(".") || isFirst && segment == ".well-known"
    }

    /// The file that stands for a folder.
    package var index: String { text.isEmpty ? "index.html" : text + "/index.html" }
}
