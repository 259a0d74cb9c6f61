# SPDX-License-Identifier: Apache-2.0
"""RFC 9113 and RFC 7541, case by case. The table is in support/http2_cases.py."""

import socket

import pytest
from hyperframe.frame import SettingsFrame

from support.http2_cases import CASES
from support.raw import PREFACE, PROTOCOL_ERROR, RawConnection


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
        connection.send(b"INVALID CONNECTION PREFACE\r\n\r\n" + bytes(40))
        connection.assert_connection_error(PROTOCOL_ERROR)


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
