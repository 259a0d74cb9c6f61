// SPDX-License-Identifier: Apache-2.0

/// What `--strategos-swift_opt` says: `key=value`, joined by commas.
package struct Parameters: Sendable {
    package enum Visibility: String, Sendable {
        case `public`, package, `internal`
    }

    /// How output files are named.
    package enum Naming: String, Sendable {
        /// `a/b/c.pb.swift`, as the schema's files are.
        case path
        /// `a_b_c.pb.swift`, for modules in which two files would have one name.
        case flat
    }

    package enum Content: String, Sendable {
        case all
        /// Only the file descriptors: for files that are imported for their custom options.
        case descriptors
    }

    /// Whether the schema's comments become doc comments.
    package enum Comments: String, Sendable {
        case all, none
    }

    /// Whether there is `NAME.json.swift`.
    package enum JSON: String, Sendable {
        case all, none
    }

    /// Which sides of a service stubs are written for.
    package enum Stubs: String, Sendable {
        case both, server, client, none
    }

    /// Which files are written.
    package enum Files: String, Sendable {
        /// Those that have something to say.
        case needed
        /// All kinds for each schema: for build systems that have to know names beforehand.
        case all
    }

    package var files = Files.needed

    /// Whether validators are written.
    package enum Validators: String, Sendable {
        case all, none
    }

    package var validators = Validators.all
    package var visibility = Visibility.public
    package var naming = Naming.path
    package var content = Content.all
    package var comments = Comments.all
    package var json = JSON.all
    package var stubs = Stubs.both
    /// Swift modules by prefix of the schema's file names; other files belong to the module that is
    /// generated.
    package var modules: [(prefix: String, module: String)] = [("google/protobuf/", "Protobuf")]
    /// What generated messages import for the runtime; empty within the runtime itself.
    package var runtime = "Protobuf"
    /// What generated stubs import for calls; empty within that module.
    package var calls = "RPCServer"

    package init() {}

    static let help: [(form: String, meaning: String)] = [
        ("visibility=public|package|internal", "access of everything that is generated"),
        ("naming=path|flat", "a/b.pb.swift, or a_b.pb.swift where a module would have two files of one name"),
        ("files=needed|all", "all: an empty NAME.rpc.swift too, for build systems that must know names beforehand"),
        ("content=all|descriptors", "descriptors: only those, for files that are imported for their options"),
        ("comments=all|none", "whether the schema's comments become doc comments"),
        ("json=all|none", "whether there is a.json.swift"),
        ("stubs=both|server|client|none", "sides of a service"),
        ("validators=all|none", "whether rules of buf.validate become validators"),
        ("module=PREFIX:MODULE", "files whose names start so belong to that module; may be given often"),
        ("runtime=MODULE", "the module of messages to import; empty within it"),
        ("calls=MODULE", "the module of calls to import; empty within it"),
    ]

    /// Parses the text; what cannot be understood is added to `problems`.
    package init(_ text: String, problems: inout [Problem]) {
        for option in text.split(separator: ",") {
            let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            let isKnown = parts.count == 2 && set(parts[0], parts[1])
            if !isKnown { problems.append(Generator.unknownParameter(option)) }
        }
    }

    private mutating func set(_ key: String, _ value: String) -> Bool {
        switch key {
        case "visibility": return assign(&visibility, value)
        case "naming": return assign(&naming, value)
        case "files": return assign(&files, value)
        case "content": return assign(&content, value)
        case "comments": return assign(&comments, value)
        case "json": return assign(&json, value)
        case "stubs": return assign(&stubs, value)
        case "validators": return assign(&validators, value)
        case "runtime": runtime = value
        case "calls": calls = value
        case "module":
            let parts = value.split(separator: ":").map(String.init)
            guard parts.count == 2 else { return false }
            modules.append((parts[0], parts[1]))
        default: return false
        }
        return true
    }

    private func assign<Value: RawRepresentable<String>>(_ target: inout Value, _ text: String) -> Bool {
        guard let value = Value(rawValue: text) else { return false }
        target = value
        return true
    }

    /// The module of a schema's file, or nothing if it is the one that is generated. The longest
    /// prefix decides.
    package func module(of file: String) -> String? {
        let matches = modules.filter { file.hasPrefix($0.prefix) }
        return matches.max { $0.prefix.utf8.count < $1.prefix.utf8.count }?.module
    }
}
