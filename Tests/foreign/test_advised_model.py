# SPDX-License-Identifier: Apache-2.0
"""The served workflows with a real model in llama.cpp behind them; scripts/test-models runs it.

What a model does to an answer is different each time, so nothing of it can be replayed: test_models.py has the same
with backends that do as they are told.
"""

import concurrent.futures
import threading
import time

import grpc
import pytest

from support import arena
from support.advised import Advised, reasons, step
from support.model_server import KEY, PYTHON, ModelServer
from support.stubs import strategos
from test_model_backend import LLAMA
from test_strategies import assert_sane

pytestmark = pytest.mark.skipif(not PYTHON, reason="scripts/test-models runs it")

# `Advised` has a name for the model already, and llama.cpp answers to any.
PATIENT = LLAMA.replace("    model: smollm2-135m\n", "")
# What a caller gives for an answer with a model, and how many runs there are.
BUDGET = 20
RUNS = 20
TEAMS = 4


@pytest.fixture(scope="module")
def advised(tmp_path_factory):
    """As many threads as there are cores: four teams are more than one thread can read to in time."""
    with ModelServer(threads=2) as model, Advised(
            tmp_path_factory.mktemp("advised"), model.url, more=PATIENT, key=KEY) as server:
        yield server, model


def asked(server, request):
    """The strategy, in time."""
    begin = time.monotonic()
    strategy = server.strategies.GenerateStrategy(request, timeout=BUDGET).strategy
    assert time.monotonic() - begin < BUDGET
    assert_sane(strategy, request.team_id)
    return strategy


def has_tried(provenance):
    """Whether a whole proposal of the model has played futures, or been scored, beside the planner's own."""
    names = {entry.name for entry in provenance.steps if entry.outcome == strategos.STEP_OUTCOME_OK}
    return "model/choice" in names


def states(count):
    """From all of a match, and from both sides."""
    ticks = [100 + 40 * index for index in range(count)]
    red, blue = arena.questions(*ticks, seed=7), arena.questions(*ticks, seed=7, team="blue")
    return [(blue if index % 2 else red)[index] for index in range(count)]


def test_most_runs_try_a_whole_proposal(advised):
    server, _ = advised
    strategies = [asked(server, request) for request in states(RUNS)]
    tried = [has_tried(strategy.provenance) for strategy in strategies]
    print(f"{sum(tried)} of {RUNS} tried; {[reasons(strategy.provenance) for strategy in strategies if reasons(strategy.provenance)]}")
    assert sum(tried) >= 0.95 * RUNS


def test_four_teams_are_answered_in_time(advised):
    server, _ = advised
    requests = states(3 * TEAMS)
    with concurrent.futures.ThreadPoolExecutor(TEAMS) as pool:
        strategies = list(pool.map(lambda request: asked(server, request), requests))
    tried = sum(has_tried(strategy.provenance) for strategy in strategies)
    print(f"{tried} of {len(strategies)} tried")
    for strategy in strategies:
        assert has_tried(strategy.provenance) or reasons(strategy.provenance), strategy.provenance


def test_an_adaptation_and_an_agent(advised):
    server, _ = advised
    request = arena.question(600, request_type=strategos.AdaptStrategyRequest)
    request.current_strategy.posture = strategos.POSTURE_ECONOMIC
    request.observations.add(team_id="blue", task=strategos.TASK_KIND_ATTACK_ENEMIES)
    strategy = server.strategies.AdaptStrategy(request, timeout=BUDGET).strategy
    assert has_tried(strategy.provenance) or reasons(strategy.provenance), strategy.provenance
    request = arena.question(600, request_type=strategos.CreateAgentRequest)
    agent = server.agents.CreateAgent(request, timeout=BUDGET).agent
    assert agent.role != strategos.AGENT_ROLE_UNSPECIFIED
    assert has_tried(agent.provenance) or reasons(agent.provenance), agent.provenance


def test_who_follows_hears_of_the_model(advised):
    server, _ = advised
    request = arena.question(640, request_type=strategos.StreamStrategyRequest)
    updates = list(server.strategies.StreamStrategy(request, timeout=BUDGET))
    kinds = [update.WhichOneof("update") for update in updates]
    assert kinds[0] == "strategy" and kinds[-1] == "done", kinds
    assert any("model/proposal" in update.progress.step for update in updates), kinds
    last = [update.strategy for update in updates if update.WhichOneof("update") == "strategy"][-1]
    assert step(last.provenance, "model/proposal").detail


def test_when_the_caller_gives_up_the_model_stops(tmp_path, advised):
    # A server of its own: four teams at once may have opened the other one's breaker.
    model, waiting = advised[1], threading.Event()

    def becomes(is_busy):
        for _ in range(400):
            if bool(model.busy_slots()) == is_busy:
                return True
            waiting.wait(0.05)
        return False

    with Advised(tmp_path, model.url, more=PATIENT, key=KEY) as server:
        call = server.strategies.GenerateStrategy.future(arena.question(680), timeout=BUDGET)
        assert becomes(True)
        call.cancel()
        with pytest.raises((grpc.RpcError, grpc.FutureCancelledError)):
            call.result()
        assert becomes(False)
