// swift-tools-version: 6.2
// SPDX-License-Identifier: Apache-2.0
import PackageDescription

// A package of somebody else: nothing here but schemas and a program that uses what the plugin makes of
// them. Tests/foreign/test_swiftpm_plugin.py builds a copy and runs it.
let package = Package(
    name: "consumer",
    dependencies: [.package(name: "strategos", path: "../..")],
    targets: [
        .executableTarget(
            name: "Greeter",
            dependencies: [
                .product(name: "Protobuf", package: "strategos"),
                .product(name: "RPCServer", package: "strategos"),
                .product(name: "StrategosAPI", package: "strategos"),
            ],
            plugins: [.plugin(name: "StrategosProtobufPlugin", package: "strategos")])
    ]
)
