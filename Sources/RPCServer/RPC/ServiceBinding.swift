// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// Something that has methods to be called: what generated code makes of a service, and what a
/// server is given.
public protocol RPCService: Sendable {
    /// The methods, bound to this value.
    var binding: ServiceBinding { get }
}

/// A service's methods with the handlers behind them.
public struct ServiceBinding: Sendable {
    /// The full name, such as `strategos.v1.StrategyService`.
    public let name: String
    /// The file of the schema that declares it: what reflection serves.
    public let file: FileDescriptorSource
    /// The methods.
    public let methods: [MethodBinding]

    /// A service with its methods.
    public init(name: String, file: FileDescriptorSource, methods: [MethodBinding]) {
        self.name = name
        self.file = file
        self.methods = methods
    }
}

/// A method with the handler behind it, which is compiled for its messages where it is bound.
public struct MethodBinding: Sendable {
    /// The method.
    public let descriptor: MethodDescriptor
    @usableFromInline let handler: Handler

    @safe @usableFromInline
    enum Handler: Sendable {
        /// Called once the request is complete, with its only message.
        case wholeRequest(@Sendable (ServerCall, UnsafeRawBufferPointer) -> Void)
        /// Called when the call is opened.
        case requestStream(@Sendable (ServerCall) -> Void)
    }

    @usableFromInline
    init(_ descriptor: MethodDescriptor, _ kind: MethodKind, _ handler: Handler) {
        precondition(descriptor.kind == kind, "\(descriptor.path) is bound as another kind of method")
        self.descriptor = descriptor
        self.handler = handler
    }

    /// A method with one request and one response.
    ///
    /// - Parameters:
    ///   - immediate: answers on the loop itself, without a task: for what takes microseconds and never
    ///     waits. Nil leaves the call to the other form.
    ///   - asynchronous: answers in a task that stays on the loop as long as it awaits nothing that is
    ///     isolated elsewhere.
    @inlinable
    public static func unary<Request: Message, Response: Message>(
        _ descriptor: MethodDescriptor,
        immediate: @escaping @Sendable (Request, CallContext) throws -> Response?,
        asynchronous: @escaping @Sendable (Request, CallContext) async throws -> Response
    ) -> MethodBinding {
        unsafe MethodBinding(
            descriptor, .unary,
            .wholeRequest { call, bytes in
                var request = Request()
                guard unsafe call.decode(bytes, into: &request) else { return }
                let context = unsafe call.context
                do {
                    // Looked into where it is: to unwrap it would move hundreds of bytes.
                    var response = try immediate(request, context)
                    if case .some = response { return call.respond(&response!) }
                } catch {
                    return call.fail(error)
                }
                call.start { [request] in
                    do {
                        var response = try await asynchronous(request, context)
                        call.respond(&response)
                    } catch {
                        call.fail(error)
                    }
                }
            })
    }

    /// A method with one request and many responses.
    @inlinable
    public static func serverStreaming<Request: Message, Response: Message>(
        _ descriptor: MethodDescriptor,
        handler: @escaping @Sendable (Request, ResponseWriter<Response>, CallContext) async throws -> Void
    ) -> MethodBinding {
        unsafe MethodBinding(
            descriptor, .serverStreaming,
            .wholeRequest { call, bytes in
                var request = Request()
                guard unsafe call.decode(bytes, into: &request) else { return }
                call.start { [request] in
                    do {
                        try await handler(request, ResponseWriter(call), unsafe call.context)
                        call.finish()
                    } catch {
                        call.fail(error)
                    }
                }
            })
    }

    /// A method with many requests and one response.
    @inlinable
    public static func clientStreaming<Request: Message, Response: Message>(
        _ descriptor: MethodDescriptor,
        handler: @escaping @Sendable (RequestStream<Request>, CallContext) async throws -> Response
    ) -> MethodBinding {
        MethodBinding(
            descriptor, .clientStreaming,
            .requestStream { call in
                call.start {
                    do {
                        var response = try await handler(RequestStream(call), unsafe call.context)
                        call.respond(&response)
                    } catch {
                        call.fail(error)
                    }
                }
            })
    }

    /// A method with many requests and many responses.
    @inlinable
    public static func bidirectional<Request: Message, Response: Message>(
        _ descriptor: MethodDescriptor,
        handler:
            @escaping @Sendable (RequestStream<Request>, ResponseWriter<Response>, CallContext) async throws -> Void
    ) -> MethodBinding {
        MethodBinding(
            descriptor, .bidirectional,
            .requestStream { call in
                call.start {
                    do {
                        try await handler(RequestStream(call), ResponseWriter(call), unsafe call.context)
                        call.finish()
                    } catch {
                        call.fail(error)
                    }
                }
            })
    }
}

extension ServerCall {
    // Messages of many fields are large values: each is read and written where it lies, not handed around.

    /// Reads the request into a message that is still empty; false if it is none, and then the call has been
    /// answered.
    @inlinable
    func decode<Request: Message>(_ bytes: UnsafeRawBufferPointer, into request: inout Request) -> Bool {
        do throws(RPCError) {
            unsafe try codec.decode(bytes, into: &request, for: context)
            if unsafe showsMessages { try intercept(request: request) }
            return true
        } catch {
            fail(error)
            return false
        }
    }

    /// Sends the only response, which stays as it is, and ends the call.
    @inlinable
    func respond<Response: Message>(_ response: inout Response) {
        do throws(RPCError) {
            if unsafe showsMessages { try intercept(response: response) }
            unsafe try withUnsafePointer(to: &response) { (pointer) throws(RPCError) in
                unsafe try codec.encode(Borrowed(unsafe: pointer), to: &scratch.writer, for: context)
            }
        } catch {
            return fail(error)
        }
        respondSerialized()
    }
}
