// SPDX-License-Identifier: Apache-2.0
import CProtobufC

// The boundary to libprotobuf-c: everything unsafe of the generator is in this file and in
// DescriptorParser.swift, which calls it.

/// A message that libprotobuf-c has unpacked; freed with this value.
@safe
struct Unpacked<CMessage>: ~Copyable {
    let pointer: UnsafeMutablePointer<CMessage>
    private let free: (UnsafeMutablePointer<CMessage>) -> Void

    /// Unpacks `bytes` with the generated function for its type, or gives nothing if they are no such
    /// message.
    @unsafe
    init?(
        _ bytes: [UInt8],
        unpack: (UnsafeMutablePointer<ProtobufCAllocator>?, Int, UnsafePointer<UInt8>?)
            -> UnsafeMutablePointer<CMessage>?,
        free: @escaping (UnsafeMutablePointer<CMessage>?, UnsafeMutablePointer<ProtobufCAllocator>?) -> Void
    ) {
        let message = unsafe bytes.withUnsafeBufferPointer { buffer in
            unsafe unpack(nil, buffer.count, buffer.baseAddress)
        }
        guard let message = unsafe message else { return nil }
        unsafe pointer = message
        unsafe self.free = { unsafe free($0, nil) }
    }

    deinit {
        unsafe free(pointer)
    }
}

/// The text at a C string, nothing for none.
@unsafe
func text(_ pointer: UnsafeMutablePointer<CChar>?) -> String? {
    unsafe pointer.map { unsafe String(cString: $0) }
}

/// The elements of a repeated message, converted one by one.
@unsafe
func list<Element, Result>(
    _ pointers: UnsafeMutablePointer<UnsafeMutablePointer<Element>?>?, _ count: Int,
    _ convert: (Int, UnsafeMutablePointer<Element>) -> Result
) -> [Result] {
    guard let pointers = unsafe pointers else { return [] }
    return (0..<count).compactMap { index in
        unsafe pointers[index].map { unsafe convert(index, $0) }
    }
}

/// The elements of a repeated number.
@unsafe
func numbers(_ pointer: UnsafeMutablePointer<Int32>?, _ count: Int) -> [Int32] {
    unsafe Array(UnsafeBufferPointer(start: pointer, count: count))
}

/// The bytes of one value.
@unsafe
func bytes(_ value: ProtobufCBinaryData) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: value.data, count: value.len))
}

/// The unknown fields of an options message: the custom options.
@unsafe
func customOptions(_ message: ProtobufCMessage) -> CustomOptions {
    var options = CustomOptions()
    for index in 0..<Int(unsafe message.n_unknown_fields) {
        let field = unsafe message.unknown_fields[index]
        var value = unsafe Array(UnsafeBufferPointer(start: field.data, count: field.len))
        let wireType = unsafe UInt32(field.wire_type.rawValue)
        if wireType == 2 {
            // libprotobuf-c keeps the length in front of the value.
            let length = value.prefix { $0 >= 0x80 }.count + 1
            value.removeFirst(min(length, value.count))
        }
        options.entries.append(.init(tag: unsafe field.tag << 3 | wireType, value: value))
    }
    return options
}
