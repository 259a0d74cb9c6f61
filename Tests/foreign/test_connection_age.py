# SPDX-License-Identifier: Apache-2.0
"""Connections that end by themselves: by age, by pings that come too often, by silence; grpcio loses no call."""

import struct
import time

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc

from support.raw import Closed, ENHANCE_YOUR_CALM, NO_ERROR, RawConnection, frame_bytes
from hyperframe.frame import DataFrame, GoAwayFrame, PingFrame

PING = 6
TIMEOUT = 10
CHECK = health_pb2.HealthCheckRequest()


def test_no_call_is_lost_while_connections_grow_old(own_server):
    server = own_server("--set", "limits.connection-age=200ms")
    with grpc.insecure_channel(server.address) as channel:
        health = health_pb2_grpc.HealthStub(channel)
        end = time.monotonic() + 4
        calls = 0
        while time.monotonic() < end:
            health.Check(CHECK, timeout=TIMEOUT)
            calls += 1
    counters = server.stop()
    assert counters["status.OK"] == calls
    assert counters["connectionAge"] >= 3
    assert counters["connectionsOpened"] >= counters["connectionAge"]


def test_an_old_connection_says_so_twice_and_cuts_off_after_the_grace(own_server):
    server = own_server("--set", "limits.connection-age=300ms", "--set", "limits.connection-age-grace=500ms")
    with RawConnection(server) as connection:
        connection.send(connection.request(1, "/grpc.health.v1.Health/Watch"))
        connection.wait_for(lambda frame: isinstance(frame, DataFrame))
        first = connection.wait_for(lambda frame: isinstance(frame, GoAwayFrame))
        assert (first.last_stream_id, first.error_code) == (2**31 - 1, NO_ERROR)
        connection.send(connection.request(3))
        assert connection.response(3)[0]["grpc-status"] == "0"
        frames = connection.read_to_end()
        goaways = [frame.last_stream_id for frame in frames if isinstance(frame, GoAwayFrame)]
        assert goaways[:2] == [2**31 - 1, 3]
    counters = server.stop()
    assert counters["connectionAge"] == 1 and counters["connectionAgeGrace"] == 1


def test_pings_that_come_too_often_are_told_so(own_server):
    server = own_server()
    with RawConnection(server) as connection:
        connection.send(*(frame_bytes(PING, 0, 0, struct.pack(">Q", number)) for number in range(5)))
        goaway = connection.wait_for(lambda frame: isinstance(frame, GoAwayFrame))
        assert goaway.error_code == ENHANCE_YOUR_CALM and goaway.additional_data == b"too_many_pings"
        connection.read_to_end()
    with RawConnection(server) as connection:
        # Between answers there may be some, as Go's clients measure their network.
        for number in range(20):
            connection.send(*(frame_bytes(PING, 0, 0, bytes(8)) for _ in range(3)), connection.request(2 * number + 1))
            assert connection.response(2 * number + 1)[0]["grpc-status"] == "0"
        connection.send(frame_bytes(PING, 0, 0, b"12345678"))
        connection.wait_for(lambda frame: isinstance(frame, PingFrame) and frame.opaque_data == b"12345678")
    assert server.stop()["pingLimit"] == 1


def test_a_client_of_grpc_that_pings_as_it_is_allowed_to_is_let_be(own_server):
    server = own_server("--set", "limits.ping-interval=100ms", "--set", "limits.keepalive-time=200ms")
    options = [("grpc.keepalive_time_ms", 300), ("grpc.http2.max_pings_without_data", 0)]
    with grpc.insecure_channel(server.address, options=options) as channel:
        watch = health_pb2_grpc.HealthStub(channel).Watch(CHECK, timeout=2)
        try:
            for _ in watch:
                pass
        except grpc.RpcError as error:
            assert error.code() == grpc.StatusCode.DEADLINE_EXCEEDED
    counters = server.stop()
    assert "pingLimit" not in counters and "keepaliveTimeouts" not in counters
    assert counters["connectionsOpened"] == 1


def test_a_peer_that_does_not_answer_is_given_up(own_server):
    server = own_server("--set", "limits.keepalive-time=200ms", "--set", "limits.keepalive-timeout=200ms")
    with RawConnection(server) as connection:
        connection.send(connection.request(1, "/grpc.health.v1.Health/Watch"))
        connection.wait_for(lambda frame: isinstance(frame, PingFrame) and "ACK" not in frame.flags)
        try:
            while True:
                connection.next_frame()
        except Closed:
            pass
    counters = server.stop()
    assert counters["keepaliveTimeouts"] == 1
    assert counters["handlersStarted"] == counters["handlersEnded"] == 1
