// SPDX-License-Identifier: Apache-2.0
import CLibuv

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Where a socket is bound or connected.
public enum SocketAddress: Hashable, Sendable, CustomStringConvertible {
    /// An IPv4 or IPv6 address, as a number, and a port.
    case internet(host: String, port: Int)
    /// The path of a Unix socket.
    case unix(path: String)

    /// `127.0.0.1:8080`, `[::1]:8080` or `unix:/run/strategos.sock`.
    public var description: String {
        switch self {
        case .internet(let host, let port) where host.contains(":"): "[\(host)]:\(port)"
        case .internet(let host, let port): "\(host):\(port)"
        case .unix(let path): "unix:\(path)"
        }
    }

    /// The port, if it has one.
    public var port: Int? {
        if case .internet(_, let port) = self { port } else { nil }
    }

    /// Reads the text that ``description`` gives, with a name in place of the number too: `HOST:PORT`,
    /// `[IPv6]:PORT` or `unix:PATH`. Nil for anything else.
    public init?(_ text: String) {
        if text.hasPrefix("unix:") {
            let path = text.dropFirst(5)
            guard !path.isEmpty else { return nil }
            self = .unix(path: String(path))
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]) else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") {
            host = host.dropFirst().dropLast()
        } else if host.contains(":") {
            return nil
        }
        guard !host.isEmpty else { return nil }
        self = .internet(host: String(host), port: Int(port))
    }
}

/// A socket address in the C library's form.
@safe
struct RawSocketAddress {
    var storage = sockaddr_storage()
    /// How many bytes of it a call has filled in.
    private var filled = 0

    /// Finds the address of a host, by its number or its name. Blocks while a name is looked up.
    init(host: String, port: Int) throws(LibuvError) {
        if unsafe withIPv4({ unsafe uv_ip4_addr(host, Int32(port), $0) }) == 0 { return }
        if unsafe withIPv6({ unsafe uv_ip6_addr(host, Int32(port), $0) }) == 0 { return }
        var hints = unsafe addrinfo()
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        let result = unsafe getaddrinfo(host, String(port), &hints, &found)
        guard result == 0, let first = unsafe found else {
            throw LibuvError(code: UV_EAI_NONAME.rawValue, action: "looking up \(host)")
        }
        unsafe withUnsafeMutableBytes(of: &storage) { target in
            unsafe target.copyMemory(
                from: UnsafeRawBufferPointer(start: first.pointee.ai_addr, count: Int(first.pointee.ai_addrlen)))
        }
        unsafe freeaddrinfo(found)
    }

    /// The address that a call like `getsockname` fills in, with its length.
    init?(filledBy call: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<Int32>) -> Int32) {
        var length = Int32(MemoryLayout<sockaddr_storage>.size)
        let result = unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { unsafe call($0, &length) }
        }
        guard result == 0 else { return nil }
        filled = Int(length)
    }

    /// The family's number, such as `AF_INET`.
    var family: Int32 { Int32(storage.ss_family) }

    /// The length that calls of the C library want.
    var length: socklen_t {
        family == AF_INET6
            ? socklen_t(MemoryLayout<sockaddr_in6>.size) : socklen_t(MemoryLayout<sockaddr_in>.size)
    }

    /// Lends the address to a call.
    mutating func withPointer<Result>(_ body: (UnsafeMutablePointer<sockaddr>) throws -> Result) rethrows -> Result {
        try unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            try unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { try unsafe body($0) }
        }
    }

    /// The address as a value.
    var address: SocketAddress? {
        var copy = self
        var name = [CChar](repeating: 0, count: 64)
        switch family {
        case AF_INET:
            let port = unsafe copy.withIPv4 { address in
                unsafe uv_ip4_name(address, &name, name.count)
                return unsafe address.pointee.sin_port
            }
            return .internet(host: Self.text(name), port: Int(UInt16(bigEndian: port)))
        case AF_INET6:
            let port = unsafe copy.withIPv6 { address in
                unsafe uv_ip6_name(address, &name, name.count)
                return unsafe address.pointee.sin6_port
            }
            return .internet(host: Self.text(name), port: Int(UInt16(bigEndian: port)))
        case AF_UNIX: return .unix(path: unixPath)
        default: return nil
        }
    }

    /// The path of a Unix socket; `@` stands for the first byte of an abstract one (unix(7)).
    private var unixPath: String {
        var path = unsafe withUnsafeBytes(of: storage) { bytes in
            unsafe Array(bytes.prefix(filled).dropFirst(MemoryLayout<sa_family_t>.size))
        }
        if path.first == 0, path.count > 1, path[1] != 0 {
            path[0] = UInt8(ascii: "@")
        } else {
            path = Array(path.prefix { $0 != 0 })
        }
        return String(decoding: path, as: UTF8.self)
    }

    private static func text(_ name: [CChar]) -> String {
        String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private mutating func withIPv4<Result>(_ body: (UnsafeMutablePointer<sockaddr_in>) -> Result) -> Result {
        unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) { unsafe body($0) }
        }
    }

    private mutating func withIPv6<Result>(_ body: (UnsafeMutablePointer<sockaddr_in6>) -> Result) -> Result {
        unsafe withUnsafeMutablePointer(to: &storage) { pointer in
            unsafe pointer.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { unsafe body($0) }
        }
    }
}
