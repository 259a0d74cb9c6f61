// SPDX-License-Identifier: Apache-2.0

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// Runs protoc for its descriptors, and puts its problems into the form of ours, with paths on the disk.
struct Compiler {
    var program: String
    var importPaths: [String]

    /// A compiled schema, or all that protoc says against it.
    enum Outcome {
        case descriptorSet([UInt8])
        case problems([String])
    }

    /// Compiles files, named as imports do or by their paths.
    func compile(_ files: [String]) throws(Problem) -> Outcome {
        let paths = importPaths.map { "--proto_path=" + $0 }
        let arguments = ["--include_imports", "--include_source_info", "--descriptor_set_out=/dev/stdout"]
        let result = try Self.run(program, arguments + paths + files)
        if result.status == 0 { return .descriptorSet(result.output) }
        var errors = result.errors
        // protoc stops at the first file with errors; the others are to be heard too.
        if files.count > 1 {
            errors = []
            for file in files { errors += try Self.run(program, arguments + paths + [file]).errors }
        }
        var seen: Set<Substring> = []
        let lines = String(decoding: errors, as: UTF8.self).split(separator: "\n").filter { seen.insert($0).inserted }
        if lines.isEmpty { return .problems(["error: \(program) failed with status \(result.status)"]) }
        return .problems(lines.map { located(String($0)) })
    }

    /// The name by which imports know a file.
    func importName(_ file: String) -> String {
        let folders = importPaths.map { $0.hasSuffix("/") ? $0 : $0 + "/" }.filter { file.hasPrefix($0) }
        guard let folder = folders.max(by: { $0.utf8.count < $1.utf8.count }) else { return file }
        return String(file.dropFirst(folder.utf8.count))
    }

    /// Where a file of the schema lies: below the first import path that has it, as protoc looks for it.
    func path(_ name: String) -> String {
        importPaths.map { $0.hasSuffix("/") ? $0 + name : "\($0)/\(name)" }
            .first { unsafe access($0, R_OK) == 0 } ?? name
    }

    /// A line of protoc, `x.proto:3:5: …`, with the file's path and the word `error`.
    private func located(_ line: String) -> String {
        let parts = line.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
        if parts.count == 4, Int(parts[1]) != nil, Int(parts[2]) != nil {
            let isWarning = parts[3].hasPrefix(" warning:")
            return "\(path(parts[0])):\(parts[1]):\(parts[2]):\(isWarning ? "" : " error:")\(parts[3])"
        }
        if parts.count >= 2, parts[0].hasSuffix(".proto") {
            return "\(path(parts[0])): error:\(line.dropFirst(parts[0].count + 1))"
        }
        return "error: protoc: \(line)"
    }

    // MARK: - The process

    private struct ProcessResult {
        var status: Int32
        var output: [UInt8]
        var errors: [UInt8]
    }

    /// Runs a program to its end. Its output goes to files without a name: two pipes would have to be
    /// read at the same time.
    private static func run(_ program: String, _ arguments: [String]) throws(Problem) -> ProcessResult {
        guard let output = unsafe tmpfile(), let errors = unsafe tmpfile() else {
            throw Problem("cannot make a temporary file: \(systemError())")
        }
        defer {
            unsafe fclose(output)
            unsafe fclose(errors)
        }
        let (outputFile, errorFile) = unsafe (fileno(output), fileno(errors))
        let status = try spawn(program, arguments, output: outputFile, errors: errorFile)
        lseek(outputFile, 0, SEEK_SET)
        lseek(errorFile, 0, SEEK_SET)
        return ProcessResult(
            status: status, output: SystemFiles.readAll(outputFile) ?? [], errors: SystemFiles.readAll(errorFile) ?? [])
    }

    private static func spawn(
        _ program: String, _ arguments: [String], output: Int32, errors: Int32
    ) throws(Problem) -> Int32 {
        var actions = unsafe posix_spawn_file_actions_t()
        unsafe posix_spawn_file_actions_init(&actions)
        defer { unsafe posix_spawn_file_actions_destroy(&actions) }
        unsafe posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
        unsafe posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO)
        var pointers = unsafe ([program] + arguments).map { unsafe strdup($0) } + [nil]
        defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
        var child: pid_t = 0
        let code = unsafe posix_spawnp(&child, program, &actions, nil, &pointers, environ)
        guard code == 0 else {
            throw Problem("cannot run \(program): \(unsafe String(cString: strerror(code)))")
        }
        var status: Int32 = 0
        while unsafe waitpid(child, &status, 0) < 0 && errno == EINTR {}
        return status & 0x7f == 0 ? status >> 8 & 0xff : 128 + status & 0x7f
    }
}
