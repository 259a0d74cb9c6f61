// SPDX-License-Identifier: Apache-2.0
import RPCServer
import Testing

@Suite("Paths and ranges of files")
struct FilePathTests {
    @Test(
        "A path of a request is the path of a file",
        arguments: [
            ("/", "", true), ("/a.txt", "a.txt", false), ("/a/b", "a/b", false), ("/a/b/", "a/b", true),
            ("/a%20b", "a b", false), ("/%E5%90%8D", "\u{540d}", false), ("/.well-known/a", ".well-known/a", false),
            ("/a..b", "a..b", false), ("/...a", nil, false), ("/%252e%252e/a", "%2e%2e/a", false),
        ] as [(String, String?, Bool)])
    func files(path: String, text: String?, isFolder: Bool) {
        #expect(FilePath(path)?.text == text)
        #expect(FilePath(path).map(\.isFolder) ?? false == isFolder)
    }

    @Test(
        "What may not be seen is no path",
        arguments: [
            "", "a", "//", "//a", "/a//b", "/.", "/..", "/../a", "/a/../b", "/a/..", "/%2e%2e/a", "/%2E%2e", "/a/%2e/b",
            "/.git", "/a/.env", "/a/.well-known/b", "/a%2fb", "/a%2Fb", "/%00", "/a%00b", "/a%0Ab", "/%7f", "/%", "/%1",
            "/%zz", "/%ff", "/%c0%ae", "/%ed%a0%80", "/" + String(repeating: "a", count: 1025),
        ])
    func refused(path: String) {
        #expect(FilePath(path) == nil)
    }

    @Test("Whatever is sent, a path has no segment that is empty, hidden, or leads upwards")
    func random() {
        var numbers = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0...UInt64.max, using: &numbers)
        var state = seed
        func next(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let pieces = [
            "/", "..", ".", "%2e", "%2E", "%2f", "%5c", "a", "b.txt", "%00", "%", "%c0%ae", "//", ".well-known",
        ]
        for _ in 0..<20_000 {
            let path = "/" + (0..<next(10)).map { _ in pieces[next(pieces.count)] }.joined()
            guard let file = FilePath(path) else { continue }
            let segments = file.text.isEmpty ? [] : file.text.split(separator: "/", omittingEmptySubsequences: false)
            let isSound = segments.enumerated().allSatisfy { index, segment in
                !segment.isEmpty && !segment.utf8.contains(0)
                    && (!segment.hasPrefix(".") || index == 0 && segment == ".well-known")
            }
            #expect(isSound, "seed \(seed): \(path) gives \(file.text)")
        }
    }

    @Test(
        "A range is what RFC 9110 says, or is ignored",
        arguments: [
            (nil, 10, .whole), ("bytes=0-0", 10, .part(0..<1)), ("bytes=2-5", 10, .part(2..<6)),
            ("bytes=9-", 10, .part(9..<10)), ("bytes=-4", 10, .part(6..<10)), ("bytes=-40", 10, .part(0..<10)),
            ("bytes=0-99", 10, .part(0..<10)), ("bytes=10-", 10, .unsatisfiable), ("bytes=-0", 10, .unsatisfiable),
            ("bytes=0-", 0, .unsatisfiable), ("bytes=-1", 0, .unsatisfiable), ("bytes=5-2", 10, .whole),
            ("bytes=-", 10, .whole), ("bytes=", 10, .whole), ("bytes=1", 10, .whole), ("bytes=1-2-3", 10, .whole),
            ("bytes=+1-2", 10, .whole), ("bytes= 1-2", 10, .whole), ("bytes=1-2,4-5", 10, .whole),
            ("Bytes=1-2", 10, .whole), ("bytes=1-999999999999999999999", 10, .whole),
        ] as [(String?, Int, ByteRange)])
    func ranges(field: String?, length: Int, range: ByteRange) {
        #expect(ByteRange(field, length: length) == range)
    }
}
