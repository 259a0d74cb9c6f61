// SPDX-License-Identifier: Apache-2.0

/// The files of `google/protobuf` that come with the runtime, for pools whose makers left them out.
enum WellKnownFiles {
    static func source(named name: String) -> FileDescriptorSource? { sources[name] }

    private static let sources = Dictionary(
        [
            FileDescriptorSource.googleProtobufAny, .googleProtobufDescriptor, .googleProtobufDuration,
            .googleProtobufTimestamp,
        ].map { ($0.name, $0) },
        uniquingKeysWith: { first, _ in first })
}
