# SPDX-License-Identifier: Apache-2.0
"""What is invalid is INVALID_ARGUMENT and names the field; what is merely unknown is answered."""

import math

import grpc
import pytest
from google.rpc import error_details_pb2
from grpc_status import rpc_status

from support.questions import ask, minimal
from support.raw import RawConnection, grpc_message, request_headers
from support.stubs import strategos

TIMEOUT = 10
GENERATE = "/strategos.v1.StrategyService/GenerateStrategy"


def two_teams():
    request = minimal()
    request.game_state.teams.add(id="blue")
    return request


def no_teams(r):
    del r.game_state.teams[:]


def same_team_twice(r):
    r.game_state.teams.add(id="red")


def same_agent_twice(r):
    r.game_state.teams[0].agents.add(id="a")
    r.game_state.teams[0].agents.add(id="a")


INVALID = {
    # what is done to a valid request: the field that the message must name
    "an unknown team": (lambda r: setattr(r, "team_id", "green"), "team_id"),
    "no team": (lambda r: r.ClearField("team_id"), "team_id"),
    "a team id of forbidden characters": (lambda r: setattr(r, "team_id", "r e d"), "team_id"),
    "no game state": (lambda r: r.ClearField("game_state"), "game_state"),
    "no teams": (no_teams, "game_state.teams"),
    "two teams with one id": (same_team_twice, "game_state.teams"),
    "two agents with one id": (same_agent_twice, "game_state.teams[0].agents"),
    "an empty agent id": (lambda r: r.game_state.teams[0].agents.add(), "game_state.teams[0].agents[0].id"),
    "a hex of an undeclared team": (
        lambda r: r.game_state.hexes.add(owner_team="green"), "game_state.hexes[0].owner_team"),
    "a base of an undeclared team": (
        lambda r: r.game_state.bases.add(team_id="green"), "game_state.bases[0].team_id"),
    "an event of an undeclared team": (
        lambda r: r.game_state.recent_events.add(team_id="green"), "game_state.recent_events[0].team_id"),
    "a negative stockpile": (
        lambda r: setattr(r.game_state.teams[1].stockpile, "energy", -1), "game_state.teams[1].stockpile.energy"),
    "a stockpile that is no number": (
        lambda r: setattr(r.game_state.teams[0].stockpile, "data", math.nan), "game_state.teams[0].stockpile.data"),
    "an infinite stockpile": (
        lambda r: setattr(r.game_state.teams[0].stockpile, "materials", math.inf),
        "game_state.teams[0].stockpile.materials"),
    "health that is no number": (
        lambda r: r.game_state.teams[0].agents.add(id="a", hit_points=math.nan),
        "game_state.teams[0].agents[0].hit_points"),
    "an infinite deposit": (
        lambda r: r.game_state.deposits.add(kind=1, amount=-math.inf), "game_state.deposits[0].amount"),
    "a deposit of nothing known": (lambda r: r.game_state.deposits.add(amount=1), "game_state.deposits[0].kind"),
    "control above 1000": (
        lambda r: r.game_state.hexes.add(control_per_mille=1001), "game_state.hexes[0].control_per_mille"),
    "a coordinate far outside": (lambda r: r.game_state.hexes.add(q=10001), "game_state.hexes[0].q"),
    "territory above 1000": (
        lambda r: setattr(r.game_state.teams[0], "territory_per_mille", 1001),
        "game_state.teams[0].territory_per_mille"),
    "an unknown terrain": (lambda r: r.game_state.hexes.add(terrain=99), "game_state.hexes[0].terrain"),
    "an unknown role": (
        lambda r: r.game_state.teams[0].agents.add(id="a", role=99), "game_state.teams[0].agents[0].role"),
}

UNKNOWN = {
    "nothing but the teams": lambda r: None,
    "an agent without position, health or role": lambda r: r.game_state.teams[0].agents.add(id="a"),
    "the same agent id in two teams": lambda r: [team.agents.add(id="a") for team in r.game_state.teams],
    "a cell outside of the map": lambda r: r.game_state.hexes.add(q=-5, r=-7, owner_team="blue"),
    "fractional stockpiles": lambda r: setattr(r.game_state.teams[0].stockpile, "energy", 0.25),
    "unknown rules": lambda r: setattr(r.game_state, "rules_id", "chess/9"),
    "an event without kind": lambda r: r.game_state.recent_events.add(tick=3),
    "a third team": lambda r: r.game_state.teams.add(id="green"),
    "one team alone": lambda r: r.game_state.teams.pop(),
}


@pytest.mark.parametrize("case", INVALID)
def test_what_is_invalid_is_refused_and_named(strategy_service, case):
    change, field = INVALID[case]
    request = two_teams()
    change(request)
    with pytest.raises(grpc.RpcError) as failure:
        strategy_service.GenerateStrategy(request, timeout=TIMEOUT)
    assert failure.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert field in failure.value.details(), failure.value.details()


def test_the_field_is_named_in_the_details_too(strategy_service):
    """google.rpc.BadRequest, for programs."""
    request = two_teams()
    request.game_state.teams[1].stockpile.energy = -1
    with pytest.raises(grpc.RpcError) as failure:
        strategy_service.GenerateStrategy(request, timeout=TIMEOUT)
    status = rpc_status.from_call(failure.value)
    assert status.code == grpc.StatusCode.INVALID_ARGUMENT.value[0]
    assert status.message == failure.value.details()
    bad_request = error_details_pb2.BadRequest()
    assert status.details[0].Unpack(bad_request)
    assert [violation.field for violation in bad_request.field_violations] == ["game_state.teams[1].stockpile.energy"]
    assert bad_request.field_violations[0].description


@pytest.mark.parametrize("case", UNKNOWN)
def test_what_is_merely_unknown_is_answered(strategy_service, case):
    request = two_teams()
    UNKNOWN[case](request)
    strategy = strategy_service.GenerateStrategy(request, timeout=TIMEOUT).strategy
    assert strategy.priorities and 0 < strategy.confidence <= 1


@pytest.mark.parametrize("service, method, request_type", [
    ("StrategyService", "StreamStrategy", "StreamStrategyRequest"),
    ("StrategyService", "AdaptStrategy", "AdaptStrategyRequest"),
    ("AgentService", "CreateAgent", "CreateAgentRequest"),
    ("AgentService", "RecommendComposition", "RecommendCompositionRequest"),
    ("GameStateService", "AnalyzeGameState", "AnalyzeGameStateRequest"),
])
def test_every_method_checks_its_state(channel, service, method, request_type):
    request = ask(getattr(strategos, request_type), "g0_t025", "red")
    if method == "AdaptStrategy":
        request.current_strategy.SetInParent()
    request.game_state.teams[1].stockpile.energy = -3
    with pytest.raises(grpc.RpcError) as failure:
        answer = getattr(getattr(strategos, f"{service}Stub")(channel), method)(request, timeout=TIMEOUT)
        list(answer) if method == "StreamStrategy" else None
    assert failure.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert "game_state.teams[1].stockpile.energy" in failure.value.details()


GARBAGE = {
    "a cut-off field": b"\x0a\x05ab",
    "a field number of 0": b"\x00\x01",
    "a varint without end": b"\x08" + b"\xff" * 11,
    "a group that does not end": b"\x1b",
    "an end of group alone": b"\x1c",
    "a wire type of 7": b"\x0f",
    "a string that is no UTF-8": b"\x0a\x02\xc3\x28",
    "a length above the message": b"\x12\xff\xff\xff\xff\x07",
    "nested groups without end": b"\x1b" * 20_000,
    "random bytes": bytes((i * 167 + 13) % 256 for i in range(500)),
}


@pytest.mark.parametrize("case", GARBAGE)
def test_garbage_instead_of_protobuf_is_refused(server, case):
    with RawConnection(server) as connection:
        connection.send(
            connection.headers(1, request_headers(GENERATE)),
            connection.data(1, grpc_message(GARBAGE[case])[:16384]),
            connection.data(1, grpc_message(GARBAGE[case])[16384:], end_stream=True), connection.request(3))
        fields, _ = connection.response(3)
        assert fields["grpc-status"] == "0"
        refused = connection.fields(1) or connection.response(1)[0]
        assert refused["grpc-status"] in ("3", "13"), refused


def test_a_field_that_is_garbage_is_named(server):
    with RawConnection(server) as connection:
        broken_team = b"\x42\x04\x0a\x02\xc3\x28"  # game_state.teams[0].id, not UTF-8
        payload = b"\x12" + bytes([len(broken_team)]) + broken_team
        connection.send(connection.request(1, GENERATE, payload=payload))
        fields, _ = connection.response(1)
        assert fields["grpc-status"] == "3"
        assert "game_state.teams[0].id" in fields["grpc-message"]


def test_a_message_nested_too_deep_is_refused(channel):
    """Depth through unknown groups: the decoder must stop at its limit, not at the end of the stack."""
    payload = minimal().SerializeToString() + b"\x8b\x3e" * 100_000 + b"\x8c\x3e" * 100_000
    with pytest.raises(grpc.RpcError) as failure:
        channel.unary_unary(GENERATE)(payload, timeout=TIMEOUT)
    assert failure.value.code() in (grpc.StatusCode.INVALID_ARGUMENT, grpc.StatusCode.RESOURCE_EXHAUSTED)


def test_unknown_fields_are_ignored(channel):
    answer = channel.unary_unary(GENERATE, response_deserializer=strategos.GenerateStrategyResponse.FromString)(
        minimal().SerializeToString() + b"\xfa\x3e\x03new", timeout=TIMEOUT)
    assert answer.strategy.team_id == "red"
