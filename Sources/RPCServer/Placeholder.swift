// SPDX-License-Identifier: Apache-2.0
import CNghttp2
import CLibuv
func placeholder() -> (Int32, UInt32) { (unsafe nghttp2_version(0).pointee.version_num, uv_version()) }
