// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The bytes of one header field as they arrived; valid during the call that hands them over.
@safe
struct HeaderField {
    let name: UnsafeRawBufferPointer
    let value: UnsafeRawBufferPointer

    init(name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
        unsafe self.name = name
        unsafe self.value = value
    }

    /// A field with a name that is known here.
    init(_ name: StaticString, _ value: UnsafeRawBufferPointer) {
        unsafe self.init(
            name: UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount), value: value)
    }

    /// A field that is known here as a whole.
    init(_ name: StaticString, _ value: StaticString) {
        unsafe self.init(name, UnsafeRawBufferPointer(start: value.utf8Start, count: value.utf8CodeUnitCount))
    }

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
