// SPDX-License-Identifier: Apache-2.0

/// Where a call stands, on the server's side.
///
/// What may happen, and what is made of it when it may not:
/// - twice the opening fields, bytes before them: our bug, since nghttp2 lets no such thing through;
/// - bytes or an end after the request has ended: the same;
/// - bytes or an end after we have answered for good: ignored, they were under way already;
/// - a response or an end after the end: ignored, since a deadline or a broken request may have
///   answered before the handler;
/// - anything after the stream was closed: ignored, the peer has lost interest.
package struct CallState {
    /// What has come from the caller.
    package enum Request {
        case opening
        case messages
        case ended
    }

    /// What has gone to the caller.
    package enum Response {
        case nothing
        case messages
        case ended
    }

    /// Things that happen to a call.
    package enum Event {
        case opened
        case bytesArrived
        case requestEnded
        case messageSent
        case answered
        case closed
    }

    /// What to do with one.
    package enum Verdict {
        /// It is what was to come.
        case proceed
        /// It came too late: forget it.
        case ignore
        /// It cannot happen.
        case bug
    }

    package private(set) var request = Request.opening
    package private(set) var response = Response.nothing
    package private(set) var isClosed = false

    /// Moves on.
    package mutating func on(_ event: Event) -> Verdict {
        if isClosed { return .ignore }
        switch event {
        case .opened:
            guard request == .opening else { return .bug }
            request = .messages
        case .bytesArrived:
            if response == .ended { return .ignore }
            return request == .messages ? .proceed : .bug
        case .requestEnded:
            guard request == .messages else { return .bug }
            request = .ended
            return response == .ended ? .ignore : .proceed
        case .messageSent:
            if response == .ended { return .ignore }
            response = .messages
        case .answered:
            if response == .ended { return .ignore }
            response = .ended
        case .closed:
            isClosed = true
        }
        return .proceed
    }
}
