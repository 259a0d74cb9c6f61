# SPDX-License-Identifier: Apache-2.0
"""What a caller is told of a limit that it has reached, as grpcio-status reads it."""

from google.rpc import error_details_pb2
import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
from grpc_status import rpc_status
import pytest


def quota(error):
    """The limits that an error names."""
    status = rpc_status.from_call(error)
    assert status.code == error.code().value[0]
    assert status.message == error.details()
    failure = error_details_pb2.QuotaFailure()
    assert status.details[0].Unpack(failure)
    return [violation.subject for violation in failure.violations]


@pytest.mark.parametrize("compression", [grpc.Compression.NoCompression, grpc.Compression.Gzip])
def test_a_message_beyond_the_limit_names_it(own_server, compression):
    server = own_server("--set", "limits.message-bytes=4KiB")
    with grpc.insecure_channel(server.address, compression=compression) as channel:
        call = channel.unary_unary("/grpc.health.v1.Health/Check", request_serializer=bytes, response_deserializer=bytes)
        with pytest.raises(grpc.RpcError) as failure:
            call(bytes(10_000), timeout=10)
    assert failure.value.code() == grpc.StatusCode.RESOURCE_EXHAUSTED
    assert quota(failure.value) == ["limits.message-bytes"]
    counter = "messageLimit" if compression == grpc.Compression.NoCompression else "decompressionLimit"
    assert server.stop()[counter] == 1


@pytest.mark.parametrize("timeout", [None, 3600])
def test_a_stream_beyond_the_limit_names_it(own_server, timeout):
    server = own_server("--set", "limits.stream-duration=300ms")
    with grpc.insecure_channel(server.address) as channel:
        stream = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest(), timeout=timeout)
        assert next(stream).status == health_pb2.HealthCheckResponse.SERVING
        with pytest.raises(grpc.RpcError) as failure:
            next(stream)
        assert failure.value.code() == grpc.StatusCode.DEADLINE_EXCEEDED
        assert quota(failure.value) == ["limits.stream-duration"]
        # The connection is as it was.
        assert health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=10).status
    assert server.stop()["durationLimit"] == 1
