// SPDX-License-Identifier: Apache-2.0
import Foundation
import Protobuf
import RPCServer
import StrategosAPI

/// Makes a backend of its message.
struct BackendBuilder {
    let transport: any HTTPTransport
    let environment: [String: String]

    func backend(_ backend: Backend) throws(BackendFault) -> ModelBackend {
        let transport = try carrier(backend)
        var endpoints: [ModelBackend.Endpoint] = []
        for (index, endpoint) in backend.endpoints.enumerated() {
            let exchange = ModelExchange(
                transport: transport, url: endpoint.url, key: try key(endpoint, index), limits: limits(backend),
                certificateFile: endpoint.caFile)
            endpoints.append(
                ModelBackend.Endpoint(
                    name: Self.host(of: endpoint.url), provider: provider(backend, exchange),
                    weight: Int(endpoint.weight ?? 1), limits: guardLimits(backend)))
        }
        return ModelBackend(
            name: backend.name, kind: backend.kind, endpoints: endpoints,
            // The toolkit tries again by itself: its attempts would be multiplied with ours.
            attempts: Int(backend.attempts ?? (backend.kind == .agentToolkit ? 1 : 2)),
            hedgeAfter: backend.hedgeAfter?.duration)
    }

    private func provider(_ backend: Backend, _ exchange: ModelExchange) -> any ModelProvider {
        backend.kind == .agentToolkit
            ? AgentToolkitProvider(exchange, route: backend.toolkitRoute, input: backend.toolkitInput)
            : OpenAIProvider(
                exchange, model: backend.model, constraint: backend.constraint, temperature: backend.temperature)
    }

    private func carrier(_ backend: Backend) throws(BackendFault) -> any HTTPTransport {
        if !backend.replayFrom.isEmpty {
            do {
                return try ReplayTransport(folder: backend.replayFrom)
            } catch {
                throw BackendFault(field: "replay_from", message: "\(error)")
            }
        }
        guard !backend.recordTo.isEmpty else { return transport }
        do {
            return try RecordingTransport(transport, folder: backend.recordTo)
        } catch {
            throw BackendFault(field: "record_to", message: error.localizedDescription)
        }
    }

    private func key(_ endpoint: BackendEndpoint, _ index: Int) throws(BackendFault) -> APIKey? {
        let field: String
        let text: String
        if !endpoint.apiKeyEnv.isEmpty {
            field = "endpoints[\(index)].api_key_env"
            guard let value = environment[endpoint.apiKeyEnv], !value.isEmpty else {
                throw BackendFault(
                    field: field, message: "the environment variable \(endpoint.apiKeyEnv) is not set")
            }
            text = value
        } else if !endpoint.apiKeyFile.isEmpty {
            field = "endpoints[\(index)].api_key_file"
            do {
                let content = try String(contentsOf: URL(filePath: endpoint.apiKeyFile), encoding: .utf8)
                text = String(content.prefix { !$0.isNewline })
            } catch {
                throw BackendFault(field: field, message: error.localizedDescription)
            }
        } else {
            return nil
        }
        do throws(APIKey.Unusable) {
            return try APIKey(text)
        } catch {
            throw BackendFault(field: field, message: error.description)
        }
    }

    private func limits(_ backend: Backend) -> TransferLimits {
        var limits = TransferLimits()
        if let time = backend.firstByteTimeout { limits.firstByte = time.duration }
        if let time = backend.silenceTimeout { limits.silence = time.duration }
        if let time = backend.timeout { limits.total = time.duration }
        if let bytes = backend.maxResponseBytes { limits.bodyBytes = Int(bytes) }
        return limits
    }

    private func guardLimits(_ backend: Backend) -> EndpointGuard.Limits {
        var limits = EndpointGuard.Limits()
        if let count = backend.concurrentRequests { limits.concurrent = Int(count) }
        limits.perSecond = backend.requestsPerSecond.map(Int.init)
        limits.burst = backend.requestBurst.map(Int.init)
        if let count = backend.breaker?.failures { limits.failures = Int(count) }
        if let time = backend.breaker?.coolDown { limits.coolDown = time.duration }
        if let time = backend.breaker?.longestCoolDown { limits.longestCoolDown = time.duration }
        return limits
    }

    /// Host and port of an address.
    static func host(of url: String) -> String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        return String(url[scheme.upperBound...].prefix { $0 != "/" })
    }
}
