// SPDX-License-Identifier: Apache-2.0

// What a content type is, as its bytes stand in the header field.
extension UnsafeRawBufferPointer {
    /// Whether this is a media type, alone or with parameters behind it.
    func isMediaType(_ name: StaticString) -> Bool {
        guard unsafe hasPrefix(name) else { return false }
        return unsafe UnsafeRawBufferPointer(rebasing: self[name.utf8CodeUnitCount...]).isParameters
    }

    /// Whether this is a media type with the suffix of a codec; `+proto` may be left out.
    func isMediaType(_ name: StaticString, for codec: MessageCodec) -> Bool {
        guard unsafe hasPrefix(name) else { return false }
        let rest = unsafe UnsafeRawBufferPointer(rebasing: self[name.utf8CodeUnitCount...])
        switch codec {
        case .proto: return unsafe rest.isParameters || rest.isMediaType("+proto")
        case .json: return unsafe rest.isMediaType("+json")
        }
    }

    private var isParameters: Bool {
        unsafe isEmpty || self[0] == UInt8(ascii: ";") || self[0] == UInt8(ascii: " ")
    }
}
