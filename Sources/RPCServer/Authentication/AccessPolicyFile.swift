// SPDX-License-Identifier: Apache-2.0
import Protobuf

extension AccessPolicy {
    /// Why a text is no policy.
    public struct Malformed: Error, Sendable, CustomStringConvertible {
        /// Where in the text, such as `principals[0].grants[1].access`; empty for the whole.
        public let field: String
        /// What is wrong there. No key is quoted.
        public let reason: String

        /// Both.
        public var description: String { field.isEmpty ? reason : "\(field): \(reason)" }
    }

    /// Reads a policy as JSON; every member is known, and has a value that means something.
    ///
    /// ```json
    /// {"public": ["grpc.health.v1.Health/*"],
    ///  "principals": [{
    ///    "name": "blue", "keys": ["sha256:…"], "subjects": ["blue@game"], "certificates": ["blue.example"],
    ///    "grants": [{"methods": ["*"], "matches": ["m-1"], "teams": ["blue"], "access": "steer"}]}]}
    /// ```
    public init(json: [UInt8]) throws(Malformed) {
        let object: Google_Protobuf_Struct
        do {
            object = try Google_Protobuf_Struct(json: json)
        } catch {
            throw Malformed(field: "", reason: "not a JSON object, or a member is there twice")
        }
        let top = PolicyObject(object, at: "")
        try top.allow(["public", "principals"])
        self.init()
        publicMethods = try top.patterns("public") ?? []
        for principal in try top.objects("principals") ?? [] {
            principals.append(try Self.principal(principal, among: principals))
        }
        guard !principals.isEmpty else {
            throw Malformed(field: "principals", reason: "must name somebody, or nobody could call")
        }
    }

    private static func principal(
        _ object: PolicyObject, among others: [Principal]
    ) throws(Malformed) -> Principal {
        try object.allow(["name", "keys", "subjects", "certificates", "grants"])
        guard let name = try object.text("name"), (1...64).contains(name.utf8.count),
            name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
        else { throw object.malformed("name", "must be 1 to 64 visible characters of ASCII") }
        guard !others.contains(where: { $0.name == name }) else {
            throw object.malformed("name", "is another principal's already")
        }
        var principal = Principal(name: name)
        for (index, key) in (try object.texts("keys") ?? []).enumerated() {
            guard key.hasPrefix("sha256:"), let digest = bytes(hexadecimal: key.dropFirst("sha256:".count)),
                digest.count == 32
            else { throw object.malformed("keys[\(index)]", "must be sha256: and 64 hexadecimal digits") }
            guard !(others + [principal]).contains(where: { $0.keyDigests.contains(digest) }) else {
                throw object.malformed("keys[\(index)]", "is there already")
            }
            principal.keyDigests.append(digest)
        }
        principal.subjects = try object.texts("subjects") ?? []
        principal.certificateNames = try object.texts("certificates") ?? []
        if let twice = principal.subjects.firstIndex(where: { one in others.contains { $0.subjects.contains(one) } }) {
            throw object.malformed("subjects[\(twice)]", "is another principal's already")
        }
        let names = principal.certificateNames
        if let twice = names.firstIndex(where: { one in others.contains { $0.certificateNames.contains(one) } }) {
            throw object.malformed("certificates[\(twice)]", "is another principal's already")
        }
        guard !(principal.keyDigests.isEmpty && principal.subjects.isEmpty && names.isEmpty) else {
            throw object.malformed("name", "nothing says how this principal is known: keys, subjects or certificates")
        }
        for grant in try object.objects("grants") ?? [] { principal.grants.append(try Self.grant(grant)) }
        return principal
    }

    private static func grant(_ object: PolicyObject) throws(Malformed) -> Grant {
        try object.allow(["methods", "matches", "teams", "access"])
        guard let methods = try object.patterns("methods"), !methods.isEmpty else {
            throw object.malformed("methods", "must name a method")
        }
        var grant = Grant(methods: methods)
        if let matches = try object.texts("matches") { grant.matches = .only(Set(matches)) }
        if let teams = try object.texts("teams") { grant.teams = .only(Set(teams)) }
        switch try object.text("access") {
        case nil, "steer": grant.access = .steer
        case "read": grant.access = .read
        default: throw object.malformed("access", "must be read or steer")
        }
        return grant
    }

    private static func bytes(hexadecimal text: Substring) -> [UInt8]? {
        let digits = text.utf8.map(\.hexadecimalValue)
        guard digits.count.isMultiple(of: 2), !digits.contains(nil) else { return nil }
        return stride(from: 0, to: digits.count, by: 2).map { digits[$0]! << 4 | digits[$0 + 1]! }
    }

    /// The first pattern that no method and no route of a server matches: mostly a slip of the keyboard.
    public func unmatchedPattern(among methods: [MethodDescriptor]) -> Malformed? {
        func check(_ patterns: [MethodPattern], _ field: String) -> Malformed? {
            let unmatched = patterns.firstIndex { pattern in !methods.contains { pattern.matches($0) } }
            return unmatched.map { index in
                Malformed(field: "\(field)[\(index)]", reason: "this server has no method '\(patterns[index])'")
            }
        }
        if let found = check(publicMethods, "public") { return found }
        for (index, principal) in principals.enumerated() {
            for (number, grant) in principal.grants.enumerated() {
                let field = "principals[\(index)].grants[\(number)].methods"
                if let found = check(grant.methods, field) { return found }
            }
        }
        return nil
    }
}

/// An object of a policy, and where it stands.
private struct PolicyObject {
    private let members: [String: Google_Protobuf_Value]
    private let path: String

    init(_ object: Google_Protobuf_Struct, at path: String) {
        members = object.fields
        self.path = path
    }

    func malformed(_ name: String, _ reason: String) -> AccessPolicy.Malformed {
        AccessPolicy.Malformed(field: path.isEmpty ? name : "\(path).\(name)", reason: reason)
    }

    /// Refuses members that mean nothing.
    func allow(_ names: Set<String>) throws(AccessPolicy.Malformed) {
        if let other = members.keys.filter({ !names.contains($0) }).min() {
            throw malformed(other, "is not known; known are \(names.sorted().joined(separator: ", "))")
        }
    }

    func text(_ name: String) throws(AccessPolicy.Malformed) -> String? {
        guard let value = members[name] else { return nil }
        guard case .stringValue(let text)? = value.kind else { throw malformed(name, "must be a text") }
        return text
    }

    func texts(_ name: String) throws(AccessPolicy.Malformed) -> [String]? {
        try list(name)?.enumerated().map { (index, value) throws(AccessPolicy.Malformed) in
            guard case .stringValue(let text)? = value.kind, !text.isEmpty else {
                throw malformed("\(name)[\(index)]", "must be a text that is not empty")
            }
            return text
        }
    }

    func patterns(_ name: String) throws(AccessPolicy.Malformed) -> [AccessPolicy.MethodPattern]? {
        try texts(name)?.map { AccessPolicy.MethodPattern($0) }
    }

    func objects(_ name: String) throws(AccessPolicy.Malformed) -> [PolicyObject]? {
        try list(name)?.enumerated().map { (index, value) throws(AccessPolicy.Malformed) in
            let place = path.isEmpty ? "\(name)[\(index)]" : "\(path).\(name)[\(index)]"
            guard case .structValue(let object)? = value.kind else {
                throw AccessPolicy.Malformed(field: place, reason: "must be an object")
            }
            return PolicyObject(object, at: place)
        }
    }

    private func list(_ name: String) throws(AccessPolicy.Malformed) -> [Google_Protobuf_Value]? {
        guard let value = members[name] else { return nil }
        guard case .listValue(let list)? = value.kind else { throw malformed(name, "must be a list") }
        return list.values
    }
}
