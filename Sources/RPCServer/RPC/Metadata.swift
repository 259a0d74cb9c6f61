// SPDX-License-Identifier: Apache-2.0
import Protobuf

/// The key-value pairs that travel beside the messages of a call, in their order.
///
/// Names are lower case. A name ending in `-bin` carries bytes, every other one printable ASCII.
/// A name may occur several times.
public struct Metadata: Hashable, Sendable {
    /// What stands behind a name.
    public enum Value: Hashable, Sendable {
        /// Printable ASCII.
        case text(String)
        /// Any bytes; in base64 on the wire.
        case binary([UInt8])
    }

    /// One pair.
    public struct Entry: Hashable, Sendable {
        /// In lower case.
        public let name: String
        /// Binary exactly if the name ends in `-bin`.
        public let value: Value
    }

    /// All pairs in the order of their arrival.
    public private(set) var entries: [Entry] = []

    /// No pairs.
    public init() {}

    /// Pairs of names and texts, with the preconditions of ``append(_:_:)``.
    public init(_ pairs: KeyValuePairs<String, String>) {
        for (name, text) in pairs { append(name, text) }
    }

    /// Whether there is nothing in it.
    public var isEmpty: Bool { entries.isEmpty }

    /// The first text behind a name.
    public subscript(name: String) -> String? {
        for case .text(let text) in values(of: name) { return text }
        return nil
    }

    /// The first bytes behind a name, which ends in `-bin`.
    public subscript(binary name: String) -> [UInt8]? {
        for case .binary(let bytes) in values(of: name) { return bytes }
        return nil
    }

    /// All values behind a name.
    public func values(of name: String) -> [Value] {
        let name = name.lowercased()
        return entries.lazy.filter { $0.name == name }.map(\.value)
    }

    /// Adds a text.
    ///
    /// - Precondition: the name is legal in HTTP/2, not reserved, does not end in `-bin`; the text is
    ///   printable ASCII.
    public mutating func append(_ name: String, _ text: String) {
        let name = name.lowercased()
        precondition(MetadataRules.isLegal(name: name), "\(name) is no legal name for metadata")
        precondition(!name.hasSuffix("-bin"), "\(name) carries bytes: append them, not a text")
        precondition(MetadataRules.isLegal(text: text), "metadata \(name): only printable ASCII is legal")
        entries.append(Entry(name: name, value: .text(text)))
    }

    /// Adds bytes.
    ///
    /// - Precondition: the name is legal in HTTP/2, not reserved, and ends in `-bin`.
    public mutating func append(_ name: String, binary bytes: [UInt8]) {
        let name = name.lowercased()
        precondition(MetadataRules.isLegal(name: name), "\(name) is no legal name for metadata")
        precondition(name.hasSuffix("-bin"), "\(name) carries text: its name does not end in -bin")
        entries.append(Entry(name: name, value: .binary(bytes)))
    }

    /// Adds a field that a protocol owns, and nobody else may.
    mutating func appendReserved(_ name: String, _ text: String) {
        entries.append(Entry(name: name, value: .text(text)))
    }

    /// Adds all pairs of another one behind the own.
    public mutating func append(contentsOf other: Metadata) {
        entries += other.entries
    }

    /// Takes every pair of a name away.
    public mutating func removeAll(_ name: String) {
        let name = name.lowercased()
        entries.removeAll { $0.name == name }
    }

    /// Adds a pair as it came from the wire: trusted to be legal, binary if its name says so.
    /// Bytes that are not base64 are dropped together with their pair.
    package mutating func appendReceived(name: String, value: UnsafeRawBufferPointer) {
        guard name.hasSuffix("-bin") else {
            let text = unsafe String(decoding: value, as: UTF8.self)
            entries.append(Entry(name: name, value: .text(text)))
            return
        }
        // Several values may arrive joined by commas, which base64 does not contain.
        let parts = unsafe value.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        for index in unsafe parts.indices {
            guard let bytes = unsafe Base64.decode(parts[index]) else { continue }
            entries.append(Entry(name: name, value: .binary(bytes)))
        }
    }
}

extension Metadata.Entry {
    /// The value as it goes over the wire.
    package var wireValue: String {
        switch value {
        case .text(let text): text
        case .binary(let bytes): Base64.encode(bytes, padded: false)
        }
    }
}

/// What gRPC allows in metadata that goes out.
package enum MetadataRules {
    /// Lower-case letters, digits, `_`, `-` and `.`, and none of the names that HTTP or gRPC own.
    package static func isLegal(name: String) -> Bool {
        !name.isEmpty && name.utf8.allSatisfy(isNameByte) && !isReserved(name)
    }

    /// Printable ASCII, with no blank at either end, where HTTP would take it away.
    package static func isLegal(text: String) -> Bool {
        text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
            && text.utf8.first != 0x20 && text.utf8.last != 0x20
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
        case UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."): true
        default: false
        }
    }

    private static func isReserved(_ name: String) -> Bool {
        name.hasPrefix("grpc-") || reserved.contains(name)
    }

    private static let reserved: Set<String> = [
        "connection", "content-length", "content-type", "host", "keep-alive", "proxy-connection",
        "te", "transfer-encoding", "upgrade",
    ]
}
