# SPDX-License-Identifier: Apache-2.0
"""Sockets that systemd has opened: descriptors from 3 on, and what the environment says of them
(sd_listen_fds(3))."""

import fcntl
import http.client
import os
import socket
import subprocess

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from support.paths import BINARY

# High numbers, so that they are in nobody's way when they become 3, 4, ...
HIGH = 100


class Manager:
    """Opens sockets, and starts servers on them as systemd does."""

    def __init__(self):
        self.sockets = []
        self.copies = []

    def open(self, family, address, listens=True, kind=socket.SOCK_STREAM):
        opened = socket.socket(family, kind)
        opened.bind(address)
        if listens:
            opened.listen(16)
        self.sockets.append(opened)
        self.copies.append(fcntl.fcntl(opened.fileno(), fcntl.F_DUPFD, HIGH))
        return opened

    def tcp(self):
        return "127.0.0.1:%d" % self.open(socket.AF_INET, ("127.0.0.1", 0)).getsockname()[1]

    def launch(self, names=None, count=None, process="$$"):
        """What to start a server with."""
        moves = " ".join(f"{3 + index}<&{copy} {copy}<&-" for index, copy in enumerate(self.copies))
        named = "" if names is None else f" LISTEN_FDNAMES={names}"
        count = len(self.copies) if count is None else count
        script = f'export LISTEN_PID={process} LISTEN_FDS={count}{named}; exec "$@" {moves}'
        return {"launcher": ["bash", "-c", script, "bash"], "pass_fds": tuple(self.copies)}

    def close(self):
        for opened in self.sockets:
            opened.close()
        for copy in self.copies:
            os.close(copy)


@pytest.fixture
def manager():
    opened = Manager()
    yield opened
    opened.close()


def get(address):
    connection = http.client.HTTPConnection(*address.split(":"), timeout=10)
    connection.request("GET", "/healthz")
    return connection.getresponse().status


def check(address):
    with grpc.insecure_channel(address) as channel:
        return health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=10).status


def failure(manager, *options, **more):
    """What a server says that does not start."""
    launch = manager.launch(**more)
    result = subprocess.run(
        [*launch["launcher"], str(BINARY), "serve", *options], pass_fds=launch["pass_fds"],
        capture_output=True, text=True, timeout=20)
    assert result.returncode != 0
    return result.stderr


def test_tcp_and_unix_sockets_are_served_by_all_loops(own_server, manager, tmp_path):
    address = manager.tcp()
    path = str(tmp_path / "strategos.sock")
    manager.open(socket.AF_UNIX, path)
    server = own_server("--loops", "3", listen=None, **manager.launch())
    assert server.address == address
    server.wait_for_line(rf"address={address},unix:{path} loops=3")
    for _ in range(20):
        assert get(address) == 200
    assert check(address) == check(f"unix:{path}") == health_pb2.HealthCheckResponse.SERVING
    counters = server.stop()
    assert counters["connectionsOpened"] == counters["connectionsClosed"] == 22
    assert os.path.exists(path), "the socket is systemd's to remove"


def test_nobody_is_turned_away_between_two_servers(own_server, manager):
    address = manager.tcp()
    own_server(listen=None, **manager.launch()).stop()
    # Nobody serves now, and still the connection is made: the next server finds it.
    with socket.create_connection(address.split(":"), timeout=10) as waiting:
        waiting.sendall(b"GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        own_server(listen=None, **manager.launch())
        assert waiting.recv(4096).startswith(b"HTTP/1.1 200 ")


def test_sockets_are_chosen_by_their_name(own_server, manager, tmp_path):
    path = str(tmp_path / "game.sock")
    manager.tcp()
    manager.open(socket.AF_UNIX, path)
    server = own_server(listen="systemd:game", **manager.launch("admin:game"))
    assert server.address == f"unix:{path}"
    server.wait_for_line(r"is not used.* name=admin")
    assert check(f"unix:{path}") == health_pb2.HealthCheckResponse.SERVING


def test_an_address_is_taken_in_place_of_sockets(own_server, manager):
    inherited = manager.tcp()
    server = own_server(**manager.launch())
    assert server.address != inherited
    server.wait_for_line(r"is not used.* name=unknown")
    assert get(server.address) == 200


def test_sockets_of_another_process_are_left_alone(own_server, manager):
    inherited = manager.tcp()
    server = own_server(**manager.launch(process=1))
    assert server.address != inherited
    assert "is not used" not in server.log
    assert "systemd has opened no such socket; there is none" in failure(
        manager, "--listen", "systemd", process=1)


@pytest.mark.parametrize("options, more, said", [
    (["--listen", "systemd:other"], {"names": "one"}, "no such socket; there is one"),
    ([], {"names": "one:two"}, "LISTEN_FDNAMES: 'one:two' does not name 1 sockets"),
    ([], {"count": "many"}, "LISTEN_FDS: 'many' is no number of sockets"),
    ([], {"process": "0"}, "LISTEN_PID: '0' is no number of a process"),
    ([], {"count": 2}, "descriptor 4 is no stream socket that listens"),
    (["--listen", "systemd:"], {}, "--listen: 'systemd:' is not HOST:PORT"),
])
def test_what_makes_no_sense_is_named(manager, options, more, said):
    manager.tcp()
    assert said in failure(manager, *options, **more)


@pytest.mark.parametrize("listens, kind", [(False, socket.SOCK_STREAM), (False, socket.SOCK_DGRAM)])
def test_sockets_that_do_not_listen_are_refused(manager, listens, kind):
    manager.open(socket.AF_INET, ("127.0.0.1", 0), listens, kind)
    assert "descriptor 3 is no stream socket that listens" in failure(manager)
