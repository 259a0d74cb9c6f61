# SPDX-License-Identifier: Apache-2.0
"""connect-conformance: the protocol by which it is started, and its service by connectrpc and grpcio.

CONNECT_CONFORMANCE names the suite's runner (docs/conformance.md tells how it is built): then all of the suite runs.
"""

import json
import os
import re
import ssl
import subprocess
import urllib.error
import urllib.request

import grpc
import pytest
from connectrpc.client import ConnectClientSync, ResponseMetadata
from connectrpc.code import Code
from connectrpc.compat import google_protobuf_binary_codec
from connectrpc.errors import ConnectError
from connectrpc.method import IdempotencyLevel, MethodInfo, StreamType
from connectrpc.protocol import ProtocolType
from google.rpc import error_details_pb2
from grpc_status import rpc_status
from pyqwest import HTTPVersion, SyncClient, SyncHTTPTransport

from support.certificates import Authority
from support.programs import CONNECT, ConnectServer, Schema
from support.paths import TOOLS

PACKAGE = "connectrpc.conformance.v1"
SERVICE = f"{PACKAGE}.ConformanceService"
LIMIT = 200 << 10
# What the suite counted when this was written; a newer one has more.
CASES = 6912


@pytest.fixture(scope="module")
def api(tmp_path_factory):
    return Schema(CONNECT, PACKAGE, tmp_path_factory.mktemp("connect"))


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def start(api, authority):
    """Starts servers as the runner does, one of each kind."""
    running = {}

    def get(security="none"):
        if security not in running:
            request = api.ServerCompatRequest(protocol=1, http_version=1, message_receive_limit=LIMIT)
            if security != "none":
                files = authority.issue("server")
                request.use_tls = True
                request.server_creds.cert = files.certificate.read_bytes()
                request.server_creds.key = files.key.read_bytes()
            if security == "client certificates":
                request.client_tls_cert = authority.file.read_bytes()
            running[security] = ConnectServer(request, api.ServerCompatResponse())
            assert running[security].response.pem_cert == request.server_creds.cert
        return running[security]

    yield get
    for server in running.values():
        server.stop()


@pytest.fixture
def client(start, authority):
    """A client of connectrpc's."""
    def make(protocol=ProtocolType.CONNECT, version=HTTPVersion.HTTP2, security="none"):
        options = {}
        if security != "none":
            options["tls_ca_cert"] = authority.file.read_bytes()
        if security == "client certificates":
            files = authority.issue("client")
            options.update(tls_cert=files.certificate.read_bytes(), tls_key=files.key.read_bytes())
        scheme = "http" if security == "none" else "https"
        address = start(security).address.replace("127.0.0.1", "localhost" if options else "127.0.0.1")
        return ConnectClientSync(
            f"{scheme}://{address}", protocol=protocol, codec=google_protobuf_binary_codec(),
            http_client=SyncClient(SyncHTTPTransport(http_version=version, **options)))
    return make


def method(api, name, level=IdempotencyLevel.UNKNOWN):
    descriptor = api.pool.FindServiceByName(SERVICE).methods_by_name[name]
    streams = {(False, False): StreamType.UNARY, (True, False): StreamType.CLIENT_STREAM,
               (False, True): StreamType.SERVER_STREAM, (True, True): StreamType.BIDI_STREAM}
    return MethodInfo(
        name=name, service_name=SERVICE, idempotency_level=level,
        stream_type=streams[descriptor.client_streaming, descriptor.server_streaming],
        input=api.message(descriptor.input_type.full_name), output=api.message(descriptor.output_type.full_name))


def define(definition):
    """What is asked for in most tests: metadata on both sides of the answer."""
    definition.response_headers.add(name="x-custom-header", value=["a", "b"])
    definition.response_trailers.add(name="x-custom-trailer", value=["c"])
    return definition


WAYS = [
    (ProtocolType.CONNECT, HTTPVersion.HTTP1, "none"), (ProtocolType.CONNECT, HTTPVersion.HTTP1, "TLS"),
    (ProtocolType.CONNECT, HTTPVersion.HTTP2, "none"), (ProtocolType.CONNECT, HTTPVersion.HTTP2, "TLS"),
    (ProtocolType.CONNECT, HTTPVersion.HTTP2, "client certificates"), (ProtocolType.GRPC, HTTPVersion.HTTP2, "none"),
    (ProtocolType.GRPC, HTTPVersion.HTTP2, "client certificates")]


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_unary_call_is_answered_as_it_asks_for(api, client, way):
    request = api.UnaryRequest(request_data=b"question")
    define(request.response_definition).response_data = b"answer"
    with ResponseMetadata() as metadata:
        response = client(*way).execute_unary(
            request=request, method=method(api, "Unary"), headers={"x-sent": "1"}, timeout_ms=5000)
    assert response.payload.data == b"answer"
    info = response.payload.request_info
    assert ("x-sent", ["1"]) in [(header.name, header.value) for header in info.request_headers]
    assert 0 < info.timeout_ms <= 5000
    assert [packed.value for packed in info.requests] == [request.SerializeToString()]
    assert list(metadata.headers.getall("x-custom-header")) == ["a", "b"]
    assert metadata.trailers["x-custom-trailer"] == "c"


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_a_unary_call_fails_as_it_asks_for(api, client, way):
    request = api.UnaryRequest()
    error = define(request.response_definition).error
    error.code, error.message = 9, "not now"
    with pytest.raises(ConnectError) as failure:
        client(*way).execute_unary(request=request, method=method(api, "Unary"))
    assert (failure.value.code, failure.value.message) == (Code.FAILED_PRECONDITION, "not now")
    assert len(failure.value.details) == 1


@pytest.mark.parametrize("way", WAYS, ids=str)
def test_streams(api, client, way):
    caller = client(*way)
    request = api.ServerStreamRequest()
    define(request.response_definition).response_data.extend([b"1", b"2", b"3"])
    responses = list(caller.execute_server_stream(request=request, method=method(api, "ServerStream")))
    assert [response.payload.data for response in responses] == [b"1", b"2", b"3"]
    assert [len(response.payload.request_info.requests) for response in responses] == [1, 0, 0]

    parts = [api.ClientStreamRequest(request_data=bytes([number])) for number in range(3)]
    parts[0].response_definition.response_data = b"all"
    response = caller.execute_client_stream(request=iter(parts), method=method(api, "ClientStream"))
    assert response.payload.data == b"all" and len(response.payload.request_info.requests) == 3

    if way[1] == HTTPVersion.HTTP2:
        parts = [api.BidiStreamRequest(request_data=bytes([number])) for number in range(3)]
        parts[0].full_duplex = True
        parts[0].response_definition.response_data.extend([b"1", b"2", b"3", b"4"])
        responses = list(caller.execute_bidi_stream(request=iter(parts), method=method(api, "BidiStream")))
        assert [response.payload.data for response in responses] == [b"1", b"2", b"3", b"4"]
        assert [len(response.payload.request_info.requests) for response in responses] == [1, 1, 1, 0]


@pytest.mark.parametrize("version", [HTTPVersion.HTTP1, HTTPVersion.HTTP2], ids=str)
def test_a_call_by_get_tells_of_its_query(api, client, version):
    request = api.IdempotentUnaryRequest()
    request.response_definition.response_data = b"answer"
    response = client(version=version).execute_unary(
        request=request, method=method(api, "IdempotentUnary", IdempotencyLevel.NO_SIDE_EFFECTS), use_get=True)
    assert response.payload.data == b"answer"
    parameters = {header.name: header.value for header in response.payload.request_info.connect_get_info.query_params}
    assert parameters["encoding"] == ["proto"] and "message" in parameters


def test_a_method_that_is_not_implemented_says_so(api, client):
    with pytest.raises(ConnectError) as failure:
        client().execute_unary(request=api.UnimplementedRequest(), method=method(api, "Unimplemented"))
    assert failure.value.code == Code.UNIMPLEMENTED


def test_a_message_beyond_the_limit_is_refused(api, client):
    for size, is_refused in ((LIMIT - 100, False), (LIMIT + 1, True)):
        request = api.UnaryRequest(request_data=bytes(size))
        if not is_refused:
            client().execute_unary(request=request, method=method(api, "Unary"))
            continue
        with pytest.raises(ConnectError) as failure:
            client().execute_unary(request=request, method=method(api, "Unary"))
        assert failure.value.code == Code.RESOURCE_EXHAUSTED and not failure.value.details


def test_a_caller_without_a_certificate_is_refused_where_one_is_wanted(start, authority):
    context = ssl.create_default_context(cafile=authority.file)
    with pytest.raises(OSError):
        urllib.request.urlopen(f"https://{start('client certificates').address}/", context=context, timeout=10)


def test_json_carries_any_messages_of_the_schema(start):
    """Details of errors, and the requests that are told of, are `Any`s."""
    request = {"requestData": "cXVlc3Rpb24=", "responseDefinition": {"error": {
        "code": "CODE_ABORTED", "message": "no", "details": [
            {"@type": f"type.googleapis.com/{PACKAGE}.Header", "name": "x", "value": ["y"]},
            {"@type": "type.googleapis.com/google.rpc.ErrorInfo", "reason": "NONE"}]}}}
    call = urllib.request.Request(
        f"http://{start().address}/{SERVICE}/Unary", json.dumps(request).encode(), {"content-type": "application/json"})
    with pytest.raises(urllib.error.HTTPError) as failure:
        urllib.request.urlopen(call, timeout=10)
    error = json.loads(failure.value.read())
    assert (failure.value.code, error["code"], error["message"]) == (409, "aborted", "no")
    assert [detail["type"] for detail in error["details"]] == [
        f"{PACKAGE}.Header", "google.rpc.ErrorInfo", f"{PACKAGE}.ConformancePayload.RequestInfo"]

    request["responseDefinition"] = {"responseData": "YW5zd2Vy"}
    call.data = json.dumps(request).encode()
    answer = json.loads(urllib.request.urlopen(call, timeout=10).read())
    [told] = answer["payload"]["requestInfo"]["requests"]
    assert told == {"@type": f"type.googleapis.com/{PACKAGE}.UnaryRequest", **request}


def test_grpcio_gets_metadata_apart_from_the_error_behind_it(api, start):
    request = api.ServerStreamRequest()
    error = define(request.response_definition).error
    error.code, error.message = 10, "no"
    error.details.add().Pack(error_details_pb2.ErrorInfo(reason="NONE"))
    with grpc.insecure_channel(start().address) as channel:
        call = api.stub(channel, "ConformanceService").ServerStream(request, timeout=10)
        assert [value for name, value in call.initial_metadata() if name == "x-custom-header"] == ["a", "b"]
        with pytest.raises(grpc.RpcError):
            next(call)
        assert call.code() == grpc.StatusCode.ABORTED
        assert ("x-custom-trailer", "c") in call.trailing_metadata()
        status = rpc_status.from_call(call)
    assert [detail.type_url.split("/")[-1] for detail in status.details] == [
        "google.rpc.ErrorInfo", f"{PACKAGE}.ConformancePayload.RequestInfo"]


def test_headers_come_before_a_delayed_response(api, start):
    request = api.ServerStreamRequest()
    definition = define(request.response_definition)
    definition.response_data.append(b"late")
    definition.response_delay_ms = 600_000
    with grpc.insecure_channel(start().address) as channel:
        call = api.stub(channel, "ConformanceService").ServerStream(request, timeout=60)
        assert [value for name, value in call.initial_metadata() if name == "x-custom-header"] == ["a", "b"]
        call.cancel()


@pytest.mark.skipif("CONNECT_CONFORMANCE" not in os.environ, reason="needs the path of Connect's conformance runner")
def test_public_suite():
    run = subprocess.run(
        [os.environ["CONNECT_CONFORMANCE"], "--mode", "server", "--conf", CONNECT / "config.yaml", "--",
         TOOLS / "connect-conformance"],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    assert run.returncode == 0, run.stdout[-4000:]
    [(total, passed, failed)] = re.findall(r"Total cases: (\d+)\n(\d+) passed, (\d+) failed", run.stdout)
    print(total, passed, failed)
    assert int(passed) >= CASES and (passed, failed) == (total, "0"), run.stdout[-4000:]
