// SPDX-License-Identifier: Apache-2.0
import CNghttp2

extension HTTP2Session {
    /// How many streams the peer lets this side have open; nghttp2 assumes 100 until it is told.
    var peersStreamLimit: Int {
        Int(unsafe nghttp2_session_get_remote_settings(raw, NGHTTP2_SETTINGS_MAX_CONCURRENT_STREAMS))
    }
}
