// SPDX-License-Identifier: Apache-2.0
import CLibuv

/// A failure that libuv reported.
public struct LibuvError: Error, Hashable, Sendable, CustomStringConvertible {
    /// libuv's number, a negative errno on Unix.
    public let code: Int32
    /// What was being done.
    public let action: String

    /// The number's meaning in libuv's words.
    public var description: String {
        "\(action): \(unsafe String(cString: uv_strerror(code))) (\(unsafe String(cString: uv_err_name(code))))"
    }

    /// Turns a return code into an error.
    @discardableResult
    static func check(_ code: Int32, _ action: @autoclosure () -> String) throws(LibuvError) -> Int32 {
        if code < 0 { throw LibuvError(code: code, action: action()) }
        return code
    }
}

/// The memory of one libuv handle, initialized by `make`; closed by libuv, and freed after that.
///
/// Lives and dies on the thread of its loop.
@safe
struct LibuvHandle<Raw>: ~Copyable {
    let raw: UnsafeMutablePointer<Raw>

    /// Allocates and initializes a handle; if that fails, nothing is left behind.
    init(_ action: String, make: (UnsafeMutablePointer<Raw>) -> Int32) throws(LibuvError) {
        let memory = UnsafeMutablePointer<Raw>.allocate(capacity: 1)
        let result = unsafe make(memory)
        guard result >= 0 else {
            unsafe memory.deallocate()
            throw LibuvError(code: result, action: action)
        }
        unsafe raw = unsafe memory
    }

    deinit {
        unsafe handle.pointee.data = nil
        unsafe uv_close(handle) { unsafe $0?.deallocate() }
    }

    /// The handle as libuv's base type.
    var handle: UnsafeMutablePointer<uv_handle_t> {
        unsafe UnsafeMutableRawPointer(raw).assumingMemoryBound(to: uv_handle_t.self)
    }

    /// The handle as a stream; for TCP sockets and pipes only.
    var stream: UnsafeMutablePointer<uv_stream_t> {
        unsafe UnsafeMutableRawPointer(raw).assumingMemoryBound(to: uv_stream_t.self)
    }

    /// Lets callbacks find an object, which is not retained: it must own this handle.
    func setOwner(_ owner: AnyObject) {
        unsafe handle.pointee.data = Unmanaged.passUnretained(owner).toOpaque()
    }
}

/// The object behind a handle's user data; nil once the handle is closing.
func libuvOwner<Owner: AnyObject>(_ data: UnsafeMutableRawPointer?, as type: Owner.Type) -> Owner? {
    guard let data = unsafe data else { return nil }
    return unsafe Unmanaged<Owner>.fromOpaque(data).takeUnretainedValue()
}
