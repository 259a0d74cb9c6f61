# SPDX-License-Identifier: Apache-2.0
"""Turns states captured from a running browser game (Tests/Captured) into `GameState` messages.

The result is protobuf's JSON form as plain Python values, so that it serves every client: Python's
json_format, `buf curl` and `strategos inspect call` alike. What the capture does not say stays absent.
"""

import json
import pathlib

DIRECTORY = pathlib.Path(__file__).resolve().parents[2] / "Captured"
TEAMS = {"red": -1, "blue": +1}  # the sign of a cell's control
TICK_MS = 100
# Distance of neighbouring cells in pixels, for hexes of 30 px: found by fitting the agents' positions to the
# cells that their team owns.
COLUMN_PX, ROW_PX = 45.0, 51.96
# A cell belongs to a team from this control on: so many cells make up the share of the map that the capture states.
OWNED = 0.2
# The game's attributes as (field of AgentAttributes, field of the capture, smallest, span).
ATTRIBUTES = [
    ("speedPerMille", "speed", 60, 100), ("healthPerMille", "maxHealth", 50, 100), ("attackPerMille", "attack", 5, 20),
    ("defensePerMille", "defense", 2, 15), ("carryCapacityPerMille", "capacity", 2, 8)]


def names():
    return sorted(path.stem for path in DIRECTORY.glob("*.json"))


def load(name):
    """The `GameState` of a capture, by the name of its file without `.json`."""
    return game_state(json.loads((DIRECTORY / f"{name}.json").read_text()), match_id=name.split("_")[0])


def game_state(capture, match_id=""):
    hexes = [_hex(cell) for cell in capture["cells"]]
    return {
        "matchId": match_id,
        "tick": capture["elapsed_ms"] // TICK_MS,
        "tickMs": TICK_MS,
        "visibility": "VISIBILITY_FULL",
        "map": _map(capture["cells"]),
        "hexes": hexes,
        "deposits": [_deposit(cell) for cell in capture["cells"] if cell.get("resource")],
        "resourcesOnMap": _amounts(capture["resources_on_map"]),
        "teams": [_team(name, capture) for name in TEAMS],
    }


def _axial(column, row):
    """Odd rows are shifted right by half a hex."""
    return {"q": column - (row - (row & 1)) // 2, "r": row}


def _map(cells):
    columns, rows = [cell["col"] for cell in cells], [cell["row"] for cell in cells]
    return {
        "columns": max(columns) - min(columns) + 1, "rows": max(rows) - min(rows) + 1,
        "firstColumn": min(columns), "firstRow": min(rows)}


def _hex(cell):
    control = cell["control"]
    result = _axial(cell["col"], cell["row"]) | {"controlPerMille": min(1000, round(abs(control) * 1000))}
    owner = next((team for team, sign in TEAMS.items() if control * sign > OWNED), None)
    if owner:
        result["ownerTeam"] = owner
    if cell.get("obstacle"):
        result["terrain"] = "TERRAIN_OBSTACLE"
    return result


def _deposit(cell):
    return {
        "position": _axial(cell["col"], cell["row"]), "kind": "RESOURCE_KIND_" + cell["resource"].upper(),
        "amount": cell["amount"]}


def _amounts(values):
    return {kind: values[kind] for kind in ("energy", "materials", "data")}


def _team(name, capture):
    return {
        "id": name,
        "stockpile": _amounts(capture["resources"][name]),
        "agents": [_agent(agent) for agent in capture["agents"][name]],
    }


def _agent(agent):
    result = {
        "id": str(agent["id"]),
        "role": "AGENT_ROLE_" + agent["role"].upper(),
        "hitPoints": agent["health"],
        "maxHitPoints": agent["maxHealth"],
        "attributes": {name: round((agent[key] - smallest) / span * 1000) for name, key, smallest, span in ATTRIBUTES},
    }
    if agent["x"] is not None and agent["y"] is not None:
        row = round(agent["y"] / ROW_PX)
        column = round(agent["x"] / COLUMN_PX - (row & 1) / 2)
        result["position"] = _axial(column, row)
    if agent["carryingType"]:
        result["carrying"] = {agent["carryingType"]: agent["carryingAmount"]}
    if agent["priority"]:
        result["priority"] = "AGENT_PRIORITY_" + agent["priority"].upper()
    return result
