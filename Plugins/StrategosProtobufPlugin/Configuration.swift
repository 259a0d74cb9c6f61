// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What `strategos-protobuf.json` in the target's folder says; all of it may be left out.
struct Configuration: Decodable {
    static let fileName = "strategos-protobuf.json"

    /// `internal` (the default), `package` or `public`.
    var visibility: String?
    /// Folders, as seen from the target's, in which imports are looked for besides it.
    var importPaths: [String]?
    /// `both` (the default), `server`, `client` or `none`.
    var stubs: String?
    /// `all` (the default) or `none`: doc comments from the schema's.
    var comments: String?
    /// The generator's `json`: `none` for messages without JSON.
    var json: String?
    /// `all` (the default) or `none`: validators of the schema's rules.
    var validators: String?
    /// Swift modules by prefixes of schemas' names: for imports that another target generates.
    var modules: [String: String]?
    /// The compiler, if not the first `protoc` on the PATH.
    var protoc: String?

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case visibility, importPaths, stubs, comments, json, validators, modules, protoc
    }

    init() {}

    /// Reads the file, if there is one. A key or a value that is not known is an error with its place.
    init(in folder: URL) throws {
        let file = folder.appending(path: Self.fileName)
        guard FileManager.default.fileExists(atPath: file.path()) else { return }
        do {
            let data = try Data(contentsOf: file)
            self = try JSONDecoder().decode(Self.self, from: data)
            let known = Set(CodingKeys.allCases.map(\.rawValue))
            let keys = (try JSONSerialization.jsonObject(with: data) as? [String: Any] ?? [:]).keys
            for key in keys.sorted() where !known.contains(key) {
                throw PluginError("the key '\(key)' is unknown; known are \(known.sorted().joined(separator: ", "))")
            }
        } catch {
            throw PluginError("\(file.path()):1:1: error: \(error)")
        }
    }

    /// The file itself, where it exists: a change of it changes what is generated.
    func files(of folder: URL) -> [URL] {
        let file = folder.appending(path: Self.fileName)
        return FileManager.default.fileExists(atPath: file.path()) ? [file] : []
    }

    func importFolders(from folder: URL) -> [URL] {
        (importPaths ?? []).map {
            URL(filePath: $0, directoryHint: .isDirectory, relativeTo: folder).standardizedFileURL
        }
    }

    /// What the generator is told. Output names must be known before it runs: each schema gives all of them.
    var parameter: String {
        let own = [
            "strategos/": "StrategosAPI", "buf/": "StrategosAPI", "google/api/": "StrategosAPI",
            "google/rpc/": "RPCServer",
        ]
        let modules = own.merging(self.modules ?? [:]) { $1 }.sorted { $0.key < $1.key }
        let choices = [
            "visibility=\(visibility ?? "internal")", "naming=flat", "files=all", "stubs=\(stubs ?? "both")",
            "comments=\(comments ?? "all")", "json=\(json ?? "all")",
            "validators=\(validators ?? "all")",
        ]
        return (choices + modules.map { "module=\($0.key):\($0.value)" }).joined(separator: ",")
    }

    /// The files that the generator writes for a schema.
    func outputNames(of schema: String) -> [String] {
        let stem = schema.dropLast(".proto".count).replacing("/", with: "_")
        let endings =
            [".pb.swift"] + (validators == "none" ? [] : [".validate.swift"]) + (json == "none" ? [] : [".json.swift"])
            + (stubs == "none" ? [] : [".rpc.swift"])
        return endings.map { stem + $0 }
    }

    /// The path of protoc. Build commands get no PATH of their own, so it is looked up here.
    func compiler() throws -> String {
        let environment = ProcessInfo.processInfo.environment
        if let chosen = protoc ?? environment["PROTOC_PATH"] {
            guard FileManager.default.isExecutableFile(atPath: chosen) else {
                throw PluginError("there is no protoc at \(chosen), which \(Self.fileName) or PROTOC_PATH names")
            }
            return chosen
        }
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        guard
            let found = folders.map({ "\($0)/protoc" }).first(where: FileManager.default.isExecutableFile(atPath:))
        else {
            throw PluginError(
                "no protoc on the PATH: install it (apt install protobuf-compiler, brew install protobuf), or name it by "
                    + "PROTOC_PATH or by \"protoc\" in \(Self.fileName)")
        }
        return found
    }
}

/// What stops the plugin, as one sentence.
struct PluginError: Error, CustomStringConvertible {
    var description: String

    init(_ description: String) {
        self.description = description
    }
}
