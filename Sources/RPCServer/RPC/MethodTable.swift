// SPDX-License-Identifier: Apache-2.0
import Protobuf

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// A method that the server has, ready to be found by the bytes of its path.
@safe
final class MethodEntry: @unchecked Sendable {
    let binding: MethodBinding
    let descriptor: MethodDescriptor
    /// Whether the schema says that calling it changes nothing: Connect allows GET for that.
    let isSideEffectFree: Bool
    /// What an `Any` may hold where messages are JSON.
    let types: TypeRegistry
    /// Its place among the methods of all services in their order, from 1 on; 0 for what is none.
    let number: Int
    fileprivate let path: UnsafeRawBufferPointer

    // The memory is written here once and only read after that.
    init(
        _ binding: MethodBinding, isSideEffectFree: Bool = false, types: TypeRegistry = .wellKnown, number: Int = 0
    ) {
        self.binding = binding
        self.number = number
        self.isSideEffectFree = isSideEffectFree
        self.types = types
        descriptor = binding.descriptor
        let bytes = Array(binding.descriptor.path.utf8)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        unsafe memory.copyBytes(from: bytes)
        unsafe path = UnsafeRawBufferPointer(memory)
    }

    deinit {
        unsafe path.deallocate()
    }

    /// Stands for the method of calls that have none.
    static let unknown = MethodEntry(MethodBinding(.unknown, .bidirectional, .requestStream { _ in }))
}

extension TypeRegistry {
    /// The types that a server's messages may hold in an `Any`: those of its services' schemas, of the runtime,
    /// and details of errors.
    init(services: [ServiceBinding]) {
        self = .wellKnown
        for file in [.googleRpcErrorDetails] + services.map(\.file) { add(file) }
    }
}

extension ServiceBinding {
    /// The names of methods that are marked `NO_SIDE_EFFECTS` in the schema.
    fileprivate var sideEffectFreeMethods: Set<String> {
        guard let file = try? Google_Protobuf_FileDescriptorProto(serialized: file.serialized) else { return [] }
        let prefix = file.package.map { $0 + "." } ?? ""
        let service = file.service.first { prefix + ($0.name ?? "") == name }
        let methods = (service?.method ?? []).filter { $0.options?.idempotencyLevel == .noSideEffects }
        return Set(methods.compactMap(\.name))
    }
}

/// All methods of a server, by the length of their path and then by its bytes.
final class MethodTable: Sendable {
    private let byLength: [[MethodEntry]]
    /// The methods by their ``MethodEntry/number``; at 0 stands ``MethodDescriptor/unknown``.
    let descriptors: [MethodDescriptor]

    /// - Precondition: no two methods have the same path.
    init(_ services: [ServiceBinding]) {
        let types = TypeRegistry(services: services)
        var entries: [MethodEntry] = []
        for service in services {
            let names = service.sideEffectFreeMethods
            for method in service.methods {
                let isSideEffectFree = names.contains(method.descriptor.name)
                entries.append(
                    MethodEntry(
                        method, isSideEffectFree: isSideEffectFree, types: types, number: entries.count + 1))
            }
        }
        descriptors = [.unknown] + entries.map(\.descriptor)
        let paths = Set(entries.map(\.descriptor.path))
        precondition(paths.count == entries.count, "two services of the server have a method of the same path")
        var byLength = [[MethodEntry]](repeating: [], count: (entries.map { unsafe $0.path.count }.max() ?? 0) + 1)
        for entry in entries { unsafe byLength[entry.path.count].append(entry) }
        self.byLength = byLength
    }

    /// The method of a path, where that is text already.
    func find(_ path: String) -> MethodEntry? {
        var path = path
        return path.withUTF8 { unsafe find(UnsafeRawBufferPointer($0)) }
    }

    /// The method of a path, if there is one. Exactly the bytes count: no other form of the path leads here.
    func find(_ path: UnsafeRawBufferPointer) -> MethodEntry? {
        guard path.count < byLength.count, let start = path.baseAddress else { return nil }
        for entry in byLength[path.count] where unsafe memcmp(entry.path.baseAddress!, start, path.count) == 0 {
            return entry
        }
        return nil
    }
}
