// SPDX-License-Identifier: Apache-2.0

import Logging
import MatchStorage
import Services

/// The matches of `strategos serve`: the store opened, and its troubles told to the log.
struct OpenMatches {
    let matches: Matches

    /// - Throws: `MatchStoreFileError` if the file cannot be used.
    init(_ settings: StoreSettings, _ logger: Logger) throws {
        let store = try SQLiteMatchStore(path: settings.path, limits: settings.store)
        store.observe { event in
            switch event {
            case .writable(true): logger.notice("the match store can be written again")
            case .writable(false): logger.error("the match store is read-only: nothing more can be kept")
            case .failed(let reason): logger.error("the match store", metadata: ["error": "\(reason)"])
            case .dropped(let match): logger.info("a match is kept no longer", metadata: ["match": "\(match)"])
            case .appended: break
            }
        }
        matches = Matches(store: store, limits: settings.watching)
    }
}
