// SPDX-License-Identifier: Apache-2.0

/// Which stream numbers a client has passed over. Opening a stream closes all lower ones that were
/// never opened, and HEADERS on those are a violation; on a stream that was open once they may merely
/// be late (RFC 9113, 5.1.1).
///
/// nghttp2 remembers no closed streams here, and cannot tell the one from the other. A client usually
/// leaves out nothing, so nothing is remembered for it.
package struct StreamNumbers {
    private var highest: UInt32 = 0
    private var passedOver: [Range<UInt32>] = []

    /// So many gaps are remembered: those before them count as streams that were open once.
    private static let gaps = 32

    package init() {}

    /// Takes note of a HEADERS frame; false if its stream can never have been opened.
    package mutating func admitHeaders(on stream: UInt32) -> Bool {
        guard stream > highest else { return !passedOver.contains { $0.contains(stream) } }
        if stream - highest > 2 { remember(highest + 1..<stream) }
        highest = stream
        return true
    }

    private mutating func remember(_ gap: Range<UInt32>) {
        if passedOver.count == Self.gaps { passedOver.removeFirst() }
        passedOver.append(gap)
    }
}
