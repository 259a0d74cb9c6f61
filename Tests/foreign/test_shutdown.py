# SPDX-License-Identifier: Apache-2.0
"""SIGTERM: the server says that it goes, finishes what it has begun, and ends with its counters and code 0."""

import signal
import subprocess

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc
from hyperframe.frame import GoAwayFrame

from support.paths import BINARY
from support.questions import minimal
from support.raw import NO_ERROR, RawConnection, grpc_message, request_headers
from support.server import Server
from support.stubs import strategos

WATCH = "/grpc.health.v1.Health/Watch"
TIMEOUT = 10


def test_an_idle_server_ends_at_once(own_server):
    own_server().stop()


def test_an_interrupt_from_the_keyboard_ends_it_too(own_server):
    server = own_server()
    server.process.send_signal(signal.SIGINT)
    assert server.wait() == 0


def test_a_call_in_flight_is_finished(own_server):
    server = own_server()
    with RawConnection(server) as connection:
        message = grpc_message(minimal().SerializeToString())
        path = "/strategos.v1.StrategyService/GenerateStrategy"
        connection.send(connection.headers(1, request_headers(path)), connection.data(1, message[:7]))
        connection.assert_alive()
        server.terminate()
        goaway = connection.wait_for(lambda f: isinstance(f, GoAwayFrame))
        assert goaway.error_code == NO_ERROR and goaway.last_stream_id >= 1
        connection.send(connection.data(1, message[7:], end_stream=True))
        fields, body = connection.response(1)
        assert fields["grpc-status"] == "0"
        assert strategos.GenerateStrategyResponse.FromString(body[5:]).strategy.team_id == "red"
        connection.read_to_end()
    assert server.wait() == 0


def test_goaway_comes_twice_first_without_a_limit(own_server):
    """RFC 9113 6.8: so that requests which cross the first one are still served."""
    server = own_server()
    with RawConnection(server) as connection:
        connection.send(connection.headers(1))
        connection.assert_alive()
        server.terminate()
        first = connection.wait_for(lambda f: isinstance(f, GoAwayFrame))
        assert (first.error_code, first.last_stream_id) == (NO_ERROR, 2**31 - 1)
        connection.send(connection.data(1, grpc_message(), end_stream=True))
        connection.read_to_end()
        last = [f for f in connection.received if isinstance(f, GoAwayFrame)][-1]
        assert last.error_code == NO_ERROR and last.last_stream_id in (1, 3)
    assert server.wait() == 0


def test_watchers_of_health_are_told(own_server):
    server = own_server()
    with grpc.insecure_channel(server.address) as channel:
        stream = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest(), timeout=TIMEOUT)
        assert next(stream).status == health_pb2.HealthCheckResponse.SERVING
        server.terminate()
        assert next(stream).status == health_pb2.HealthCheckResponse.NOT_SERVING
        stream.cancel()
    assert server.wait() == 0


def test_a_stream_without_end_does_not_keep_the_server_alive(own_server):
    """The grace time ends it."""
    server = own_server(environment={"STRATEGOS_GRACE": "1s"})
    with RawConnection(server) as connection:
        connection.send(connection.request(1, WATCH))
        connection.wait_for(lambda f: f.stream_id == 1)
        server.terminate()
        assert server.wait(60) == 0


def test_a_second_signal_ends_it_now(own_server):
    server = own_server()
    with RawConnection(server) as connection:
        connection.send(connection.request(1, WATCH))
        connection.wait_for(lambda f: f.stream_id == 1)
        server.terminate()
        connection.wait_for(lambda f: isinstance(f, GoAwayFrame))
        server.terminate()
        server.wait(5)


def test_nothing_new_is_accepted_while_the_server_drains(own_server):
    server = own_server()
    with RawConnection(server) as connection:
        connection.send(connection.request(1, WATCH))
        connection.wait_for(lambda f: f.stream_id == 1)
        server.terminate()
        connection.wait_for(lambda f: isinstance(f, GoAwayFrame))
        with pytest.raises(OSError):
            RawConnection(server)
        server.terminate()
        server.wait(5)


def test_the_address_is_free_again(own_server):
    first = own_server()
    with RawConnection(first) as connection:
        connection.send(connection.request(1))
        connection.response(1)
    first.stop()
    with Server(listen=first.address) as second:
        assert second.address == first.address
        second.stop()


@pytest.mark.parametrize("options, named", [
    (["--listen", "nonsense"], "listen"), (["--listen", "127.0.0.1:99999"], "listen"), (["--no-such-option"], "no-such-option")])
def test_a_wrong_option_is_named(options, named):
    result = subprocess.run([BINARY, "serve", *options], capture_output=True, text=True, timeout=20)
    assert result.returncode != 0
    assert named in result.stderr


def test_a_second_server_on_the_same_port_is_refused(own_server):
    """Each loop has a socket of its own on the port; another process must not slip in among them."""
    server = own_server()
    second = subprocess.run([BINARY, "serve", "--listen", server.address], capture_output=True, text=True, timeout=20)
    assert second.returncode == 1
    assert f"--listen {server.address}" in second.stderr and "address already in use" in second.stderr
