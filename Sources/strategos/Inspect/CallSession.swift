// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import Protobuf
import RPCServer

/// One call of a method known by its descriptor: requests from JSON, responses to JSON.
struct CallSession {
    let method: ServiceDescriptor.Method
    let schema: InspectSchema
    let channel: Channel
    let callOptions: CallOptions
    let reading: JSONDecodingOptions
    let printing: JSONEncodingOptions
    let verbose: Bool

    /// Calls, and prints what comes back. An error of the call ends the process with 64 and its code.
    func run(_ source: RequestSource) async throws {
        if verbose {
            print("\nResolved method descriptor:\n\(ProtoPrinter.text(of: method))")
            print("\nRequest metadata to send:\n\(StatusText.lines(of: callOptions.metadata))")
        }
        let kind: MethodKind =
            method.clientStreaming
            ? (method.serverStreaming ? .bidirectional : .clientStreaming)
            : method.serverStreaming ? .serverStreaming : .unary
        let service = String(method.fullName.dropLast(method.name.utf8.count + 1))
        let descriptor = MethodDescriptor(service: service, name: method.name, kind: kind)
        var sent = 1
        let call: RawCall
        if kind.takesOneRequest {
            call = channel.start(descriptor, onlyRequest: try await onlyRequest(source), options: callOptions)
            try await finish(call, sent: { sent })
        } else {
            call = channel.start(descriptor, options: callOptions)
            let sender = Sender(call: call, source: source, parse: request)
            async let sending: Void = sender.run()
            try await finish(call, sent: { sender.sent }, failure: { sender.failure })
            _ = await sending
            sent = sender.sent
        }
    }

    private func onlyRequest(_ source: RequestSource) async throws -> [UInt8] {
        guard let piece = await source.next() else { return [] }
        let bytes = try request(piece)
        guard await source.next() == nil else {
            throw InspectFailure("-d: \(method.fullName) takes one request, and more than one was given")
        }
        return bytes
    }

    private func request(_ piece: JSONSplitter.Piece) throws -> [UInt8] {
        do throws(JSONError) {
            return try DynamicMessage(method.input, json: piece.bytes, options: reading).serialized()
        } catch {
            var error = error
            if error.line == 1 { error.column += piece.start.column - 1 }
            error.line += piece.start.line - 1
            throw InspectFailure("-d: \(error)")
        }
    }

    /// Prints responses until the call ends.
    private func finish(
        _ call: RawCall, sent: () -> Int, failure: () -> (any Error)? = { nil }
    ) async throws {
        var received = 0
        do {
            if verbose { print("\nResponse headers received:\n\(StatusText.lines(of: await call.headers()))") }
            while let bytes = try await call.next() {
                received += 1
                if verbose { print("\nResponse contents:") }
                print(try await text(of: bytes, type: method.output.fullName))
                fflush(nil)
            }
            await printEnd(call, sent(), received)
        } catch let error as RPCError {
            // A request that could not be read has cancelled the call: that is the reason to tell.
            if let failure = failure() { throw failure }
            await printEnd(call, sent(), received)
            await report(error)
            throw ExitCode(64 + error.code.rawValue)
        }
    }

    private func printEnd(_ call: RawCall, _ sent: Int, _ received: Int) async {
        guard verbose else { return }
        print("\nResponse trailers received:\n\(StatusText.lines(of: await call.trailers()))")
        print(
            "Sent \(sent) request\(sent == 1 ? "" : "s") and received \(received) response\(received == 1 ? "" : "s")")
    }

    /// A message as JSON, with types fetched that only its `Any`s name.
    private func text(of bytes: [UInt8], type name: String) async throws -> String {
        do {
            var type = method.output
            if type.fullName != name {
                guard let other = try await schema.pool(for: name).message(named: name) else { return "" }
                type = other
            }
            var message = try DynamicMessage(type, serialized: bytes)
            for unknown in message.unresolvedAnyTypes().sorted().prefix(16) {
                guard let pool = try? await schema.pool(for: unknown), let again = pool.message(named: name) else {
                    continue
                }
                message = try DynamicMessage(again, serialized: bytes)
            }
            return try message.jsonString(options: printing)
        } catch {
            throw InspectFailure("Failed to format response message", error)
        }
    }

    // MARK: - Errors

    /// Code, message and details, as grpcurl prints them.
    private func report(_ error: RPCError) async {
        var text =
            "ERROR:\n  Code: \(StatusText.name(of: error.code))\n  Message: \(StatusText.printable(error.message))\n"
        if let details = error.details, let status = try? Google_Rpc_Status(serialized: details),
            !status.details.isEmpty
        {
            text += "  Details:\n"
            for (index, detail) in status.details.enumerated() {
                let lines = await self.text(of: detail).split(separator: "\n")
                let prefix = "  \(index + 1))"
                text +=
                    prefix + "\t"
                    + lines.joined(separator: "\n" + String(repeating: " ", count: prefix.utf8.count) + "\t") + "\n"
            }
        }
        FileHandle.standardError.write(Data(text.utf8))
    }

    private func text(of detail: Google_Protobuf_Any) async -> String {
        do {
            return try await text(of: detail.serialized(), type: Google_Protobuf_Any.fullName)
        } catch {
            return StatusText.printable("\(error)")
        }
    }
}

/// Sends the requests of a streaming call beside its responses.
private final class Sender: @unchecked Sendable {
    private let call: RawCall
    private let source: RequestSource
    private let parse: (JSONSplitter.Piece) throws -> [UInt8]
    private(set) var sent = 0
    private(set) var failure: (any Error)?

    init(call: RawCall, source: RequestSource, parse: @escaping (JSONSplitter.Piece) throws -> [UInt8]) {
        self.call = call
        self.source = source
        self.parse = parse
    }

    func run() async {
        do {
            while let piece = await source.next() {
                try await call.send(try parse(piece))
                sent += 1
            }
            call.finishSending()
        } catch is RPCError {
            // The call has ended; whoever reads its responses learns how.
        } catch {
            failure = error
            call.cancel()
        }
    }
}
