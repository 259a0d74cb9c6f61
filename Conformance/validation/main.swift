// SPDX-License-Identifier: Apache-2.0

import ConformanceSupport

// Speaks the protocol of protovalidate's conformance harness: one request on standard input with a set
// of file descriptors and cases, one response on standard output with what our validator says of each.
// With --compiled the generated validators judge, for the messages that are built in.

do {
    StandardStreams.write(
        try Executor(isCompiled: CommandLine.arguments.contains("--compiled")).respond(to: StandardStreams.readAll()))
} catch {
    StandardStreams.fail("\(error)")
}
