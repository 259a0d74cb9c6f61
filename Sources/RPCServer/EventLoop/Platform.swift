// SPDX-License-Identifier: Apache-2.0
import CLibuv

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The few calls of the C library that differ between systems.
package enum Platform {
    /// A number that tells threads apart.
    @inline(__always)
    static var currentThread: UInt {
        #if canImport(Darwin)
            return UInt(bitPattern: pthread_self())
        #else
            return UInt(pthread_self())
        #endif
    }

    /// Runs a body on a new thread of its own; nobody waits for its end by this call.
    package static func startThread(named name: String, _ body: @escaping @Sendable () -> Void) {
        let box = unsafe Unmanaged.passRetained(ThreadBody(name: name, run: body))
        #if canImport(Darwin)
            var thread: pthread_t?
        #else
            var thread = pthread_t()
        #endif
        let result = unsafe pthread_create(&thread, nil, { unsafe ThreadBody.enter($0) }, box.toOpaque())
        precondition(result == 0, "no thread can be started: error \(result)")
        #if canImport(Darwin)
            if let thread { unsafe pthread_detach(thread) }
        #else
            pthread_detach(thread)
        #endif
    }

    /// How many processors this process may use: those of its affinity, not all of the machine.
    package static var processorCount: Int {
        max(1, Int(uv_available_parallelism()))
    }
}

private final class ThreadBody {
    let name: String
    let run: @Sendable () -> Void

    init(name: String, run: @escaping @Sendable () -> Void) {
        self.name = name
        self.run = run
    }

    static func enter(_ pointer: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
        guard let pointer = unsafe pointer else { return nil }
        let body = unsafe Unmanaged<ThreadBody>.fromOpaque(pointer).takeRetainedValue()
        unsafe strategos_name_current_thread(body.name)
        body.run()
        return nil
    }
}
