// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer
import Testing

@Suite("Text forms")
struct TextFormatTests {
    private static func timeout(_ text: String) -> UInt64? {
        let bytes = Array(text.utf8)
        return unsafe bytes.withUnsafeBytes { unsafe GRPCTimeout.nanoseconds($0) }
    }

    @Test(
        "Every unit of a timeout is understood",
        arguments: [
            ("1n", 1), ("1u", 1_000), ("1m", 1_000_000), ("1S", 1_000_000_000), ("1M", 60_000_000_000),
            ("1H", 3_600_000_000_000), ("0S", 0), ("00000010m", 10_000_000), ("99999999n", 99_999_999),
            ("99999999M", 5_999_999_940_000_000_000), ("99999999H", UInt64.max),
        ] as [(String, UInt64)])
    func timeouts(text: String, nanoseconds: UInt64) {
        #expect(Self.timeout(text) == nanoseconds)
    }

    @Test(
        "A malformed timeout is none",
        arguments: ["", "S", "1", "1s", "-1S", "+1S", " 1S", "1 S", "1.5S", "100000000n", "1SS", "0x1S", "１S"])
    func malformedTimeouts(text: String) {
        #expect(Self.timeout(text) == nil)
    }

    @Test(
        "Messages are percent-encoded",
        arguments: [
            ("", ""), ("plain text.", "plain text."), ("100%", "100%25"), ("é", "%C3%A9"), ("a\nb", "a%0Ab"),
            ("\u{0}\u{7f}", "%00%7F"), ("☃", "%E2%98%83"),
        ])
    func percent(text: String, encoded: String) {
        #expect(PercentEncoding.encode(text) == encoded)
        #expect(Self.decoded(encoded) == text)
    }

    @Test(
        "What is no escape is read as it stands",
        arguments: [("%", "%"), ("%4", "%4"), ("%zz", "%zz"), ("%e2%98%83", "☃"), ("%25", "%"), ("%%41", "%A")])
    func broken(encoded: String, text: String) {
        #expect(Self.decoded(encoded) == text)
    }

    private static func decoded(_ text: String) -> String {
        let bytes = Array(text.utf8)
        return unsafe bytes.withUnsafeBytes { unsafe PercentEncoding.decode($0) }
    }

    @Test("Base64 goes both ways, padded or not", arguments: 0..<20)
    func base64(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 89 &+ 250) }
        let text = Base64.encode(bytes, padded: false)
        #expect(!text.contains("="))
        for padding in ["", String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)] {
            let padded = Array((text + padding).utf8)
            #expect(unsafe padded.withUnsafeBytes { unsafe Base64.decode($0) } == bytes)
        }
    }

    @Test("What is no base64 gives nothing", arguments: ["A", "AAAAA", "A*AA", "AA AA", "===="])
    func noBase64(text: String) {
        let bytes = Array(text.utf8)
        #expect(unsafe bytes.withUnsafeBytes { unsafe Base64.decode($0) } == nil)
    }

    @Test(
        "Addresses are read as they are written",
        arguments: ["127.0.0.1:80", "[::1]:8080", "unix:/run/x.sock", "localhost:0"])
    func addresses(text: String) {
        #expect(SocketAddress(text)?.description == text)
    }

    @Test(
        "What is no address is none",
        arguments: ["", "localhost", "host:", "host:x", "host:65536", "host:-1", ":80", "::1:80", "unix:"])
    func noAddress(text: String) {
        #expect(SocketAddress(text) == nil)
    }
}
