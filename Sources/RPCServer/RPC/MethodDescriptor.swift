// SPDX-License-Identifier: Apache-2.0

/// How many messages go each way in a call of a method.
public enum MethodKind: Hashable, Sendable {
    /// One request, one response.
    case unary
    /// Many requests, one response.
    case clientStreaming
    /// One request, many responses.
    case serverStreaming
    /// Many requests, many responses, in any order.
    case bidirectional

    /// Whether the caller sends exactly one message.
    public var takesOneRequest: Bool {
        self == .unary || self == .serverStreaming
    }

    /// Whether the handler answers with exactly one message.
    public var givesOneResponse: Bool {
        self == .unary || self == .clientStreaming
    }
}

/// A method by its names, as generated code and reflection know it.
public struct MethodDescriptor: Hashable, Sendable {
    /// The full name of the service, such as `strategos.v1.StrategyService`.
    public let service: String
    /// The name of the method within it.
    public let name: String
    /// How many messages go each way.
    public let kind: MethodKind
    /// Where it is on the wire: `/service/name`.
    public let path: String

    /// A method of a service.
    public init(service: String, name: String, kind: MethodKind) {
        self.service = service
        self.name = name
        self.kind = kind
        self.path = "/\(service)/\(name)"
    }

    /// What stands for every method that a server does not have, where a call of one is looked at.
    public static let unknown = MethodDescriptor(service: "", name: "other", kind: .bidirectional)

    /// The full name, such as `strategos.v1.StrategyService/GenerateStrategy`; `other` for ``unknown``.
    public var fullName: String {
        service.isEmpty ? name : "\(service)/\(name)"
    }
}
