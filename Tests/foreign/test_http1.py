# SPDX-License-Identifier: Apache-2.0
"""HTTP/1.1 against the release binary: by curl, Python's own client, and bytes that no client sends."""

import http.client
import json
import socket
import subprocess

import pytest

QUESTION = {
    "teamId": "red",
    "gameState": {"teams": [{"id": "red", "stockpile": {"energy": 40}}, {"id": "blue"}]},
}
PATH = "/strategos.v1.StrategyService/GenerateStrategy"


def curl(server, path, *arguments):
    """Status, header fields and body of one request by curl over HTTP/1.1."""
    answer = subprocess.run(
        ["curl", "--http1.1", "--silent", "--show-error", "--include", *arguments, f"http://{server.address}{path}"],
        capture_output=True, timeout=20, check=True).stdout
    head, _, body = answer.partition(b"\r\n\r\n")
    while head.startswith(b"HTTP/1.1 1"):
        head, _, body = body.partition(b"\r\n\r\n")
    lines = head.decode().split("\r\n")
    fields = dict(line.split(": ", 1) for line in lines[1:])
    return int(lines[0].split()[1]), fields, body


def test_curl_calls_a_method_by_connect(server):
    status, fields, body = curl(server, PATH, "--json", json.dumps(QUESTION))
    assert status == 200 and fields["content-type"] == "application/json"
    assert json.loads(body)["strategy"]["posture"].startswith("POSTURE_")


def test_one_connection_carries_many_calls(server):
    connection = http.client.HTTPConnection(server.host, server.port, timeout=20)
    for _ in range(20):
        connection.request("POST", PATH, json.dumps(QUESTION), {"Content-Type": "application/json"})
        response = connection.getresponse()
        assert response.status == 200 and "strategy" in json.loads(response.read())
    local = connection.sock.getsockname()
    # A body in chunks, on the same connection.
    text = json.dumps(QUESTION).encode()
    connection.request(
        "POST", PATH, iter([text[:10], text[10:]]), {"Content-Type": "application/json"}, encode_chunked=True)
    assert connection.getresponse().read().startswith(b"{")
    assert connection.sock.getsockname() == local
    connection.close()


def test_a_stream_arrives_while_it_goes_on(server):
    """Health.Watch by Connect: the first message is there though the stream has no end."""
    connection = http.client.HTTPConnection(server.host, server.port, timeout=20)
    connection.request(
        "POST", "/grpc.health.v1.Health/Watch", b"\0\0\0\0\2{}", {"Content-Type": "application/connect+json"})
    response = connection.getresponse()
    assert response.getheader("transfer-encoding") == "chunked"
    prefix = response.read(5)
    message = json.loads(response.read(int.from_bytes(prefix[1:], "big")))
    assert message == {"status": "SERVING"}
    connection.close()


def test_plain_resources(server):
    assert curl(server, "/healthz")[::2] == (200, b"ok\n")
    assert curl(server, "/readyz")[::2] == (200, b"ready\n")
    status, fields, body = curl(server, "/")
    assert status == 200 and json.loads(body)["status"] == "SERVING"
    status, fields, body = curl(server, "/", "--header", "Accept: text/html,*/*")
    assert fields["content-type"].startswith("text/html") and b"<h1>Strategos" in body
    status, fields, body = curl(server, "/", "--head")
    assert status == 200 and body == b""


def test_metrics_are_prometheus_text(server):
    curl(server, PATH, "--json", json.dumps(QUESTION))
    status, fields, body = curl(server, "/metrics")
    assert status == 200 and fields["content-type"].startswith("text/plain; version=0.0.4")
    from prometheus_client.parser import text_string_to_metric_families

    families = {family.name: family for family in text_string_to_metric_families(body.decode())}
    calls = {sample.labels["grpc_status"]: sample.value for sample in families["rpc_server_calls"].samples}
    assert calls["OK"] >= 1 and "INTERNAL" in calls
    events = {sample.labels["event"]: sample.value for sample in families["rpc_server_events"].samples}
    assert events["connections_opened"] >= 1 and events["protocol_errors"] >= 0


def test_rest_by_the_routes_of_the_schema(server):
    status, fields, body = curl(server, "/v1/strategies:generate", "--json", json.dumps(QUESTION))
    assert status == 200 and json.loads(body)["strategy"]["posture"].startswith("POSTURE_")
    # A field that is wrong is named, as google.rpc.Status with its details.
    wrong = {**QUESTION, "teamId": "green"}
    status, fields, body = curl(server, "/v1/strategies:generate", "--json", json.dumps(wrong))
    error = json.loads(body)
    assert status == 400 and error["code"] == 3
    [details] = error["details"]
    assert details["@type"] == "type.googleapis.com/google.rpc.BadRequest"
    assert "team_id" in details["fieldViolations"][0]["description"] + details["fieldViolations"][0]["field"]
    status, _, body = curl(server, "/v1/strategies:generate", "--json", '{"teamId": 1}')
    assert status == 400 and b"team_id" in body
    assert curl(server, "/v1/strategies:generate")[0] == 405
    assert curl(server, "/v1/strategies:generate", "--data", "x=y")[0] == 415


def test_rest_variables_and_queries(server):
    """Nothing was reported to this server: what counts is that the request was understood."""
    status, _, body = curl(server, "/v1/matches/some-match")
    assert status == 404 and "some-match" in json.loads(body)["message"]
    status, _, body = curl(server, "/v1/matches?page_size=7")
    assert status == 200
    status, _, body = curl(server, "/v1/matches?page_size=7&pageToken=x")
    assert status == 400 and "page_token" in json.loads(body)["message"]
    status, _, body = curl(server, "/v1/matches?page_sice=7")
    assert status == 400 and "page_sice" in json.loads(body)["message"]
    status, _, body = curl(server, "/v1/matches?page_size=many")
    assert status == 400 and "many" in json.loads(body)["message"]


def test_grpc_comes_by_http2_only(server):
    status, _, _ = curl(server, PATH, "--data-binary", "", "--header", "Content-Type: application/grpc")
    assert status == 505


@pytest.mark.parametrize("data, status", [
    (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
    (b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400),
    (b"GET / HTTP/1.1\nHost: a\n\n", 400),
    (b"GET / HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n", 400),
    (b"GET / HTTP/1.1\r\n\r\n", 400),
    (b"GET / HTTP/3.0\r\nHost: a\r\n\r\n", 505),
    (b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: a\r\n\r\n", 414),
    (b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: y\r\n" * 200 + b"\r\n", 431),
    (b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501),
])
def test_what_could_be_smuggled_is_refused_and_ends_the_connection(server, data, status):
    """A second request behind the first is never answered."""
    connection = socket.create_connection((server.host, server.port), timeout=20)
    connection.sendall(data + b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
    out = b""
    while piece := connection.recv(65536):
        out += piece
    connection.close()
    assert out.startswith(b"HTTP/1.1 %d " % status), out
    assert out.count(b"HTTP/1.1 ") == 1
    assert curl(server, "/healthz")[0] == 200


def test_the_openapi_document_is_valid_and_describes_what_is_served(server):
    from openapi_spec_validator import OpenAPIV31SpecValidator

    status, fields, body = curl(server, "/openapi.json")
    assert status == 200 and fields["content-type"] == "application/json"
    document = json.loads(body)
    OpenAPIV31SpecValidator(document).validate()
    assert document["openapi"] == "3.1.0"
    generate = document["paths"]["/v1/strategies:generate"]["post"]
    assert generate["operationId"] == "strategos.v1.StrategyService.GenerateStrategy"
    listing = {parameter["name"] for parameter in document["paths"]["/v1/matches"]["get"]["parameters"]}
    assert {"pageSize", "pageToken"} <= listing
    [match] = [p for p in document["paths"]["/v1/matches/{match_id}"]["get"]["parameters"] if p["in"] == "path"]
    assert match["name"] == "match_id" and match["required"]
    # What is answered is what is described.
    import jsonschema

    schema = {"$ref": "#/components/schemas/strategos.v1.GenerateStrategyResponse", "components": document["components"]}
    _, _, answer = curl(server, "/v1/strategies:generate", "--json", json.dumps(QUESTION))
    jsonschema.Draft202012Validator(schema).validate(json.loads(answer))
