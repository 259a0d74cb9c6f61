// SPDX-License-Identifier: Apache-2.0

/// What carries a connection's bytes: a socket, TLS over one, or memory in tests.
package protocol ConnectionTransport: AnyObject {
    /// How many bytes wait until the other side takes them.
    var unsentCount: Int { get }
    /// Sends bytes; only if nothing waits.
    func write(_ bytes: UnsafeRawBufferPointer)
    /// Stops handing in what arrives, or goes on with it: the other side then runs into its window.
    func setReading(_ isOn: Bool)
    /// Tells the other side that nothing more will be sent; it may go on sending.
    func finishWriting()
    /// Ends the connection at once.
    func close()
}

/// What happens on a transport, told on its loop's thread.
package protocol TransportOwner: AnyObject {
    /// Bytes arrived; they are not kept after the call.
    func received(_ bytes: UnsafeRawBufferPointer)
    /// Everything that was left over by an earlier write is out: there is room again.
    func mayWriteAgain()
    /// The other side has closed, or the connection broke. Nothing else is told after this.
    func ended(by error: (any Error)?)
}
