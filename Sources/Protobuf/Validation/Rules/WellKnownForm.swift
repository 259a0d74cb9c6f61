// SPDX-License-Identifier: Apache-2.0

extension StandardRule {
    /// The well-known forms of strings and bytes; raw values are the names of their rules.
    public enum Form: String, Sendable, CaseIterable {
        case email, hostname, ip, ipv4, ipv6, uri
        case uriReference = "uri_ref"
        case address, uuid, tuuid
        case ipWithPrefixLength = "ip_with_prefixlen"
        case ipv4WithPrefixLength = "ipv4_with_prefixlen"
        case ipv6WithPrefixLength = "ipv6_with_prefixlen"
        case ipPrefix = "ip_prefix"
        case ipv4Prefix = "ipv4_prefix"
        case ipv6Prefix = "ipv6_prefix"
        case hostAndPort = "host_and_port"
        case ulid
        case protobufName = "protobuf_fqn"
        case protobufDotName = "protobuf_dot_fqn"
        case headerName = "well_known_regex.header_name"
        case headerNameLoose = "well_known_regex.header_name_loose"
        case headerValue = "well_known_regex.header_value"
        case headerValueLoose = "well_known_regex.header_value_loose"

        /// The rule's id without its type.
        package var id: String {
            switch self {
            case .headerNameLoose: Form.headerName.rawValue
            case .headerValueLoose: Form.headerValue.rawValue
            default: rawValue
            }
        }

        /// Whether an empty text has a rule id of its own.
        package var refusesEmpty: Bool {
            switch self {
            case .uriReference, .headerValue, .headerValueLoose: false
            default: true
            }
        }

        /// What the form is called in messages.
        package var noun: String {
            switch self {
            case .email: "email address"
            case .hostname: "hostname"
            case .ip: "IP address"
            case .ipv4: "IPv4 address"
            case .ipv6: "IPv6 address"
            case .uri: "URI"
            case .uriReference: "URI Reference"
            case .address: "hostname, or ip address"
            case .uuid: "UUID"
            case .tuuid: "trimmed UUID"
            case .ipWithPrefixLength, .ipPrefix: "IP prefix"
            case .ipv4WithPrefixLength: "IPv4 address with prefix length"
            case .ipv6WithPrefixLength: "IPv6 address with prefix length"
            case .ipv4Prefix: "IPv4 prefix"
            case .ipv6Prefix: "IPv6 prefix"
            case .hostAndPort: "host and port pair"
            case .ulid: "ULID"
            case .protobufName: "fully-qualified Protobuf name"
            case .protobufDotName: "fully-qualified Protobuf name with a leading dot"
            case .headerName, .headerNameLoose: "HTTP header name"
            case .headerValue, .headerValueLoose: "HTTP header value"
            }
        }

        /// What a text that is not of the form is told.
        package var message: String {
            self == .hostAndPort
                ? "must be a valid host (hostname or IP address) and port pair" : "must be a valid \(noun)"
        }

        /// Whether the text is of the form.
        func matches(_ text: Span<UInt8>) -> Bool {
            switch self {
            case .email: TextFormat.isEmail(text)
            case .hostname: TextFormat.isHostname(text)
            case .ip: TextFormat.isIP(text)
            case .ipv4: TextFormat.isIP(text, version: 4)
            case .ipv6: TextFormat.isIP(text, version: 6)
            case .uri: TextFormat.isURI(text)
            case .uriReference: TextFormat.isURIReference(text)
            case .address: TextFormat.isHostname(text) || TextFormat.isIP(text)
            case .uuid: TextFormat.isUUID(text)
            case .tuuid: TextFormat.isTrimmedUUID(text)
            case .ipWithPrefixLength: TextFormat.isIPPrefix(text)
            case .ipv4WithPrefixLength: TextFormat.isIPPrefix(text, version: 4)
            case .ipv6WithPrefixLength: TextFormat.isIPPrefix(text, version: 6)
            case .ipPrefix: TextFormat.isIPPrefix(text, strict: true)
            case .ipv4Prefix: TextFormat.isIPPrefix(text, version: 4, strict: true)
            case .ipv6Prefix: TextFormat.isIPPrefix(text, version: 6, strict: true)
            case .hostAndPort: TextFormat.isHostAndPort(text, portRequired: true)
            case .ulid: TextFormat.isULID(text)
            case .protobufName: TextFormat.isProtobufName(text, leadingDot: false)
            case .protobufDotName: TextFormat.isProtobufName(text, leadingDot: true)
            case .headerName: TextFormat.isHeaderName(text, strict: true)
            case .headerNameLoose: TextFormat.isHeaderName(text, strict: false)
            case .headerValue: TextFormat.isHeaderValue(text, strict: true)
            case .headerValueLoose: TextFormat.isHeaderValue(text, strict: false)
            }
        }

        /// Whether bytes of this length are of the form.
        func matches(length: Int) -> Bool {
            switch self {
            case .ip: length == 4 || length == 16
            case .ipv4: length == 4
            default: length == 16
            }
        }
    }
}
