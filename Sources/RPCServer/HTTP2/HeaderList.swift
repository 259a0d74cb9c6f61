// SPDX-License-Identifier: Apache-2.0
import CNghttp2

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
