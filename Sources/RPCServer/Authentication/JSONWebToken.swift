// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Believes JSON Web Tokens (RFC 7519), signed ones in the compact form, by the rules of RFC 8725: the
/// algorithm is the key's, `iss`, `aud`, `sub`, `exp` and `nbf` must be there and right, and nothing that a
/// token says leads to a key.
public struct JSONWebTokenVerifier: Sendable {
    /// Who believed tokens are by: `iss`.
    public let issuer: String
    /// Whom believed tokens are for: one of `aud`.
    public let audience: String
    /// How much clocks may differ. A minute.
    public var leeway: Duration = .seconds(60)
    /// Characters in a token. 8 KiB: half of what a header block may hold.
    public var maximumLength = 8 << 10

    private let keys: JSONWebKeySet
    private let now: @Sendable () -> Double

    /// - Parameter now: seconds since 1970.
    public init(keys: JSONWebKeySet, issuer: String, audience: String, now: @escaping @Sendable () -> Double) {
        self.keys = keys
        self.issuer = issuer
        self.audience = audience
        self.now = now
    }

    /// Why a token is not believed: a sentence that may be told to who has sent it.
    struct Rejection: Error {
        let reason: String

        init(_ reason: String) {
            self.reason = reason
        }
    }

    /// The subject of a token.
    func subject(of token: String) throws(Rejection) -> String {
        guard token.utf8.count <= maximumLength else { throw Rejection("the token is too long") }
        let parts = token.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = JSONWebToken.object(parts[0]),
            let signature = JSONWebToken.decodeBase64URL(parts[2])
        else { throw Rejection("the token is malformed") }
        let key = try key(for: header)
        guard key.verifies(signature, of: Array("\(parts[0]).\(parts[1])".utf8)) else {
            throw Rejection("the token is not signed by a key that is believed here")
        }
        // Nothing of the claims is looked at before this.
        guard let claims = JSONWebToken.object(parts[1]) else { throw Rejection("the token is malformed") }
        return try check(claims)
    }

    private func key(for header: Google_Protobuf_Struct) throws(Rejection) -> SignatureKey {
        let unknown = Rejection("the token is not signed by a key that is believed here")
        guard let algorithm = header["alg"]?.string.flatMap(SignatureKey.Algorithm.init(rawValue:)) else {
            throw unknown
        }
        // Extensions that must be understood are not (RFC 7515, 4.1.11).
        if header["crit"] != nil { throw Rejection("the token has extensions that are not understood") }
        if let type = header["typ"] {
            // Tokens that were made for something else are none here (RFC 8725, 3.11).
            guard let name = type.string?.lowercased(), ["jwt", "at+jwt", "application/at+jwt"].contains(name) else {
                throw Rejection("the token is of another type")
            }
        }
        let name = header["kid"]
        if name != nil && name?.string == nil { throw Rejection("the token is malformed") }
        let candidates = keys.keys.filter { name == nil || $0.id == name?.string }
        guard candidates.count == 1, let key = candidates.first?.key, key.algorithm == algorithm else { throw unknown }
        return key
    }

    private func check(_ claims: Google_Protobuf_Struct) throws(Rejection) -> String {
        guard claims["iss"]?.string == issuer else { throw Rejection("the token is by another issuer") }
        let audiences: [String?]
        switch claims["aud"]?.kind {
        case .stringValue(let one)?: audiences = [one]
        case .listValue(let list)?: audiences = list.values.map(\.string)
        default: audiences = []
        }
        guard audiences.contains(audience) else { throw Rejection("the token is for another audience") }
        let time = now()
        let slack = Double(leeway.components.seconds)
        guard let expiry = claims["exp"]?.number, let start = claims["nbf"]?.number else {
            throw Rejection("the token does not say from when to when it holds")
        }
        guard time < expiry + slack else { throw Rejection("the token has expired") }
        guard time >= start - slack else { throw Rejection("the token does not hold yet") }
        guard let subject = claims["sub"]?.string, (1...256).contains(subject.utf8.count) else {
            throw Rejection("the token does not say whose it is")
        }
        return subject
    }
}

/// How the parts of a token are written.
enum JSONWebToken {
    /// The bytes of base64url without padding (RFC 7515, 2); nil for anything else.
    static func decodeBase64URL(_ text: Substring) -> [UInt8]? {
        let isStrict = text.utf8.allSatisfy { byte in
            byte != UInt8(ascii: "+") && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "=")
        }
        return isStrict ? Base64.decode(text.utf8) : nil
    }

    /// The object in a part; nil if there is none, or one with a member twice.
    static func object(_ text: Substring) -> Google_Protobuf_Struct? {
        decodeBase64URL(text).flatMap { try? Google_Protobuf_Struct(json: $0) }
    }
}

extension Google_Protobuf_Value {
    fileprivate var string: String? {
        if case .stringValue(let text)? = kind { text } else { nil }
    }

    fileprivate var number: Double? {
        if case .numberValue(let number)? = kind, number.isFinite { number } else { nil }
    }
}
