// SPDX-License-Identifier: Apache-2.0
import CFuzzer
import FuzzTargets

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

// `fuzz TARGET [libFuzzer's arguments]`; Fuzz/run builds it with libFuzzer and calls it.

/// Chosen once, before the first input.
nonisolated(unsafe) private var chosen = FuzzTarget.all[0]

/// Lets libFuzzer run the target with all arguments behind its name; its exit code.
private func fuzz(_ target: FuzzTarget) -> Int32 {
    unsafe chosen = target
    let arguments = unsafe CommandLine.unsafeArgv + 1
    return unsafe strategos_fuzz(CommandLine.argc - 1, arguments) { bytes, count in
        unsafe chosen.run(Array(UnsafeBufferPointer(start: bytes, count: count)))
        return 0
    }
}

let name = CommandLine.arguments.dropFirst().first ?? ""
if let target = FuzzTarget.all.first(where: { $0.name == name }) {
    let status = fuzz(target)
    if status == -1 { print("this program is built without libFuzzer: use Fuzz/run") }
    exit(status)
} else if name == "types" {
    // Which first byte chooses which message type, for those who write seeds.
    for (number, type) in FuzzTarget.messageTypes.enumerated() { print(number, type) }
} else {
    print("usage: fuzz \(FuzzTarget.all.map(\.name).joined(separator: "|"))|types [arguments of libFuzzer]")
    exit(2)
}
