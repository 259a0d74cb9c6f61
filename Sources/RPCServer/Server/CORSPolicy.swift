// SPDX-License-Identifier: Apache-2.0

/// Which pages of other servers may call this one from a browser (Fetch Standard, 3.2). Pages of the same
/// host and port always may; so may everything that is no browser.
public struct CORSPolicy: Sendable {
    /// The origins, such as `https://game.example`; none unless some are named.
    public var origins: Set<String> = []
    /// Whether any page may. Browsers send no cookies along then.
    public var allowsAnyOrigin = false
    /// How long a browser may remember what it was told. Two hours: the most that Chromium keeps.
    public var maxAge = Duration.seconds(7200)

    /// A policy that lets no other origin in.
    public init() {}

    func allows(_ origin: String) -> Bool { allowsAnyOrigin || origins.contains(origin) }

    /// What goes with every answer.
    func fields(for origin: String) -> Metadata {
        var fields = Metadata()
        // The origin comes from the wire: only one that may be sent back in a field is allowed at all.
        fields.append("access-control-allow-origin", allowsAnyOrigin ? "*" : origin)
        fields.append("access-control-expose-headers", Self.exposed)
        if !allowsAnyOrigin { fields.append("vary", "origin") }
        return fields
    }

    /// What answers the question before the request itself.
    func preflightFields(headers: String?) -> [(name: String, value: String)] {
        var fields: [(name: String, value: String)] = [
            ("access-control-allow-methods", "GET, POST, PUT, PATCH, DELETE"),
            ("access-control-max-age", String(maxAge.components.seconds)),
        ]
        if let headers { fields.append(("access-control-allow-headers", headers)) }
        return fields
    }

    /// What scripts of the RPC protocols read of an answer's header fields.
    private static let exposed =
        "grpc-status, grpc-message, grpc-status-details-bin, grpc-encoding, connect-content-encoding, content-encoding"
}
