// SPDX-License-Identifier: Apache-2.0

/// How a ``Server`` is set up.
public struct ServerConfiguration: Sendable {
    /// Where to listen. Port 0 lets the system pick a free one.
    public var address: SocketAddress
    /// Descriptors of stream sockets that listen already, in place of an address: what a service manager has opened
    /// for the server, which closes them at its end. All loops share them.
    public var inheritedSockets: [Int32] = []
    /// How many loops, each with a thread of its own. As many as there are processors.
    public var loops: Int
    /// Certificates, for connections by TLS; without them they are in clear text.
    public var tls: ServerTLS?
    /// What is read from files besides certificates, and looked at again while the server runs.
    public var reloadables: [any ServerReloadable] = []
    /// How often files are looked at again, certificates included. Changed ones hold from then on; if they are no
    /// good, that is logged and counted, and the last good ones stay. 10 s: a tenth of what orchestrators take to
    /// bring a new certificate.
    public var reloadInterval = Duration.seconds(10)
    /// What a peer may use up.
    public var limits: Limits
    /// The least number of bytes of a message that is compressed, if its caller reads that; nil for never.
    /// 1 KiB: what is smaller fits into a packet as it is.
    public var compressFrom: Int? = 1 << 10
    /// Whether the error of a call that has reached a limit names it, as `google.rpc.QuotaFailure`: the caller
    /// can then do something about it. False where settings are nobody's business.
    public var namesLimits = true
    /// Which pages of other servers may call from a browser.
    public var cors = CORSPolicy()
    /// Whether calls are measured by their method: how long they take, and how large their messages are. Shown
    /// by ``HTTPRoute/metrics(_:)``.
    public var measuresCalls = false
    /// Who looks at calls from outside their handlers, in this order.
    public var interceptors: [any ServerInterceptor] = []
    /// How long calls may go on after the shutdown has begun. 30 s: what orchestrators allow.
    public var grace: Duration
    /// How long to go on as before after health has said NOT_SERVING, so that load balancers
    /// notice. None, unless there are some.
    public var notice: Duration
    /// What tells the time.
    public var clock: MonotonicClock

    /// A server on an address.
    public init(
        address: SocketAddress, loops: Int? = nil, limits: Limits = Limits(),
        grace: Duration = .seconds(30), notice: Duration = .zero, clock: MonotonicClock = .system
    ) {
        self.address = address
        self.loops = loops ?? Platform.processorCount
        self.limits = limits
        self.grace = grace
        self.notice = notice
        self.clock = clock
    }

    /// A server on a host's number or name and a port.
    public init(host: String = "127.0.0.1", port: Int) {
        self.init(address: .internet(host: host, port: port))
    }
}
