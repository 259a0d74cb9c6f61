# SPDX-License-Identifier: Apache-2.0
"""The log's line for each call, as grpcio's calls of all ends make them, and the trace that it belongs to."""

import re

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
import pytest

from support.questions import minimal
from support.raw import RawConnection, grpc_message, request_headers
from support.stubs import strategos

TIMEOUT = 10
TRACE = "0af7651916cd43dd8448eb211c80319c"
PARENT = f"00-{TRACE}-b7ad6b7169203331-01"


def lines(server):
    return [dict(re.findall(r'(\w+)=("[^"]*"|\S+)', line)) for line in server.log.splitlines() if " message=call " in line]


def test_every_end_of_a_call_is_one_line(own_server):
    server = own_server("--log-calls", "all")
    with grpc.insecure_channel(server.address) as channel:
        health = health_pb2_grpc.HealthStub(channel)
        metadata = [("traceparent", PARENT), ("authorization", "Bearer canary-7c1e")]
        strategos.StrategyServiceStub(channel).GenerateStrategy(minimal(), timeout=TIMEOUT, metadata=metadata)
        with pytest.raises(grpc.RpcError):
            health.Check(health_pb2.HealthCheckRequest(service="none"), timeout=TIMEOUT)
        with pytest.raises(grpc.RpcError):
            channel.unary_unary("/no.Such/Method")(b"", timeout=TIMEOUT)
        # Not by grpcio: its own clock may be faster than the server's.
        with RawConnection(server) as connection:
            fields = request_headers("/grpc.health.v1.Health/Watch", extra=[("grpc-timeout", "50m")])
            connection.send(connection.headers(1, fields), connection.data(1, grpc_message(), end_stream=True))
            assert connection.response(1)[0]["grpc-status"] == "4"
        cancelled = health.Watch(health_pb2.HealthCheckRequest())
        next(cancelled)
        cancelled.cancel()
        server.wait_for_line(r"status=CANCELLED")
        with RawConnection(server) as connection:
            connection.send(connection.request(1, "/grpc.health.v1.Health/Watch"))
            connection.wait_for(lambda frame: frame.stream_id == 1)
    server.terminate()
    server.wait()
    calls = lines(server)
    assert [call["status"] for call in calls].count("OK") == 1
    assert sorted(call["status"] for call in calls) == [
        "CANCELLED", "CANCELLED", "DEADLINE_EXCEEDED", "NOT_FOUND", "OK", "UNIMPLEMENTED"]
    ok = next(call for call in calls if call["status"] == "OK")
    assert ok["method"] == "strategos.v1.StrategyService/GenerateStrategy"
    assert ok["traceId"] == TRACE and ok["parentSpanId"] == "b7ad6b7169203331"
    assert int(ok["requestBytes"]) == len(minimal().SerializeToString())
    assert int(ok["durationMicroseconds"]) > 0
    assert len({call["traceId"] for call in calls}) == len(calls)
    assert next(call for call in calls if call["status"] == "UNIMPLEMENTED")["method"] == "other"
    assert "canary-7c1e" not in server.log


def test_only_errors_are_logged_if_only_they_are_wanted(own_server):
    server = own_server("--log-calls", "errors")
    with grpc.insecure_channel(server.address) as channel:
        health = health_pb2_grpc.HealthStub(channel)
        health.Check(health_pb2.HealthCheckRequest(), timeout=TIMEOUT)
        with pytest.raises(grpc.RpcError):
            health.Check(health_pb2.HealthCheckRequest(service='a" status=OK\nx'), timeout=TIMEOUT)
    server.terminate()
    server.wait()
    [call] = lines(server)
    assert call["status"] == "NOT_FOUND"


def test_nothing_is_logged_unless_asked_for(own_server):
    server = own_server()
    with grpc.insecure_channel(server.address) as channel:
        health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=TIMEOUT)
    server.terminate()
    server.wait()
    assert not lines(server)
