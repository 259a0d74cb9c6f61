// SPDX-License-Identifier: Apache-2.0

import Foundation
import Providers
import StrategosAPI
import Testing
import YAMLMessages

@Suite("A file of backends")
struct BackendFileTests {
    private static let good = """
        backends:
          - name: local
            kind: BACKEND_KIND_OPENAI
            constraint: OUTPUT_CONSTRAINT_GRAMMAR
            timeout: 20s
            endpoints:
              - url: http://127.0.0.1:8000
                api_key_env: KEY
              - {url: "http://127.0.0.1:8001/api", weight: 3}
          - name: toolkit
            kind: BACKEND_KIND_AGENT_TOOLKIT
            endpoints: [{url: "http://127.0.0.1:8002"}]
        """

    private func backends(_ yaml: String, _ environment: [String: String] = [:]) throws(YAMLMessageError)
        -> [ModelBackend]
    {
        try BackendFile(yaml: yaml, path: "b.yaml").backends(transport: ScriptedTransport([]), environment: environment)
    }

    @Test("A file gives its backends, with endpoints named by host and port")
    func good() throws {
        let backends = try backends(Self.good, ["KEY": "secret-key"])
        #expect(backends.map(\.name) == ["local", "toolkit"])
        #expect(backends[0].status().endpoints.map(\.name) == ["127.0.0.1:8000", "127.0.0.1:8001"])
    }

    @Test(
        "What is wrong is said with file, line and field",
        arguments: [
            ("name: local", "name: Local", "b.yaml: line 2, column 5: backends[0].name: "),
            ("name: toolkit", "name: local", "b.yaml: line 1, column 1: backend_list.names: two backends"),
            ("timeout: 20s", "timeout: never", "b.yaml: line 5, column 14: backends[0].timeout: "),
            ("timeout: 20s", "timeout: 0s", "b.yaml: line 5, column 5: backends[0].timeout: "),
            ("timeout: 20s", "time: 20s", "b.yaml: line 5, column 5: backends[0]: unknown field"),
            (
                "http://127.0.0.1:8000", "http://me:secret@host",
                "b.yaml: line 7, column 9: backends[0].endpoints[0].url: "
            ),
            ("weight: 3", "weight: 0", "b.yaml: line 9, column 44: backends[0].endpoints[1].weight: "),
            ("    endpoints: [", "  x\n    endpoints: [", "b.yaml: line "),
        ])
    func errors(old: String, new: String, message: String) throws {
        let yaml = Self.good.replacing(old, with: new, maxReplacements: 1)
        let error = try #require(throws: YAMLMessageError.self) { try backends(yaml, ["KEY": "secret-key"]) }
        #expect(error.description.hasPrefix(message), "\(error)")
        #expect(!error.description.contains("secret"))
    }

    @Test("A key that is not there, or is none, is an error that names its place and not the key")
    func keys() throws {
        let missing = try #require(throws: YAMLMessageError.self) { try backends(Self.good) }
        #expect("\(missing)" == "b.yaml: backends[0].endpoints[0].api_key_env: the environment variable KEY is not set")
        let bad = try #require(throws: YAMLMessageError.self) { try backends(Self.good, ["KEY": "bad key\n"]) }
        #expect("\(bad)".contains("visible characters") && !"\(bad)".contains("bad"))
    }
}
