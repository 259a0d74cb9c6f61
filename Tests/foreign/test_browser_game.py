# SPDX-License-Identifier: Apache-2.0
"""The routes and the WebSocket that an existing browser game calls, with what it really sends."""

import json
import pathlib

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from test_http1 import curl

POSTURES = {"aggressive", "defensive", "balanced", "economic"}
FOCUSES = {"territory", "resources", "combat"}
PRIORITIES = {
    "collect_energy", "collect_materials", "collect_data", "expand_territory", "attack_enemies", "defend_territory",
    "defend_base"}
ROLES = {"collector", "explorer", "defender", "attacker"}

STATE = {
    "team_id": "team1",
    "territory_control": {"team1": 12, "team2": 30.5},
    "resources": {"team1": {"energy": 20.5, "materials": 3, "data": 0}, "team2": {"energy": 99}},
    "agents": {
        "team1": [{"id": 1, "type": "collector", "health": 80, "x": 100.5, "y": 200}],
        "team2": [{"id": "b", "type": "attacker", "health": 10.5, "x": None, "y": None}],
    },
    "resource_distribution": {"energy": 10, "materials": 5, "data": 2},
}
REQUEST = {
    "team_id": "blue",
    "strategy": {"strategy": "aggressive", "focus": "combat", "priorities": ["attack_enemies"]},
    "resources": {"energy": 200, "materials": 200, "data": 200},
    "current_agents": [{"type": "collector", "count": 2}, {"type": "explorer", "count": 1}],
}


def post(server, path, body):
    text = body if isinstance(body, str) else json.dumps(body)
    status, fields, answer = curl(server, path, "--json", text)
    assert fields["content-type"] == "application/json"
    return status, json.loads(answer)


def check_strategy(answer):
    assert answer["strategy"] in POSTURES and answer["focus"] in FOCUSES
    assert answer["priorities"] and set(answer["priorities"]) <= PRIORITIES
    assert len(set(answer["priorities"])) == len(answer["priorities"])


@pytest.mark.parametrize("team", ["team1", "1", "red", 1, "team2", "2", "blue"])
def test_a_strategy_for_each_name_of_a_team(server, team):
    status, answer = post(server, "/api/team-strategy", {**STATE, "team_id": team})
    assert status == 200
    assert set(answer) == {"strategy", "focus", "priorities", "description"}
    check_strategy(answer)
    assert 5 <= len(answer["description"]) <= 200


def test_a_state_with_next_to_nothing_in_it_is_answered(server):
    empty = {"team_id": "2", "territory_control": {}, "resources": {}, "agents": {"1": [], "2": None}}
    status, answer = post(server, "/api/team-strategy", empty)
    assert status == 200, answer
    check_strategy(answer)


def test_captured_states_are_answered(server):
    """What that game had in memory, cut down to what its calls send."""
    folder = pathlib.Path(__file__).parents[1] / "Captured"
    files = sorted(folder.glob("*.json"))
    assert files
    for file in files:
        state = json.loads(file.read_text())
        body = {
            "team_id": "red", "territory_control": state["territory_control"], "resources": state["resources"],
            "agents": {team: [{"id": a["id"], "type": a["role"], "health": a["health"], "x": a["x"], "y": a["y"]}
                              for a in agents] for team, agents in state["agents"].items()},
            "resource_distribution": state["resources_on_map"]}
        status, answer = post(server, "/api/team-strategy", body)
        assert status == 200, (file.name, answer)
        check_strategy(answer)


def test_an_agent(server):
    status, answer = post(server, "/api/agent-specification", REQUEST)
    assert status == 200, answer
    assert set(answer) == {"role", "attributes", "priority", "description"}
    assert answer["role"] in ROLES
    assert set(answer["attributes"]) == {"speed", "health", "attack", "defense", "carryCapacity"}
    assert all(0 <= value <= 1 for value in answer["attributes"].values())
    assert sum(answer["attributes"].values()) <= 3.0001
    assert answer["priority"] in {"energy", "materials", "data", "territory"}
    assert 5 <= len(answer["description"]) <= 200


def without(body, name):
    return {key: value for key, value in body.items() if key != name}


@pytest.mark.parametrize("path, body, place", [
    ("/api/team-strategy", without(STATE, "team_id"), ["team_id"]),
    ("/api/team-strategy", {**STATE, "team_id": "green"}, ["team_id"]),
    ("/api/team-strategy", {**STATE, "team_id": True}, ["team_id"]),
    ("/api/team-strategy", without(STATE, "territory_control"), ["territory_control"]),
    ("/api/team-strategy", {**STATE, "territory_control": []}, ["territory_control"]),
    ("/api/team-strategy", {**STATE, "territory_control": {"team1": "x"}}, ["territory_control", "team1"]),
    ("/api/team-strategy", {**STATE, "territory_control": {"team1": -1}}, ["territory_control", "team1"]),
    ("/api/team-strategy", {**STATE, "territory_control": {"green": 1}}, ["territory_control", "green"]),
    ("/api/team-strategy", without(STATE, "resources"), ["resources"]),
    ("/api/team-strategy", {**STATE, "resources": {"red": {"energy": "much"}}}, ["resources", "red", "energy"]),
    ("/api/team-strategy", without(STATE, "agents"), ["agents"]),
    ("/api/team-strategy", {**STATE, "agents": {"red": [{"type": "wizard"}]}}, ["agents", "red", "0", "type"]),
    ("/api/team-strategy", {**STATE, "agents": {"red": [1]}}, ["agents", "red", "0"]),
    ("/api/team-strategy", "{", []),
    ("/api/team-strategy", "[]", []),
    ("/api/agent-specification", without(REQUEST, "resources"), ["resources"]),
    ("/api/agent-specification", without(REQUEST, "current_agents"), ["current_agents"]),
    ("/api/agent-specification", {**REQUEST, "strategy": {"strategy": "mad"}}, ["strategy", "strategy"]),
    ("/api/agent-specification", {**REQUEST, "current_agents": [{"type": "collector", "count": 1e9}]},
     ["current_agents", "0", "count"]),
])
def test_what_is_wrong_is_422_and_named(server, path, body, place):
    status, answer = post(server, path, body)
    assert status == 422
    [detail] = answer["detail"]
    assert detail["loc"] == ["body", *place] and detail["msg"] and detail["type"]


def test_directives_by_websocket(server):
    with connect(f"ws://{server.address}/ws/some-client", open_timeout=10) as socket:
        for _ in range(3):
            socket.send(json.dumps({"type": "gameState", "data": without(STATE, "team_id")}))
            teams = []
            for _ in range(2):
                directive = json.loads(socket.recv(timeout=10))
                assert directive["type"] == "directive"
                teams.append(directive["team"])
                check_strategy(directive["data"])
                for wanted in directive["data"]["agentRecommendations"]:
                    assert wanted["type"] in ROLES and wanted["count"] > 0
                if focus := directive["data"].get("territoryFocus"):
                    assert set(focus) == {"x", "y", "radius", "priority"} and 0 <= focus["priority"] <= 1
            assert teams == ["red", "blue"]
        # One team, by the name that it was given.
        socket.send(json.dumps({"type": "gameState", "data": STATE}))
        assert json.loads(socket.recv(timeout=10))["team"] == "team1"
        # What is wrong is said, and the connection goes on.
        for wrong, place in [("{", []), ('{"type": "x"}', ["type"]), ('{"type": "gameState"}', ["data"])]:
            socket.send(wrong)
            error = json.loads(socket.recv(timeout=10))
            assert error["type"] == "error" and error["data"]["detail"][0]["loc"] == ["body", *place]
        # Pings are answered, and a large message may come in fragments.
        assert socket.ping().wait(10)
        text = json.dumps({"type": "gameState", "data": STATE, "pad": "x" * 200_000})
        socket.send([text[:1000], text[1000:100_000], text[100_000:]])
        assert json.loads(socket.recv(timeout=10))["team"] == "team1"
        socket.close(1000)
    assert socket.protocol.close_rcvd.code == 1000


def test_websockets_that_break_the_rules_are_closed(own_server):
    server = own_server("--set", "limits.message-bytes=64KiB")
    with connect(f"ws://{server.address}/ws/a", open_timeout=10) as socket:
        socket.send("x" * (100 << 10))
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=10)
    assert socket.protocol.close_rcvd.code == 1009
    with connect(f"ws://{server.address}/ws/a", open_timeout=10) as socket:
        socket.socket.sendall(b"\x81\x03abc")  # a client's frame has to be masked
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=10)
    assert socket.protocol.close_rcvd.code == 1002
    with pytest.raises(InvalidStatus) as refused:
        connect(f"ws://{server.address}/nowhere", open_timeout=10)
    assert refused.value.response.status_code == 404
    assert curl(server, "/ws/a")[0] == 426
    # Who goes without a word is noticed, and the server still ends in good order.
    socket = connect(f"ws://{server.address}/ws/a", open_timeout=10)
    socket.socket.close()
    assert curl(server, "/healthz")[0] == 200
