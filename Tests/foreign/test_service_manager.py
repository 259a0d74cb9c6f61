# SPDX-License-Identifier: Apache-2.0
"""What systemd is told, as its protocol of datagrams has it (sd_notify(3))."""

import os
import socket

import pytest

TIMEOUT = 10


@pytest.fixture(params=["path", "abstract"])
def notifications(request, tmp_path):
    name = str(tmp_path / "notify") if request.param == "path" else f"@strategos-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind("\0" + name[1:] if name.startswith("@") else name)
        listener.settimeout(TIMEOUT)
        yield name, listener


def test_ready_and_stopping_are_told(own_server, notifications):
    name, listener = notifications
    server = own_server(environment={"NOTIFY_SOCKET": name})
    assert listener.recv(4096).decode().splitlines() == ["READY=1", f"STATUS=listening on {server.address}"]
    server.stop()
    assert listener.recv(4096) == b"STOPPING=1"
    listener.setblocking(False)
    with pytest.raises(BlockingIOError):  # no watchdog was wanted
        listener.recv(4096)


@pytest.mark.parametrize("process, wanted", [(None, True), (1, False)])
def test_signs_of_life_are_given_to_a_watchdog_that_wants_them(own_server, notifications, process, wanted):
    name, listener = notifications
    environment = {"NOTIFY_SOCKET": name, "WATCHDOG_USEC": "100000"}
    if process is not None:
        environment["WATCHDOG_PID"] = str(process)
    server = own_server(environment=environment)
    if wanted:
        told = [listener.recv(4096) for _ in range(5)]
        assert told.count(b"WATCHDOG=1") == 4  # one is READY
    server.stop()
    rest = []
    listener.setblocking(False)
    while True:
        try:
            rest.append(listener.recv(4096))
        except BlockingIOError:
            break
    assert b"STOPPING=1" in rest
    assert wanted or b"WATCHDOG=1" not in rest


def test_a_manager_that_is_gone_does_no_harm(own_server):
    server = own_server(environment={"NOTIFY_SOCKET": "/nonexistent/socket", "WATCHDOG_USEC": "10000"})
    server.stop()
