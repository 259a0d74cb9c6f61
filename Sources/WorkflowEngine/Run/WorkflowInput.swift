// SPDX-License-Identifier: Apache-2.0
import Protobuf
import Synchronization

/// The question that a workflow is run with: made when the first expression looks at it, and only once, since a
/// game's state is large and most runs do without. For any number of threads.
public final class WorkflowInput: Sendable {
    private struct Made {
        var value: Google_Protobuf_Value?
        var celValue: CELValue?
    }

    private let make: @Sendable () -> Google_Protobuf_Value
    private let made = Mutex(Made())

    /// A question that is made when it is needed.
    public init(_ make: @escaping @Sendable () -> Google_Protobuf_Value) {
        self.make = make
    }

    /// A question that is there.
    public convenience init(_ value: Google_Protobuf_Value) { self.init { value } }

    /// The question as JSON.
    public var value: Google_Protobuf_Value { made.withLock { Self.value(&$0, make) } }

    /// The question as expressions see it.
    var celValue: CELValue {
        made.withLock { made in
            if let value = made.celValue { return value }
            let value = WorkflowScope.value(Self.value(&made, make))
            made.celValue = value
            return value
        }
    }

    private static func value(_ made: inout Made, _ make: () -> Google_Protobuf_Value) -> Google_Protobuf_Value {
        if let value = made.value { return value }
        let value = make()
        made.value = value
        return value
    }
}
