# SPDX-License-Identifier: Apache-2.0
"""Strategies and agents that are found by playing futures, through grpcio and buf."""

import concurrent.futures
import json
import subprocess
import time

import grpc
import pytest
from google.protobuf import json_format

from support import arena
from support.matches import metrics, wait_until
from support.paths import ROOT
from support.server import Server
from support.stubs import strategos
from test_buf_curl import BUF
from test_strategies import assert_composition, assert_sane

TIMEOUT = 55


@pytest.fixture(scope="module")
def patient():
    """A server whose searches end by their ticks, however slow the build and the machine are."""
    with Server("--search-time", "50s", "--search-ticks", "4000") as running:
        yield running
        running.stop()


@pytest.fixture(scope="module")
def patient_channel(patient):
    with grpc.insecure_channel(patient.address) as opened:
        yield opened


@pytest.fixture(scope="module")
def strategy_service(patient_channel):
    return strategos.StrategyServiceStub(patient_channel)


@pytest.fixture(scope="module")
def agent_service(patient_channel):
    return strategos.AgentServiceStub(patient_channel)


def needs_speed(service):
    """Deadlines of some milliseconds say nothing of a build that takes longer for the reflex planner alone."""
    request = arena.question()
    request.game_state.rules_id = ""
    for _ in range(2):
        took = service.GenerateStrategy(request, timeout=TIMEOUT).strategy.provenance.elapsed
    if took.seconds or took.nanos > 3_000_000:
        pytest.skip(f"this build takes {took.nanos / 1e6:.0f} ms for a reflex answer")


def step(provenance, name):
    return next(step for step in provenance.steps if step.name == name)


def assert_simulated(provenance):
    assert provenance.model == "rollout/1"
    simulation = provenance.simulation
    assert simulation.playouts > 0 and 0 < simulation.ticks and 0 <= simulation.value <= 1
    assert simulation.horizon_tick == 1000
    assert len([candidate for candidate in provenance.candidates if candidate.chosen]) == 1
    assert provenance.candidates[0].chosen and provenance.candidates[0].playouts > 0


def events(server):
    """What the planner has counted, by the names of its counters."""
    prefix = 'strategos_planner_events_total{event="'
    return {name[len(prefix):-2]: value for name, value in metrics(server).items() if name.startswith(prefix)}


def test_a_complete_state_is_answered_by_playing_futures(strategy_service):
    strategy = strategy_service.GenerateStrategy(arena.question(), timeout=TIMEOUT).strategy
    assert_sane(strategy, "red")
    assert_simulated(strategy.provenance)
    assert "futures" in strategy.description
    plays = strategy.provenance.simulation.opponents[0]
    assert plays.team_id == "blue" and plays.plays


@pytest.mark.parametrize("change, reason", [
    (lambda state: state.ClearField("rules_id"), "rules_id"),
    (lambda state: state.teams[1].ClearField("stockpile"), "teams[1].stockpile"),
    (lambda state: setattr(state, "visibility", strategos.VISIBILITY_FOG), "fog"),
    (lambda state: state.teams[0].agents[0].ClearField("position"), "position"),
])
def test_what_cannot_be_played_is_answered_by_the_reflex_planner_which_says_why(strategy_service, change, reason):
    request = arena.question()
    change(request.game_state)
    provenance = strategy_service.GenerateStrategy(request, timeout=TIMEOUT).strategy.provenance
    assert provenance.model == "reflex/1" and not provenance.HasField("simulation")
    skipped = step(provenance, "simulate")
    assert skipped.outcome == strategos.STEP_OUTCOME_SKIPPED and reason in skipped.detail
    assert not provenance.degraded


def test_a_stream_gets_better(strategy_service):
    updates = list(strategy_service.StreamStrategy(
        arena.question(request_type=strategos.StreamStrategyRequest), timeout=TIMEOUT))
    kinds = [update.WhichOneof("update") for update in updates]
    assert kinds[-1] == "done" and set(kinds[:-1]) == {"strategy"} and len(kinds) >= 3
    models = [update.strategy.provenance.model for update in updates[:-1]]
    assert models[0] == "reflex/1" and set(models[1:]) == {"rollout/1"}
    assert_simulated(updates[-2].strategy.provenance)


def test_an_adaptation_says_what_changed_and_why(strategy_service):
    request = arena.question(red="turtle", blue="boom", request_type=strategos.AdaptStrategyRequest)
    request.current_strategy.posture = strategos.POSTURE_AGGRESSIVE
    request.current_strategy.focus = strategos.FOCUS_COMBAT
    answer = strategy_service.AdaptStrategy(request, timeout=TIMEOUT)
    assert_sane(answer.strategy, "red")
    assert answer.changed == bool(answer.changes)
    assert all(change.field and change.reason for change in answer.changes)
    assert_simulated(answer.strategy.provenance)


def test_a_team_is_directed_through_a_match(strategy_service):
    """The opponent is recognised, and the course is not changed with each state."""
    states = arena.questions(0, 100, 200, 300, 400, 500, blue="boom", match="directed")
    requests = [strategos.DirectRequest(team_id="red", sequence=number, game_state=state.game_state)
                for number, state in enumerate(states, 1)]
    answers = list(strategy_service.Direct(iter(requests), timeout=60))
    assert [answer.answers_sequence for answer in answers] == list(range(1, len(states) + 1))
    assert [answer.sequence for answer in answers] == list(range(1, len(states) + 1))
    kinds = [answer.WhichOneof("directive") for answer in answers]
    assert kinds[0] == "strategy" and "keep" in kinds
    for answer in answers:
        if answer.WhichOneof("directive") == "keep":
            assert answer.keep.reason and not answer.changes
        else:
            assert_sane(answer.strategy, "red")
            assert_simulated(answer.strategy.provenance)
    assert all(change.reason for answer in answers for change in answer.changes)


def test_a_foreign_game_is_directed_by_the_reflex_planner(strategy_service):
    states = arena.questions(300, 360, 420)
    for state in states:
        state.game_state.ClearField("rules_id")
    requests = [strategos.DirectRequest(team_id="red", sequence=number, game_state=state.game_state)
                for number, state in enumerate(states, 1)]
    requests.insert(1, strategos.DirectRequest(sequence=9, observation=strategos.OpponentObservation(
        team_id="blue", task=strategos.TASK_KIND_ATTACK_ENEMIES)))
    answers = list(strategy_service.Direct(iter(requests), timeout=TIMEOUT))
    assert [answer.answers_sequence for answer in answers] == [1, 2, 3]


@pytest.mark.parametrize("requests, detail", [
    ([strategos.DirectRequest(team_id="red")], "input"),
    ([strategos.DirectRequest(team_id="green", game_state=arena.question().game_state)], "team_id"),
    ([strategos.DirectRequest(team_id="red", game_state=arena.question().game_state),
      strategos.DirectRequest(team_id="blue", game_state=arena.question().game_state)], "team_id"),
], ids=["nothing", "unknown team", "another team"])
def test_a_direction_that_cannot_be_is_refused(strategy_service, requests, detail):
    with pytest.raises(grpc.RpcError) as failure:
        list(strategy_service.Direct(iter(requests), timeout=TIMEOUT))
    assert failure.value.code() == grpc.StatusCode.INVALID_ARGUMENT
    assert detail in failure.value.details()


def test_an_agent_is_designed_by_playing_futures(agent_service):
    agent = agent_service.CreateAgent(
        arena.question(request_type=strategos.CreateAgentRequest), timeout=TIMEOUT).agent
    values = [agent.attributes.speed_per_mille, agent.attributes.health_per_mille, agent.attributes.attack_per_mille,
              agent.attributes.defense_per_mille, agent.attributes.carry_capacity_per_mille]
    assert all(value <= 1000 for value in values) and 0 < sum(values) <= 3000
    assert_simulated(agent.provenance)
    assert "futures" in agent.description and agent.cost.energy > 0


@pytest.mark.parametrize("role", range(1, 5))
def test_the_wanted_role_is_kept(agent_service, role):
    request = arena.question(request_type=strategos.CreateAgentRequest)
    request.role = role
    assert agent_service.CreateAgent(request, timeout=TIMEOUT).agent.role == role


@pytest.mark.parametrize("rules", ["arena/1", ""], ids=["playable", "foreign"])
def test_a_squad_comes_agent_by_agent(agent_service, rules):
    request = arena.question(request_type=strategos.CreateSquadRequest)
    request.game_state.rules_id = rules
    request.size = 3
    updates = list(agent_service.CreateSquad(request, timeout=TIMEOUT))
    assert [update.sequence for update in updates] == list(range(1, len(updates) + 1))
    agents = [update.agent for update in updates if update.WhichOneof("update") == "agent"]
    assert updates[-1].done.agents == len(agents) == len(updates) - 1
    assert len(agents) == 3
    assert all((agent.provenance.model == "rollout/1") == bool(rules) for agent in agents)


def test_a_composition_is_found_by_playing_futures(agent_service):
    request = arena.question(request_type=strategos.RecommendCompositionRequest)
    answer = agent_service.RecommendComposition(request, timeout=TIMEOUT)
    assert_composition(answer.composition)
    assert_simulated(answer.provenance)
    assert "futures" in answer.description and answer.build_next


def percentile(values, percent):
    return sorted(values)[len(values) * percent // 100]


def test_eight_matches_that_plan_at_once_are_answered_in_time(own_server):
    """The 99th percentile is at most the budget and 5 ms, and no call fails.

    The percentile is the third slowest of 200 answers, so that one pause of the machine alone would decide: of
    three rounds one must keep to it."""
    budget, calls = 0.1, 25
    server = own_server("--search-time", "100ms", "--search-ticks", "1000000000")
    requests = [arena.question(400 + 100 * number, seed=number, match=f"match-{number}", last=6000) for number in range(8)]

    with grpc.insecure_channel(server.address) as channel:
        needs_speed(strategos.StrategyServiceStub(channel))

    def play(request):
        with grpc.insecure_channel(server.address, [("grpc.use_local_subchannel_pool", 1)]) as channel:
            service = strategos.StrategyServiceStub(channel)
            # The first call works out the map.
            service.GenerateStrategy(request, timeout=TIMEOUT)
            times, seen, simulated = [], [], 0
            for _ in range(calls):
                start = time.monotonic()
                provenance = service.GenerateStrategy(request, timeout=TIMEOUT).strategy.provenance
                seen.append(time.monotonic() - start)
                times.append(provenance.elapsed.ToNanoseconds() / 1e9)
                simulated += provenance.HasField("simulation")
            return times, seen, simulated

    slowest = []
    for _ in range(3):
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            results = list(pool.map(play, requests))
        assert sum(simulated for _, _, simulated in results) > 0
        # By the server's clock, from the request's arrival to the answer: eight clients in one Python process, on
        # the same cores, wait for each other as well.
        times = [time for times, _, _ in results for time in times]
        seen = [time for _, seen, _ in results for time in seen]
        print(f"p50 {percentile(times, 50):.4f} s, p99 {percentile(times, 99):.4f} s; by the clients' clocks"
              f" {percentile(seen, 50):.4f} s, {percentile(seen, 99):.4f} s")
        slowest.append(percentile(times, 99))
        if slowest[-1] <= budget + 0.005:
            break
    assert min(slowest) <= budget + 0.005


@pytest.mark.parametrize("milliseconds", [5, 15, 30, 60])
def test_a_short_deadline_shortens_the_search_and_does_not_break_the_call(own_server, milliseconds):
    server = own_server()
    with grpc.insecure_channel(server.address) as channel:
        service = strategos.StrategyServiceStub(channel)
        needs_speed(service)
        request = arena.question(last=6000)
        service.GenerateStrategy(request, timeout=TIMEOUT)
        done = 0
        for _ in range(20):
            try:
                strategy = service.GenerateStrategy(request, timeout=milliseconds / 1000).strategy
                assert_sane(strategy, "red")
                done += 1
            except grpc.RpcError as error:
                # The client's own clock may run out before the request has left, or while this machine does
                # something else.
                assert error.code() == grpc.StatusCode.DEADLINE_EXCEEDED
        assert done >= (15 if milliseconds >= 15 else 1)


def test_beyond_the_queue_the_reflex_planner_answers_and_says_so(own_server):
    server = own_server("--search-threads", "1", "--search-queue", "1", "--search-time", "3s",
                        "--search-ticks", "1000000000")
    with grpc.insecure_channel(server.address) as channel:
        service = strategos.StrategyServiceStub(channel)
        pending = [service.GenerateStrategy.future(arena.question(), timeout=TIMEOUT) for _ in range(6)]
        provenances = [call.result().strategy.provenance for call in pending]
    degraded = [p for p in provenances
                if any(d.reason == strategos.DEGRADATION_REASON_OVERLOADED for d in p.degraded)]
    assert len(degraded) == 4 and all(p.model == "reflex/1" for p in degraded)
    assert events(server)["searches_refused"] == 4
    assert server.stop()["searchesRefused"] == 4


def test_a_cancelled_call_stops_its_search(own_server):
    server = own_server("--search-time", "60s", "--search-ticks", "1000000000")
    with grpc.insecure_channel(server.address) as channel:
        call = strategos.StrategyServiceStub(channel).GenerateStrategy.future(arena.question(), timeout=50)
        wait_until(lambda: events(server)["searches_started"] == 1)
        call.cancel()
        wait_until(lambda: events(server)["searches_cancelled"] == 1)
    server.stop()


def test_teams_are_remembered_within_a_limit(own_server):
    server = own_server("--sessions", "2", "--search-ticks", "3000", "--search-time", "50s")
    with grpc.insecure_channel(server.address) as channel:
        service = strategos.StrategyServiceStub(channel)
        for match in ["one", "two", "one", "three"]:
            service.GenerateStrategy(arena.question(match=match), timeout=TIMEOUT)
        seen = [service.GenerateStrategy(request, timeout=TIMEOUT).strategy.provenance.simulation.states_seen
                for request in arena.questions(100, 200, 300, match="four")]
    assert seen == [1, 2, 3]
    counted = events(server)
    assert counted["sessions_opened"] == 4 and counted["sessions_evicted"] == 2
    server.stop()


@pytest.mark.parametrize("method, size", [
    ("StrategyService/Direct", None), ("StrategyService/StreamStrategy", None), ("AgentService/CreateSquad", 2)])
def test_streams_through_buf_curl(patient, method, size):
    question = json_format.MessageToDict(arena.question())
    if method.endswith("Direct"):
        question = {"teamId": "red", "sequence": "1", "gameState": question["gameState"]}
    if size:
        question["size"] = size
    output = subprocess.run(
        [str(BUF), "curl", "--schema", str(ROOT / "proto"), "--protocol", "grpc", "--http2-prior-knowledge",
         "-d", json.dumps(question), f"http://{patient.address}/strategos.v1.{method}"],
        capture_output=True, text=True, timeout=60, check=True).stdout
    answers = [json.loads(text) for text in output.replace("}\n{", "}\0{").split("\0")]
    assert answers and any("strategy" in answer or "agent" in answer for answer in answers)
