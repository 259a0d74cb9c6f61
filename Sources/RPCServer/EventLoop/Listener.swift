// SPDX-License-Identifier: Apache-2.0
import CLibuv

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A socket that is bound and listens, and that nobody accepts from yet.
///
/// Made apart from the loop that will use it, so that a failure is known at once, and because libuv
/// cannot set SO_REUSEPORT: with it the kernel spreads connections over one socket for each loop.
final class ListeningSocket {
    private var descriptor: Int32
    /// Where it listens, with the real port.
    let address: SocketAddress
    /// What kind of socket it is.
    var kind: SocketStream.Kind { if case .unix = address { .unix } else { .tcp } }

    private static let backlog: Int32 = 1024

    /// Binds a socket and listens.
    ///
    /// - Parameter isFirst: whether the port must be nobody's yet; a further socket joins it. A first
    ///   one is bound before it allows others on its port: otherwise a second server on the same port
    ///   would silently take half of the connections of the first.
    init(_ address: SocketAddress, isFirst: Bool = true) throws(LibuvError) {
        switch address {
        case .internet(let host, let port):
            var raw = try RawSocketAddress(host: host, port: port)
            let descriptor = try Self.open(raw.family)
            do throws(LibuvError) {
                try Self.set(SO_REUSEADDR, descriptor)
                if !isFirst { try Self.set(SO_REUSEPORT, descriptor) }
                let length = raw.length
                try unsafe Self.check(raw.withPointer { unsafe bind(descriptor, $0, length) }, "binding \(address)")
                if isFirst { try Self.set(SO_REUSEPORT, descriptor) }
                try Self.check(listen(descriptor, Self.backlog), "listening on \(address)")
            } catch {
                close(descriptor)
                throw error
            }
            self.descriptor = descriptor
            self.address = Self.name(of: descriptor) ?? address
        case .unix(let path):
            descriptor = try Self.bindUnix(path)
            self.address = address
        }
    }

    /// Takes over a socket that listens already, such as one that a service manager has opened.
    ///
    /// - Throws: EINVAL for what is no stream socket that listens; the descriptor is left open then.
    init(inherited descriptor: Int32) throws(LibuvError) {
        guard Self.option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue),
            Self.option(SO_ACCEPTCONN, of: descriptor) == 1, let address = Self.name(of: descriptor)
        else {
            throw LibuvError(code: -EINVAL, action: "descriptor \(descriptor) is no stream socket that listens")
        }
        try Self.check(fcntl(descriptor, F_SETFD, FD_CLOEXEC), "setting up a socket")
        self.descriptor = descriptor
        self.address = address
    }

    private init(_ descriptor: Int32, _ address: SocketAddress) {
        self.descriptor = descriptor
        self.address = address
    }

    /// The same socket once more, for another loop: whichever comes first takes a connection.
    func shared() throws(LibuvError) -> ListeningSocket {
        ListeningSocket(try Self.check(fcntl(descriptor, F_DUPFD_CLOEXEC, 0), "sharing a socket"), address)
    }

    /// Gives the descriptor away, once.
    func take() -> Int32 {
        precondition(descriptor >= 0, "a listening socket is used once")
        defer { descriptor = -1 }
        return descriptor
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    private static func bindUnix(_ path: String) throws(LibuvError) -> Int32 {
        let descriptor = try open(AF_UNIX)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let fits = unsafe withUnsafeMutableBytes(of: &address.sun_path) { target in
            guard bytes.count < target.count else { return false }
            unsafe target.copyBytes(from: bytes)
            return true
        }
        do throws(LibuvError) {
            guard fits else { throw LibuvError(code: -ENAMETOOLONG, action: "binding unix:\(path)") }
            let result = unsafe withUnsafePointer(to: &address) { pointer in
                unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    unsafe bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            try check(result, "binding unix:\(path)")
            try check(listen(descriptor, backlog), "listening on unix:\(path)")
        } catch {
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func open(_ family: Int32) throws(LibuvError) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        return try check(socket(family, kind, 0), "opening a socket")
    }

    private static func set(_ option: Int32, _ descriptor: Int32) throws(LibuvError) {
        var on: Int32 = 1
        try unsafe check(
            setsockopt(descriptor, SOL_SOCKET, option, &on, socklen_t(MemoryLayout<Int32>.size)),
            "setting up a socket")
    }

    @discardableResult
    private static func check(_ result: Int32, _ action: @autoclosure () -> String) throws(LibuvError) -> Int32 {
        if result < 0 { throw LibuvError(code: -errno, action: action()) }
        return result
    }

    private static func option(_ option: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return unsafe getsockopt(descriptor, SOL_SOCKET, option, &value, &size) == 0 ? value : nil
    }

    private static func name(of descriptor: Int32) -> SocketAddress? {
        unsafe RawSocketAddress(filledBy: { address, length in
            var size = socklen_t(unsafe length.pointee)
            defer { unsafe length.pointee = Int32(size) }
            return unsafe getsockname(descriptor, address, &size)
        })?.address
    }
}

/// Accepts connections on a loop until it is closed or released. Belongs to the loop's thread.
@safe
final class Listener {
    private let loop: EventLoop
    private let kind: SocketStream.Kind
    private let socket: SocketStream
    private let accept: (SocketStream, SocketAddress?) -> Void

    /// Takes a listening socket over, and hands over each connection with the address of its peer.
    init(
        descriptor: Int32, kind: SocketStream.Kind, loop: EventLoop,
        accept: @escaping (SocketStream, SocketAddress?) -> Void
    ) throws(LibuvError) {
        self.loop = loop
        self.kind = kind
        self.accept = accept
        socket = try SocketStream(kind: kind, loop: loop)
        try socket.adopt(descriptor)
        guard let stream = unsafe socket.raw else { return }
        unsafe stream.pointee.data = Unmanaged.passUnretained(self).toOpaque()
        try unsafe LibuvError.check(uv_listen(stream, 1024, Self.connected), "listening")
    }

    /// Accepts nothing any more.
    func close() {
        socket.close()
    }

    private static let connected: uv_connection_cb = { stream, status in
        guard status >= 0 else { return }
        unsafe libuvOwner(stream?.pointee.data, as: Listener.self)?.acceptOne()
    }

    private func acceptOne() {
        // Out of descriptors or memory: the connection waits in the kernel's queue.
        guard let connection = try? SocketStream(kind: kind, loop: loop),
            let server = unsafe socket.raw, let client = unsafe connection.raw,
            unsafe uv_accept(server, client) == 0
        else { return }
        connection.disableDelay()
        accept(connection, connection.peerAddress)
    }
}

extension SocketStream {
    /// Takes over an open descriptor.
    fileprivate func adopt(_ descriptor: Int32) throws(LibuvError) {
        guard let stream = unsafe raw else { return }
        let memory = UnsafeMutableRawPointer(stream)
        let result =
            unsafe stream.pointee.type == UV_TCP
            ? uv_tcp_open(memory.assumingMemoryBound(to: uv_tcp_t.self), descriptor)
            : uv_pipe_open(memory.assumingMemoryBound(to: uv_pipe_t.self), descriptor)
        try LibuvError.check(result, "taking a socket over")
    }

    /// The address of the other side; nil for a Unix socket.
    fileprivate var peerAddress: SocketAddress? {
        guard let stream = unsafe raw, unsafe stream.pointee.type == UV_TCP else { return nil }
        let tcp = unsafe UnsafeMutableRawPointer(stream).assumingMemoryBound(to: uv_tcp_t.self)
        return unsafe RawSocketAddress(filledBy: { unsafe uv_tcp_getpeername(tcp, $0, $1) })?.address
    }
}
