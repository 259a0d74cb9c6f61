// SPDX-License-Identifier: Apache-2.0

import RPCServer
import Synchronization

/// Advice for a team that is directed state by state. Answers do not wait for it: it is asked for about one state,
/// and what it comes to is a candidate for the state that is answered next. One question is asked at a time.
///
/// For any number of threads.
final class StandingAdvice: Sendable {
    /// What was advised, and on what.
    struct Heard: Sendable {
        var advice: Advice
        /// The tick of the state that was asked about.
        var tick: UInt64
    }

    private struct Content {
        var asking: Task<Void, Never>?
        var heard: Heard?
        var isOver = false
    }

    private let content = Mutex(Content())

    /// What has come since it was asked last.
    func take() -> Heard? {
        content.withLock { content in
            defer { content.heard = nil }
            return content.heard
        }
    }

    /// Asks, unless a question is under way.
    ///
    /// - Parameter question: made only if it is asked.
    func ask(
        _ advisor: any StrategyAdvisor, about tick: UInt64, until deadline: Deadline,
        _ question: () -> any AdvisedQuestion
    ) {
        content.withLock { content in
            guard content.asking == nil, !content.isOver else { return }
            let question = question()
            content.asking = Task.detached { [self] in
                let advice = await advisor.advise(on: question, until: deadline, progress: nil)
                self.content.withLock { content in
                    content.asking = nil
                    content.heard = Heard(advice: advice, tick: tick)
                }
            }
        }
    }

    /// Nobody wants to hear of it any more.
    func end() {
        content.withLock { content in
            content.isOver = true
            return content.asking
        }?.cancel()
    }
}
