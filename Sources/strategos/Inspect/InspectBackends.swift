// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import RPCServer
import StrategosAPI

/// `strategos inspect backends`.
struct InspectBackends: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backends",
        abstract: "Show how the language models and toolkits stand that a Strategos server asks.",
        usage: "strategos inspect backends ADDRESS [options]",
        discussion: """
            One line for each endpoint: its backend, its address, where its breaker stands, requests under way, \
            requests sent, answers, and what else became of them.
            """)

    @OptionGroup var options: InspectOptions
    @Argument(help: "HOST:PORT, [IPv6]:PORT or unix:PATH.")
    var address: String

    func run() async throws {
        let callOptions = try options.callOptions()
        try await options.withChannel(address) { channel in
            let response: ListBackendsResponse
            do throws(RPCError) {
                response = try await BackendServiceClient(channel: channel)
                    .listBackends(ListBackendsRequest(), options: callOptions)
            } catch {
                throw InspectFailure("Failed to list backends", error)
            }
            guard !response.backends.isEmpty else { return print("(No backends)") }
            for backend in response.backends {
                for endpoint in backend.endpoints { print(StatusText.printable(Self.line(backend, endpoint))) }
            }
        }
    }

    private static func line(_ backend: BackendReport, _ endpoint: BackendEndpointReport) -> String {
        let breaker =
            switch endpoint.breaker {
            case .closed: "closed"
            case .open: "open"
            case .halfOpen: "half-open"
            default: "unknown"
            }
        let kind = backend.kind == .agentToolkit ? "aiqtoolkit" : "llm"
        var parts = [
            "\(backend.name) (\(kind)) \(endpoint.address): breaker \(breaker)", "\(endpoint.runningRequests) running",
            "\(endpoint.requests) requests", "\(endpoint.answers) answers",
        ]
        parts += endpoint.failures.map { "\($0.count) \($0.reason)" }
        if !endpoint.refusals.isEmpty {
            parts.append("not sent: " + endpoint.refusals.map { "\($0.count) \($0.reason)" }.joined(separator: ", "))
        }
        parts.append("\(endpoint.promptTokens) tokens read, \(endpoint.completionTokens) written")
        return parts.joined(separator: ", ")
    }
}
