# SPDX-License-Identifier: Apache-2.0
"""Questions to the services, made of captured states or as small as possible."""

from google.protobuf import json_format

from . import captured
from .stubs import strategos

STATES = captured.names()
QUESTIONS = [(name, team) for name in STATES for team in captured.TEAMS]


def game_state(name):
    return json_format.ParseDict(captured.load(name), strategos.GameState())


def ask(request_type, name, team, **more):
    """A request about a captured state; all requests of the services name a team and a state."""
    return request_type(team_id=team, game_state=game_state(name), **more)


def minimal(request_type=None, **more):
    """The smallest valid question."""
    state = strategos.GameState(teams=[strategos.Team(id="red")])
    return (request_type or strategos.GenerateStrategyRequest)(team_id="red", game_state=state, **more)
