# SPDX-License-Identifier: Apache-2.0
"""What every call has around its messages: metadata, deadlines, cancellation, sizes, errors."""

import threading
import time

import grpc
import pytest
from grpc_health.v1 import health_pb2, health_pb2_grpc

from support.questions import minimal
from support.raw import HEALTH_CHECK, RawConnection, grpc_message, request_headers

TIMEOUT = 10
GENERATE = "/strategos.v1.StrategyService/GenerateStrategy"
WATCH = "/grpc.health.v1.Health/Watch"
MAX_MESSAGE = 4 * 1024 * 1024
OK, CANCELLED, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, UNIMPLEMENTED, INTERNAL = "0", "1", "4", "8", "12", "13"


@pytest.fixture
def connection(server):
    with RawConnection(server) as opened:
        yield opened


# Metadata


def test_metadata_of_every_kind_is_accepted(strategy_service):
    metadata = [
        ("x-text", "plain"), ("x-text", "twice"), ("x-empty", ""), ("trace-bin", bytes(range(256))),
        ("x-empty-bin", b""), ("x-long", "v" * 4000)]
    strategy_service.GenerateStrategy(minimal(), timeout=TIMEOUT, metadata=metadata)


@pytest.mark.parametrize("value", ["AAEC", "AAE", "AAE=", "AA==", "AAEC,AAE", ""])
def test_binary_metadata_is_base64_with_or_without_padding(connection, value):
    connection.send(
        connection.headers(1, request_headers(extra=[("x-data-bin", value)])),
        connection.data(1, grpc_message(), end_stream=True))
    fields, _ = connection.response(1)
    assert fields["grpc-status"] == OK


def test_binary_metadata_that_is_no_base64_harms_nobody_else(connection):
    connection.send(
        connection.headers(1, request_headers(extra=[("x-data-bin", "!!!")])),
        connection.data(1, grpc_message(), end_stream=True), connection.request(3))
    fields, _ = connection.response(3)
    assert fields["grpc-status"] == OK


def test_answers_have_the_headers_that_the_protocol_asks_for(connection):
    connection.send(connection.request(1))
    fields, body = connection.response(1)
    assert fields[":status"] == "200"
    assert fields["content-type"].startswith("application/grpc")
    assert fields["grpc-status"] == OK
    assert body == grpc_message(b"\x08\x01")


@pytest.mark.parametrize("content_type", ["application/grpc", "application/grpc+proto", "application/grpc;charset=utf-8"])
def test_the_content_types_of_grpc_are_accepted(connection, content_type):
    connection.send(connection.request(1, content_type=content_type))
    fields, _ = connection.response(1)
    assert fields["grpc-status"] == OK


@pytest.mark.parametrize("content_type", ["text/plain", "application/jsonx", "application/grpcx", "", None])
def test_a_wrong_content_type_is_415(connection, content_type):
    connection.send(connection.request(1, content_type=content_type))
    fields, _ = connection.response(1)
    assert fields[":status"] == "415", fields
    connection.assert_alive()


# Errors


def test_an_error_is_trailers_only(connection):
    connection.send(connection.request(1, "/strategos.v1.StrategyService/Nonsense"))
    fields, body = connection.response(1)
    frames = [f for f in connection.received if f.stream_id == 1]
    assert fields[":status"] == "200" and fields["grpc-status"] == UNIMPLEMENTED
    assert fields["content-type"].startswith("application/grpc")
    assert body == b"" and len([f for f in frames if hasattr(f, "fields")]) == 1


def test_an_error_before_the_request_is_complete_ends_the_stream(connection):
    connection.send(connection.headers(1, request_headers("/no.Such/Method")))
    fields, _ = connection.response(1)
    assert fields["grpc-status"] == UNIMPLEMENTED
    connection.assert_alive()


def test_error_messages_are_percent_encoded(connection):
    connection.send(connection.request(1, HEALTH_CHECK, payload=b"\x0a\x07a%\xc3\xa4\nb\x7f"))
    fields, _ = connection.response(1)
    assert fields["grpc-status"] == "5"
    message = fields.get("grpc-message", "")
    assert all(" " <= character <= "~" for character in message)
    assert "%" not in message.replace("%25", "").replace("%C3", "").replace("%A4", "").replace("%0A", "").replace("%7F", "")


# Deadlines


@pytest.mark.parametrize("path", [GENERATE, HEALTH_CHECK, WATCH])
def test_a_deadline_of_a_nanosecond_is_exceeded(connection, path):
    payload = minimal().SerializeToString() if path == GENERATE else b""
    connection.send(
        connection.headers(1, request_headers(path, extra=[("grpc-timeout", "1n")])),
        connection.data(1, grpc_message(payload), end_stream=True))
    fields, _ = connection.response(1)
    assert fields["grpc-status"] == DEADLINE_EXCEEDED, fields


@pytest.mark.parametrize("timeout", ["10S", "99999999H", "99999999M", "10000m", "10000000u", "99999999n"])
def test_every_unit_of_a_deadline_is_understood(connection, timeout):
    connection.send(
        connection.headers(1, request_headers(extra=[("grpc-timeout", timeout)])),
        connection.data(1, grpc_message(), end_stream=True))
    fields, _ = connection.response(1)
    assert fields["grpc-status"] == OK, fields


@pytest.mark.parametrize("timeout", ["", "S", "10", "10s", "-1S", "100000000S", "1.5S", " 1S", "1 S", "0x1S"])
def test_a_malformed_deadline_is_refused(connection, timeout):
    connection.send(
        connection.headers(1, request_headers(extra=[("grpc-timeout", timeout)])),
        connection.data(1, grpc_message(), end_stream=True))
    fields, _ = connection.response(1)
    assert fields.get("grpc-status") != OK, fields
    connection.assert_alive()


def test_a_deadline_ends_a_stream_that_would_go_on(channel):
    began = time.monotonic()
    stream = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest(), timeout=0.3)
    assert next(stream).status == health_pb2.HealthCheckResponse.SERVING
    with pytest.raises(grpc.RpcError) as failure:
        next(stream)
    assert failure.value.code() == grpc.StatusCode.DEADLINE_EXCEEDED
    assert time.monotonic() - began < TIMEOUT


def test_the_server_itself_ends_a_stream_at_its_deadline(connection):
    connection.send(
        connection.headers(1, request_headers(WATCH, extra=[("grpc-timeout", "200m")])),
        connection.data(1, grpc_message(), end_stream=True))
    fields, body = connection.response(1)
    assert fields["grpc-status"] == DEADLINE_EXCEEDED
    assert body == grpc_message(b"\x08\x01")


# Cancellation


def test_a_cancelled_stream_ends_and_the_connection_goes_on(channel, strategy_service):
    stream = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest(), timeout=TIMEOUT)
    next(stream)
    stream.cancel()
    with pytest.raises(grpc.RpcError) as failure:
        next(stream)
    assert failure.value.code() == grpc.StatusCode.CANCELLED
    strategy_service.GenerateStrategy(minimal(), timeout=TIMEOUT)


def test_cancelled_streams_make_room_for_others(own_server):
    """More cancelled streams than a connection may have at once: their handlers must have ended."""
    server = own_server()
    with grpc.insecure_channel(server.address) as channel:
        health = health_pb2_grpc.HealthStub(channel)
        for _ in range(250):
            stream = health.Watch(health_pb2.HealthCheckRequest(), timeout=TIMEOUT)
            next(stream)
            stream.cancel()
        health.Check(health_pb2.HealthCheckRequest(), timeout=TIMEOUT)
    server.stop()


# Sizes


def health_request(size):
    """A health request of exactly that many bytes for a service that does not exist."""
    overhead = 1 + (4 if size - 5 >= 2**21 else 3)
    return health_pb2.HealthCheckRequest(service="x" * (size - overhead)).SerializeToString()


def test_a_message_of_the_greatest_size_is_accepted(channel):
    payload = health_request(MAX_MESSAGE)
    assert len(payload) == MAX_MESSAGE
    with pytest.raises(grpc.RpcError) as failure:
        channel.unary_unary(HEALTH_CHECK)(payload, timeout=TIMEOUT)
    assert failure.value.code() == grpc.StatusCode.NOT_FOUND
    assert len(failure.value.details()) < 1000, "the message does not echo what the client sent"


def test_a_message_one_byte_longer_is_refused(channel):
    with pytest.raises(grpc.RpcError) as failure:
        channel.unary_unary(HEALTH_CHECK)(health_request(MAX_MESSAGE + 1), timeout=TIMEOUT)
    assert failure.value.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
    assert str(MAX_MESSAGE) in failure.value.details()


def test_a_message_of_thousands_of_small_frames_is_one_message(connection):
    payload = health_request(5000)
    message = grpc_message(payload)
    connection.send(connection.headers(1), *(
        connection.data(1, message[i:i + 10], end_stream=i + 10 >= len(message)) for i in range(0, len(message), 10)))
    fields, _ = connection.response(1)
    assert fields["grpc-status"] == "5"


def test_a_compressed_message_without_a_known_encoding_is_refused(connection):
    connection.send(connection.headers(1), connection.data(1, grpc_message(b"x", compressed=1), end_stream=True))
    fields, _ = connection.response(1)
    assert fields["grpc-status"] in (INTERNAL, UNIMPLEMENTED)


def test_many_threads_on_one_channel_all_get_their_answers(strategy_service):
    failures = []

    def ask():
        try:
            for _ in range(50):
                strategy_service.GenerateStrategy(minimal(), timeout=TIMEOUT)
        except grpc.RpcError as error:
            failures.append(error)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert not failures
