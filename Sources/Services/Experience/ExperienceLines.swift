// SPDX-License-Identifier: Apache-2.0

import Protobuf
import StrategosAPI

/// Why a file of experience cannot be used, with its name and, where it is a line's fault, the line and the field.
public struct ExperienceFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// `experience.jsonl, line 3, column 5: matchOutcome.lastTick: what is wrong`.
    public let description: String
}

/// A file of experience as text: each line is an `ExperienceRecord` in protobuf's JSON form and ends with a line feed.
public struct ExperienceLines: Sendable {
    /// The records in their order.
    public private(set) var records: [ExperienceRecord] = []
    /// Bytes of whole records, those of a last one without its line feed included.
    package private(set) var wholeBytes = 0
    /// Whether the last whole record lacks its line feed.
    package private(set) var lacksLineFeed = false
    /// Bytes behind the whole records: the beginning of one that was not written to its end. 0: there are none.
    public private(set) var tornBytes = 0

    /// How a record begins that was written by ``ExperienceLog``: only such a line can be torn. Anything else without a
    /// line feed is somebody else's file.
    private static let beginnings = [#"{"matchOutcome":"#, #"{"proposalTrial":"#]

    /// Reads a file's bytes.
    ///
    /// - Parameter file: what errors call it.
    /// - Throws: the first line that is no record.
    public init(_ bytes: [UInt8], file: String) throws(ExperienceFileError) {
        var number = 0
        var start = 0
        while start < bytes.count {
            number += 1
            let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n"))
            let line = bytes[start..<(end ?? bytes.count)]
            do throws(ExperienceFileError) {
                records.append(try Self.record(line, "\(file), line \(number)"))
                lacksLineFeed = end == nil
                start = end.map { $0 + 1 } ?? bytes.count
                wholeBytes = start
            } catch {
                guard end == nil, Self.isBeginning(line) else { throw error }
                tornBytes = line.count
                return
            }
        }
    }

    /// A record as a line of the file, its line feed included.
    ///
    /// - Throws: a text in it that is not valid.
    package static func line(_ record: ExperienceRecord) throws(JSONError) -> [UInt8] {
        try record.jsonBytes() + [UInt8(ascii: "\n")]
    }

    private static func record(_ line: ArraySlice<UInt8>, _ place: String) throws(ExperienceFileError)
        -> ExperienceRecord
    {
        let record: ExperienceRecord
        do throws(JSONError) {
            record = try ExperienceRecord(json: Array(line))
        } catch {
            let field = error.path.isEmpty ? "" : "\(error.path): "
            let column = error.column > 0 ? ", column \(error.column)" : ""
            throw ExperienceFileError(description: "\(place)\(column): \(field)\(error.reason)")
        }
        do throws(InvalidMessage) {
            try record.validate(limit: 4)
        } catch {
            throw ExperienceFileError(description: "\(place): \(error)")
        }
        return record
    }

    private static func isBeginning(_ line: ArraySlice<UInt8>) -> Bool {
        beginnings.contains { beginning in
            let known = Array(beginning.utf8)
            return line.count < known.count ? known.starts(with: line) : line.starts(with: known)
        }
    }
}
