// SPDX-License-Identifier: Apache-2.0
import Foundation
import PackagePlugin

/// Generates Swift from the `.proto` files of a target on each build; docs/swiftpm-plugin.md says how.
///
/// One command serves all files of a target: protoc reads them together, every error of them appears
/// in one run, and names are compared across files. Files whose content stays the same are not
/// touched, so only what changed is compiled again.
@main
struct StrategosProtobufPlugin: BuildToolPlugin {
    func createBuildCommands(context: PluginContext, target: any Target) throws -> [Command] {
        guard let module = target.sourceModule else { return [] }
        let folder = module.directoryURL
        let configuration = try Configuration(in: folder)
        let schemas = module.sourceFiles(withSuffix: ".proto").map(\.url).sorted { $0.path() < $1.path() }
        guard !schemas.isEmpty else {
            Diagnostics.warning(
                "\(target.name) has no .proto files, so \(Configuration.fileName) and the plugin do nothing")
            return []
        }
        let importPaths = [folder] + configuration.importFolders(from: folder) + [try ownSchemas(context.package)]
        let names = schemas.map { importName($0, below: importPaths) }
        let output = context.pluginWorkDirectoryURL
        let arguments =
            ["--protoc", try configuration.compiler(), "--out", output.path(), "--opt", configuration.parameter]
            + importPaths.flatMap { ["-I", $0.path()] } + names
        return [
            .buildCommand(
                displayName: "Generating Swift from \(names.count) schema files of \(target.name)",
                executable: try context.tool(named: "protoc-gen-strategos-swift").url,
                arguments: arguments,
                inputFiles: schemas + configuration.files(of: folder)
                    + importable(configuration.importFolders(from: folder)),
                outputFiles: names.flatMap { name in
                    configuration.outputNames(of: name).map { output.appending(path: $0) }
                })
        ]
    }

    /// The schemas that this package brings: `strategos/v1`, `buf/validate`, `google/rpc`.
    private func ownSchemas(_ root: Package) throws -> URL {
        var packages = [root]
        var seen: Set<Package.ID> = []
        while let package = packages.popLast() {
            guard seen.insert(package.id).inserted else { continue }
            if package.products.contains(where: { $0.name == "protoc-gen-strategos-swift" }) {
                return package.directoryURL.appending(path: "proto")
            }
            packages += package.dependencies.map(\.package)
        }
        throw PluginError("the package of this plugin is not among the dependencies of \(root.displayName)")
    }

    /// A schema's name as imports say it: its path below the first import path that contains it.
    private func importName(_ schema: URL, below importPaths: [URL]) -> String {
        for folder in importPaths {
            let start = folder.path().hasSuffix("/") ? folder.path() : folder.path() + "/"
            if schema.path().hasPrefix(start) { return String(schema.path().dropFirst(start.count)) }
        }
        return schema.lastPathComponent
    }

    /// All schemas below folders outside of the target: a change of any may change what is generated.
    private func importable(_ folders: [URL]) -> [URL] {
        folders.flatMap { folder in
            let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "proto" }
        }.sorted { $0.path() < $1.path() }
    }
}
