// SPDX-License-Identifier: Apache-2.0
import Protobuf
import RPCServer

extension ConformancePayload.RequestInfo {
    /// Requests alone.
    init(_ requests: [some Message]) {
        self.init()
        self.requests = requests.map { Google_Protobuf_Any(packing: $0) }
    }

    /// Requests, and what came with them: header fields, the time that is left, and the query.
    init(_ context: CallContext, _ requests: [some Message]) {
        self.init(requests)
        requestHeaders = Header.list(context.requestMetadata.entries.map { ($0.name, $0.wireValue) })
        timeoutMs = context.deadline.map { $0.remaining.milliseconds }
        guard let query = context.query else { return }
        var get = ConformancePayload.ConnectGetInfo()
        get.queryParams = Header.list(query.parameters.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })
        connectGetInfo = get
    }
}

extension Header {
    /// Pairs as a list of names, each with all its values.
    fileprivate static func list(_ pairs: [(name: String, value: String)]) -> [Header] {
        var headers: [Header] = []
        for (name, value) in pairs {
            let index = headers.firstIndex { $0.name == name } ?? headers.endIndex
            if index == headers.endIndex {
                var header = Header()
                header.name = name
                headers.append(header)
            }
            headers[index].value.append(value)
        }
        return headers
    }
}

extension CallContext {
    /// Sets what is to be sent before and behind the responses.
    ///
    /// - Throws: INVALID_ARGUMENT for a field that is no metadata.
    func set(headers: [Header], trailers: [Header]) throws(RPCError) {
        responseMetadata = try Metadata(headers)
        trailingMetadata = try Metadata(trailers)
    }
}

extension Metadata {
    fileprivate init(_ headers: [Header]) throws(RPCError) {
        self.init()
        for header in headers {
            let name = header.name.lowercased()
            for value in header.value {
                let isBinary = name.hasSuffix("-bin")
                let bytes = isBinary ? Base64.decode(value.utf8) : nil
                guard MetadataRules.isLegal(name: name), isBinary ? bytes != nil : MetadataRules.isLegal(text: value)
                else {
                    throw RPCError(.invalidArgument, "\(name): no legal name, or no legal value for it")
                }
                if let bytes { append(name, binary: bytes) } else { append(name, value) }
            }
        }
    }
}

extension RPCError {
    /// The error that is asked for, and behind its details what was seen of the request.
    init(_ error: Error, _ info: ConformancePayload.RequestInfo?) {
        var status = Google_Rpc_Status()
        status.code = error.code.rawValue
        status.message = error.message ?? ""
        status.details = error.details
        if let info { status.details.append(Google_Protobuf_Any(packing: info)) }
        self.init(
            StatusCode(rawValue: error.code.rawValue), status.message,
            details: status.details.isEmpty ? nil : status.serialized())
    }
}

extension Duration {
    /// In whole milliseconds.
    fileprivate var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}
