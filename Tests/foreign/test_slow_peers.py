# SPDX-License-Identifier: Apache-2.0
"""Peers that take their time or take too much, against limits that were lowered: what they hold is taken from them
and counted, no handler starts for nothing, memory stays, and a good client is served meanwhile."""

import collections
import os
import socket
import struct
import time

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from support.good_client import CALLS, GoodClient
from support.raw import Closed, RawConnection, frame_bytes, grpc_message, request_headers

DATA, HEADERS, RST_STREAM, SETTINGS, WINDOW_UPDATE = 0, 1, 3, 4, 8
END_STREAM, END_HEADERS = 1, 4
MEGABYTE = 1 << 20
TIMEOUT = 20
PEERS = 20
GENERATE = "/strategos.v1.StrategyService/GenerateStrategy"
CHECK, WATCH = "/grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Watch"


def end(server):
    return collections.defaultdict(int, server.stop())


def limits(**values):
    return [part for name, value in values.items() for part in ("--set", f"limits.{name.replace('_', '-')}={value}")]


def resets(connection, streams):
    """Waits until some streams have been reset; gives these frames."""
    def found():
        return [frame for frame in connection.received if frame.type == RST_STREAM and frame.stream_id in streams]
    while {frame.stream_id for frame in found()} != streams:
        connection.next_frame(time.monotonic() + TIMEOUT)
    return found()


def header_block_begun(connection):
    block = connection.encode(request_headers())
    return frame_bytes(HEADERS, END_STREAM, 1, block[:10])


# What a peer sends before it falls silent: the limit that ends it, its counter, and how.
SILENCES = {
    "nothing at all": ("preface_timeout", "prefaceTimeouts", None),
    "half a preface": ("preface_timeout", "prefaceTimeouts", b"PRI * HTTP/2.0\r\n\r\n"),
    "half a head of HTTP/1.1": ("header_timeout", "headerTimeouts", b"GET / HTTP/1.1\r\nhost: a\r\n"),
    "half a block of header fields": ("header_timeout", "headerTimeouts", header_block_begun),
    "half a body of HTTP/1.1": ("body_timeout", "bodyTimeouts",
                               f"POST {CHECK} HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\n"
                               "content-length: 9\r\n\r\n{".encode()),
    "half a message": ("body_timeout", "bodyTimeouts", lambda c: c.headers(1).serialize() + frame_bytes(DATA, 0, 1, b"\0\0\0")),
}


@pytest.mark.parametrize("what", SILENCES)
def test_a_peer_that_falls_silent_is_ended_in_time(own_server, what):
    limit, counter, sent = SILENCES[what]
    # Only the one in question is short.
    server = own_server(*limits(**{limit: "1s"}))
    before = server.memory()
    peers = []
    with GoodClient(server):
        for _ in range(PEERS):
            peer = RawConnection(server, handshake=callable(sent))
            peers.append(peer)
            if sent is not None:
                peer.send(sent(peer) if callable(sent) else sent)
        for peer in peers:
            peer.socket.settimeout(TIMEOUT)
            if counter == "bodyTimeouts" and callable(sent):
                fields, _ = peer.response(1, timeout=TIMEOUT)
                assert fields["grpc-status"] == "4", fields
            elif counter == "bodyTimeouts":
                assert peer.socket.recv(65536).startswith(b"HTTP/1.1 504 ")
            else:
                while peer.socket.recv(65536):
                    pass
    assert server.memory() - before < 8 * MEGABYTE
    for peer in peers:
        peer.close()
    counters = end(server)
    assert counters[counter] == PEERS
    assert counters["handlersStarted"] == CALLS


def test_a_peer_that_takes_no_answer_is_ended_in_time(own_server):
    """A window of nothing: the answers wait, and for half a second only."""
    server = own_server(*limits(stall_timeout="500ms"))
    before = server.memory()
    with GoodClient(server), RawConnection(server, settings={4: 0}) as peer:
        for place in range(PEERS):
            peer.send(peer.request(2 * place + 1))
        resets(peer, {2 * place + 1 for place in range(PEERS)})
        assert server.memory() - before < 8 * MEGABYTE
    counters = end(server)
    assert counters["stallTimeouts"] == PEERS
    assert counters["handlersStarted"] == CALLS + PEERS


def test_a_peer_that_does_not_read_its_socket_is_ended_in_time(own_server, tmp_path):
    (tmp_path / "large.bin").write_bytes(bytes(32 * MEGABYTE))
    server = own_server("--static-root", str(tmp_path), *limits(stall_timeout="500ms"))
    before = server.memory()
    peers = [socket.create_connection((server.host, server.port)) for _ in range(PEERS)]
    with GoodClient(server):
        for peer in peers:
            peer.sendall(b"GET /large.bin HTTP/1.1\r\nhost: a\r\n\r\n")
        with grpc.insecure_channel(server.address) as channel:
            health = health_pb2_grpc.HealthStub(channel)
            # Until they are gone: nothing else tells.
            for _ in range(100_000):
                health.Check(health_pb2.HealthCheckRequest(), timeout=TIMEOUT)
                if os.path.exists(f"/proc/{server.process.pid}") and sockets_of(server) <= 4:
                    break
    assert sockets_of(server) <= 4
    assert server.memory() - before < 16 * MEGABYTE
    for peer in peers:
        peer.close()
    assert end(server)["stallTimeouts"] == PEERS


def sockets_of(server):
    """Established connections of the server's process, listening sockets aside."""
    port = f":{server.port:04X}"
    with open(f"/proc/{server.process.pid}/net/tcp") as table:
        rows = [line.split() for line in table.readlines()[1:]]
    return sum(row[1].endswith(port) and row[3] == "01" for row in rows)


# Too many


@pytest.mark.parametrize("limit, counter", [
    ("connections", "connectionsRefused"), ("connections_per_peer", "connectionsRefusedPerPeer")])
def test_connections_beyond_the_limit_are_closed_and_make_room_again(own_server, limit, counter):
    server = own_server(*limits(**{limit: 20}))
    with GoodClient(server) as good, RawConnection(server) as first:
        first.assert_alive()
        while not good.answered and not good.failures:
            pass
        held, refused = [], 0
        for _ in range(200):
            peer = socket.create_connection((server.host, server.port), timeout=TIMEOUT)
            held.append(peer)
        for peer in held:
            peer.sendall(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n")
            try:
                refused += not peer.recv(4096)
            except ConnectionResetError:
                refused += 1
        # The good client and the first one have two of the twenty, at most.
        assert 178 <= refused <= 182
        for peer in held:
            peer.close()
        first.assert_alive()
    # And once these are gone others get in.
    for _ in range(1000):
        with socket.create_connection((server.host, server.port), timeout=TIMEOUT) as peer:
            peer.sendall(b"GET /healthz HTTP/1.1\r\nhost: a\r\n\r\n")
            try:
                if peer.recv(4096).startswith(b"HTTP/1.1 200"):
                    break
            except ConnectionResetError:
                pass
    counters = end(server)
    assert counters[counter] >= 178
    assert counters["connectionsOpened"] == counters["connectionsClosed"]


# Names


@pytest.mark.parametrize("path", [
    "", "/", "//", "/grpc.health.v1.Health", "/grpc.health.v1.Health/", "/grpc.health.v1.Health/Check/",
    "//grpc.health.v1.Health/Check", "/grpc.health.v1.Health//Check", "/grpc.health.v1.Health/check",
    "/grpc.health.v1.Health/Check%00", "/%67rpc.health.v1.Health/Check", "/x/../grpc.health.v1.Health/Check",
    "grpc.health.v1.Health/Check", "/grpc.health.v1.Health/Check;a", "/grpc.health.v1.Health/Check#a",
    "http://other/grpc.health.v1.Health/Check", "*"])
def test_a_path_that_is_no_method_reaches_none(server, path):
    """Routing and authorisation see one parsed method: what is not exactly its path is not it."""
    with RawConnection(server) as peer:
        peer.send(peer.headers(1, request_headers(path=path)), peer.data(1, grpc_message(), end_stream=True))
        try:
            fields, _ = peer.response(1, timeout=TIMEOUT)
        except Closed:
            fields = {}
    # A path that HTTP/2 does not allow at all resets the stream (RFC 9113, 8.3.1).
    if fields or path.startswith("/"):
        assert fields.get("grpc-status") == "12" or fields[":status"] in ("400", "404", "405"), fields


@pytest.mark.parametrize("authority", [None, "", "a" * 8000, "other.example", "user@host:99999", "\u00e9"])
def test_the_authority_is_nobodys_business(server, authority):
    with RawConnection(server) as peer:
        fields = [pair for pair in request_headers(path=CHECK) if pair[0] != ":authority"]
        if authority is not None:
            fields.insert(3, (":authority", authority))
        peer.send(peer.headers(1, fields), peer.data(1, grpc_message(), end_stream=True))
        try:
            fields, _ = peer.response(1, timeout=TIMEOUT)
            # None at all: the stream was reset as malformed, which is fine; a crash is not.
            assert fields.get(":status", "200") in ("200", "400")
        except Closed:
            pass
    with grpc.insecure_channel(server.address) as channel:
        health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=TIMEOUT)


# Traps


@pytest.mark.parametrize("half_closed", [False, True])
def test_a_cancellation_reaches_a_streaming_handler_after_half_close_too(own_server, half_closed):
    server = own_server("--loops", "1")
    with RawConnection(server) as peer:
        for place in range(50):
            stream = 2 * place + 1
            peer.send(peer.headers(stream, request_headers(path=WATCH)),
                      frame_bytes(DATA, END_STREAM if half_closed else 0, stream, grpc_message()))
            if half_closed:
                peer.wait_for(lambda f: f.type == DATA and f.stream_id == stream, timeout=TIMEOUT)
            peer.send(frame_bytes(RST_STREAM, 0, stream, struct.pack(">I", 8)))
        peer.assert_alive()
    counters = end(server)
    assert counters["callsCancelled"] == 50
    assert counters["handlersStarted"] == counters["handlersEnded"]


@pytest.mark.parametrize("window", [1, 0])
def test_at_the_end_a_call_is_finished_when_its_trailers_are_out(own_server, window):
    """SIGTERM while the answer leaves byte by byte, or waits for a window: it arrives whole, trailers included."""
    server = own_server()
    with RawConnection(server, settings={4: window}) as peer:
        peer.send(peer.request(1, path=CHECK))
        peer.wait_for(lambda f: f.type == HEADERS and f.stream_id == 1, timeout=TIMEOUT)
        server.terminate()
        server.wait_for_line("shutting down")
        for _ in range(8):  # the answer has seven bytes
            peer.send(frame_bytes(WINDOW_UPDATE, 0, 1, struct.pack(">I", 1)))
        fields, body = peer.response(1, timeout=TIMEOUT)
        assert fields["grpc-status"] == "0" and body == grpc_message(b"\x08\x01")
    assert server.wait() == 0
