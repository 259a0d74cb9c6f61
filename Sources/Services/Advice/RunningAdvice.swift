// SPDX-License-Identifier: Apache-2.0

import RPCServer
import StrategosAPI

/// Advice that is being given, off the loop: news of it, then the advice. It is ended when its time is over,
/// whatever the advisor does, and when nobody listens any more.
struct RunningAdvice {
    /// What comes of it.
    enum News: Sendable {
        case progress(StrategyProgress)
        case advice(Advice)
    }

    /// Ends without an advice if there was none in time.
    let news: AsyncStream<News>

    /// News that wait to be heard; older ones are forgotten first.
    private static let greatestWaiting = 64

    /// - Parameter end: when the caller's time is over.
    init(_ advisor: any StrategyAdvisor, _ question: any AdvisedQuestion, until end: Deadline) {
        let clock = end.clock
        let (deadline, last) = Self.moments(now: clock.now(), end: end.instant)
        news = AsyncStream(bufferingPolicy: .bufferingNewest(Self.greatestWaiting)) { news in
            let work = Task.detached {
                let advice = await advisor.advise(on: question, until: Deadline(instant: deadline, clock: clock)) {
                    news.yield(.progress($0))
                }
                news.yield(.advice(advice))
                news.finish()
            }
            // An advisor that does not notice that its time is over must not cost the answer.
            let watch = Task.detached {
                try? await Task.sleep(for: Deadline(instant: last, clock: clock).remaining)
                news.finish()
            }
            news.onTermination = { _ in
                work.cancel()
                watch.cancel()
            }
        }
    }

    /// When advice should be there, and when the answer is written without it: some time is kept back for that.
    static func moments(now: UInt64, end: UInt64) -> (deadline: UInt64, last: UInt64) {
        let left = end > now ? end - now : 0
        let reserve = min(left / 4, 10_000_000 + min(left / 16, 90_000_000))
        return (end &- min(left, reserve * 2), end &- reserve)
    }
}
