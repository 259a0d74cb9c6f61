// SPDX-License-Identifier: Apache-2.0
import CNghttp2

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Header fields ready to be sent, built once.
///
/// A prepared list lives as long as the process, and nghttp2 points into it instead of copying.
/// Any other list is copied by nghttp2 when it is submitted.
@safe
final class HeaderList: Sendable {
    // Written once, here, and only read after that.
    nonisolated(unsafe) let fields: UnsafeMutablePointer<nghttp2_nv>
    let count: Int
    private nonisolated(unsafe) let text: UnsafeMutablePointer<UInt8>
    private let isPrepared: Bool

    /// A list of names in lower case and values.
    convenience init(_ pairs: [(name: String, value: String)]) {
        self.init(pairs, isPrepared: false)
    }

    /// A list that is never freed.
    static func prepared(_ pairs: [(name: String, value: String)]) -> HeaderList {
        let list = HeaderList(pairs, isPrepared: true)
        _ = unsafe Unmanaged.passRetained(list)
        return list
    }

    private init(_ pairs: [(name: String, value: String)], isPrepared: Bool) {
        self.isPrepared = isPrepared
        count = pairs.count
        unsafe fields = .allocate(capacity: max(1, pairs.count))
        let size = pairs.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count }
        unsafe text = .allocate(capacity: max(1, size))
        var position = unsafe text
        for (index, pair) in pairs.enumerated() {
            let name = unsafe Self.store(pair.name, at: &position)
            let value = unsafe Self.store(pair.value, at: &position)
            unsafe (fields + index).initialize(
                to: nghttp2_nv(
                    name: name, value: value, namelen: pair.name.utf8.count, valuelen: pair.value.utf8.count,
                    flags: isPrepared ? Self.noCopy : 0))
        }
    }

    deinit {
        unsafe fields.deallocate()
        unsafe text.deallocate()
    }

    private static let noCopy = UInt8(
        NGHTTP2_NV_FLAG_NO_COPY_NAME.rawValue | NGHTTP2_NV_FLAG_NO_COPY_VALUE.rawValue)

    private static func store(
        _ string: String, at position: inout UnsafeMutablePointer<UInt8>
    ) -> UnsafeMutablePointer<UInt8> {
        let start = unsafe position
        for byte in string.utf8 {
            unsafe position.pointee = byte
            unsafe position += 1
        }
        return unsafe start
    }
}

/// The bytes of one header field as they arrived; valid during the call that hands them over.
@safe
struct HeaderField {
    let name: UnsafeRawBufferPointer
    let value: UnsafeRawBufferPointer

    /// What the field counts for against SETTINGS_MAX_HEADER_LIST_SIZE (RFC 9113, 6.5.2).
    @inline(__always) var size: Int { unsafe name.count + value.count + 32 }
}

extension UnsafeRawBufferPointer {
    /// Whether these bytes are those of a literal: length first, then the memory.
    @inline(__always)
    func equals(_ literal: StaticString) -> Bool {
        unsafe count == literal.utf8CodeUnitCount && hasPrefix(literal)
    }

    /// The number that these digits are, of which there are at most 19; nil if they are none.
    var decimal: UInt64? {
        guard (1...19).contains(count) else { return nil }
        var number: UInt64 = 0
        for index in 0..<count {
            let byte = unsafe self[index]
            guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
            number = number * 10 + UInt64(byte - UInt8(ascii: "0"))
        }
        return number
    }

    /// Whether these bytes begin with those of a literal.
    @inline(__always)
    func hasPrefix(_ literal: StaticString) -> Bool {
        guard count >= literal.utf8CodeUnitCount, let start = baseAddress else {
            return literal.utf8CodeUnitCount == 0
        }
        return unsafe memcmp(start, literal.utf8Start, literal.utf8CodeUnitCount) == 0
    }
}
