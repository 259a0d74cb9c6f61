// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// A client's way to a server: makes and keeps connections as calls need them.
///
/// ```swift
/// let loops = try EventLoopGroup(count: 1)
/// let channel = Channel(to: .internet(host: "localhost", port: 8080), loops: loops)
/// let client = StrategyServiceClient(channel: channel)
/// ```
public final class Channel: Sendable {
    /// What holds for all calls.
    public let configuration: ChannelConfiguration
    private let slots: [ConnectionSlot]
    private let authority: String
    private let turn = Atomic<Int>(0)
    private let retryTokens: RetryTokens?

    /// A channel to an address; a host may be a name. Nothing is connected before the first call.
    public convenience init(
        to target: SocketAddress, loops: EventLoopGroup, configuration: ChannelConfiguration = ChannelConfiguration()
    ) {
        let authority: String =
            switch target {
            case .internet: target.description
            case .unix: "localhost"
            }
        let connector = ClientConnector.socket(
            target, timeout: configuration.connectTimeout, tls: configuration.tls)
        self.init(
            authority: authority, name: target.description, loops: loops, configuration: configuration,
            connector: connector)
    }

    package init(
        authority: String, name: String, loops: EventLoopGroup, configuration: ChannelConfiguration,
        connector: ClientConnector
    ) {
        precondition(configuration.connections > 0, "a channel has at least one connection")
        self.configuration = configuration
        self.authority = configuration.authority ?? authority
        retryTokens = configuration.retryThrottling.map { RetryTokens($0) }
        slots = (0..<configuration.connections).map { _ in
            ConnectionSlot(
                loop: loops.next(), connector: connector, connectTimeout: configuration.connectTimeout,
                connectBackoff: configuration.connectBackoff, name: name)
        }
    }

    deinit {
        for slot in slots { slot.loop.execute { slot.abandon() } }
    }

    /// Lets all calls end, then closes the connections. New calls fail from now on.
    public func close() async {
        for slot in slots {
            await withCheckedContinuation { waiter in slot.loop.perform { slot.close(waiter) } }
        }
    }

    /// Starts a call of any kind, in bytes. Nothing is awaited: failures are told by the call.
    ///
    /// - Parameter onlyRequest: the request of a unary or server-streaming call.
    public func start(
        _ method: MethodDescriptor, onlyRequest: [UInt8]? = nil, options: CallOptions = .default
    ) -> RawCall {
        precondition(
            method.kind.takesOneRequest == (onlyRequest != nil), "calls that take one request are started with it")
        let slot = slots[turn.wrappingAdd(1, ordering: .relaxed).oldValue % slots.count]
        let limits = ClientCallLimits(
            maxResponseBytes: options.maxResponseBytes ?? configuration.maxResponseBytes,
            maxQueuedRequestBytes: configuration.maxQueuedRequestBytes,
            onlyOneResponse: method.kind.givesOneResponse)
        let deadline = options.timeout.map { Deadline.after($0, clock: slot.loop.clock).instant }
        let request = ClientCallRequest(
            headers: headers(of: method, options), limits: limits, deadline: deadline,
            compression: options.compression, onlyMessage: onlyRequest,
            retry: (options.retryPolicy ?? configuration.retryPolicy).map { RetryState($0, tokens: retryTokens) },
            waitsForReady: options.waitsForReady)
        let stream = ClientStream(request, slot: slot, loop: slot.loop)
        slot.loop.perform { slot.start(stream) }
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
