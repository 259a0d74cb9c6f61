// SPDX-License-Identifier: Apache-2.0
import Codegen

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// The protoc plugin: the request on standard input, the response on standard output.
var request: [UInt8] = []
var chunk = [UInt8](repeating: 0, count: 1 << 16)
while true {
    let count = unsafe read(STDIN_FILENO, &chunk, chunk.count)
    if count <= 0 { break }
    request += chunk.prefix(count)
}
let response = JSONSchemaGenerator.run(request)
var rest = response[...]
while !rest.isEmpty {
    let count = unsafe rest.withUnsafeBytes { unsafe write(STDOUT_FILENO, $0.baseAddress, $0.count) }
    if count <= 0 { exit(1) }
    rest = rest.dropFirst(count)
}
