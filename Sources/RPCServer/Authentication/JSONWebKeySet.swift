// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// The keys of those who issue tokens, as a JWK Set (RFC 7517) has them. Each names its algorithm, and a token
/// signed in another way is not believed.
public struct JSONWebKeySet: Sendable {
    /// Why a text is no key set.
    public struct Malformed: Error, Sendable, CustomStringConvertible {
        /// Where in the text, such as `keys[1].alg`; empty for the whole.
        public let field: String
        /// What is wrong there. Nothing of a key.
        public let reason: String

        /// Both.
        public var description: String { field.isEmpty ? reason : "\(field): \(reason)" }
    }

    struct Key: Sendable {
        let id: String?
        let key: SignatureKey
    }

    let keys: [Key]

    /// Reads a JWK Set: keys of the kinds `oct` (HS256), `RSA` (RS256) and `EC` on `P-256` (ES256).
    public init(json: [UInt8]) throws(Malformed) {
        let object: Google_Protobuf_Struct
        do {
            object = try Google_Protobuf_Struct(json: json)
        } catch {
            // Not the error's own text: it may quote what stands there.
            throw Malformed(field: "", reason: "not a JSON object")
        }
        guard case .listValue(let list)? = object["keys"]?.kind, !list.values.isEmpty else {
            throw Malformed(field: "keys", reason: "must be a list of keys")
        }
        var keys: [Key] = []
        for (index, value) in list.values.enumerated() {
            let field = "keys[\(index)]"
            guard case .structValue(let members)? = value.kind else {
                throw Malformed(field: field, reason: "must be an object")
            }
            let key = try Self.key(members, field)
            if keys.contains(where: { $0.id == key.id }) {
                throw Malformed(field: "\(field).kid", reason: "several keys must have names, and different ones")
            }
            keys.append(key)
        }
        self.keys = keys
    }

    private static func key(_ members: Google_Protobuf_Struct, _ field: String) throws(Malformed) -> Key {
        func text(_ name: String) throws(Malformed) -> String {
            guard case .stringValue(let text)? = members[name]?.kind else {
                throw Malformed(field: "\(field).\(name)", reason: "must be a text")
            }
            return text
        }
        func bytes(_ name: String) throws(Malformed) -> [UInt8] {
            guard let bytes = JSONWebToken.decodeBase64URL(try text(name)[...]), !bytes.isEmpty else {
                throw Malformed(field: "\(field).\(name)", reason: "must be base64url without padding")
            }
            return bytes
        }
        let kind = try text("kty")
        let id = members["kid"] == nil ? nil : try text("kid")
        let algorithm = try text("alg")
        guard let algorithm = SignatureKey.Algorithm(rawValue: algorithm) else {
            let known = SignatureKey.Algorithm.allCases.map(\.rawValue).joined(separator: ", ")
            throw Malformed(field: "\(field).alg", reason: "must be one of \(known)")
        }
        if members["use"] != nil, try text("use") != "sig" {
            throw Malformed(field: "\(field).use", reason: "must be sig")
        }
        do {
            switch (kind, algorithm) {
            case ("oct", .hs256): return Key(id: id, key: try SignatureKey(secret: try bytes("k")))
            case ("RSA", .rs256):
                return Key(id: id, key: try SignatureKey(modulus: try bytes("n"), exponent: try bytes("e")))
            case ("EC", .es256):
                guard try text("crv") == "P-256" else {
                    throw Malformed(field: "\(field).crv", reason: "must be P-256")
                }
                return Key(id: id, key: try SignatureKey(x: try bytes("x"), y: try bytes("y")))
            default: throw Malformed(field: "\(field).kty", reason: "does not belong to \(algorithm.rawValue)")
            }
        } catch let error as SignatureKey.Unusable {
            throw Malformed(field: field, reason: error.description)
        } catch let error as Malformed {
            throw error
        } catch {
            throw Malformed(field: field, reason: "cannot be used")
        }
    }
}
