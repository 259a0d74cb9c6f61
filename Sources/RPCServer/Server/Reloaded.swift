// SPDX-License-Identifier: Apache-2.0
import Synchronization

/// A value that is made of files, and made anew when they have changed; as long as what they say is no good, the
/// last good one holds. Usable from any thread.
public final class Reloaded<Contents: Equatable & Sendable, Value: Sendable, Failure: Error & Equatable>: Sendable {
    /// What looking at the files again has led to.
    public enum Outcome {
        /// They say what they said the last time.
        case unchanged
        /// They have changed, and this holds now.
        case loaded(Value)
        /// They have changed, and are no good.
        case failed(Failure)
    }

    private struct State {
        var value: Value
        var lastSeen: Result<Contents, Failure>
    }

    private let read: @Sendable () throws(Failure) -> Contents
    private let make: @Sendable (Contents) throws(Failure) -> Value
    private let state: Mutex<State>

    /// Reads the files and makes the first value; blocks meanwhile.
    ///
    /// - Parameters:
    ///   - read: gives what the files say.
    ///   - make: makes a value of that.
    /// - Throws: what is wrong with the files.
    public init(
        read: @escaping @Sendable () throws(Failure) -> Contents,
        make: @escaping @Sendable (Contents) throws(Failure) -> Value
    ) throws(Failure) {
        self.read = read
        self.make = make
        let contents = try read()
        state = Mutex(State(value: try make(contents), lastSeen: .success(contents)))
    }

    /// What holds now.
    public var current: Value { state.withLock { $0.value } }

    /// Looks at the files again; blocks while they are read.
    public func reload() -> Outcome {
        let seen: Result<Contents, Failure>
        do throws(Failure) { seen = .success(try read()) } catch { seen = .failure(error) }
        return state.withLock { state in
            guard seen != state.lastSeen else { return .unchanged }
            state.lastSeen = seen
            do throws(Failure) {
                state.value = try make(try seen.get())
                return .loaded(state.value)
            } catch {
                return .failed(error)
            }
        }
    }
}
