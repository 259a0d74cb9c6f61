// SPDX-License-Identifier: Apache-2.0
// Compares our codec with SwiftProtobuf on the same messages.
//
// codec-bench --fixtures DIRECTORY                      prints times and their ratios
// codec-bench --fixtures DIRECTORY --op OPERATION --codec ours|swiftprotobuf --count N
//                                                       runs one operation N times, for callgrind;
//                                                       without --count it prints its time in nanoseconds

import Foundation

struct UsageError: Error { let text: String }

/// The options as pairs of name and value.
func options() throws -> [String: String] {
    var result: [String: String] = [:]
    var rest = CommandLine.arguments.dropFirst()
    while let name = rest.popFirst() {
        guard name.hasPrefix("--"), let value = rest.popFirst() else { throw UsageError(text: "unexpected '\(name)'") }
        result[String(name.dropFirst(2))] = value
    }
    return result
}

/// Runs one operation a given number of times and prints nothing but a checksum.
func count(_ operation: Operation, of codec: Codec, times: Int) throws {
    guard let run = codec.operations[operation] else { throw UsageError(text: "no such operation") }
    print(try run(times))
}

/// The median time of one message in nanoseconds for each codec. The codecs take turns, so that a slow
/// moment of the machine meets both.
func compare(_ operation: Operation, _ codecs: [Codec], messages: Int, rounds: Int) throws -> [Double] {
    let clock = ContinuousClock()
    let repetitions = max(1, 4000 / messages)
    var times = [[Double]](repeating: [], count: codecs.count)
    var checksums = [Int](repeating: 0, count: codecs.count)
    for _ in 0..<rounds {
        for (index, codec) in codecs.enumerated() {
            guard let run = codec.operations[operation] else { throw UsageError(text: "no such operation") }
            let elapsed = try clock.measure { checksums[index] &+= try run(repetitions) }
            let nanoseconds = Double(elapsed.components.attoseconds) / 1e9 + Double(elapsed.components.seconds) * 1e9
            times[index].append(nanoseconds / Double(repetitions * messages))
        }
    }
    precondition(Set(checksums).count == 1, "the codecs disagree about \(operation.rawValue)")
    return times.map { $0.sorted()[$0.count / 2] }
}

func padded(_ text: String, _ width: Int) -> String {
    String(repeating: " ", count: max(0, width - text.count)) + text
}

func printComparison(_ fixtures: Fixtures, _ codecs: [Codec]) throws {
    print("nanoseconds per message, medians of 21 rounds")
    print(
        "operation".padding(toLength: 18, withPad: " ", startingAt: 0)
            + codecs.map { padded($0.name, 15) }.joined() + padded("ratio", 9))
    for operation in Operation.allCases {
        let times = try compare(operation, codecs, messages: operation.messages(in: fixtures), rounds: 21)
        print(
            operation.rawValue.padding(toLength: 18, withPad: " ", startingAt: 0)
                + times.map { padded(String(format: "%.0f", $0), 15) }.joined()
                + padded(String(format: "%.1f", times[1] / times[0]), 8) + "x")
    }
}

do {
    let options = try options()
    let fixtures = try Fixtures(directory: options["fixtures"] ?? "Fixtures")
    let codecs = try [Codec.ours(fixtures), Codec.swiftProtobuf(fixtures)]
    if let name = options["op"] {
        guard let operation = Operation(rawValue: name), let times = Int(options["count"] ?? "1"),
            let codec = codecs.first(where: { $0.name == options["codec"] ?? "ours" })
        else { throw UsageError(text: "unknown --op, --codec or --count") }
        if options["count"] == nil {
            let time = try compare(operation, [codec], messages: operation.messages(in: fixtures), rounds: 21)
            print(String(format: "%.0f", time[0]))
        } else {
            try count(operation, of: codec, times: times)
        }
    } else {
        try printComparison(fixtures, codecs)
    }
} catch {
    FileHandle.standardError.write(Data("codec-bench: \(error)\n".utf8))
    exit(2)
}
