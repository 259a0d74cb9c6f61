// SPDX-License-Identifier: Apache-2.0
import CLibuv

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Finds the addresses of a host on libuv's worker threads, so that the loop goes on meanwhile.
@safe
final class NameLookup {
    private let host: String
    private let port: Int
    private let completion: (Result<[SocketAddress], LibuvError>) -> Void
    private let request = UnsafeMutablePointer<uv_getaddrinfo_t>.allocate(capacity: 1)

    /// Tells the addresses on the loop's thread, in the resolver's order; none twice.
    static func start(
        host: String, port: Int, on loop: EventLoop,
        completion: @escaping (Result<[SocketAddress], LibuvError>) -> Void
    ) {
        let lookup = NameLookup(host: host, port: port, completion: completion)
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        unsafe lookup.request.pointee.data = Unmanaged.passRetained(lookup).toOpaque()
        let result = unsafe uv_getaddrinfo(loop.raw, lookup.request, finished, host, nil, &hints)
        guard result < 0 else { return }
        unsafe Unmanaged.passUnretained(lookup).release()
        unsafe lookup.end(result, nil)
    }

    private init(
        host: String, port: Int, completion: @escaping (Result<[SocketAddress], LibuvError>) -> Void
    ) {
        self.host = host
        self.port = port
        self.completion = completion
    }

    deinit {
        unsafe request.deallocate()
    }

    private static let finished: uv_getaddrinfo_cb = { request, status, found in
        guard let data = unsafe request?.pointee.data else { return }
        unsafe Unmanaged<NameLookup>.fromOpaque(data).takeRetainedValue().end(status, found)
        unsafe uv_freeaddrinfo(found)
    }

    private func end(_ status: Int32, _ found: UnsafeMutablePointer<addrinfo>?) {
        guard status == 0 else {
            return completion(.failure(LibuvError(code: status, action: "looking up \(host)")))
        }
        var addresses: [SocketAddress] = []
        var next = unsafe found
        while let entry = unsafe next {
            if let address = unsafe address(of: entry), !addresses.contains(address) { addresses.append(address) }
            unsafe next = entry.pointee.ai_next
        }
        completion(.success(addresses))
    }

    private func address(of entry: UnsafeMutablePointer<addrinfo>) -> SocketAddress? {
        var name = [CChar](repeating: 0, count: 64)
        guard unsafe uv_ip_name(entry.pointee.ai_addr, &name, name.count) == 0 else { return nil }
        let text = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return .internet(host: text, port: port)
    }
}
