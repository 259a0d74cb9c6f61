# SPDX-License-Identifier: Apache-2.0
"""Every captured state through `buf curl`: a Go client, once with nothing but reflection, once with proto/."""

import json
import pathlib
import subprocess
import sys

import pytest

from support import captured
from support.paths import ROOT

BUF = pathlib.Path(sys.executable).parent / "buf"
GENERATE = "strategos.v1.StrategyService/GenerateStrategy"
PROTOCOLS = ["grpc", "grpcweb", "connect"]


def buf_curl(server, method, request, *options, protocol="grpc", check=True):
    result = subprocess.run(
        [BUF, "curl", "--protocol", protocol, "--http2-prior-knowledge", "--data", "@-", *options,
         f"http://{server.address}/{method}"],
        input=json.dumps(request), capture_output=True, text=True, timeout=60, cwd=ROOT)
    assert (result.returncode == 0) == check, result.stderr
    return result


def strategy(server, name, team, *options, **more):
    request = {"teamId": team, "gameState": captured.load(name)}
    return json.loads(buf_curl(server, GENERATE, request, *options, **more).stdout)["strategy"]


@pytest.mark.parametrize("name", captured.names())
def test_a_captured_state_is_answered_by_reflection_and_by_schema_alike(server, name):
    reflected = strategy(server, name, "red")
    with_schema = strategy(server, name, "red", "--schema", "proto")
    for answer in (reflected, with_schema):
        assert answer["teamId"] == "red" and answer["description"] and answer["priorities"]
        answer.pop("provenance")  # holds times
    assert reflected == with_schema


def test_the_two_teams_are_told_different_things(server):
    answers = [strategy(server, name, team)["description"]
               for name in ("g1_t050", "g3_t080") for team in captured.TEAMS]
    assert len(set(answers)) == 4


def test_every_protocol_gives_the_same_answer(server):
    answers = [strategy(server, "g1_t050", "red", protocol=protocol) for protocol in PROTOCOLS]
    for answer in answers:
        answer.pop("provenance")  # holds times
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_an_error_reaches_the_user(server, protocol):
    request = {"teamId": "green", "gameState": captured.load("g0_t005")}
    result = buf_curl(server, GENERATE, request, protocol=protocol, check=False)
    assert "invalid_argument" in result.stderr and "team_id" in result.stderr


@pytest.mark.parametrize("protocol", PROTOCOLS)
def test_a_stream_is_printed_message_by_message(server, protocol):
    request = {"teamId": "blue", "gameState": captured.load("g0_t025")}
    output = buf_curl(server, "strategos.v1.StrategyService/StreamStrategy", request, protocol=protocol).stdout
    decoder, position, messages = json.JSONDecoder(), 0, []
    while position < len(output.rstrip()):
        message, position = decoder.raw_decode(output, position + len(output[position:]) - len(output[position:].lstrip()))
        messages.append(message)
    assert "strategy" in messages[0] and "done" in messages[-1]
