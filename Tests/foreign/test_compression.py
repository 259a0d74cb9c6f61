# SPDX-License-Identifier: Apache-2.0
"""Compressed messages as others write and read them, and bombs, against the release binary."""

import gzip
import json
import pathlib
import subprocess
import sys
import zlib

from connectrpc.client import ConnectClientSync
from connectrpc.compat import google_protobuf_binary_codec
from connectrpc.compression.gzip import GzipCompression
from connectrpc.compression.zstd import ZstdCompression
from connectrpc.method import IdempotencyLevel, MethodInfo, StreamType
from connectrpc.protocol import ProtocolType
import grpc
from pyqwest import HTTPVersion, SyncClient, SyncHTTPTransport
import pytest
import zstandard

from support import captured
from support.good_client import GoodClient
from support.questions import ask
from support.raw import RawConnection, grpc_message, request_headers
from support.stubs import strategos

BUF = pathlib.Path(sys.executable).parent / "buf"
GENERATE = "/strategos.v1.StrategyService/GenerateStrategy"
WAYS = {
    "gzip": (gzip.compress, gzip.decompress), "deflate": (zlib.compress, zlib.decompress),
    "zstd": (zstandard.compress, zstandard.decompress)}


def question():
    """A request of some kilobytes."""
    return ask(strategos.GenerateStrategyRequest, "g1_t050", "red")


def without_times(response):
    response.strategy.ClearField("provenance")
    return response


@pytest.fixture(scope="module")
def expected(server):
    with grpc.insecure_channel(server.address) as channel:
        return without_times(strategos.StrategyServiceStub(channel).GenerateStrategy(question(), timeout=10))


@pytest.fixture
def connection(server):
    with RawConnection(server) as opened:
        yield opened


# gRPC


@pytest.mark.parametrize("compression", [grpc.Compression.Gzip, grpc.Compression.Deflate, grpc.Compression.NoCompression])
def test_grpcio_compresses_both_ways(server, expected, compression):
    with grpc.insecure_channel(server.address, compression=compression) as channel:
        service = strategos.StrategyServiceStub(channel)
        assert without_times(service.GenerateStrategy(question(), timeout=10)) == expected
        stream = list(service.StreamStrategy(ask(strategos.StreamStrategyRequest, "g1_t050", "red"), timeout=20))
        assert stream[0].strategy.description and stream[-1].HasField("done")


@pytest.mark.parametrize("name", WAYS)
def test_a_compressed_request_gets_an_answer_compressed_alike(connection, name, expected):
    compress, decompress = WAYS[name]
    payload = compress(question().SerializeToString())
    connection.send(
        connection.headers(1, request_headers(GENERATE, extra=[("grpc-encoding", name), ("grpc-accept-encoding", f"identity,{name}")])),
        connection.data(1, grpc_message(payload, compressed=1), end_stream=True))
    fields, body = connection.response(1)
    assert fields["grpc-status"] == "0" and fields["grpc-encoding"] == name
    assert body[0] == 1
    plain = decompress(body[5:])
    assert len(plain) > len(body) - 5
    assert without_times(strategos.GenerateStrategyResponse.FromString(plain)) == expected


def test_gzip_of_several_members_is_refused(connection):
    payload = gzip.compress(question().SerializeToString()) + gzip.compress(b"")
    connection.send(
        connection.headers(1, request_headers(GENERATE, extra=[("grpc-encoding", "gzip")])),
        connection.data(1, grpc_message(payload, compressed=1), end_stream=True))
    fields, _ = connection.response(1)
    assert fields["grpc-status"] == "13"


@pytest.mark.parametrize("name", ["br", "snappy", "x", "gzip, gzip"])
def test_an_unknown_encoding_is_unimplemented_and_the_known_ones_are_listed(connection, name):
    connection.send(
        connection.headers(1, request_headers(GENERATE, extra=[("grpc-encoding", name)])),
        connection.data(1, grpc_message(b"x", compressed=1), end_stream=True))
    fields, _ = connection.response(1)
    assert fields["grpc-status"] == "12"
    assert set(fields["grpc-accept-encoding"].split(",")) == set(WAYS)
    connection.assert_alive()


# Connect


@pytest.mark.parametrize("protocol", list(ProtocolType))
@pytest.mark.parametrize("compression", [GzipCompression(), ZstdCompression()], ids=lambda way: way.name())
def test_connectrpc_compresses_both_ways(server, expected, protocol, compression):
    method = MethodInfo(
        name="GenerateStrategy", service_name="strategos.v1.StrategyService", input=strategos.GenerateStrategyRequest,
        output=strategos.GenerateStrategyResponse, idempotency_level=IdempotencyLevel.UNKNOWN, stream_type=StreamType.UNARY)
    with SyncHTTPTransport(http_version=HTTPVersion.HTTP2) as transport:
        client = ConnectClientSync(
            f"http://{server.address}", codec=google_protobuf_binary_codec(), protocol=protocol,
            send_compression=compression, accept_compression=[compression],
            http_client=SyncClient(transport))
        assert without_times(client.execute_unary(request=question(), method=method)) == expected


@pytest.mark.parametrize("protocol", ["grpc", "grpcweb", "connect"])
def test_buf_curl_reads_what_is_compressed(server, protocol):
    result = subprocess.run(
        [BUF, "curl", "--protocol", protocol, "--http2-prior-knowledge", "--data", "@-", "-v", f"http://{server.address}{GENERATE}"],
        input=json.dumps({"teamId": "red", "gameState": captured.load("g1_t050")}), capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    assert "ncoding: gzip" in result.stderr
    assert json.loads(result.stdout)["strategy"]["description"]


@pytest.mark.parametrize("name", [*WAYS, None])
def test_curl_reads_what_is_compressed(server, name):
    field = ["-H", f"accept-encoding: {name}"] if name else []
    result = subprocess.run(
        ["curl", "-sS", "--http2-prior-knowledge", "--compressed", *field, "-w", "%{stderr}%header{content-encoding} %{size_download}",
         "--json", json.dumps({"teamId": "red", "gameState": captured.load("g1_t050")}), f"http://{server.address}{GENERATE}"],
        capture_output=True, text=True, check=True)
    encoding, size = result.stderr.split()
    assert encoding == (name or "zstd")
    assert json.loads(result.stdout)["strategy"]["description"]
    assert int(size) < len(result.stdout)


# Limits


@pytest.mark.parametrize("name", WAYS)
def test_a_bomb_takes_no_memory_beyond_the_limit(own_server, name):
    server = own_server("--loops", "1")
    compress, _ = WAYS[name]
    bomb = grpc_message(compress(bytes(32 << 20)), compressed=1)
    assert len(bomb) < 1 << 16
    with GoodClient(server):
        with RawConnection(server) as connection:
            sizes = [server.memory()]
            for stream in range(1, 41, 2):
                connection.send(connection.headers(stream, request_headers(GENERATE, extra=[("grpc-encoding", name)])))
                for start in range(0, len(bomb), 16384):
                    piece = bomb[start:start + 16384]
                    connection.send(connection.data(stream, piece, end_stream=start + 16384 >= len(bomb)))
                fields, _ = connection.response(stream)
                assert fields["grpc-status"] == "8", fields
                sizes.append(server.memory())
            # Twice the limit, since a buffer is copied when it grows, and what the allocator keeps; not more with each bomb.
            assert max(sizes) < sizes[0] + (16 << 20)
            assert max(sizes[11:]) < max(sizes[:11]) + (2 << 20)
    counters = server.stop()
    assert counters["decompressionLimit"] == 20
    assert counters["handlersStarted"] == counters["handlersEnded"] == 1000


def test_a_server_that_is_told_so_compresses_nothing(own_server):
    server = own_server("--compress-from", "never")
    with RawConnection(server) as connection:
        connection.send(
            connection.headers(1, request_headers(GENERATE, extra=[("grpc-accept-encoding", "gzip")])),
            connection.data(1, grpc_message(question().SerializeToString()), end_stream=True))
        fields, body = connection.response(1)
        assert fields["grpc-status"] == "0" and "grpc-encoding" not in fields and body[0] == 0
    server.stop()
