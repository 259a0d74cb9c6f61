// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Synchronization

/// A client's way to a server, or to several that are alike: makes and keeps connections as calls need them.
///
/// ```swift
/// let loops = try EventLoopGroup(count: 1)
/// let channel = Channel(to: .internet(host: "localhost", port: 8080), loops: loops)
/// let client = StrategyServiceClient(channel: channel)
/// ```
public final class Channel: Sendable {
    /// What holds for all calls.
    public let configuration: ChannelConfiguration
    private let pools: [ConnectionPool]
    private let authority: String
    private let turn = Atomic<Int>(0)
    private let retryTokens: RetryTokens?
    private let keepalive: SharedKeepalive?

    /// A channel to an address; a host may be a name. Nothing is connected before the first call.
    public convenience init(
        to target: SocketAddress, loops: EventLoopGroup, configuration: ChannelConfiguration = ChannelConfiguration()
    ) {
        self.init(to: [target], loops: loops, configuration: configuration)
    }

    /// A channel to several addresses or hosts that serve the same; ``ChannelConfiguration/balancing`` says which
    /// call goes where. By TLS each has to prove that it is the host it was named.
    public convenience init(
        to targets: [SocketAddress], loops: EventLoopGroup,
        configuration: ChannelConfiguration = ChannelConfiguration()
    ) {
        precondition(!targets.isEmpty, "a channel has at least one target")
        let authority: String =
            switch targets[0] {
            case .internet: targets[0].description
            case .unix: "localhost"
            }
        let named = targets.map { target in
            ClientTarget(target, timeout: configuration.connectTimeout, tls: configuration.tls)
        }
        self.init(
            authority: authority, loops: loops, configuration: configuration,
            lookup: configuration.balancing == .pickFirst
                ? ClientTarget.pickingFirst(named) : ClientTarget.findingAll(named))
    }

    package convenience init(
        authority: String, name: String, loops: EventLoopGroup, configuration: ChannelConfiguration,
        connector: ClientConnector
    ) {
        let address = ClientAddress(name: name, connector: connector)
        self.init(authority: authority, loops: loops, configuration: configuration) { _, completion in
            completion(.success([address]))
        }
    }

    package init(
        authority: String, loops: EventLoopGroup, configuration: ChannelConfiguration,
        lookup: @escaping AddressLookup
    ) {
        precondition(configuration.connections > 0, "a channel has at least one connection")
        precondition(configuration.spareConnections >= 0, "there cannot be less than no spare connections")
        self.configuration = configuration
        self.authority = configuration.authority ?? authority
        retryTokens = configuration.retryThrottling.map { RetryTokens($0) }
        keepalive = configuration.keepalive.map { SharedKeepalive($0) }
        let settings = ConnectionPool.Settings(configuration, keepalive: keepalive)
        pools = (0..<configuration.connections).map { _ in
            ConnectionPool(loop: loops.next(), lookup: lookup, settings: settings)
        }
    }

    deinit {
        for pool in pools { pool.loop.execute { pool.abandon() } }
    }

    /// How long the next connection lets its server be silent; nil if nobody asks.
    package var keepaliveTime: Duration? { keepalive?.time }

    /// Lets all calls end, then closes the connections. New calls fail from now on.
    public func close() async {
        for pool in pools {
            await withCheckedContinuation { waiter in pool.loop.perform { pool.close(waiter) } }
        }
    }

    /// Starts a call of any kind, in bytes. Nothing is awaited: failures are told by the call.
    ///
    /// - Parameter onlyRequest: the request of a unary or server-streaming call.
    public func start(
        _ method: MethodDescriptor, onlyRequest: [UInt8]? = nil, options: CallOptions = .default
    ) -> RawCall {
        launch(prepare(method, options), onlyRequest: onlyRequest)
    }

    /// Asks the interceptors whether a call may start, and with which options.
    func prepare(_ method: MethodDescriptor, _ options: CallOptions) -> PreparedCall {
        let interceptors = configuration.interceptors
        guard !interceptors.isEmpty else { return PreparedCall(method: method, options: options) }
        var options = options
        var asked = 0
        var refusal: RPCError?
        do throws(RPCError) {
            for interceptor in interceptors {
                asked += 1
                try interceptor.callStarting(method, &options)
            }
        } catch {
            refusal = error
        }
        let context = ClientCallContext(method: method, options: options, authority: authority)
        let interception = ClientInterception(interceptors[..<asked], context, clock: pools[0].loop.clock)
        return PreparedCall(method: method, options: options, interception: interception, refusal: refusal)
    }

    /// Starts a call that the interceptors have been asked about.
    func launch(_ call: PreparedCall, onlyRequest: [UInt8]?) -> RawCall {
        let (method, options) = (call.method, call.options)
        precondition(
            method.kind.takesOneRequest == (onlyRequest != nil), "calls that take one request are started with it")
        let pool = pools[turn.wrappingAdd(1, ordering: .relaxed).oldValue % pools.count]
        let limits = ClientCallLimits(
            maxResponseBytes: options.maxResponseBytes ?? configuration.maxResponseBytes,
            maxQueuedRequestBytes: configuration.maxQueuedRequestBytes,
            onlyOneResponse: method.kind.givesOneResponse)
        let deadline = options.timeout.map { Deadline.after($0, clock: pool.loop.clock).instant }
        let request = ClientCallRequest(
            headers: headers(of: method, options), limits: limits, deadline: deadline,
            compression: options.compression, onlyMessage: onlyRequest,
            retry: (options.retryPolicy ?? configuration.retryPolicy).map { RetryState($0, tokens: retryTokens) },
            waitsForReady: options.waitsForReady, interception: call.interception)
        let stream = ClientStream(request, pool: pool, loop: pool.loop)
        let refusal = call.refusal
        pool.loop.perform {
            if let refusal { stream.finish(refusal) } else { pool.start(stream) }
        }
        return RawCall(stream, channel: self)
    }

    private func headers(of method: MethodDescriptor, _ options: CallOptions) -> [(name: String, value: String)] {
        let scheme = configuration.tls == nil ? "http" : "https"
        var headers = [
            (name: ":method", value: "POST"), (":scheme", scheme), (":path", method.path), (":authority", authority),
            ("te", "trailers"), ("content-type", "application/grpc"), ("user-agent", configuration.userAgent),
        ]
        if let timeout = options.timeout { headers.append(("grpc-timeout", TimeoutHeader.value(for: timeout))) }
        if configuration.acceptsCompression { headers.append(("grpc-accept-encoding", MessageCompression.list)) }
        if let compression = options.compression { headers.append(("grpc-encoding", compression.name)) }
        if let trace = options.trace {
            headers.append(("traceparent", trace.traceparent))
            if let state = trace.state { headers.append(("tracestate", state)) }
        }
        for entry in options.metadata.entries { headers.append((entry.name, entry.wireValue)) }
        return headers
    }
}

extension EventLoop {
    /// Runs a body on the loop's thread: now if that is the caller's.
    func perform(_ body: @escaping @Sendable () -> Void) {
        if isCurrent { body() } else { execute(body) }
    }
}

/// A call before it is started: what it is, and what the interceptors say to it.
struct PreparedCall {
    let method: MethodDescriptor
    let options: CallOptions
    var interception: ClientInterception?
    /// Why it is not to be made.
    var refusal: RPCError?

    /// Shows the interceptors the one request of the call.
    mutating func show<Request: Message>(_ request: Request) {
        guard let interception, refusal == nil else { return }
        do throws(RPCError) {
            try interception.show(request: request)
        } catch {
            refusal = error
        }
    }
}
