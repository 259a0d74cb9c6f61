# SPDX-License-Identifier: Apache-2.0
"""TLS as others speak it: grpcio, curl, buf and openssl against the release binary."""

import json
import pathlib
import shutil
import signal
import socket
import ssl
import subprocess
import sys

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
import pytest

from support.certificates import Authority
from support.paths import BINARY
from support.questions import minimal
from support.server import Server
from support.stubs import strategos

BUF = pathlib.Path(sys.executable).parent / "buf"
HEALTH = "grpc.health.v1.Health/Check"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    return Authority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def files(authority):
    return authority.issue("server")


def options(files, *more):
    return ["--tls-certificate", files.certificate, "--tls-key", files.key, "--log-level", "debug", *more]


@pytest.fixture(scope="module")
def tls_server(files):
    with Server(*options(files)) as running:
        yield running
        running.stop()


@pytest.fixture
def mutual_server(authority, files, own_server):
    return own_server(*options(files, "--tls-client-ca", authority.file))


def credentials(authority, client=None):
    return grpc.ssl_channel_credentials(
        authority.file.read_bytes(), client and client.key.read_bytes(), client and client.certificate.read_bytes())


def check(channel, timeout=10):
    return health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(), timeout=timeout).status


def connect(server, authority, alpn=("h2",), **changes):
    """A connection of Python's own TLS."""
    context = ssl.create_default_context(cafile=str(authority.file))
    if alpn:
        context.set_alpn_protocols(alpn)
    for name, value in changes.items():
        setattr(context, name, value)
    return context.wrap_socket(socket.create_connection((server.host, server.port), 10), server_hostname="localhost")


# gRPC


def test_grpcio_calls_of_every_kind(tls_server, authority):
    with grpc.secure_channel(f"localhost:{tls_server.port}", credentials(authority)) as channel:
        assert check(channel) == health_pb2.HealthCheckResponse.SERVING
        service = strategos.StrategyServiceStub(channel)
        assert service.GenerateStrategy(minimal(), timeout=10).strategy.description


def test_grpcio_takes_large_messages(tls_server, authority):
    with grpc.secure_channel(f"localhost:{tls_server.port}", credentials(authority)) as channel:
        call = channel.unary_unary("/" + HEALTH, request_serializer=bytes, response_deserializer=bytes)
        # An unknown field of three megabytes, which the health service ignores.
        length = 3 << 20
        field = bytes([0x9A, 0x06]) + bytes([length & 0x7F | 0x80, length >> 7 & 0x7F | 0x80, length >> 14 & 0x7F | 0x80, length >> 21])
        assert call(field + bytes(length), timeout=20) == b"\x08\x01"


def test_a_wrong_authority_is_refused_by_the_client(tls_server, tmp_path):
    with grpc.secure_channel(f"localhost:{tls_server.port}", credentials(Authority(tmp_path, "other"))) as channel:
        with pytest.raises(grpc.RpcError) as failure:
            check(channel)
    assert failure.value.code() == grpc.StatusCode.UNAVAILABLE


def test_clear_text_is_refused_by_the_server(own_server, files):
    server = own_server(*options(files))
    with grpc.insecure_channel(server.address) as channel, pytest.raises(grpc.RpcError) as failure:
        check(channel)
    assert failure.value.code() == grpc.StatusCode.UNAVAILABLE
    counters = server.stop()
    assert counters["handshakeFailures"] >= 1
    assert "handlersStarted" not in counters


def test_callers_with_a_certificate_by_the_authority_are_let_in(mutual_server, authority):
    client = authority.issue("client", "/CN=red team")
    with grpc.secure_channel(f"localhost:{mutual_server.port}", credentials(authority, client)) as channel:
        assert check(channel) == health_pb2.HealthCheckResponse.SERVING
    assert "handshakeFailures" not in mutual_server.stop()


@pytest.mark.parametrize("has_certificate", [False, True])
def test_callers_without_a_certificate_by_the_authority_are_refused(mutual_server, authority, tmp_path, has_certificate):
    client = Authority(tmp_path, "other").issue("client") if has_certificate else None
    with grpc.secure_channel(f"localhost:{mutual_server.port}", credentials(authority, client)) as channel:
        with pytest.raises(grpc.RpcError) as failure:
            check(channel)
    assert failure.value.code() == grpc.StatusCode.UNAVAILABLE
    counters = mutual_server.stop()
    assert counters["handshakeFailures"] >= 1
    assert "handlersStarted" not in counters


# Other clients


def test_curl_speaks_http2(tls_server, authority):
    result = subprocess.run(
        ["curl", "-sS", "--http2", "--cacert", authority.file, "-w", "%{stderr}%{http_version}", "--json", "{}",
         f"https://localhost:{tls_server.port}/{HEALTH}"], capture_output=True, text=True, check=True)
    assert json.loads(result.stdout) == {"status": "SERVING"}
    assert result.stderr == "2"


@pytest.mark.parametrize("protocol", ["grpc", "grpcweb", "connect"])
def test_buf_curl_speaks_every_protocol(tls_server, authority, protocol):
    result = subprocess.run(
        [BUF, "curl", "--protocol", protocol, "--cacert", authority.file, f"https://localhost:{tls_server.port}/{HEALTH}"],
        capture_output=True, text=True, timeout=60)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout) == {"status": "SERVING"}


def test_inspect_lists_and_calls(tls_server, mutual_server, authority):
    client = authority.issue("inspector")

    def inspect(*arguments):
        return subprocess.run([BINARY, "inspect", *arguments], capture_output=True, text=True, timeout=60)

    address = f"localhost:{tls_server.port}"
    assert "grpc.health.v1.Health" in inspect("list", address, "--ca", authority.file).stdout
    assert "SERVING" in inspect("call", address, HEALTH, "--ca", authority.file).stdout
    assert "SERVING" in inspect(
        "call", f"localhost:{mutual_server.port}", HEALTH, "--ca", authority.file, "--cert", client.certificate,
        "--key", client.key).stdout
    for arguments, words in [
            (["list", f"localhost:{mutual_server.port}", "--ca", authority.file], "Unavailable"),
            (["list", address, "--tls"], "certificate verify failed"),
            (["list", address, "--ca", authority.file, "--server-name", "example.com"], "hostname mismatch"),
            (["list", address, "--ca", "/none.pem"], "--ca /none.pem: No such file"),
            (["list", address, "--plaintext", "--tls"], "--plaintext"),
            (["list", address, "--cert", client.certificate], "--cert and --key")]:
        result = inspect(*arguments)
        assert result.returncode != 0 and words in result.stderr, result


# What is spoken


@pytest.mark.parametrize("version", ["-tls1", "-tls1_1"])
def test_versions_before_1_2_are_refused(tls_server, version):
    result = subprocess.run(
        ["openssl", "s_client", "-connect", tls_server.address, "-alpn", "h2", version, "-cipher", "ALL@SECLEVEL=0"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=30)
    assert result.returncode != 0 and "protocol version" in result.stderr, result.stderr


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
def test_versions_1_2_and_1_3_are_spoken(tls_server, authority, version):
    with connect(tls_server, authority, maximum_version=version, minimum_version=version) as connection:
        assert connection.selected_alpn_protocol() == "h2"
        assert connection.version() == {ssl.TLSVersion.TLSv1_2: "TLSv1.2", ssl.TLSVersion.TLSv1_3: "TLSv1.3"}[version]
        assert connection.recv(9)[3] == 4  # SETTINGS


def test_http2_without_alpn_is_refused(tls_server, authority):
    with connect(tls_server, authority, alpn=()) as connection:
        connection.sendall(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\x00\x00\x00\x04\x00\x00\x00\x00\x00")
        assert b"\x04\x00\x00\x00\x00\x00" not in connection.recv(4096)


@pytest.mark.parametrize("alpn", [("http/1.1",), ()])
def test_http1_is_spoken_by_alpn_and_without(tls_server, authority, alpn):
    with connect(tls_server, authority, alpn=alpn) as connection:
        assert connection.selected_alpn_protocol() == (alpn[0] if alpn else None)
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = b""
        while piece := connection.recv(4096):
            answer += piece
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n") and answer.endswith(b"\r\n\r\nok\n")


def test_a_client_that_offers_no_protocol_of_ours_is_told_so(tls_server, authority):
    with pytest.raises(ssl.SSLError, match="NO_APPLICATION_PROTOCOL|no application protocol"):
        connect(tls_server, authority, alpn=("spdy/3",))


# Limits


def test_a_handshake_that_does_not_go_on_is_ended_and_counted(own_server, files, authority):
    server = own_server(*options(files, "--set", "limits.handshake-timeout=300ms"))
    silent = [socket.create_connection((server.host, server.port), 10) for _ in range(20)]
    for index, connection in enumerate(silent):
        # A record of a ClientHello that never ends, or nothing at all.
        if index % 2:
            connection.sendall(b"\x16\x03\x01\x02\x00\x01")
    with grpc.secure_channel(f"localhost:{server.port}", credentials(authority)) as channel:
        assert check(channel) == health_pb2.HealthCheckResponse.SERVING
    for connection in silent:
        connection.settimeout(10)
        assert connection.recv(1) == b""
        connection.close()
    assert server.stop()["handshakeTimeouts"] == 20


def test_handshakes_count_as_connections(own_server, files):
    server = own_server(*options(files, "--set", "limits.connections=5"))
    held = [socket.create_connection((server.host, server.port), 10) for _ in range(5)]
    beyond = socket.create_connection((server.host, server.port), 10)
    assert beyond.recv(1) == b""
    for connection in [*held, beyond]:
        connection.close()
    assert server.stop()["connectionsRefused"] >= 1


def test_clients_that_leave_within_the_handshake_leave_nothing_behind(own_server, files):
    server = own_server(
        "--tls-certificate", files.certificate, "--tls-key", files.key, "--loops", "1", "--set", "limits.connections=300")

    def connection():
        """A connection that has sent the beginning of a ClientHello."""
        beginning = socket.create_connection((server.host, server.port), 10)
        beginning.sendall(b"\x16\x03\x01\x02\x00\x01")
        return beginning

    def leave(count):
        for _ in range(count):
            connection().close()
            # The loop accepts in order: once this one has been ended, the one before it has long been
            # seen. So there are few handshakes at once, however late the server gets its turn, and
            # the memory of many at once is no part of what is measured.
            with connection() as last:
                last.shutdown(socket.SHUT_WR)
                while last.recv(4096):
                    pass

    leave(500)
    before = server.memory()
    leave(2500)
    # Handshakes take 100 KiB each while they last; all these together have taken 500 MiB.
    assert server.memory() < before + (2 << 20)
    assert server.stop()["handshakeFailures"] == 6000


# New certificates


def test_new_certificates_hold_without_dropping_calls(own_server, authority, tmp_path):
    files = Authority(tmp_path, "old").issue("server")
    old = (tmp_path / "old.pem").read_bytes()
    server = own_server(*options(files, "--reload", "1h"))
    target = f"localhost:{server.port}"
    fresh = authority.issue("fresh")
    with grpc.secure_channel(target, grpc.ssl_channel_credentials(old)) as channel:
        watch = health_pb2_grpc.HealthStub(channel).Watch(health_pb2.HealthCheckRequest(), timeout=60)
        assert next(watch).status == health_pb2.HealthCheckResponse.SERVING
        shutil.copy(fresh.certificate, files.certificate)
        server.process.send_signal(signal.SIGHUP)
        server.wait_for_line("cannot be used, the last good ones stay.*key")
        shutil.copy(fresh.key, files.key)
        server.process.send_signal(signal.SIGHUP)
        server.wait_for_line("new certificates are in use")
        with grpc.secure_channel(target, credentials(authority)) as other:
            assert check(other) == health_pb2.HealthCheckResponse.SERVING
        # The old connection goes on, old calls and new ones.
        assert check(channel) == health_pb2.HealthCheckResponse.SERVING
        assert watch.is_active()
        watch.cancel()
    counters = server.stop()
    assert (counters["certificatesLoaded"], counters["certificatesRefused"]) == (1, 1)


def test_new_certificates_are_found_without_being_told(own_server, authority, tmp_path):
    files = Authority(tmp_path, "old").issue("server")
    server = own_server(*options(files, "--reload", "50ms"))
    fresh = authority.issue("fresh2")
    shutil.copy(fresh.key, files.key)
    shutil.copy(fresh.certificate, files.certificate)
    server.wait_for_line("new certificates are in use")
    with grpc.secure_channel(f"localhost:{server.port}", credentials(authority)) as channel:
        assert check(channel) == health_pb2.HealthCheckResponse.SERVING


# The start


@pytest.mark.parametrize("wrong, words", [
    (["--tls-certificate", "/none.pem", "--tls-key", "KEY"], "--tls-certificate /none.pem: No such file"),
    (["--tls-certificate", "CERTIFICATE", "--tls-key", "/none.key"], "--tls-key /none.key: No such file"),
    (["--tls-certificate", "CERTIFICATE"], "--tls-certificate: TLS needs both"),
    (["--tls-client-ca", "/none.pem"], "--tls-client-ca: TLS needs both"),
    (["--tls-certificate", "CERTIFICATE", "--tls-key", "KEY", "--tls-client-certificates", "required"], "--tls-client-ca is missing"),
    (["--tls-certificate", "CERTIFICATE", "--tls-key", "KEY", "--tls-client-certificates", "maybe"], "'maybe' is not one of"),
])
def test_a_wrong_setting_ends_the_start_with_its_name(files, wrong, words):
    names = {"CERTIFICATE": files.certificate, "KEY": files.key}
    result = subprocess.run(
        [BINARY, "serve", "--listen", "127.0.0.1:0", *[names.get(word, word) for word in wrong]],
        capture_output=True, text=True, timeout=30)
    assert result.returncode != 0 and words in result.stderr, result.stderr


def test_a_shutdown_waits_for_calls_and_says_goodbye(own_server, files, authority):
    server = own_server(*options(files))
    with connect(server, authority) as connection:
        connection.recv(9)
        server.terminate()
        received = b""
        while piece := connection.recv(4096):
            received += piece
        # The end of the stream was a close_notify: without one Python raises SSLEOFError.
        assert b"\x07\x00\x00\x00\x00\x00" in received
    assert server.wait() == 0
