// SPDX-License-Identifier: Apache-2.0
import CLibuv

/// Tells of a signal of the process, on a loop's thread, as long as it lives.
@safe
final class SignalWatcher {
    private let handle: LibuvHandle<uv_signal_t>
    private let action: () -> Void

    init(_ signal: Int32, on loop: EventLoop, action: @escaping () -> Void) throws(LibuvError) {
        self.action = action
        let raw = unsafe loop.raw
        unsafe handle = unsafe try LibuvHandle("watching a signal") { unsafe uv_signal_init(raw, $0) }
        unsafe handle.setOwner(self)
        try unsafe LibuvError.check(
            uv_signal_start(
                handle.raw,
                { handle, _ in
                    unsafe libuvOwner(handle?.pointee.data, as: SignalWatcher.self)?.action()
                }, signal),
            "watching a signal")
    }
}
