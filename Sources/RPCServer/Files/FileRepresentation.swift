// SPDX-License-Identifier: Apache-2.0

/// A file as callers get it: its bytes, or where to read them, and what is said of it.
struct FileRepresentation: Sendable {
    /// All of it, if it is small.
    let bytes: [UInt8]?
    private let file: OpenFile?
    private let size: Int
    private let mediaType: String
    /// What tells this content from the one before, by size and time (RFC 9110, 8.8.3).
    private let entityTag: String
    private let lastModified: String

    init(_ file: OpenFile, _ mediaType: String, bytes: [UInt8]? = nil) {
        self.bytes = bytes
        self.file = bytes == nil ? file : nil
        size = file.size
        self.mediaType = mediaType
        entityTag = "\"\(String(file.size, radix: 16))-\(String(file.changed, radix: 16))\""
        lastModified = HTTPDate.text(of: Int(file.changed / 1_000_000_000))
    }

    /// The answer to GET or HEAD.
    func response(to request: HTTPRequest) -> HTTPResponse {
        var fields = [
            (name: "etag", value: entityTag), ("last-modified", lastModified), ("accept-ranges", "bytes"),
            // Kept by browsers, and asked for again each time: the answer is 304 mostly.
            ("cache-control", "no-cache"), ("x-content-type-options", "nosniff"),
        ]
        if let known = request.fields["if-none-match"], isAmong(known) {
            return HTTPResponse(status: 304, fields: fields)
        }
        switch range(request) {
        case .whole:
            return HTTPResponse(status: 200, body(0..<size), mediaType, fields)
        case .part(let range):
            fields.append(("content-range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)"))
            return HTTPResponse(status: 206, body(range), mediaType, fields)
        case .unsatisfiable:
            return HTTPResponse(
                status: 416, contentType: "text/plain", body: [], fields: [("content-range", "bytes */\(size)")])
        }
    }

    private func body(_ range: Range<Int>) -> HTTPResponse.Content {
        if let bytes { return .bytes(range == 0..<size ? bytes : Array(bytes[range])) }
        guard let file else { return .bytes([]) }
        return .file(file, range)
    }

    /// A part is only for GET, and only of the file that the caller has the rest of (RFC 9110, 13.1.5).
    private func range(_ request: HTTPRequest) -> ByteRange {
        guard request.method == .get, request.fields["if-range"].map({ $0 == entityTag }) ?? true else { return .whole }
        return ByteRange(request.fields["range"], length: size)
    }

    /// Whether the tag is in a list, weak ones included (RFC 9110, 13.1.2).
    private func isAmong(_ list: String) -> Bool {
        list.split(separator: ",").contains { entry in
            let tag = entry.drop { $0 == " " || $0 == "\t" }.prefix { $0 != " " && $0 != "\t" }
            return tag == "*" || tag == entityTag[...] || tag.hasPrefix("W/") && tag.dropFirst(2) == entityTag[...]
        }
    }
}
