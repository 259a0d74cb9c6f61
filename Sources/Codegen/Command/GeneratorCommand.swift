// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The program around a generator: a plugin of protoc without arguments, a plain command with some.
package enum GeneratorCommand<Generator: SchemaGenerator> {
    /// Runs it with the arguments behind the program's name and gives its exit code. Problems stand on
    /// standard error, one a line.
    package static func run(_ arguments: [String]) -> Int32 {
        do throws(Problem) {
            let arguments = try CommandArguments(arguments)
            switch arguments.mode {
            case .help:
                return SystemFiles.writeAll(Array(help.utf8), to: STDOUT_FILENO) ? 0 : 1
            case .plugin:
                let request = SystemFiles.readAll(STDIN_FILENO) ?? []
                return SystemFiles.writeAll(Generator.run(request), to: STDOUT_FILENO) ? 0 : 1
            case .descriptorSet(let path):
                let response = try response(to: try SystemFiles.content(of: path), from: path, arguments)
                return try write(response, to: arguments.output) { $0 }
            case .compiler(let program):
                return try compile(with: program, arguments)
            }
        } catch {
            return fail(with: ["\(error)"])
        }
    }

    private static func compile(with program: String, _ arguments: CommandArguments) throws(Problem) -> Int32 {
        let compiler = Compiler(program: program, importPaths: arguments.importPaths)
        switch try compiler.compile(arguments.files) {
        case .problems(let lines): return fail(with: lines)
        case .descriptorSet(let bytes):
            var arguments = arguments
            arguments.files = arguments.files.map(compiler.importName)
            let response = try response(to: bytes, from: "the output of \(program)", arguments)
            return try write(response, to: arguments.output, locate: compiler.path)
        }
    }

    /// What the generator makes of a descriptor set.
    package static func response(
        to bytes: [UInt8], from source: String, _ arguments: CommandArguments
    ) throws(Problem) -> PluginResponse {
        guard var request = PluginRequest(descriptorSet: bytes) else {
            throw Problem("\(source) is no FileDescriptorSet")
        }
        request.parameter = arguments.parameter
        let known = request.files.map(\.name)
        for name in arguments.files where !known.contains(name) {
            throw Problem("\(source) has no file \(name)")
        }
        for file in request.files {
            for name in file.dependencies where !known.contains(name) {
                throw Problem(
                    "\(source) lacks \(name), which \(file.name) imports; compilers add imports when asked to, "
                        + "as by --include_imports")
            }
        }
        request.filesToGenerate = arguments.files.isEmpty ? Generator.defaultFiles(of: request) : arguments.files
        return Generator.run(request)
    }

    private static func write(
        _ response: PluginResponse, to folder: String, locate: (String) -> String
    ) throws(Problem) -> Int32 {
        guard response.problems.isEmpty else {
            return fail(
                with: response.problems.map { problem in
                    var problem = problem
                    problem.file = problem.file.map(locate)
                    return "\(problem)"
                })
        }
        for file in response.files {
            try SystemFiles.save(Array(file.content.utf8), as: "\(folder)/\(file.name)")
        }
        return 0
    }

    private static func fail(with lines: [String]) -> Int32 {
        _ = SystemFiles.writeAll(Array(lines.map { $0 + "\n" }.joined().utf8), to: STDERR_FILENO)
        return 1
    }

    // MARK: - Help

    /// What `--help` prints.
    package static var help: String {
        """
        \(Generator.purpose)

        As a plugin of protoc (no arguments: the request on standard input, the response on standard output):
          protoc --plugin=\(Generator.program) --\(Generator.outputName)_out=DIR --\(Generator.outputName)_opt=KEY=VALUE,… FILE…
        From a FileDescriptorSet, as protoc, protoc-c and buf write it:
          \(Generator.program) --descriptor-set FILE --out DIR [--opt KEY=VALUE,…] [FILE…]
        From schemas, which protoc compiles:
          \(Generator.program) --protoc protoc -I DIR --out DIR [--opt KEY=VALUE,…] FILE…

        FILE is a schema's file as imports name it; without any, all files of the set but google/protobuf's
        and those of other modules. Problems are written as PATH:LINE:COLUMN: error: …, all of a run at once.

        Options:
        \(table(CommandArguments.help))

        Parameters (the first value is the default):
        \(table(Generator.parameterHelp))

        """
    }

    private static func table(_ rows: [(form: String, meaning: String)]) -> String {
        let width = rows.map(\.form.count).max() ?? 0
        return rows.map { row in
            "  \(row.form)\(String(repeating: " ", count: width - row.form.count))  \(row.meaning)"
        }.joined(separator: "\n")
    }
}

extension SchemaGenerator {
    /// As protoc's options name it: `strategos-swift`.
    static var outputName: String { String(program.dropFirst("protoc-gen-".count)) }

    /// The files of a descriptor set that are meant when none are named.
    static func defaultFiles(of request: PluginRequest) -> [String] {
        var problems: [Problem] = []
        let parameters = Parameters(request.parameter, problems: &problems)
        return request.files.map(\.name).filter { parameters.module(of: $0) == nil }
    }
}
