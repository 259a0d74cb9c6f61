// SPDX-License-Identifier: Apache-2.0

/// Who may call what.
public struct AccessPolicy: Sendable {
    /// Methods by their full names: `*`, `strategos.v1.StrategyService/*`, or one such as
    /// `strategos.v1.StrategyService/GenerateStrategy`. Resources of plain HTTP are `http/GET /metrics`.
    public struct MethodPattern: Hashable, Sendable, CustomStringConvertible {
        /// As it was written.
        public let description: String

        /// Methods by their full names.
        public init(_ text: String) {
            description = text
        }

        /// Whether a method is one of them.
        public func matches(_ method: MethodDescriptor) -> Bool {
            if description == "*" { return true }
            if description.hasSuffix("/*") { return description.dropLast(2) == method.service[...] }
            return description == method.fullName
        }
    }

    /// Names of matches or of teams.
    public enum Names: Hashable, Sendable {
        /// Every one.
        case all
        /// These.
        case only(Set<String>)

        /// Whether a name is one of them; nil stands for all there are.
        func contains(_ name: String?) -> Bool {
            switch self {
            case .all: true
            case .only(let names): name.map(names.contains) ?? false
            }
        }
    }

    /// Something that a principal may do.
    public struct Grant: Sendable {
        /// What it may call.
        public var methods: [MethodPattern]
        /// For which matches.
        public var matches: Names
        /// For which teams.
        public var teams: Names
        /// Whether only to look at them, or to steer them too.
        public var access: AccessScope.Access

        /// Something that a principal may do; everything about all matches and teams unless it is said otherwise.
        public init(
            methods: [MethodPattern], matches: Names = .all, teams: Names = .all, access: AccessScope.Access = .steer
        ) {
            self.methods = methods
            self.matches = matches
            self.teams = teams
            self.access = access
        }

        /// Whether it holds for all matches and all teams, so that requests need not say of which they are.
        var isUnlimited: Bool { matches == .all && teams == .all && access == .steer }

        func covers(_ scope: AccessScope) -> Bool {
            matches.contains(scope.match) && teams.contains(scope.team)
                && (scope.access == .read || access == .steer)
        }
    }

    /// Somebody who is known, by any of these signs.
    public struct Principal: Sendable {
        /// What it is called in logs.
        public var name: String
        /// The SHA-256 digests of its API keys.
        public var keyDigests: [[UInt8]] = []
        /// What tokens call it: `sub`.
        public var subjects: [String] = []
        /// What its certificates call it: a DNS name or URI among the alternative names, or else the subject.
        public var certificateNames: [String] = []
        /// What it may do.
        public var grants: [Grant] = []

        /// Somebody with a name, who may do nothing yet.
        public init(name: String) {
            self.name = name
        }
    }

    /// Who is known.
    public var principals: [Principal] = []
    /// What everybody may call, known or not.
    public var publicMethods: [MethodPattern] = []

    /// Nobody, nothing.
    public init() {}
}

/// What a request is about.
public struct AccessScope: Hashable, Sendable {
    /// What is done with it.
    public enum Access: Hashable, Sendable {
        /// It is looked at.
        case read
        /// It is told what to do, or changed.
        case steer
    }

    /// The match; nil for all there are.
    public var match: String?
    /// The team; nil for all of the match.
    public var team: String?
    /// What is done.
    public var access: Access

    /// What is done with a team in a match.
    public init(_ access: Access, match: String?, team: String?) {
        self.access = access
        self.match = match
        self.team = team
    }
}

/// A request that is about a team or a match, which not everybody may look at or steer.
public protocol ScopedRequest {
    /// What it is about; parts that it leaves out because an earlier request of the same stream has named them
    /// are those of `earlier`.
    func accessScope(after earlier: AccessScope?) -> AccessScope
}
