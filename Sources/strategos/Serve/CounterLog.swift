// SPDX-License-Identifier: Apache-2.0

import Logging
import RPCServer
import Services

extension ServerMetrics.Snapshot {
    /// Every counter that is not zero as a field of a log line: calls as `status.OK`, everything else
    /// by its name.
    var logMetadata: Logger.Metadata {
        var metadata: Logger.Metadata = [:]
        for (counter, value) in counters where value > 0 { metadata["\(counter)"] = "\(value)" }
        for (status, value) in calls { metadata["status.\(status)"] = "\(value)" }
        return metadata
    }
}

extension SearchCounters {
    /// The same of what the planner counts.
    var logMetadata: Logger.Metadata {
        var metadata: Logger.Metadata = [:]
        for counter in Counter.allCases where self[counter] > 0 { metadata["\(counter)"] = "\(self[counter])" }
        return metadata
    }
}
