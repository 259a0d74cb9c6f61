# SPDX-License-Identifier: Apache-2.0
"""A client that speaks HTTP/2 frame by frame and is free to break every rule."""

import socket
import struct
import time

import hpack
from hyperframe.frame import (
    ContinuationFrame, DataFrame, Frame, GoAwayFrame, HeadersFrame, PingFrame, RstStreamFrame, SettingsFrame,
    WindowUpdateFrame)

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
TIMEOUT = 10

NO_ERROR, PROTOCOL_ERROR, INTERNAL_ERROR, FLOW_CONTROL_ERROR, SETTINGS_TIMEOUT, STREAM_CLOSED = range(6)
FRAME_SIZE_ERROR, REFUSED_STREAM, CANCEL, COMPRESSION_ERROR, CONNECT_ERROR, ENHANCE_YOUR_CALM = range(6, 12)

HEALTH_CHECK = "/grpc.health.v1.Health/Check"


class Closed(Exception):
    """The peer closed the connection."""


def frame_bytes(kind, flags, stream, payload=b""):
    """Any frame, legal or not."""
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def grpc_message(payload=b"", compressed=0, length=None):
    """A length-prefixed message; `length` lies about the size."""
    return bytes([compressed]) + struct.pack(">I", len(payload) if length is None else length) + payload


def request_headers(path=HEALTH_CHECK, extra=(), **replace):
    """The header list of a gRPC request. `replace` changes or (None) removes: `method`, `content_type`, …"""
    fields = {
        ":method": "POST", ":scheme": "http", ":path": path, ":authority": "localhost",
        "content-type": "application/grpc", "te": "trailers"}
    for name, value in replace.items():
        name = name.replace("_", "-")
        name = name if name in ("content-type", "te") else ":" + name
        fields[name] = value
    return [(name, value) for name, value in fields.items() if value is not None] + list(extra)


class RawConnection:
    def __init__(self, server, settings=None, handshake=True):
        self.socket = socket.create_connection((server.host, server.port), timeout=TIMEOUT)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.encoder = hpack.Encoder()
        self.decoder = hpack.Decoder()
        self.received = []   # every frame so far
        self.buffer = bytearray()
        self._header_block = None
        self._answers_settings = handshake
        if handshake:
            self.send(PREFACE + SettingsFrame(0, settings=settings or {}).serialize())
            self.wait_for(lambda f: isinstance(f, SettingsFrame) and "ACK" in f.flags)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    # Sending

    def send(self, *pieces):
        """Frames or bytes, in one write. A peer that has closed already is noticed when reading."""
        data = b"".join(piece.serialize() if isinstance(piece, Frame) else piece for piece in pieces)
        try:
            self.socket.sendall(data)
        except (BrokenPipeError, ConnectionResetError):
            pass

    def headers(self, stream, fields=None, end_stream=False, end_headers=True, block=None):
        """A HEADERS frame, made but not sent."""
        frame = HeadersFrame(stream, block if block is not None else self.encode(fields or request_headers()))
        if end_stream:
            frame.flags.add("END_STREAM")
        if end_headers:
            frame.flags.add("END_HEADERS")
        return frame

    def encode(self, fields):
        return self.encoder.encode(fields, huffman=False)

    @staticmethod
    def data(stream, payload=b"", end_stream=False):
        frame = DataFrame(stream, payload)
        if end_stream:
            frame.flags.add("END_STREAM")
        return frame

    def request(self, stream, path=HEALTH_CHECK, payload=b"", **replace):
        """A whole unary request, made but not sent."""
        return (self.headers(stream, request_headers(path, **replace)).serialize()
                + self.data(stream, grpc_message(payload), end_stream=True).serialize())

    # Receiving

    def next_frame(self, deadline=None):
        """The next frame; SETTINGS are acknowledged on the way (not without handshake). Raises Closed, or TimeoutError."""
        deadline = deadline or time.monotonic() + TIMEOUT
        while True:
            if len(self.buffer) >= 9:
                frame, length = Frame.parse_frame_header(memoryview(bytes(self.buffer[:9])), strict=False)
                if len(self.buffer) >= 9 + length:
                    frame.parse_body(memoryview(bytes(self.buffer[9:9 + length])))
                    del self.buffer[:9 + length]
                    return self._note(frame)
            self.socket.settimeout(max(0.001, deadline - time.monotonic()))
            try:
                piece = self.socket.recv(65536)
            except (ConnectionResetError, BrokenPipeError):
                raise Closed from None
            if not piece:
                raise Closed
            self.buffer += piece

    def _note(self, frame):
        self.received.append(frame)
        if isinstance(frame, SettingsFrame) and "ACK" not in frame.flags and self._answers_settings:
            self.send(SettingsFrame(0, flags=["ACK"]))
        if isinstance(frame, (HeadersFrame, ContinuationFrame)):
            self._header_block = (self._header_block or b"") + frame.data
            if "END_HEADERS" in frame.flags:
                frame.fields = dict(self.decoder.decode(self._header_block))
                self._header_block = None
        return frame

    def wait_for(self, wanted, timeout=TIMEOUT):
        """Reads until a frame satisfies the condition, and gives it."""
        deadline = time.monotonic() + timeout
        while True:
            frame = self.next_frame(deadline)
            if wanted(frame):
                return frame

    def read_to_end(self, timeout=TIMEOUT):
        """Reads until the peer closes the connection."""
        deadline = time.monotonic() + timeout
        try:
            while True:
                self.next_frame(deadline)
        except Closed:
            return self.received

    # Outcomes

    def response(self, stream, timeout=TIMEOUT):
        """Reads to the end of a stream: its headers and trailers in one dictionary, and its data."""
        self.wait_for(lambda f: f.stream_id == stream and (
            "END_STREAM" in f.flags or isinstance(f, RstStreamFrame)), timeout)
        return self.fields(stream), self.body(stream)

    def fields(self, stream):
        merged = {}
        for frame in self.received:
            if frame.stream_id == stream and hasattr(frame, "fields"):
                merged.update(frame.fields)
        return merged

    def body(self, stream):
        return b"".join(f.data for f in self.received if isinstance(f, DataFrame) and f.stream_id == stream)

    def assert_alive(self, timeout=TIMEOUT):
        """The connection still answers, and no GOAWAY has come."""
        mark = struct.pack(">Q", 0x5354524154454730 + len(self.received))
        self.send(PingFrame(0, mark))
        self.wait_for(lambda f: isinstance(f, PingFrame) and "ACK" in f.flags and f.opaque_data == mark, timeout)
        assert not any(isinstance(f, GoAwayFrame) for f in self.received), self.received

    def assert_connection_error(self, *codes, timeout=TIMEOUT):
        """GOAWAY with one of the codes, or at least the end of the connection (RFC 9113 5.4.1)."""
        frames = self.read_to_end(timeout)
        goaways = [f for f in frames if isinstance(f, GoAwayFrame)]
        for goaway in goaways:
            assert goaway.error_code in codes, f"GOAWAY with {goaway.error_code}, expected {codes}"
        return goaways[-1] if goaways else None

    def assert_stream_error(self, stream, *codes, timeout=TIMEOUT):
        """RST_STREAM with one of the codes, or a connection error instead (RFC 9113 5.4)."""
        try:
            frame = self.wait_for(
                lambda f: isinstance(f, GoAwayFrame) or isinstance(f, RstStreamFrame) and f.stream_id == stream,
                timeout)
        except Closed:
            return None
        assert frame.error_code in codes, f"{frame!r}, expected {codes}"
        return frame

    def grow_windows(self, stream, by):
        self.send(WindowUpdateFrame(0, by), WindowUpdateFrame(stream, by))
