// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// A package of its own, so that what is only compared against (SwiftProtobuf) never becomes a
// dependency of the product.
let settings: [SwiftSetting] = [
    .strictMemorySafety(),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .enableExperimentalFeature("Lifetimes"),
]
let ours: [Target.Dependency] = [
    .product(name: "Protobuf", package: "strategos"),
    .product(name: "RPCServer", package: "strategos"),
]

let package = Package(
    name: "strategos-benchmarks",
    dependencies: [
        .package(name: "strategos", path: ".."),
        .package(url: "https://github.com/apple/swift-protobuf", exact: "1.39.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    ],
    targets: [
        .executableTarget(name: "nghttp2-floor", linkerSettings: [.linkedLibrary("nghttp2")]),
        .target(name: "BenchMessages", dependencies: ours, swiftSettings: settings),
        .target(
            name: "BenchSwiftProtobuf", dependencies: [.product(name: "SwiftProtobuf", package: "swift-protobuf")]),
        .executableTarget(
            name: "codec-bench",
            dependencies: [
                "BenchMessages", "BenchSwiftProtobuf", .product(name: "SwiftProtobuf", package: "swift-protobuf"),
            ] + ours,
            swiftSettings: settings),
        .executableTarget(
            name: "arena-bench", dependencies: [.product(name: "Arena", package: "strategos")], swiftSettings: settings),
        .executableTarget(
            name: "store-bench", dependencies: [.product(name: "MatchStorage", package: "strategos")],
            swiftSettings: settings),
        .executableTarget(
            name: "validation-bench",
            dependencies: [.product(name: "StrategosAPI", package: "strategos")] + ours, swiftSettings: settings),
        .executableTarget(
            name: "rpc-bench",
            dependencies: [
                "BenchMessages", .product(name: "StrategosAPI", package: "strategos"),
                .product(name: "Logging", package: "swift-log"),
            ] + ours,
            swiftSettings: settings),
    ]
)
