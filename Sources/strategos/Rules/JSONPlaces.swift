// SPDX-License-Identifier: Apache-2.0

/// Finds a field in a JSON text that was read without an error, so that what is wrong with its value can
/// be said with a line.
enum JSONPlaces {
    /// Line and column, counted from one; columns are Unicode scalars.
    struct Place: Equatable {
        var line = 1
        var column = 1
    }

    /// Where the member of a path such as `victory.match_ticks` begins; for one that is absent, where the
    /// object begins in which it should be. Lists have no members here.
    static func place(of path: String, in text: [UInt8]) -> Place {
        var scanner = Scanner(text: text)
        scanner.skipSpace()
        var found = scanner.index
        for name in path.split(separator: ".") {
            guard let member = scanner.enter(member: plain(name.utf8)) else { break }
            found = member
        }
        var place = Place()
        for byte in text.prefix(found) {
            if byte == UInt8(ascii: "\n") {
                place = Place(line: place.line + 1, column: 1)
            } else if byte & 0xC0 != 0x80 {
                place.column += 1
            }
        }
        return place
    }

    /// Both names of a field come to the same: `match_ticks` and `matchTicks`.
    private static func plain(_ name: some Sequence<UInt8>) -> [UInt8] {
        name.filter { $0 != UInt8(ascii: "_") }.map { $0 | 0x20 }
    }

    private struct Scanner {
        let text: [UInt8]
        var index = 0

        private var next: UInt8 { index < text.count ? text[index] : 0 }

        mutating func skipSpace() {
            while index < text.count, text[index] <= 0x20 { index += 1 }
        }

        /// Goes to the value of a member of the object that begins here; says where its name begins.
        mutating func enter(member: [UInt8]) -> Int? {
            guard next == UInt8(ascii: "{") else { return nil }
            index += 1
            while true {
                skipSpace()
                guard next == UInt8(ascii: "\"") else { return nil }
                let start = index
                skipString()
                let name = JSONPlaces.plain(text[(start + 1)..<max(start + 1, index - 1)])
                skipSpace()
                index += 1
                skipSpace()
                if name == member { return start }
                skipValue()
                skipSpace()
                guard next == UInt8(ascii: ",") else { return nil }
                index += 1
            }
        }

        private mutating func skipString() {
            index += 1
            while index < text.count, text[index] != UInt8(ascii: "\"") {
                index += text[index] == UInt8(ascii: "\\") ? 2 : 1
            }
            index = min(index + 1, text.count)
        }

        private mutating func skipValue() {
            var depth = 0
            while index < text.count {
                switch text[index] {
                case UInt8(ascii: "\""):
                    skipString()
                    if depth == 0 { return }
                    continue
                case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
                case UInt8(ascii: "}"), UInt8(ascii: "]"):
                    if depth == 0 { return }
                    depth -= 1
                    if depth == 0 {
                        index += 1
                        return
                    }
                case UInt8(ascii: ","):
                    if depth == 0 { return }
                default: break
                }
                index += 1
            }
        }
    }
}
