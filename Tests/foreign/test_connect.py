# SPDX-License-Identifier: Apache-2.0
"""Connect with nothing but curl and JSON: what somebody types into a terminal."""

import json
import subprocess

from support import captured

GENERATE = "strategos.v1.StrategyService/GenerateStrategy"


def curl(server, method, body, *options, content_type="application/json"):
    """Status, header fields and body of a POST over HTTP/2 without TLS."""
    result = subprocess.run(
        ["curl", "-sS", "--http2-prior-knowledge", "-H", f"content-type: {content_type}", "--data-binary", "@-",
         "-D", "/dev/stderr", *options, f"http://{server.address}/{method}"],
        input=body.encode(), capture_output=True, timeout=60)
    assert result.returncode == 0, result.stderr
    head = result.stderr.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in head[1:] if ": " in line)
    return int(head[0].split()[1]), fields, result.stdout


def test_a_strategy_in_json(server):
    request = {"teamId": "red", "gameState": captured.load("g1_t050")}
    status, fields, body = curl(server, GENERATE, json.dumps(request))
    assert (status, fields["content-type"]) == (200, "application/json")
    strategy = json.loads(body)["strategy"]
    assert strategy["teamId"] == "red" and strategy["priorities"]


def test_an_error_names_the_field_and_carries_its_details(server):
    request = {"teamId": "green", "gameState": captured.load("g1_t050")}
    status, fields, body = curl(server, GENERATE, json.dumps(request))
    error = json.loads(body)
    assert (status, fields["content-type"], error["code"]) == (400, "application/json", "invalid_argument")
    assert "team_id" in error["message"]
    assert "google.rpc.BadRequest" in [detail["type"] for detail in error["details"]]


def test_broken_json_is_refused_with_its_place(server):
    status, _, body = curl(server, GENERATE, '{"teamId": "red",\n "gameState": {"tick": x}}')
    assert status == 400 and "line 2" in json.loads(body)["message"]


def test_a_stream_in_json(server):
    request = json.dumps({"teamId": "red", "gameState": captured.load("g1_t050")}).encode()
    result = subprocess.run(
        ["curl", "-sS", "--http2-prior-knowledge", "-H", "content-type: application/connect+json", "--data-binary", "@-",
         f"http://{server.address}/strategos.v1.StrategyService/StreamStrategy"],
        input=b"\0" + len(request).to_bytes(4, "big") + request, capture_output=True, timeout=60)
    rest, messages = result.stdout, []
    while rest:
        size = int.from_bytes(rest[1:5], "big")
        messages.append((rest[0], json.loads(rest[5:5 + size])))
        rest = rest[5 + size:]
    assert [flags for flags, _ in messages] == [0] * (len(messages) - 1) + [2]
    assert "strategy" in messages[0][1] and "done" in messages[-2][1] and messages[-1][1] == {}


def test_what_is_no_call_is_told_in_http(server):
    status, fields, _ = curl(server, GENERATE, "", content_type="text/plain")
    assert status == 415 and "application/json" in fields["accept-post"]
    status, fields, _ = curl(server, GENERATE, "", "-X", "PUT")
    assert status == 405 and fields["allow"] == "POST"
