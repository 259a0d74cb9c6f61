# SPDX-License-Identifier: Apache-2.0
"""RFC 9113 and RFC 7541, case by case. The table is in support/http2_cases.py.

H2SPEC names h2spec (docs/conformance.md tells how it is built): then its cases run as well.
"""

import os
import re
import socket
import subprocess

import pytest
from hyperframe.frame import SettingsFrame

from support.certificates import Authority
from support.http2_cases import CASES
from support.raw import PREFACE, RawConnection


@pytest.mark.parametrize("case", [
    pytest.param(case, marks=pytest.mark.xfail(reason=case.open_defect, strict=True)) if case.open_defect else case
    for case in CASES], ids=str)
def test_the_server_does_what_the_rfc_says(server, case):
    with RawConnection(server) as connection:
        case.send(connection)
        case.outcome(connection)
    # Whatever one client did, the next one finds the server as it was.
    with RawConnection(server) as connection:
        connection.assert_alive()


def test_the_first_frame_of_the_server_is_settings(server):
    with RawConnection(server, handshake=False) as connection:
        connection.send(PREFACE + SettingsFrame(0).serialize())
        first = connection.next_frame()
        assert isinstance(first, SettingsFrame) and "ACK" not in first.flags


def test_a_wrong_preface_ends_the_connection(server):
    with RawConnection(server, handshake=False) as connection:
        connection.send(b"INVALID CONNECTION PREFACE\r\n\r\n")
        assert connection.read_to_end() == [], "nothing is answered to what is not HTTP"


def test_a_preface_that_arrives_byte_by_byte_is_accepted(server):
    with RawConnection(server, handshake=False) as connection:
        for octet in PREFACE + SettingsFrame(0).serialize():
            connection.send(bytes([octet]))
        connection.assert_alive()


def test_a_client_that_shuts_down_its_sending_side_still_gets_its_answer(server):
    with RawConnection(server) as connection:
        connection.send(connection.request(1))
        connection.socket.shutdown(socket.SHUT_WR)
        fields, _ = connection.response(1)
        assert fields["grpc-status"] == "0"


@pytest.mark.skipif("H2SPEC" not in os.environ, reason="needs the path of h2spec")
@pytest.mark.parametrize("security", ["cleartext", "TLS"])
def test_public_suite(own_server, tmp_path, security):
    options, flags = [], []
    if security == "TLS":
        files = Authority(tmp_path).issue("server")
        options = ["--tls-certificate", files.certificate, "--tls-key", files.key]
        flags = ["--tls", "--insecure"]
    server = own_server(*map(str, options))
    run = subprocess.run(
        [os.environ["H2SPEC"], "--host", server.host, "--port", str(server.port), "--timeout", "5", *flags],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)
    [(_, passed, _, failed)] = set(re.findall(
        r"(\d+) tests, (\d+) passed, (\d+) skipped, (\d+) failed", run.stdout))
    assert (int(passed), int(failed)) == (146, 0), run.stdout[-4000:]
