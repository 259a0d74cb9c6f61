// SPDX-License-Identifier: Apache-2.0

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
    fileprivate let path: UnsafeRawBufferPointer

    // The memory is written here once and only read after that.
    fileprivate init(_ binding: MethodBinding) {
        self.binding = binding
        descriptor = binding.descriptor
        let bytes = Array(binding.descriptor.path.utf8)
        let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 1)
        unsafe memory.copyBytes(from: bytes)
        unsafe path = UnsafeRawBufferPointer(memory)
    }

    deinit {
        unsafe path.deallocate()
    }
}

/// All methods of a server, by the length of their path and then by its bytes.
final class MethodTable: Sendable {
    private let byLength: [[MethodEntry]]

    /// - Precondition: no two methods have the same path.
    init(_ services: [ServiceBinding]) {
        let entries = services.flatMap(\.methods).map(MethodEntry.init)
        let paths = Set(entries.map(\.descriptor.path))
        precondition(paths.count == entries.count, "two services of the server have a method of the same path")
        var byLength = [[MethodEntry]](repeating: [], count: (entries.map { unsafe $0.path.count }.max() ?? 0) + 1)
        for entry in entries { unsafe byLength[entry.path.count].append(entry) }
        self.byLength = byLength
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
