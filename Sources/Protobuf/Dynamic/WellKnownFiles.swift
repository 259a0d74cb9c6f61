// SPDX-License-Identifier: Apache-2.0

/// The files of `google/protobuf` that come with the runtime, for pools whose makers left them out.
enum WellKnownFiles {
    static func source(named name: String) -> FileDescriptorSource? { sources[name] }

    static let all: [FileDescriptorSource] = [
        .googleProtobufAny, .googleProtobufApi, .googleProtobufDescriptor, .googleProtobufDuration,
        .googleProtobufEmpty, .googleProtobufFieldMask, .googleProtobufSourceContext, .googleProtobufStruct,
        .googleProtobufTimestamp, .googleProtobufType, .googleProtobufWrappers,
    ]

    private static let sources = Dictionary(all.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
