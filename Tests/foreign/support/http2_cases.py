# SPDX-License-Identifier: Apache-2.0
"""HTTP/2 as RFC 9113 and RFC 7541 have it: what a client sends, and what the server must make of it.

A case is a section, a sentence, what is sent (a function of a connection after the handshake) and the
outcome. The outcomes:
  alive()                      the connection goes on as if nothing had been
  connection(code, …)          GOAWAY with one of the codes, or the end of the connection
  stream(code, …)              RST_STREAM 1 with one of the codes, or a connection error (RFC 9113 5.4)
  refused()                    as stream(PROTOCOL_ERROR), or an HTTP error: a malformed request (8.1.1)
  answered()                   stream 1 is answered
"""

import struct
from dataclasses import dataclass
from typing import Callable

from hyperframe.frame import DataFrame, GoAwayFrame, PingFrame, RstStreamFrame, SettingsFrame

from .raw import (
    COMPRESSION_ERROR, FLOW_CONTROL_ERROR, FRAME_SIZE_ERROR, PROTOCOL_ERROR, REFUSED_STREAM, STREAM_CLOSED,
    Closed, frame_bytes, grpc_message, request_headers)

DATA, HEADERS, PRIORITY, RST_STREAM, SETTINGS, PUSH_PROMISE, PING, GOAWAY, WINDOW_UPDATE, CONTINUATION = range(10)
END_STREAM, ACK, END_HEADERS, PADDED, HAS_PRIORITY = 1, 1, 4, 8, 32


@dataclass
class Case:
    section: str
    what: str
    send: Callable
    outcome: Callable
    open_defect: str = ""  # why the server does not do this yet

    def __str__(self):
        return f"{self.section} {self.what}"


# Outcomes


def alive():
    return lambda c: c.assert_alive()


def connection(*codes):
    return lambda c: c.assert_connection_error(*codes)


def stream(*codes):
    return lambda c: c.assert_stream_error(1, *codes)


def answered():
    def check(c):
        fields, _ = c.response(1)
        assert fields[":status"] == "200", fields
    return check


def refused():
    def check(c):
        try:
            frame = c.wait_for(lambda f: isinstance(f, GoAwayFrame) or f.stream_id == 1 and (
                isinstance(f, RstStreamFrame) or hasattr(f, "fields")))
        except Closed:
            return
        if hasattr(frame, "fields"):
            assert frame.fields[":status"].startswith("4"), frame.fields
        else:
            assert frame.error_code == PROTOCOL_ERROR, frame
    return check


# What several cases send


def sends(*pieces):
    """Frames that need nothing of the connection."""
    return lambda c: c.send(*pieces)


def request(c, *after, end_stream=True):
    """A request on stream 1, and in the same write what follows. A function is called with the connection when
    its turn comes: header blocks must be encoded in the order in which they are sent."""
    frames = [c.headers(1, end_stream=end_stream)]
    frames += [piece(c) if callable(piece) else piece for piece in after]
    c.send(*frames)


def open_then(*after):
    """Stream 1 is open (headers are sent, END_STREAM is not), then the frames."""
    return lambda c: request(c, *after, end_stream=False)


def half_closed_then(*after):
    """Stream 1 is half-closed (remote): in one write, so that the server cannot have answered yet."""
    return lambda c: request(c, *after)


def closed_then(make):
    """Stream 1 has been answered in full; then what `make` gives for the connection."""
    def send(c):
        request(c)
        c.response(1)
        c.send(make(c))
    return send


def reset_then(make):
    def send(c):
        request(c, frame_bytes(RST_STREAM, 0, 1, struct.pack(">I", 8)), make, end_stream=False)
    return send


def server_reset_then(*late):
    """The server resets stream 1, for too many header fields; then what the functions give."""
    def send(c):
        c.send(c.headers(1, request_headers(extra=[("x", "y")] * 200)))
        c.wait_for(lambda f: isinstance(f, RstStreamFrame) and f.stream_id == 1)
        c.send(*(make(c) for make in late))
    return send


def fields(*extra, without=(), instead=None):
    """A request on stream 1 with a changed header list."""
    def send(c):
        base = [f for f in (instead or request_headers()) if f[0] not in without]
        c.send(c.headers(1, base + list(extra), end_stream=True))
    return send


def block(data):
    """A request on stream 1 whose header block begins well and ends in the given bytes."""
    return lambda c: c.send(c.headers(1, block=c.encode(request_headers()) + data, end_stream=True))


def setting(identifier, value):
    return frame_bytes(SETTINGS, 0, 0, struct.pack(">HI", identifier, value))


def header_fragment(c):
    return frame_bytes(HEADERS, END_STREAM, 1, c.encode(request_headers())[:4])


def after_fragment(frame):
    """A header block that is not finished yet, then the frame."""
    return lambda c: c.send(header_fragment(c), frame)


WINDOW_MAX = 2**31 - 1


def window_of_one(c):
    c.send(setting(4, 1), c.request(1))
    frame = c.wait_for(lambda f: isinstance(f, DataFrame))
    assert len(frame.data) == 1, frame
    c.send(frame_bytes(WINDOW_UPDATE, 0, 1, struct.pack(">I", 100)))


def window_changes_after_headers(c):
    c.send(setting(4, 0), c.request(1))
    c.wait_for(lambda f: hasattr(f, "fields"))
    c.assert_alive()
    assert not c.body(1), "data was sent into an empty window"
    c.send(setting(4, 1))
    frame = c.wait_for(lambda f: isinstance(f, DataFrame))
    assert len(frame.data) == 1, frame
    c.send(setting(4, 100))


def window_becomes_negative(c):
    c.send(setting(4, 3), c.request(1))
    c.wait_for(lambda f: isinstance(f, DataFrame))
    c.send(setting(4, 2), frame_bytes(WINDOW_UPDATE, 0, 1, struct.pack(">I", 2)))
    frame = c.wait_for(lambda f: isinstance(f, DataFrame))
    assert len(frame.data) == 1, frame
    c.send(frame_bytes(WINDOW_UPDATE, 0, 1, struct.pack(">I", 100)))


def too_many_streams(c):
    announced = [f.settings.get(3) for f in c.received if isinstance(f, SettingsFrame) and 3 in f.settings]
    assert announced, "the server announces no MAX_CONCURRENT_STREAMS"
    c.send(*(c.headers(2 * i + 1) for i in range(announced[-1] + 1)))
    last = 2 * announced[-1] + 1
    c.assert_stream_error(last, PROTOCOL_ERROR, REFUSED_STREAM)


def nothing(_):
    pass


def ping_with_ack(c):
    c.send(frame_bytes(PING, ACK, 0, b"not-mine"))
    c.assert_alive()
    assert not any(isinstance(f, PingFrame) and f.opaque_data == b"not-mine" for f in c.received)


def content_length(value, *payloads):
    def send(c):
        last = len(payloads) - 1
        c.send(c.headers(1, request_headers(extra=[("content-length", str(value))])),
               *(c.data(1, payload, end_stream=i == last) for i, payload in enumerate(payloads)))
    return send


CASES = [
    # 4 HTTP frames
    Case("4.1", "a frame of unknown type is ignored", sends(frame_bytes(0x16, 0, 0, b"12345678")), alive()),
    Case("4.1", "undefined flags are ignored", sends(frame_bytes(PING, 0x16, 0, b"12345678")), alive()),
    Case("4.1", "the reserved bit of the stream identifier is ignored",
         sends(frame_bytes(PING, 0, 0x80000000, b"12345678")), alive()),
    Case("4.2", "DATA of 2^14 octets is accepted",
         open_then(frame_bytes(DATA, 0, 1, grpc_message(bytes(2**14 - 5)))), alive()),
    Case("4.2", "DATA above MAX_FRAME_SIZE", open_then(frame_bytes(DATA, END_STREAM, 1, bytes(2**14 + 1))),
         stream(FRAME_SIZE_ERROR)),
    Case("4.2", "HEADERS above MAX_FRAME_SIZE", sends(frame_bytes(HEADERS, END_HEADERS, 1, bytes(2**14 + 1))),
         connection(FRAME_SIZE_ERROR)),
    Case("4.3", "a header block that is no HPACK", sends(frame_bytes(HEADERS, END_STREAM | END_HEADERS, 1, b"\x40")),
         connection(COMPRESSION_ERROR)),
    Case("4.3", "PRIORITY inside a header block", after_fragment(frame_bytes(PRIORITY, 0, 1, bytes(4) + b"\xff")),
         connection(PROTOCOL_ERROR)),
    Case("4.3", "HEADERS of another stream inside a header block",
         lambda c: c.send(header_fragment(c), c.headers(3, end_stream=True)), connection(PROTOCOL_ERROR)),

    # 5.1 stream states
    Case("5.1", "DATA on an idle stream", sends(frame_bytes(DATA, END_STREAM, 1, b"test")), connection(PROTOCOL_ERROR)),
    Case("5.1", "RST_STREAM on an idle stream", sends(frame_bytes(RST_STREAM, 0, 1, bytes(4))),
         connection(PROTOCOL_ERROR)),
    Case("5.1", "WINDOW_UPDATE on an idle stream", sends(frame_bytes(WINDOW_UPDATE, 0, 1, struct.pack(">I", 100))),
         connection(PROTOCOL_ERROR)),
    Case("5.1", "CONTINUATION on an idle stream", sends(frame_bytes(CONTINUATION, END_HEADERS, 1, b"\x82")),
         connection(PROTOCOL_ERROR)),
    Case("5.1", "DATA on a half-closed stream", half_closed_then(frame_bytes(DATA, END_STREAM, 1, b"test")),
         stream(STREAM_CLOSED)),
    Case("5.1", "HEADERS on a half-closed stream",
         lambda c: request(c, lambda c: c.headers(1, end_stream=True)), stream(STREAM_CLOSED)),
    Case("5.1", "CONTINUATION on a half-closed stream",
         half_closed_then(frame_bytes(CONTINUATION, END_HEADERS, 1, b"\x82")), connection(PROTOCOL_ERROR)),
    Case("5.1", "DATA after the client's RST_STREAM",
         reset_then(lambda c: frame_bytes(DATA, END_STREAM, 1, b"late")), stream(STREAM_CLOSED)),
    Case("5.1", "HEADERS after the client's RST_STREAM", reset_then(lambda c: c.headers(1, end_stream=True)),
         stream(STREAM_CLOSED)),
    Case("5.1", "CONTINUATION after the client's RST_STREAM",
         reset_then(lambda c: frame_bytes(CONTINUATION, END_HEADERS, 1, b"\x82")),
         connection(STREAM_CLOSED, PROTOCOL_ERROR)),
    Case("5.1", "DATA on a stream that has been answered",
         closed_then(lambda c: frame_bytes(DATA, END_STREAM, 1, b"late")), connection(STREAM_CLOSED)),
    Case("5.1", "HEADERS on a stream that has been answered", closed_then(lambda c: c.headers(1, end_stream=True)),
         connection(STREAM_CLOSED)),
    Case("5.1", "frames on a stream that the server has reset are dropped",
         server_reset_then(lambda c: frame_bytes(DATA, 0, 1, b"late"), lambda c: c.headers(1, end_stream=True)), alive()),
    Case("5.1", "CONTINUATION on a stream that has been answered",
         closed_then(lambda c: frame_bytes(CONTINUATION, END_HEADERS, 1, b"\x82")),
         connection(STREAM_CLOSED, PROTOCOL_ERROR)),
    Case("5.1", "WINDOW_UPDATE on a stream that has been answered is ignored",
         closed_then(lambda c: frame_bytes(WINDOW_UPDATE, 0, 1, struct.pack(">I", 100))), alive()),
    Case("5.1", "RST_STREAM on a stream that has been answered is ignored",
         closed_then(lambda c: frame_bytes(RST_STREAM, 0, 1, bytes(4))), alive()),
    Case("5.1", "PRIORITY on an idle stream is accepted",
         sends(frame_bytes(PRIORITY, 0, 1, bytes(4) + b"\x10")), alive()),
    Case("5.3.1", "PRIORITY that has a stream depend on itself (RFC 7540)",
         sends(frame_bytes(PRIORITY, 0, 1, struct.pack(">IB", 1, 16))), stream(PROTOCOL_ERROR)),
    Case("5.1.1", "an even stream identifier", lambda c: c.send(c.headers(2, end_stream=True)),
         connection(PROTOCOL_ERROR)),
    Case("5.1.1", "a stream identifier lower than the last",
         lambda c: c.send(c.headers(5, end_stream=True), c.headers(3, end_stream=True)),
         connection(PROTOCOL_ERROR)),
    Case("5.1.2", "one stream more than announced", too_many_streams, nothing),
    Case("5.5", "an unknown frame on an open stream is ignored",
         lambda c: (c.send(c.headers(1), frame_bytes(0x16, 0, 1, b"unknown")),
                    c.send(c.data(1, grpc_message(), end_stream=True))), answered()),
    Case("5.5", "an unknown frame inside a header block", after_fragment(frame_bytes(0x16, 0, 0, b"unknown")),
         connection(PROTOCOL_ERROR)),

    # 6 frame definitions
    Case("6.1", "DATA on stream 0", sends(frame_bytes(DATA, 0, 0, b"test")), connection(PROTOCOL_ERROR)),
    Case("6.1", "DATA with more padding than payload", open_then(frame_bytes(DATA, PADDED | END_STREAM, 1, b"\x08test")),
         connection(PROTOCOL_ERROR)),
    Case("6.1", "the same on a stream that the server has reset",
         server_reset_then(lambda c: frame_bytes(DATA, PADDED | END_STREAM, 1, b"\x08test")), connection(PROTOCOL_ERROR)),
    Case("6.1", "padded DATA is a request like any other",
         open_then(frame_bytes(DATA, PADDED | END_STREAM, 1, b"\x04" + grpc_message() + bytes(4))), answered()),
    Case("6.2", "HEADERS on stream 0",
         lambda c: c.send(frame_bytes(HEADERS, END_HEADERS | END_STREAM, 0, c.encode(request_headers()))),
         connection(PROTOCOL_ERROR)),
    Case("6.2", "HEADERS with more padding than payload",
         sends(frame_bytes(HEADERS, END_HEADERS | END_STREAM | PADDED, 1, b"\xff\x82\x84")), connection(PROTOCOL_ERROR)),
    Case("6.2", "HEADERS with padding and priority",
         lambda c: c.send(frame_bytes(
             HEADERS, END_HEADERS | PADDED | HAS_PRIORITY, 1,
             b"\x02" + bytes(4) + b"\x10" + c.encode(request_headers()) + bytes(2)),
             c.data(1, grpc_message(), end_stream=True)), answered()),
    Case("6.3", "PRIORITY on stream 0", sends(frame_bytes(PRIORITY, 0, 0, bytes(4) + b"\x10")),
         connection(PROTOCOL_ERROR)),
    Case("6.3", "PRIORITY of 4 octets", open_then(frame_bytes(PRIORITY, 0, 1, bytes(4))), stream(FRAME_SIZE_ERROR)),
    Case("6.4", "RST_STREAM on stream 0", sends(frame_bytes(RST_STREAM, 0, 0, bytes(4))), connection(PROTOCOL_ERROR)),
    Case("6.4", "RST_STREAM of 3 octets", open_then(frame_bytes(RST_STREAM, 0, 1, bytes(3))),
         connection(FRAME_SIZE_ERROR)),
    Case("6.5", "SETTINGS ACK with a payload", sends(frame_bytes(SETTINGS, ACK, 0, bytes(1))),
         connection(FRAME_SIZE_ERROR)),
    Case("6.5", "SETTINGS on a stream", sends(frame_bytes(SETTINGS, 0, 1, bytes(6))), connection(PROTOCOL_ERROR)),
    Case("6.5", "SETTINGS of 3 octets", sends(frame_bytes(SETTINGS, 0, 0, bytes(3))), connection(FRAME_SIZE_ERROR)),
    Case("6.5.2", "ENABLE_PUSH of 2", sends(setting(2, 2)), connection(PROTOCOL_ERROR)),
    Case("6.5.2", "INITIAL_WINDOW_SIZE above 2^31-1", sends(setting(4, 2**31)), connection(FLOW_CONTROL_ERROR)),
    Case("6.5.2", "MAX_FRAME_SIZE below 2^14", sends(setting(5, 2**14 - 1)), connection(PROTOCOL_ERROR)),
    Case("6.5.2", "MAX_FRAME_SIZE above 2^24-1", sends(setting(5, 2**24)), connection(PROTOCOL_ERROR)),
    Case("6.5.2", "an unknown setting is ignored", sends(setting(0xFF, 1)), alive()),
    Case("6.5.3", "of two values of a setting the last counts",
         lambda c: c.send(frame_bytes(SETTINGS, 0, 0, struct.pack(">HIHI", 4, 100, 4, 1)), c.request(1)),
         lambda c: _first_data_is_one_octet(c)),
    Case("6.5.3", "SETTINGS are acknowledged", sends(setting(4, 100)),
         lambda c: c.wait_for(lambda f: isinstance(f, SettingsFrame) and "ACK" in f.flags)),
    Case("6.6", "PUSH_PROMISE from a client",
         lambda c: c.send(frame_bytes(PUSH_PROMISE, END_HEADERS, 1, struct.pack(">I", 2) + c.encode(request_headers()))),
         connection(PROTOCOL_ERROR)),
    Case("6.7", "PING is answered with its payload", sends(frame_bytes(PING, 0, 0, b"12345678")),
         lambda c: c.wait_for(lambda f: isinstance(f, PingFrame) and f.opaque_data == b"12345678")),
    Case("6.7", "PING with ACK is not answered", ping_with_ack, nothing),
    Case("6.7", "PING on a stream", sends(frame_bytes(PING, 0, 1, bytes(8))), connection(PROTOCOL_ERROR)),
    Case("6.7", "PING of 6 octets", sends(frame_bytes(PING, 0, 0, bytes(6))), connection(FRAME_SIZE_ERROR)),
    Case("6.8", "GOAWAY on a stream", sends(frame_bytes(GOAWAY, 0, 1, bytes(8))), connection(PROTOCOL_ERROR)),
    Case("6.9", "WINDOW_UPDATE of 0 on the connection", sends(frame_bytes(WINDOW_UPDATE, 0, 0, bytes(4))),
         connection(PROTOCOL_ERROR)),
    Case("6.9", "WINDOW_UPDATE of 0 on a stream", open_then(frame_bytes(WINDOW_UPDATE, 0, 1, bytes(4))),
         stream(PROTOCOL_ERROR)),
    Case("6.9", "WINDOW_UPDATE of 3 octets", sends(frame_bytes(WINDOW_UPDATE, 0, 0, bytes(3))),
         connection(FRAME_SIZE_ERROR)),
    Case("6.9.1", "a window of one octet gets one octet", window_of_one, answered()),
    Case("6.9.1", "the connection's window overflows",
         sends(2 * frame_bytes(WINDOW_UPDATE, 0, 0, struct.pack(">I", WINDOW_MAX))), connection(FLOW_CONTROL_ERROR)),
    Case("6.9.1", "a stream's window overflows",
         open_then(2 * frame_bytes(WINDOW_UPDATE, 0, 1, struct.pack(">I", WINDOW_MAX))), stream(FLOW_CONTROL_ERROR)),
    Case("6.9.2", "INITIAL_WINDOW_SIZE changes the windows of open streams", window_changes_after_headers, answered()),
    Case("6.9.2", "a window may become negative", window_becomes_negative, answered()),
    Case("6.10", "a header block in several CONTINUATION frames",
         lambda c: _split_headers(c), answered()),
    Case("6.10", "DATA inside a header block", after_fragment(frame_bytes(DATA, END_STREAM, 1, b"test")),
         connection(PROTOCOL_ERROR)),
    Case("6.10", "CONTINUATION on stream 0", after_fragment(frame_bytes(CONTINUATION, END_HEADERS, 0, b"\x82")),
         connection(PROTOCOL_ERROR)),
    Case("6.10", "CONTINUATION after END_HEADERS", open_then(frame_bytes(CONTINUATION, END_HEADERS, 1, b"\x82")),
         connection(PROTOCOL_ERROR)),
    Case("6.10", "CONTINUATION after DATA",
         open_then(frame_bytes(DATA, 0, 1, b""), frame_bytes(CONTINUATION, END_HEADERS, 1, b"\x82")),
         connection(PROTOCOL_ERROR)),

    # 8 expressing HTTP semantics
    Case("8.1", "trailers without END_STREAM",
         lambda c: request(c, lambda c: c.headers(1, [("x-trailer", "1")]), end_stream=False), stream(PROTOCOL_ERROR)),
    Case("8.1", "a pseudo-header field in trailers",
         lambda c: request(c, lambda c: c.headers(1, [(":method", "POST")], end_stream=True), end_stream=False),
         stream(PROTOCOL_ERROR)),
    Case("8.2.1", "an upper-case field name", fields(("X-Test", "ok")), refused()),
    Case("8.2.1", "a field name with a space", fields(("x test", "ok")), refused()),
    Case("8.2.1", "a field value with a line feed", fields(("x-test", "a\nb")), refused()),
    Case("8.2.1", "a field value with NUL", fields(("x-test", "a\0b")), refused()),
    Case("8.2.2", "a connection-specific field", fields(("connection", "keep-alive")), refused()),
    Case("8.2.2", "transfer-encoding", fields(("transfer-encoding", "chunked")), refused()),
    Case("8.2.2", "TE other than trailers", fields(("te", "trailers, deflate"), without=("te",)), refused()),
    Case("8.3", "an unknown pseudo-header field", lambda c: c.send(c.headers(
        1, [(":test", "ok")] + request_headers(), end_stream=True)), refused()),
    Case("8.3", "a response's pseudo-header field", lambda c: c.send(c.headers(
        1, [(":status", "200")] + request_headers(), end_stream=True)), refused()),
    Case("8.3", "a pseudo-header field after a regular one",
         lambda c: c.send(c.headers(1, [("x-test", "ok")] + request_headers(), end_stream=True)), refused()),
    Case("8.3.1", "an empty path", fields(instead=request_headers(path="")), refused()),
    Case("8.3.1", "no method", fields(without=(":method",)), refused()),
    Case("8.3.1", "no scheme", fields(without=(":scheme",)), refused()),
    Case("8.3.1", "no path", fields(without=(":path",)), refused()),
    Case("8.3.1", "two methods", lambda c: c.send(c.headers(
        1, [(":method", "POST")] + request_headers(), end_stream=True)), refused()),
    Case("8.3.1", "two schemes", lambda c: c.send(c.headers(
        1, [(":scheme", "http")] + request_headers(), end_stream=True)), refused()),
    Case("8.3.1", "two paths", lambda c: c.send(c.headers(
        1, [(":path", "/")] + request_headers(), end_stream=True)), refused()),
    Case("8.1.1", "content-length above the one DATA frame", content_length(9, grpc_message()), refused()),
    Case("8.1.1", "content-length below the DATA frames", content_length(3, b"\0\0\0", b"\0\0"), refused()),
    Case("8.1.1", "content-length without a body", fields(("content-length", "5")), refused()),

    # RFC 7541
    Case("7541 2.3.3", "an index above the tables", block(b"\xff\x80\x01"), connection(COMPRESSION_ERROR)),
    Case("7541 4.2", "a table size update at the end of the block", block(b"\x20"), connection(COMPRESSION_ERROR)),
    Case("7541 5.2", "Huffman padding of more than 7 bits",
         block(b"\x00\x85\xf2\xb2\x4a\x84\xff\x84\x49\x50\x9f\xff"), connection(COMPRESSION_ERROR)),
    Case("7541 5.2", "Huffman padding of zeros",
         block(b"\x00\x85\xf2\xb2\x4a\x84\xff\x83\x49\x50\x90"), connection(COMPRESSION_ERROR)),
    Case("7541 5.2", "a Huffman string with EOS",
         block(b"\x00\x85\xf2\xb2\x4a\x84\xff\x87\x49\x51\xff\xff\xff\xfa\x7f"), connection(COMPRESSION_ERROR)),
    Case("7541 6.1", "index 0", block(b"\x80"), connection(COMPRESSION_ERROR)),
    Case("7541 6.3", "a table size update above the limit",
         lambda c: c.send(c.headers(1, block=b"\x3f\xe1\xff\x03" + c.encode(request_headers()), end_stream=True)),
         connection(COMPRESSION_ERROR)),
]


def _first_data_is_one_octet(c):
    frame = c.wait_for(lambda f: isinstance(f, DataFrame))
    assert len(frame.data) == 1, frame


def _split_headers(c):
    encoded = c.encode(request_headers())
    c.send(frame_bytes(HEADERS, 0, 1, encoded[:10]), frame_bytes(CONTINUATION, 0, 1, encoded[10:20]),
           frame_bytes(CONTINUATION, END_HEADERS, 1, encoded[20:]), c.data(1, grpc_message(), end_stream=True))
