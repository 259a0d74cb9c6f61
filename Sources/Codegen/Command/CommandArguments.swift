// SPDX-License-Identifier: Apache-2.0

/// What a generator's command line says.
package struct CommandArguments: Sendable, Equatable {
    package enum Mode: Sendable, Equatable {
        /// As protoc calls it: request on standard input, response on standard output.
        case plugin
        /// Files from a `FileDescriptorSet` that a compiler wrote.
        case descriptorSet(path: String)
        /// Files that this protoc compiles first.
        case compiler(path: String)
        case help
    }

    package var mode = Mode.plugin
    /// The folder to write to.
    package var output = ""
    /// Joined by commas, as protoc joins them.
    package var parameter = ""
    /// Where protoc looks for schemas.
    package var importPaths: [String] = []
    /// The schemas' files by the names that imports use.
    package var files: [String] = []

    /// The options with the argument that each takes.
    static let help: [(form: String, meaning: String)] = [
        ("--descriptor-set FILE", "read the schema from a FileDescriptorSet with all imports"),
        ("--protoc PROGRAM", "compile the schema with this protoc first"),
        ("-I, --proto-path DIR", "with --protoc: where to look for files; may be given often"),
        ("--out DIR", "where to write; a file that would not change is left as it is"),
        ("--opt KEY=VALUE,…", "parameters, see below; may be given often"),
        ("-h, --help", "print this"),
    ]

    package init() {}

    /// The arguments behind the program's name, or the sentence about what is wrong with them.
    package init(_ arguments: [String]) throws(Problem) {
        var rest = arguments[...]
        var options: [String] = []
        var modes: [Mode] = []
        while let argument = rest.popFirst() {
            let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            func value() throws(Problem) -> String {
                if argument.hasPrefix("--"), parts.count == 2 { return parts[1] }
                guard let next = rest.popFirst() else { throw Problem("\(argument) needs a value") }
                return next
            }
            switch argument.hasPrefix("--") ? parts[0] : argument {
            case "-h", "--help": modes.append(.help)
            case "--descriptor-set": modes.append(.descriptorSet(path: try value()))
            case "--protoc": modes.append(.compiler(path: try value()))
            case "-I", "--proto-path": importPaths.append(try value())
            case "--out": output = try value()
            case "--opt": options.append(try value())
            default:
                if argument.hasPrefix("-") { throw Problem("unknown option '\(argument)'; --help lists them") }
                files.append(argument)
            }
        }
        parameter = options.joined(separator: ",")
        if modes.contains(.help) {
            mode = .help
        } else if modes.count == 1 {
            mode = modes[0]
            if output.isEmpty { throw Problem("--out DIR is missing") }
        } else if !arguments.isEmpty {
            throw Problem("one of --descriptor-set and --protoc is needed; --help says more")
        }
    }
}
