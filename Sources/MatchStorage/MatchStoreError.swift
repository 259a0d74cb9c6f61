// SPDX-License-Identifier: Apache-2.0

/// Why a record was not appended, or a question not answered.
public enum MatchStoreError: Error, Sendable, Equatable {
    /// The reporter's number is too high: this one would be next.
    case gap(next: UInt64)
    /// The match, or the reporter's view of it, has a result already.
    case ended
    /// The match is played by other rules, which are these.
    case otherRules(String)
    /// The match would have more teams than a match can have.
    case tooManyTeams
    /// One of the store's limits, by its key.
    case limit(MatchStoreLimits.Key)
    /// No room is left where the records are kept. Nothing is taken until there is.
    case full
    /// The match is not known, and this record cannot begin one.
    case unknownMatch
    /// The store is closed.
    case closed
    /// The store cannot be read or written; the text is for the operator.
    case broken(String)
}
