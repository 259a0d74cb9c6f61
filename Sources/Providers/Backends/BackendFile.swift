// SPDX-License-Identifier: Apache-2.0
import Foundation
import Protobuf
import StrategosAPI
import YAMLMessages

/// A file of backends: a ``BackendList`` in YAML.
public struct BackendFile: Sendable {
    /// What it says.
    public var list: BackendList
    /// What errors call it.
    public var path: String

    /// Reads a file.
    public init(path: String) throws(YAMLMessageError) {
        let text: String
        do {
            text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
        } catch {
            let reason = YAMLMessageError.Reason(line: 0, column: 0, message: error.localizedDescription)
            throw YAMLMessageError(file: path, reasons: [reason])
        }
        try self.init(yaml: text, path: path)
    }

    /// Reads a text.
    public init(yaml text: String, path: String) throws(YAMLMessageError) {
        list = try YAMLMessage.read(text, file: path)
        self.path = path
    }

    /// The backends, ready to be asked.
    ///
    /// - Parameters:
    ///   - transport: what carries requests, but for backends that are answered from recordings.
    ///   - environment: where keys come from.
    /// - Throws: a key, a folder or a file that is not there, with the place in the file. No key is quoted.
    public func backends(
        transport: any HTTPTransport, environment: [String: String]
    ) throws(YAMLMessageError) -> [ModelBackend] {
        var backends: [ModelBackend] = []
        for (index, backend) in list.backends.enumerated() {
            do throws(BackendFault) {
                let builder = BackendBuilder(transport: transport, environment: environment)
                backends.append(try builder.backend(backend))
            } catch {
                let field = "backends[\(index)].\(error.field)"
                let reason = YAMLMessageError.Reason(line: 0, column: 0, field: field, message: error.message)
                throw YAMLMessageError(file: path, reasons: [reason])
            }
        }
        return backends
    }
}

/// What is wrong with a backend, found out when it is made.
struct BackendFault: Error {
    var field: String
    var message: String
}
