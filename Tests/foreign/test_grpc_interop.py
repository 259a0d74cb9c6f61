# SPDX-License-Identifier: Apache-2.0
"""gRPC's interoperability cases against grpc-interop: those that need no cloud, balancer or xDS.

The cases, their sizes and their texts are those of gRPC's doc/interop-test-descriptions.md. INTEROP_CLIENT names
grpc-go's client of the same cases (docs/conformance.md tells how it is built).
"""

import gzip
import os
import queue
import subprocess
from concurrent.futures import ThreadPoolExecutor

import grpc
import pytest

from support.certificates import Authority
from support.programs import INTEROP, InteropServer, Schema
from support.raw import RawConnection, grpc_message, request_headers

LARGE_REQUEST, LARGE_RESPONSE = 271828, 314159
REQUEST_SIZES, RESPONSE_SIZES = [27182, 8, 1828, 45904], [31415, 9, 2653, 58979]
ECHO_INITIAL, ECHO_TRAILING = "x-grpc-test-echo-initial", "x-grpc-test-echo-trailing-bin"
SPECIAL_MESSAGE = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"
TIMEOUT = 60


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    return Schema(INTEROP, "grpc.testing", tmp_path_factory.mktemp("interop"))


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module", params=["cleartext", "TLS"])
def interop(request, authority):
    files = authority.issue("interop")
    options = ["--certificate", files.certificate, "--key", files.key] if request.param == "TLS" else []
    with InteropServer("--port", 0, *options) as running:
        running.is_encrypted = bool(options)
        yield running


@pytest.fixture
def channel(interop, authority):
    if not interop.is_encrypted:
        opened = grpc.insecure_channel(interop.address)
    else:
        opened = grpc.secure_channel(interop.address, grpc.ssl_channel_credentials(authority.file.read_bytes()))
    with opened:
        yield opened


@pytest.fixture
def stub(api, channel):
    return api.stub(channel, "TestService")


@pytest.fixture
def simple(api):
    def make(request_size=LARGE_REQUEST, response_size=LARGE_RESPONSE, **more):
        return api.SimpleRequest(
            response_size=response_size, payload=api.Payload(body=bytes(request_size)), **more)
    return make


@pytest.fixture
def streaming(api):
    def make(*sizes, request_size=None, compressed=None, **more):
        request = api.StreamingOutputCallRequest(**more)
        for index, size in enumerate(sizes):
            parameter = request.response_parameters.add(size=size)
            if compressed:
                parameter.compressed.value = compressed[index]
        if request_size is not None:
            request.payload.body = bytes(request_size)
        return request
    return make


class Sender:
    """Requests that are sent one at a time, as a test decides."""

    def __init__(self, *requests):
        self._queue = queue.Queue()
        for request in requests:
            self.send(request)

    def send(self, request):
        self._queue.put(request)

    def end(self):
        self._queue.put(None)

    def __iter__(self):
        return iter(self._queue.get, None)


def test_empty_unary(api, stub):
    assert stub.EmptyCall(api.Empty(), timeout=TIMEOUT) == api.Empty()


def test_large_unary(stub, simple):
    assert stub.UnaryCall(simple(), timeout=TIMEOUT).payload.body == bytes(LARGE_RESPONSE)


def test_cacheable_unary(stub, simple):
    response, call = stub.CacheableUnaryCall.with_call(
        simple(10, 10), timeout=TIMEOUT, metadata=[("x-user-ip", "1.2.3.4")])
    assert response.payload.body == bytes(10)
    assert dict(call.initial_metadata())["cache-control"] == "max-age=60, public"


@pytest.mark.parametrize("compression", [grpc.Compression.Gzip, grpc.Compression.Deflate])
def test_client_compressed_unary(api, stub, simple, compression):
    claimed = simple(expect_compressed=api.BoolValue(value=True))
    with pytest.raises(grpc.RpcError) as failure:
        stub.UnaryCall(claimed, timeout=TIMEOUT, compression=grpc.Compression.NoCompression)
    assert failure.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert stub.UnaryCall(claimed, timeout=TIMEOUT, compression=compression).payload.body == bytes(LARGE_RESPONSE)
    denied = simple(expect_compressed=api.BoolValue(value=False))
    assert stub.UnaryCall(denied, timeout=TIMEOUT).payload.body == bytes(LARGE_RESPONSE)
    with pytest.raises(grpc.RpcError) as failure:
        stub.UnaryCall(denied, timeout=TIMEOUT, compression=compression)
    assert failure.value.code() == grpc.StatusCode.INVALID_ARGUMENT


def test_client_streaming(api, stub):
    requests = (api.StreamingInputCallRequest(payload=api.Payload(body=bytes(size))) for size in REQUEST_SIZES)
    assert stub.StreamingInputCall(requests, timeout=TIMEOUT).aggregated_payload_size == sum(REQUEST_SIZES)


def test_server_streaming(stub, streaming):
    responses = stub.StreamingOutputCall(streaming(*RESPONSE_SIZES), timeout=TIMEOUT)
    assert [len(response.payload.body) for response in responses] == RESPONSE_SIZES


def test_ping_pong(stub, streaming):
    sender = Sender()
    responses = stub.FullDuplexCall(iter(sender), timeout=TIMEOUT)
    for request_size, response_size in zip(REQUEST_SIZES, RESPONSE_SIZES):
        sender.send(streaming(response_size, request_size=request_size))
        assert len(next(responses).payload.body) == response_size
    sender.end()
    assert list(responses) == []


def test_half_duplex(stub, streaming):
    requests = [streaming(size, request_size=8) for size in RESPONSE_SIZES]
    responses = stub.HalfDuplexCall(iter(requests), timeout=TIMEOUT)
    assert [len(response.payload.body) for response in responses] == RESPONSE_SIZES


def test_empty_stream(stub):
    call = stub.FullDuplexCall(iter([]), timeout=TIMEOUT)
    assert list(call) == [] and call.code() == grpc.StatusCode.OK


def test_custom_metadata(stub, simple, streaming):
    metadata = [(ECHO_INITIAL, "test_initial_metadata_value"), (ECHO_TRAILING, b"\x0a\x0b\x0a\x0b\x0a\x0b")]
    _, unary = stub.UnaryCall.with_call(simple(), timeout=TIMEOUT, metadata=metadata)
    stream = stub.FullDuplexCall(iter([streaming(LARGE_RESPONSE, request_size=LARGE_REQUEST)]), timeout=TIMEOUT, metadata=metadata)
    assert len(list(stream)) == 1
    for call in unary, stream:
        assert (ECHO_INITIAL, metadata[0][1]) in call.initial_metadata()
        assert (ECHO_TRAILING, metadata[1][1]) in call.trailing_metadata()


@pytest.mark.parametrize("message", ["test status message", SPECIAL_MESSAGE], ids=["plain", "special"])
def test_status_code_and_message(api, stub, simple, streaming, message):
    status = api.EchoStatus(code=2, message=message)
    with pytest.raises(grpc.RpcError) as unary:
        stub.UnaryCall(simple(0, 0, response_status=status), timeout=TIMEOUT)
    stream = stub.FullDuplexCall(iter([streaming(response_status=status)]), timeout=TIMEOUT)
    with pytest.raises(grpc.RpcError):
        list(stream)
    for call in unary.value, stream:
        assert (call.code(), call.details()) == (grpc.StatusCode.UNKNOWN, message)


def test_unimplemented_method(api, stub):
    with pytest.raises(grpc.RpcError) as failure:
        stub.UnimplementedCall(api.Empty(), timeout=TIMEOUT)
    assert failure.value.code() == grpc.StatusCode.UNIMPLEMENTED


def test_unimplemented_service(api, channel):
    with pytest.raises(grpc.RpcError) as failure:
        api.stub(channel, "UnimplementedService").UnimplementedCall(api.Empty(), timeout=TIMEOUT)
    assert failure.value.code() == grpc.StatusCode.UNIMPLEMENTED


def test_cancel_after_begin(stub):
    sender = Sender()
    call = stub.StreamingInputCall.future(iter(sender), timeout=TIMEOUT)
    call.cancel()
    sender.end()
    assert call.cancelled() and call.code() == grpc.StatusCode.CANCELLED


def test_cancel_after_first_response(stub, streaming):
    sender = Sender(streaming(RESPONSE_SIZES[0], request_size=REQUEST_SIZES[0]))
    call = stub.FullDuplexCall(iter(sender), timeout=TIMEOUT)
    assert len(next(call).payload.body) == RESPONSE_SIZES[0]
    call.cancel()
    with pytest.raises(grpc.RpcError):
        next(call)
    sender.end()
    assert call.code() == grpc.StatusCode.CANCELLED


def test_timeout_on_sleeping_server(api, stub, streaming):
    request = streaming(RESPONSE_SIZES[0], request_size=REQUEST_SIZES[0])
    request.response_parameters[0].interval_us = TIMEOUT * 1_000_000
    sender = Sender(request)
    call = stub.FullDuplexCall(iter(sender), timeout=0.01)
    with pytest.raises(grpc.RpcError):
        next(call)
    sender.end()
    assert call.code() == grpc.StatusCode.DEADLINE_EXCEEDED


def test_the_caller_s_address_is_told(stub, streaming):
    request = streaming(1)
    request.response_parameters[0].fill_peer_socket_address.value = True
    [response] = stub.StreamingOutputCall(request, timeout=TIMEOUT)
    assert response.peer_socket_address.startswith("127.0.0.1:")


def test_rpc_soak(stub, simple):
    servers = {stub.UnaryCall(simple(fill_server_id=True), timeout=TIMEOUT).server_id for _ in range(10)}
    assert len(servers) == 1 and "" not in servers


def test_concurrent_large_unary(stub, simple):
    with ThreadPoolExecutor(32) as pool:
        answers = pool.map(lambda _: stub.UnaryCall(simple(), timeout=TIMEOUT).payload.body, range(200))
        assert all(body == bytes(LARGE_RESPONSE) for body in answers)


# What grpcio does not show: whether each single message is compressed.


@pytest.fixture(scope="module")
def call_by_frames():
    """Sends messages as they are on the wire, and gives the fields, and each response with its flag."""
    with InteropServer() as running:
        yield lambda *arguments: call_in_frames(running, *arguments)


def call_in_frames(running, method, *messages):
    fields = request_headers(f"/grpc.testing.TestService/{method}", extra=[
        ("grpc-encoding", "gzip"), ("grpc-accept-encoding", "gzip")])
    body = b"".join(messages)
    pieces = [body[start:start + 16384] for start in range(0, len(body), 16384)]
    with RawConnection(running) as connection:
        connection.send(connection.headers(1, fields))
        connection.grow_windows(1, 1 << 20)
        connection.send(*(connection.data(1, piece, end_stream=piece is pieces[-1]) for piece in pieces))
        fields, data = connection.response(1)
    responses = []
    while data:
        length = int.from_bytes(data[1:5], "big")
        responses.append((data[0], data[5:5 + length]))
        data = data[5 + length:]
    return fields, responses


def wire(message, compressed=False):
    data = message.SerializeToString()
    return grpc_message(gzip.compress(data) if compressed else data, compressed=int(compressed))


def test_client_compressed_streaming(api, call_by_frames):
    def part(size, claimed, compressed):
        return wire(api.StreamingInputCallRequest(
            payload=api.Payload(body=bytes(size)),
            expect_compressed=api.BoolValue(value=claimed)), compressed)

    fields, _ = call_by_frames("StreamingInputCall", part(27182, True, False))
    assert fields["grpc-status"] == str(grpc.StatusCode.INVALID_ARGUMENT.value[0])
    fields, [(_, data)] = call_by_frames("StreamingInputCall", part(27182, True, True), part(45904, False, False))
    assert fields["grpc-status"] == "0"
    assert api.StreamingInputCallResponse.FromString(data).aggregated_payload_size == 73086


@pytest.mark.parametrize("compressed", [True, False])
def test_server_compressed_unary(api, simple, call_by_frames, compressed):
    # The request is compressed so that it fits into the server's window as it is.
    request = simple(response_compressed=api.BoolValue(value=compressed))
    fields, [(flag, data)] = call_by_frames("UnaryCall", wire(request, compressed=True))
    assert fields["grpc-status"] == "0"
    assert (flag, fields.get("grpc-encoding")) == ((1, "gzip") if compressed else (0, None))
    message = api.SimpleResponse.FromString(gzip.decompress(data) if flag else data)
    assert message.payload.body == bytes(LARGE_RESPONSE)


def test_server_compressed_streaming(api, streaming, call_by_frames):
    request = streaming(31415, 92653, compressed=[True, False])
    fields, responses = call_by_frames("StreamingOutputCall", wire(request))
    assert fields["grpc-status"] == "0" and fields["grpc-encoding"] == "gzip"
    assert [flag for flag, _ in responses] == [1, 0]
    sizes = [len(api.StreamingOutputCallResponse.FromString(
        gzip.decompress(data) if flag else data).payload.body) for flag, data in responses]
    assert sizes == [31415, 92653]


# grpc-go's client, where that is at hand.

CLIENT_CASES = [
    "empty_unary", "large_unary", "client_streaming", "server_streaming", "ping_pong", "empty_stream",
    "timeout_on_sleeping_server", "cancel_after_begin", "cancel_after_first_response", "status_code_and_message",
    "special_status_message", "custom_metadata", "unimplemented_method", "unimplemented_service", "pick_first_unary",
    "rpc_soak", "channel_soak"]


@pytest.mark.skipif("INTEROP_CLIENT" not in os.environ, reason="needs the path of grpc-go's interop client")
@pytest.mark.parametrize("case", CLIENT_CASES)
def test_public_client(interop, authority, case):
    tls = ["--use_tls", "--use_test_ca", "--ca_file", authority.file, "--server_host_override", "localhost"]
    run = subprocess.run(
        [os.environ["INTEROP_CLIENT"], "--server_host", interop.host, "--server_port", str(interop.port),
         "--test_case", case, *(tls if interop.is_encrypted else [])],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120)
    assert run.returncode == 0, run.stdout[-4000:]
