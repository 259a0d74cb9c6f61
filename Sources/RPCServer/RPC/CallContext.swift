// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Synchronization

/// The metadata that a handler has set.
struct OwnFields: Sendable {
    var response = Metadata()
    var trailing = Metadata()
}

/// What a handler sees of its call. May be used from any thread, also after the call.
///
/// Nothing is turned into strings unless asked for.
public final class CallContext: Sendable {
    /// The call's loop, which may be gone when the call is over.
    unowned(unsafe) let loop: EventLoop
    // Written on the loop before the handler starts, and only read after that.
    private nonisolated(unsafe) var entry: MethodEntry?
    @exclusivity(unchecked) private nonisolated(unsafe) var fields = ByteBuffer()
    private nonisolated(unsafe) var end: Deadline?
    private nonisolated(unsafe) var origin: ConnectionPeer?

    private let cancelled = Atomic<Bool>(false)
    private let refusesCompression = Atomic<Bool>(false)
    private let hasCompressedRequest = Atomic<Bool>(false)
    private let hasOwnFields = Atomic<Bool>(false)
    private let own = Mutex(OwnFields())
    private let hasValues = Atomic<Bool>(false)
    private let values = Mutex(CallValues())

    init(loop: EventLoop) {
        unsafe self.loop = loop
    }

    /// The method that was called.
    public var method: MethodDescriptor {
        guard let entry = unsafe entry else { preconditionFailure("a context belongs to a call") }
        return entry.descriptor
    }

    /// What the caller sent along. Built anew each time: keep it if you need it twice.
    public var requestMetadata: Metadata {
        var metadata = Metadata()
        unsafe Self.forEachField(in: fields.bytes) { name, value in
            guard unsafe name.first != UInt8(ascii: ":") else { return }
            unsafe metadata.appendReceived(name: String(decoding: name, as: UTF8.self), value: value)
        }
        return metadata
    }

    /// The first text that the caller sent behind a name in lower case; nil if there is none.
    public func requestText(_ name: String) -> String? {
        var name = name
        return name.withUTF8 { unsafe field(UnsafeRawBufferPointer($0)) }
    }

    /// What an interceptor has left here under a key.
    public subscript<Key: CallContextKey>(key: Key.Type) -> Key.Value? {
        get { hasValues.load(ordering: .acquiring) ? values.withLock { $0[key] } : nil }
        set {
            values.withLock { $0[key] = newValue }
            hasValues.store(true, ordering: .releasing)
        }
    }

    /// What stands under a key; made and kept the first time.
    func value<Key: CallContextKey>(_ key: Key.Type, make: () -> Key.Value) -> Key.Value {
        if let value = self[key] { return value }
        let made = make()
        defer { hasValues.store(true, ordering: .releasing) }
        return values.withLock { values in
            // Another thread may have been faster.
            if let value = values[key] { return value }
            values[key] = made
            return made
        }
    }

    /// When the call must be answered; nil if the caller set no limit.
    public var deadline: Deadline? { unsafe end }

    /// The parameters behind the path; nil if there are none. Only calls by GET and routes have some.
    public var query: HTTPQuery? {
        guard let parts = pseudoField(":path")?.split(separator: "?", maxSplits: 1), parts.count > 1 else { return nil }
        return HTTPQuery(parts[1])
    }

    /// Where the caller is; nil for a Unix socket.
    public var peer: SocketAddress? { unsafe origin?.address }

    /// What was agreed on with the caller, its certificate included; nil without TLS.
    public var tls: TLSSession? { unsafe origin?.tls }

    /// Whether nobody waits for the answer any more: cancelled, too late, or disconnected.
    /// The handler's task is cancelled at the same time.
    public var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

    /// Whether the request came compressed; in a stream of them, the one that was read last.
    public var isRequestCompressed: Bool { hasCompressedRequest.load(ordering: .relaxed) }

    /// Whether messages that are sent from now on may be compressed, if the caller reads that and they are long
    /// enough (``ServerConfiguration/compressFrom``). True unless set: turn it off for what is compressed already,
    /// or mixes secrets with what others can choose.
    public var compressesResponses: Bool {
        get { !refusesCompression.load(ordering: .relaxed) }
        set { refusesCompression.store(!newValue, ordering: .relaxed) }
    }

    /// Sent before the first message; setting it after that has no effect.
    public var responseMetadata: Metadata {
        get { own.withLock { $0.response } }
        set {
            own.withLock { $0.response = newValue }
            hasOwnFields.store(true, ordering: .releasing)
        }
    }

    /// Sent with the status.
    public var trailingMetadata: Metadata {
        get { own.withLock { $0.trailing } }
        set {
            own.withLock { $0.trailing = newValue }
            hasOwnFields.store(true, ordering: .releasing)
        }
    }
}

// MARK: - For the call

extension CallContext {
    /// A field of HTTP's own that was kept.
    func pseudoField(_ name: StaticString) -> String? {
        unsafe field(UnsafeRawBufferPointer(start: name.utf8Start, count: name.utf8CodeUnitCount))
    }

    private func field(_ name: UnsafeRawBufferPointer) -> String? {
        var found: String?
        unsafe Self.forEachField(in: fields.bytes) { other, value in
            if found == nil, unsafe other.elementsEqual(name) {
                found = unsafe String(decoding: value, as: UTF8.self)
            }
        }
        return found
    }

    /// The method as the server has it.
    var methodEntry: MethodEntry? { unsafe entry }
}

extension CallContext {
    /// Keeps a header field for the handler.
    func keep(_ field: HeaderField) {
        unsafe fields.append(bigEndian: UInt32(field.name.count))
        unsafe fields.append(bigEndian: UInt32(field.value.count))
        unsafe fields.append(field.name)
        unsafe fields.append(field.value)
    }

    func open(_ entry: MethodEntry, deadline: Deadline?, peer: ConnectionPeer) {
        unsafe self.entry = entry
        unsafe end = deadline
        unsafe origin = peer
    }

    func cancel() {
        cancelled.store(true, ordering: .relaxed)
    }

    /// Says whether the message that is about to be read was compressed.
    func noteRequest(isCompressed: Bool) {
        hasCompressedRequest.store(isCompressed, ordering: .relaxed)
    }

    /// What an `Any` may hold where messages are JSON.
    @usableFromInline var types: TypeRegistry { unsafe entry?.types ?? .wellKnown }

    /// The metadata set by the handler; nil for the many that set none.
    var ownFields: OwnFields? {
        guard hasOwnFields.load(ordering: .acquiring) else { return nil }
        return own.withLock { $0 }
    }

    /// Makes it ready for another call; only while nobody else knows it.
    func reset() {
        unsafe fields.removeAll(keepingUpTo: 4 << 10)
        unsafe entry = nil
        unsafe end = nil
        unsafe origin = nil
        cancelled.store(false, ordering: .relaxed)
        refusesCompression.store(false, ordering: .relaxed)
        hasCompressedRequest.store(false, ordering: .relaxed)
        if hasValues.load(ordering: .relaxed) {
            hasValues.store(false, ordering: .relaxed)
            values.withLock { $0.removeAll() }
        }
        guard hasOwnFields.load(ordering: .relaxed) else { return }
        hasOwnFields.store(false, ordering: .relaxed)
        own.withLock { $0 = OwnFields() }
    }

    private static func forEachField(
        in bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Void
    ) {
        var rest = unsafe bytes
        while rest.count >= 8 {
            let name = unsafe Int(UInt32(bigEndian: rest.loadUnaligned(as: UInt32.self)))
            let value = unsafe Int(UInt32(bigEndian: rest.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
            unsafe body(
                UnsafeRawBufferPointer(rebasing: rest[8..<8 + name]),
                UnsafeRawBufferPointer(rebasing: rest[(8 + name)..<(8 + name + value)]))
            unsafe rest = UnsafeRawBufferPointer(rebasing: rest[(8 + name + value)...])
        }
    }
}
