// SPDX-License-Identifier: Apache-2.0
private import CRE2

/// A compiled regular expression in RE2's syntax: linear time whatever the text is. Safe to share.
@safe
final class RegularExpression: Sendable {
    /// What makes a pattern unusable.
    struct Failure: Error {
        let message: String
    }

    /// The library's object; only read once it is made.
    private nonisolated(unsafe) let handle: OpaquePointer

    init(_ pattern: String) throws(Failure) {
        var message = [CChar](repeating: 0, count: 200)
        let text = Array(pattern.utf8)
        let made = unsafe text.withUnsafeBufferPointer { text in
            unsafe message.withUnsafeMutableBufferPointer { message in
                unsafe strategos_re2_new(text.baseAddress, text.count, message.baseAddress, message.count)
            }
        }
        guard let handle = unsafe made else {
            throw Failure(message: String(decoding: message.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self))
        }
        unsafe self.handle = unsafe handle
    }

    deinit {
        unsafe strategos_re2_delete(handle)
    }

    /// Whether the expression is found anywhere in the text.
    func isFound(in text: Span<UInt8>) -> Bool {
        unsafe text.withUnsafeBufferPointer { unsafe strategos_re2_found(handle, $0.baseAddress, $0.count) }
    }

    /// Whether the expression is found anywhere in the text.
    func isFound(in text: String) -> Bool {
        isFound(in: text.utf8.span)
    }
}
