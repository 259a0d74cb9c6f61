// SPDX-License-Identifier: Apache-2.0
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
    // Written on the loop before the handler starts, and only read after that.
    private nonisolated(unsafe) var entry: MethodEntry?
    @exclusivity(unchecked) private nonisolated(unsafe) var fields = ByteBuffer()
    private nonisolated(unsafe) var end: Deadline?
    private nonisolated(unsafe) var origin: ConnectionPeer?

    private let cancelled = Atomic<Bool>(false)
    private let hasOwnFields = Atomic<Bool>(false)
    private let own = Mutex(OwnFields())

    init() {}

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

    /// When the call must be answered; nil if the caller set no limit.
    public var deadline: Deadline? { unsafe end }

    /// Where the caller is; nil for a Unix socket.
    public var peer: SocketAddress? { unsafe origin?.address }

    /// What was agreed on with the caller, its certificate included; nil without TLS.
    public var tls: TLSSession? { unsafe origin?.tls }

    /// Whether nobody waits for the answer any more: cancelled, too late, or disconnected.
    /// The handler's task is cancelled at the same time.
    public var isCancelled: Bool { cancelled.load(ordering: .relaxed) }

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
        var found: String?
        unsafe Self.forEachField(in: fields.bytes) { other, value in
            if unsafe other.equals(name) { found = unsafe String(decoding: value, as: UTF8.self) }
        }
        return found
    }
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
