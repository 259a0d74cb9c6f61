// SPDX-License-Identifier: Apache-2.0
import CNghttp2

/// Header fields ready to be sent, built once.
///
/// A prepared list lives as long as the process, and nghttp2 points into it instead of copying: handing it on counts
/// no reference. Any other list is copied by nghttp2 when it is submitted.
@safe
struct HeaderList: Sendable {
    // Written once, and only read after that.
    nonisolated(unsafe) let fields: UnsafePointer<nghttp2_nv>
    let count: Int
    /// What the fields lie in; nil for a prepared list.
    private let memory: FieldMemory?

    /// A list of names in lower case and values.
    init(_ pairs: [(name: String, value: String)]) {
        let memory = FieldMemory(pairs, flags: 0)
        unsafe fields = unsafe UnsafePointer(memory.fields)
        count = pairs.count
        self.memory = memory
    }

    private init(prepared memory: FieldMemory, count: Int) {
        unsafe fields = unsafe UnsafePointer(Unmanaged.passRetained(memory).takeUnretainedValue().fields)
        self.count = count
        self.memory = nil
    }

    /// A list that is never freed.
    static func prepared(_ pairs: [(name: String, value: String)]) -> HeaderList {
        let noCopy = NGHTTP2_NV_FLAG_NO_COPY_NAME.rawValue | NGHTTP2_NV_FLAG_NO_COPY_VALUE.rawValue
        return HeaderList(prepared: FieldMemory(pairs, flags: UInt8(noCopy)), count: pairs.count)
    }

    /// Shows every field, in order.
    func forEach(_ body: (HeaderField) -> Void) {
        for index in 0..<count {
            let field = unsafe fields[index]
            body(
                unsafe HeaderField(
                    name: UnsafeRawBufferPointer(start: field.name, count: field.namelen),
                    value: UnsafeRawBufferPointer(start: field.value, count: field.valuelen)))
        }
    }
}

/// The fields of a list, and the bytes that they point to.
@safe
private final class FieldMemory: Sendable {
    nonisolated(unsafe) let fields: UnsafeMutablePointer<nghttp2_nv>
    private nonisolated(unsafe) let text: UnsafeMutablePointer<UInt8>

    init(_ pairs: [(name: String, value: String)], flags: UInt8) {
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
                    flags: flags))
        }
    }

    deinit {
        unsafe fields.deallocate()
        unsafe text.deallocate()
    }

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
