// SPDX-License-Identifier: Apache-2.0

import RPCServer

/// Places in matches and lists, sealed so that nobody can make one up or use it elsewhere.
///
/// A token is hexadecimal: a version, two numbers, and the first half of an HMAC with SHA-256 by the store's
/// secret over them and what they hold for. It tells nothing that its owner has not been told.
package struct MatchTokens {
    private let secret: [UInt8]

    package init(secret: [UInt8]) {
        self.secret = secret
    }

    /// Why a text is no token for this.
    package enum Fault: Error {
        /// It is none at all.
        case malformed
        /// It is none of this store, or for something else.
        case foreign
    }

    private static let version: UInt8 = 1
    private static let sealBytes = 16

    /// What a token holds for: a purpose with its parts, none of which contains a zero.
    package struct Subject {
        fileprivate let bytes: [UInt8]

        package init(_ parts: String...) {
            bytes = parts.flatMap { Array($0.utf8) + [0] }
        }

        /// The place in a team's view of a match.
        package static func view(_ match: String, _ team: String) -> Subject { Subject("view", match, team) }
    }

    /// A token for two numbers.
    package func seal(_ first: UInt64, _ second: UInt64, for subject: Subject) -> String {
        let content = [Self.version] + Self.bytes(first) + Self.bytes(second)
        let digits = Array("0123456789abcdef".utf8)
        let text = (content + seal(of: content, subject)).flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }
        return String(decoding: text, as: UTF8.self)
    }

    /// The two numbers in a token.
    package func open(_ token: String, for subject: Subject) throws(Fault) -> (UInt64, UInt64) {
        let digits = Array(token.utf8)
        guard digits.count == 2 * (17 + Self.sealBytes) else { throw .malformed }
        var bytes: [UInt8] = []
        for index in stride(from: 0, to: digits.count, by: 2) {
            guard let high = Self.value(digits[index]), let low = Self.value(digits[index + 1]) else {
                throw .malformed
            }
            bytes.append(high << 4 | low)
        }
        let content = Array(bytes.prefix(17))
        guard content[0] == Self.version else { throw .malformed }
        guard ConstantTime.equal(Array(bytes.suffix(Self.sealBytes)), seal(of: content, subject)) else {
            throw .foreign
        }
        return (Self.number(content[1..<9]), Self.number(content[9..<17]))
    }

    private func seal(of content: [UInt8], _ subject: Subject) -> [UInt8] {
        Array(Digest.hmacSHA256(subject.bytes + content, key: secret).prefix(Self.sealBytes))
    }

    private static func bytes(_ number: UInt64) -> [UInt8] {
        (0..<8).map { UInt8(truncatingIfNeeded: number >> (56 - 8 * UInt64($0))) }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reduce(0) { $0 << 8 | UInt64($1) }
    }

    private static func value(_ digit: UInt8) -> UInt8? {
        switch digit {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): digit - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): digit - UInt8(ascii: "a") + 10
        default: nil
        }
    }
}
