# SPDX-License-Identifier: Apache-2.0
"""Reports, and what is read of them."""

import time
import urllib.request

import grpc

from .stubs import strategos

TIMEOUT = 20


def state(tick, teams=("red", "blue"), **more):
    return strategos.GameState(tick=tick, teams=[strategos.Team(id=team) for team in teams], **more)


def record(match="", sequence=0, team="", **kind):
    return strategos.ReportGameStateRequest(match_id=match, team_id=team, sequence=sequence, **kind)


def event(tick):
    return strategos.GameEvent(tick=tick, hex_taken=strategos.HexTaken(count=1))


RED_WINS = strategos.MatchResult(winner_team="red", victory=strategos.VICTORY_TERRITORY, tick=99)


def report(channel, *records, **call):
    return strategos.GameStateServiceStub(channel).ReportGameState(iter(records), timeout=TIMEOUT, **call)


def get(channel, match, team="", **call):
    request = strategos.GetMatchRequest(match_id=match, team_id=team)
    return strategos.GameStateServiceStub(channel).GetMatch(request, timeout=TIMEOUT, **call).match


def watch(channel, match, team="", token="", heartbeat=None, **call):
    request = strategos.WatchMatchRequest(match_id=match, team_id=team, resume_token=token)
    if heartbeat:
        request.heartbeat_interval.seconds = heartbeat
    call.setdefault("timeout", 60)
    stream = strategos.GameStateServiceStub(channel).WatchMatch(request, **call)
    return stream


def watch_from_here(channel, *arguments, **call):
    """A watch that has begun: nothing that is reported from now on is missed."""
    stream = watch(channel, *arguments, **call)
    stream.initial_metadata()
    return stream


def failure(call):
    """The code, the words and the reason of an error."""
    try:
        call()
    except grpc.RpcError as error:
        reasons = []
        for name, value in error.trailing_metadata() or ():
            if name == "grpc-status-details-bin":
                from google.rpc import error_details_pb2, status_pb2
                for detail in status_pb2.Status.FromString(value).details:
                    info = error_details_pb2.ErrorInfo()
                    if detail.Unpack(info):
                        reasons.append(info.reason)
        return error.code(), error.details(), *reasons
    raise AssertionError("the call succeeded")


def metrics(server):
    """The numbers of /metrics by their names with labels."""
    with urllib.request.urlopen(f"http://{server.address}/metrics", timeout=TIMEOUT) as answer:
        lines = answer.read().decode().splitlines()
    return {line.rsplit(" ", 1)[0]: float(line.rsplit(" ", 1)[1]) for line in lines if line and not line.startswith("#")}


def wait_until(condition, seconds=20):
    """Waits for something that no event tells of; asks again and again."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.02)
