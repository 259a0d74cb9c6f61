// SPDX-License-Identifier: Apache-2.0

/// What a caller may say of one call.
public struct CallOptions: Sendable {
    /// How long the call may take in all; sent to the server, and kept by the client too. Without
    /// one a call waits as long as its connection lives.
    public var timeout: Duration?
    /// Sent with the request.
    public var metadata = Metadata()
    /// The largest response message that is accepted, once decompressed; the channel's limit if nil.
    public var maxResponseBytes: Int?
    /// How requests of 1 KiB or more are compressed; not at all if nil. Servers that do not know it end the
    /// call, mostly with `.unimplemented`.
    public var compression: MessageCompression?
    /// When the call is tried again; the channel's policy if nil.
    public var retryPolicy: RetryPolicy?
    /// Whether the call waits, as long as its timeout allows, where no connection can be made. Otherwise it fails
    /// with `.unavailable`.
    public var waitsForReady = false
    /// The operation that the call is a part of; sent along as `traceparent` and `tracestate`.
    public var trace: TraceContext?

    /// No timeout, no metadata, the channel's limits.
    public static let `default` = CallOptions()

    /// Options with what is given.
    public init(
        timeout: Duration? = nil, metadata: Metadata = Metadata(), maxResponseBytes: Int? = nil,
        compression: MessageCompression? = nil
    ) {
        self.timeout = timeout
        self.metadata = metadata
        self.maxResponseBytes = maxResponseBytes
        self.compression = compression
    }

    /// Options of a call that is made for another one: it takes no longer than that still may, and belongs to
    /// its trace.
    public init(continuing call: CallContext) {
        self.init(timeout: call.deadline?.remaining)
        trace = call.trace
    }
}

/// What holds for all calls of a channel.
public struct ChannelConfiguration: Sendable {
    /// How calls are spread over the addresses that there are.
    public var balancing = LoadBalancing.pickFirst
    /// Connections to each address that calls go to in turn, each on a loop of its own as far as there are some.
    /// One is enough unless a single loop of the client or server is the bottleneck.
    public var connections = 1
    /// Connections more that each of them may get, to the same address, while calls take up all the streams that
    /// the server allows (MAX_CONCURRENT_STREAMS). None, as with grpc-go: calls then wait for one another.
    public var spareConnections = 0
    /// How long spare connections are kept without a call.
    public var spareIdleTime = Duration.seconds(60)
    /// How often a host's addresses are looked up again at most, once connections have broken. grpc-go's 30 s.
    public var lookupInterval = Duration.seconds(30)
    /// Whether and when servers that say nothing are asked for a sign of life; never if nil.
    public var keepalive: ClientKeepalive?
    /// Who looks at all calls, in their order.
    public var interceptors: [any ClientInterceptor] = []
    /// What the server is told it is called; by default host and port of the (first) target.
    public var authority: String?
    /// Certificates, for connections by TLS; without them they are in clear text.
    public var tls: ClientTLS?
    /// How this client calls itself.
    public var userAgent = "strategos-swift/1"
    /// How long a connection may take to be made, all addresses of the host and TLS together: 10 s as
    /// command-line tools have it.
    public var connectTimeout = Duration.seconds(10)
    /// The largest response message that is accepted: 4 MiB, as in every gRPC implementation.
    public var maxResponseBytes = 4 << 20
    /// Whether servers are told that they may compress responses, in every way that is known here.
    public var acceptsCompression = true
    /// When calls are tried again; not at all if nil, but for those that the server has not looked at.
    public var retryPolicy: RetryPolicy?
    /// How failures keep calls from being tried again; not at all if nil.
    public var retryThrottling: RetryThrottling?
    /// What is waited before a connection is tried again, if calls wait for one: doubled from here up to two
    /// minutes, give or take a fifth.
    public var connectBackoff = Duration.seconds(1)
    /// How many bytes of requests may wait to be sent before a writer is suspended: a stream window.
    public var maxQueuedRequestBytes = 64 << 10

    /// The defaults.
    public init() {}
}

/// How a channel's calls are spread over addresses: those of a host's name, and of several hosts.
public enum LoadBalancing: Hashable, Sendable {
    /// All calls go to the first address that can be reached.
    case pickFirst
    /// There is a connection to each address, and calls go to them in turn, as far as they are there and have room.
    case roundRobin
}
