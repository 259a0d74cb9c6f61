// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

/// Every target is compiled with the same settings: Swift 6 language mode, `unsafe` marked at each
/// use, and no warning let through.
let settings: [SwiftSetting] = [
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]

let package = Package(
    name: "strategos",
    products: [
        .executable(name: "strategos", targets: ["strategos"]),
        .executable(name: "protoc-gen-strategos-swift", targets: ["protoc-gen-strategos-swift"]),
        .executable(name: "protoc-gen-strategos-js", targets: ["protoc-gen-strategos-js"]),
        .executable(name: "protoc-gen-strategos-jsonschema", targets: ["protoc-gen-strategos-jsonschema"]),
        .executable(name: "protoc-gen-strategos-gbnf", targets: ["protoc-gen-strategos-gbnf"]),
        .library(name: "Protobuf", targets: ["Protobuf"]),
        .library(name: "RPCServer", targets: ["RPCServer"]),
        .library(name: "Arena", targets: ["Arena"]),
        .library(name: "MatchStorage", targets: ["MatchStorage"]),
        .library(name: "StrategosAPI", targets: ["StrategosAPI"]),
        .library(name: "Providers", targets: ["Providers"]),
        .plugin(name: "StrategosProtobufPlugin", targets: ["StrategosProtobufPlugin"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-configuration", exact: "1.4.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-system", exact: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        .systemLibrary(name: "CNghttp2", pkgConfig: "libnghttp2", providers: [.apt(["libnghttp2-dev"])]),
        .systemLibrary(name: "CLibuv", pkgConfig: "libuv", providers: [.apt(["libuv1-dev"])]),
        // libwslay has no .pc file in Debian: the module map links it.
        .systemLibrary(name: "CWslay", providers: [.apt(["libwslay-dev"])]),
        .systemLibrary(name: "CSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "CProtobufC", exclude: ["schema"], linkerSettings: [.linkedLibrary("protobuf-c")]),
        .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),

        .target(name: "Protobuf", dependencies: ["CRE2"], swiftSettings: settings),
        .target(
            name: "RPCServer",
            dependencies: [
                "Protobuf", "CNghttp2", "CLibuv", "CSSL", "CWslay", "CZlib", "CZstd",
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: settings),
        .target(name: "Codegen", dependencies: ["Protobuf", "CProtobufC"], swiftSettings: settings),
        .executableTarget(
            name: "protoc-gen-strategos-swift", dependencies: ["Codegen"], swiftSettings: settings),
        .executableTarget(
            name: "protoc-gen-strategos-jsonschema", dependencies: ["Codegen"], swiftSettings: settings),
        .executableTarget(
            name: "protoc-gen-strategos-gbnf", dependencies: ["Codegen"], swiftSettings: settings),
        .executableTarget(
            name: "protoc-gen-strategos-js", dependencies: ["Codegen"], swiftSettings: settings),
        // Generates code from the schemas of other packages while they are built.
        .plugin(
            name: "StrategosProtobufPlugin", capability: .buildTool(),
            dependencies: ["protoc-gen-strategos-swift"]),
        .target(name: "StrategosAPI", dependencies: ["Protobuf", "RPCServer"], swiftSettings: settings),
        .target(name: "Arena", swiftSettings: settings),
        .target(name: "Planning", dependencies: ["Arena"], swiftSettings: settings),
        // The records of matches, in SQLite or in memory; bytes and numbers, no schema.
        .target(
            name: "MatchStorage", dependencies: [.product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: settings),
        .target(
            name: "Services",
            dependencies: ["StrategosAPI", "RPCServer", "Protobuf", "Arena", "Planning", "MatchStorage"],
            swiftSettings: settings),
        .target(
            name: "YAMLMessages", dependencies: ["Protobuf", .product(name: "Yams", package: "Yams")],
            swiftSettings: settings),
        .target(
            name: "Providers", dependencies: ["CCurl", "StrategosAPI", "RPCServer", "Protobuf", "YAMLMessages"],
            swiftSettings: settings),
        .target(
            name: "WorkflowEngine",
            dependencies: [
                "StrategosAPI", "RPCServer", "Protobuf", "YAMLMessages",
                .product(name: "Mustache", package: "swift-mustache"),
            ],
            swiftSettings: settings),
        // What steps of workflows do for teams, on planners and models.
        .target(
            name: "StrategyTasks",
            dependencies: [
                "WorkflowEngine", "Providers", "Services", "Planning", "StrategosAPI", "RPCServer", "Protobuf",
                "YAMLMessages",
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "strategos",
            dependencies: [
                "Arena", "MatchStorage", "Planning", "Services", "Providers", "StrategyTasks", "WorkflowEngine",
                "StrategosAPI", "RPCServer", "Protobuf", "YAMLMessages",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        // Messages of every construct of the schema language, and the program through which foreign
        // tests reach our codec.
        .target(
            name: "TestSchema", dependencies: ["Protobuf"], path: "Tests/TestSchema", swiftSettings: settings),
        .executableTarget(
            name: "codec-echo", dependencies: ["Protobuf", "StrategosAPI", "TestSchema"], path: "Tests/CodecEcho",
            swiftSettings: settings),
        // What the programs have in common that speak the protocols of public conformance suites.
        .target(name: "ConformanceSupport", path: "Conformance/support", swiftSettings: settings),
        // Speaks the protocol of protovalidate's conformance harness.
        .executableTarget(
            name: "validation-conformance",
            dependencies: ["ConformanceSupport", "Protobuf", "StrategosAPI", "TestSchema"],
            path: "Conformance/validation", exclude: ["refused.txt"],
            swiftSettings: settings),

        // What is fuzzed; Fuzz/run links the program with libFuzzer, the tests replay the corpora.
        .target(name: "CFuzzer", path: "Fuzz/CFuzzer"),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "Protobuf", "Codegen", "Providers", "RPCServer", "StrategosAPI", "TestSchema",
                .product(name: "Logging", package: "swift-log"),
            ], path: "Fuzz/Targets", swiftSettings: settings),
        .executableTarget(
            name: "fuzz", dependencies: ["FuzzTargets", "CFuzzer"], path: "Fuzz/Runner", swiftSettings: settings),
        .testTarget(name: "FuzzTests", dependencies: ["FuzzTargets"], swiftSettings: settings),
        // Speaks the protocol of protobuf's conformance suite.
        .executableTarget(
            name: "protobuf-conformance", dependencies: ["ConformanceSupport", "Protobuf"],
            path: "Conformance/protobuf",
            exclude: ["proto", "failures.txt"],
            // The optimiser of Swift 6.3.1 takes minutes for the suite's messages of 150 fields, for nothing.
            swiftSettings: settings + [.unsafeFlags(["-Onone"])]),
        // Serves connectrpc.conformance.v1.ConformanceService as Connect's conformance suite asks for.
        .executableTarget(
            name: "connect-conformance", dependencies: ["ConformanceSupport", "Protobuf", "RPCServer"],
            path: "Conformance/connect", exclude: ["proto", "config.yaml"], swiftSettings: settings),
        // Serves grpc.testing.TestService for gRPC's interoperability clients.
        .executableTarget(
            name: "grpc-interop",
            dependencies: [
                "ConformanceSupport", "Protobuf", "RPCServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ], path: "Conformance/interop", exclude: ["proto"], swiftSettings: settings),

        .testTarget(name: "ProtobufTests", dependencies: ["Protobuf", "TestSchema"], swiftSettings: settings),
        .testTarget(
            name: "CodegenTests", dependencies: ["Codegen"], exclude: ["Golden", "Requests", "Schemas"],
            swiftSettings: settings),
        .testTarget(
            name: "RPCServerTests",
            dependencies: ["RPCServer", "Protobuf", "StrategosAPI", "CNghttp2", "CSSL", "CZlib"],
            swiftSettings: settings
        ),
        .testTarget(name: "ArenaTests", dependencies: ["Arena"], swiftSettings: settings),
        .testTarget(name: "PlanningTests", dependencies: ["Planning", "Arena"], swiftSettings: settings),
        .testTarget(name: "MatchStorageTests", dependencies: ["MatchStorage"], swiftSettings: settings),
        .testTarget(
            name: "ServicesTests",
            dependencies: ["Services", "StrategosAPI", "RPCServer", "Protobuf", "Planning", "Arena", "MatchStorage"],
            swiftSettings: settings),
        .testTarget(
            name: "YAMLMessagesTests", dependencies: ["YAMLMessages", "StrategosAPI", "Protobuf"],
            swiftSettings: settings),
        .testTarget(
            name: "ProvidersTests", dependencies: ["Providers", "StrategosAPI", "RPCServer", "Protobuf"],
            swiftSettings: settings),
        .testTarget(
            name: "WorkflowEngineTests",
            dependencies: ["WorkflowEngine", "StrategosAPI", "RPCServer", "Protobuf", "YAMLMessages"],
            swiftSettings: settings),
        .testTarget(
            name: "StrategyTasksTests",
            dependencies: [
                "StrategyTasks", "WorkflowEngine", "Providers", "Services", "Planning", "StrategosAPI", "RPCServer",
                "Protobuf",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "StrategosTests",
            dependencies: ["strategos", "Arena", "Protobuf", "RPCServer", "Services", "StrategosAPI"],
            swiftSettings: settings),
        .testTarget(name: "TidyTests", swiftSettings: settings),
        .testTarget(
            name: "IntegrationTests", dependencies: ["StrategosAPI", "RPCServer", "Protobuf"], swiftSettings: settings),
    ]
)
