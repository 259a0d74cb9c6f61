// SPDX-License-Identifier: Apache-2.0

/// What a record is about. The numbers stand in files and must not change.
public enum RecordKind: Int, Sendable {
    /// A state of the match.
    case state = 1
    /// Something that happened.
    case event = 2
    /// How the match ended, for the one who reports it.
    case result = 3
    /// A strategy that a team was given.
    case strategy = 4
}

/// A record that is to be appended.
public struct NewRecord: Sendable {
    /// The match by its name.
    public var match: String
    /// The team whose view it belongs to; empty: the game itself.
    public var team: String
    /// Its number as the reporter of the match and team counts, from 1; nil for what no reporter counts,
    /// and then it is only appended to a match that is known.
    public var number: UInt64?
    /// What it is about.
    public var kind: RecordKind
    /// Its content, which the store does not look at.
    public var payload: [UInt8]
    /// The rules that the match is played by, where the record says so; empty where not.
    public var rules = ""
    /// Teams of the match that it names.
    public var teams: [String] = []

    /// A record.
    public init(match: String, team: String, number: UInt64?, kind: RecordKind, payload: [UInt8]) {
        self.match = match
        self.team = team
        self.number = number
        self.kind = kind
        self.payload = payload
    }
}

/// A record that is kept.
public struct MatchRecord: Sendable {
    /// The name of its match.
    public var match: String
    /// Its number in the match, from 1, without gaps.
    public var sequence: UInt64
    /// The team whose view it belongs to; empty: the game itself.
    public var team: String
    /// Its number in the view, from 1, without gaps. The whole match is a view too, whose places are the
    /// sequences.
    public var place: UInt64
    /// What it is about.
    public var kind: RecordKind
    /// Its content.
    public var payload: [UInt8]

    /// A record as a store gives it.
    public init(match: String, sequence: UInt64, team: String, place: UInt64, kind: RecordKind, payload: [UInt8]) {
        self.match = match
        self.sequence = sequence
        self.team = team
        self.place = place
        self.kind = kind
        self.payload = payload
    }
}

/// What became of a record.
public enum AppendOutcome: Sendable, Equatable {
    /// It has this sequence in the match.
    case appended(sequence: UInt64)
    /// It was appended before.
    case known
}

/// Some records of a view.
public struct RecordPage: Sendable {
    /// In their order. The ``MatchRecord/place`` is that in the view that was asked for.
    public var records: [MatchRecord]
    /// Sequence in the match of the last record that was there when these were read.
    public var lastSequence: UInt64
    /// Places up to this one were dropped in the view.
    public var dropped: UInt64
    /// Whether these are all that there were behind the place.
    public var isLast: Bool
}
