// SPDX-License-Identifier: Apache-2.0

import Foundation
import Protobuf
import RPCServer

/// The schema as far as it has been needed: all of a descriptor set, or what reflection was asked for.
final class InspectSchema {
    private let reflection: ReflectionClient?
    private var files: [String: Google_Protobuf_FileDescriptorProto] = [:]
    private var pool: DescriptorPool

    /// Files that a server may make us fetch.
    private static let fileLimit = 4_000

    /// The schema of a serialised `FileDescriptorSet`.
    init(file path: String) throws {
        reflection = nil
        do {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            let set = try Google_Protobuf_FileDescriptorSet(serialized: bytes)
            for file in set.file { files[file.name ?? ""] = file }
            pool = try Self.pool(of: files, missingFiles: .refused)
        } catch let error as DescriptorError {
            throw InspectFailure("--descriptor-set \(path)", error)
        } catch let error as DecodingError {
            throw InspectFailure("--descriptor-set \(path)", error)
        } catch {
            throw InspectFailure("--descriptor-set \(path): \(error.localizedDescription)")
        }
    }

    /// The schema that a server tells of itself.
    init(_ reflection: ReflectionClient) throws {
        self.reflection = reflection
        pool = try Self.pool(of: [:], missingFiles: .tolerated)
    }

    /// A pool that also has the types of error details, which servers send without having their files;
    /// the schema's own files come first where both define the same.
    private static func pool(
        of files: [String: Google_Protobuf_FileDescriptorProto], missingFiles: DescriptorPool.MissingFiles
    ) throws(DescriptorError) -> DescriptorPool {
        var all = files
        for source in [FileDescriptorSource.googleProtobufAny, .googleRpcErrorDetails] where all[source.name] == nil {
            all[source.name] = try DescriptorPool.decode(source.serialized)
        }
        do throws(DescriptorError) {
            return try DescriptorPool(Array(all.values), missingFiles: missingFiles)
        } catch {
            return try DescriptorPool(Array(files.values), missingFiles: missingFiles)
        }
    }

    /// Full names of the services.
    func serviceNames() async throws -> [String] {
        guard let reflection else { return pool.services.map(\.fullName).sorted() }
        do {
            return try await reflection.serviceNames()
        } catch {
            throw InspectFailure("Failed to list services", error)
        }
    }

    /// A pool that has a symbol, and all that it needs.
    func pool(for symbol: String) async throws -> DescriptorPool {
        if pool.has(symbol) { return pool }
        guard let reflection else { throw InspectFailure("Symbol not found: \(symbol)") }
        do {
            try await fetch(symbol, reflection)
        } catch let error as RPCError where error.code == .notFound {
            throw InspectFailure("Symbol not found: \(symbol)")
        } catch {
            throw InspectFailure("Failed to resolve symbol \"\(symbol)\"", error)
        }
        guard pool.has(symbol) else { throw InspectFailure("Symbol not found: \(symbol)") }
        return pool
    }

    private func fetch(_ symbol: String, _ reflection: ReflectionClient) async throws {
        do throws(RPCError) {
            try add(try await reflection.files(containing: symbol))
        } catch {
            // Not every server knows methods, fields and values as symbols of their own.
            guard error.code == .notFound, let dot = symbol.lastIndex(of: ".") else { throw error }
            try add(try await reflection.files(containing: String(symbol[..<dot])))
        }
        var refused: Set<String> = []
        while let missing = files.values.lazy.flatMap(\.dependency).first(where: {
            self.files[$0] == nil && !refused.contains($0)
        }) {
            guard files.count + refused.count < Self.fileLimit else {
                throw InspectFailure("the server's schema has too many files")
            }
            do throws(RPCError) {
                try add(try await reflection.files(named: missing))
                if files[missing] == nil { refused.insert(missing) }
            } catch {
                guard error.code == .notFound || error.code == .unknown else { throw error }
                refused.insert(missing)
            }
        }
        pool = try Self.pool(of: files, missingFiles: .tolerated)
    }

    private func add(_ serialized: [[UInt8]]) throws(RPCError) {
        for bytes in serialized {
            do throws(DescriptorError) {
                let file = try DescriptorPool.decode(bytes)
                files[file.name ?? ""] = file
            } catch {
                throw RPCError(.internal, "a file of the server's schema: \(error)", cause: error, origin: .peer)
            }
        }
    }
}

extension DescriptorPool {
    /// Whether a name means something: a type, a service, or a member of one.
    fileprivate func has(_ symbol: String) -> Bool { element(named: symbol) != nil }
}
