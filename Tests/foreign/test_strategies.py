# SPDX-License-Identifier: Apache-2.0
"""Every captured state through Python's grpcio: the answers are sane, explained, and differ as the states do."""

import grpc
import pytest

from support.questions import QUESTIONS, ask, minimal
from support.stubs import strategos

TIMEOUT = 10


def assert_sane(strategy, team):
    assert strategy.strategy_id and len(strategy.strategy_id) <= 64
    assert strategy.team_id == team
    assert strategy.posture != strategos.POSTURE_UNSPECIFIED
    assert strategy.focus != strategos.FOCUS_UNSPECIFIED
    assert 0 < strategy.confidence <= 1
    assert 20 <= len(strategy.description) <= 1000
    assert strategy.priorities
    assert all(p.task != strategos.TASK_KIND_UNSPECIFIED and p.weight_per_mille <= 1000 for p in strategy.priorities)
    weights = [p.weight_per_mille for p in strategy.priorities]
    assert weights == sorted(weights, reverse=True), "the most important comes first"
    if strategy.HasField("composition"):
        assert_composition(strategy.composition)
    if strategy.HasField("resource_shares"):
        shares = strategy.resource_shares
        assert shares.energy_per_mille + shares.materials_per_mille + shares.data_per_mille == 1000


def assert_composition(roles):
    together = (roles.collector_per_mille + roles.explorer_per_mille + roles.defender_per_mille
                + roles.attacker_per_mille)
    assert together == 1000, roles


def assert_explained(provenance):
    assert provenance.source == strategos.SOURCE_PLANNER
    assert provenance.model
    assert provenance.candidates and provenance.measures
    chosen = [candidate for candidate in provenance.candidates if candidate.chosen]
    assert len(chosen) == 1
    assert chosen[0].score == max(candidate.score for candidate in provenance.candidates)


@pytest.fixture(scope="module")
def answers(strategy_service):
    """The strategy for each team of each captured state."""
    return {
        question: strategy_service.GenerateStrategy(
            ask(strategos.GenerateStrategyRequest, *question), timeout=TIMEOUT).strategy
        for question in QUESTIONS}


@pytest.mark.parametrize("question", QUESTIONS, ids="-".join)
def test_a_captured_state_gets_a_sane_strategy(answers, question):
    assert_sane(answers[question], question[1])
    assert_explained(answers[question].provenance)


def test_different_states_get_different_strategies(answers):
    """No answer is a constant. That some situations call for the same is fine, that most do is not."""
    def shape(s):
        return (s.posture, s.focus, tuple(p.task for p in s.priorities), s.composition.SerializeToString())
    assert len({shape(answer) for answer in answers.values()}) >= 6
    assert len({answer.description for answer in answers.values()}) >= 15
    assert len({answer.posture for answer in answers.values()}) >= 2
    scores = {tuple(round(c.score, 6) for c in answer.provenance.candidates) for answer in answers.values()}
    assert len(scores) >= 18


def test_the_same_question_gets_the_same_strategy(answers, strategy_service):
    for question in QUESTIONS[:6]:
        again = strategy_service.GenerateStrategy(
            ask(strategos.GenerateStrategyRequest, *question), timeout=TIMEOUT).strategy
        first = answers[question]
        assert again.strategy_id == first.strategy_id
        assert again.description == first.description
        assert again.priorities == first.priorities and again.composition == first.composition


def test_a_state_that_says_nothing_gets_an_answer_with_little_confidence(answers, strategy_service):
    strategy = strategy_service.GenerateStrategy(minimal(), timeout=TIMEOUT).strategy
    assert_sane(strategy, "red")
    assert strategy.confidence < min(answer.confidence for answer in answers.values())
    assert strategy.provenance.missing_inputs


def test_adapting_to_a_rush_changes_the_strategy_and_says_what_and_why(answers, strategy_service):
    question = ("g1_t050", "red")
    request = ask(strategos.AdaptStrategyRequest, *question, current_strategy=answers[question])
    request.observations.add(
        team_id="blue", task=strategos.TASK_KIND_ATTACK_ENEMIES, archetype=strategos.ARCHETYPE_RUSH, weight=10,
        agents=strategos.RoleCounts(attackers=9))
    answer = strategy_service.AdaptStrategy(request, timeout=TIMEOUT)
    assert_sane(answer.strategy, "red")
    assert answer.changed == bool(answer.changes)
    assert all(change.field and change.reason for change in answer.changes)
    assert any(counter.opponent_team == "blue" for counter in answer.strategy.counters)


def test_a_stream_gives_a_strategy_at_once_and_an_end(strategy_service):
    stream = strategy_service.StreamStrategy(ask(strategos.StreamStrategyRequest, "g2_t050", "blue"), timeout=TIMEOUT)
    updates = list(stream)
    assert [update.sequence for update in updates] == list(range(1, len(updates) + 1))
    kinds = [update.WhichOneof("update") for update in updates]
    assert kinds[0] == "strategy" and kinds[-1] == "done"
    strategies = [update.strategy for update in updates if update.WhichOneof("update") == "strategy"]
    for strategy in strategies:
        assert_sane(strategy, "blue")
    assert updates[-1].done.strategies == len(strategies)
    assert stream.code() == grpc.StatusCode.OK


@pytest.mark.parametrize("question", QUESTIONS, ids="-".join)
def test_a_captured_state_gets_a_sane_agent(agent_service, question):
    agent = agent_service.CreateAgent(ask(strategos.CreateAgentRequest, *question), timeout=TIMEOUT).agent
    attributes = agent.attributes
    values = [attributes.speed_per_mille, attributes.health_per_mille, attributes.attack_per_mille,
              attributes.defense_per_mille, attributes.carry_capacity_per_mille]
    assert agent.role != strategos.AGENT_ROLE_UNSPECIFIED
    assert all(value <= 1000 for value in values) and 0 < sum(values) <= 3000
    assert agent.cost.energy + agent.cost.materials + agent.cost.data > 0
    assert 10 <= len(agent.description) <= 1000
    assert 0 < agent.confidence <= 1
    assert agent.provenance.source == strategos.SOURCE_PLANNER


@pytest.mark.parametrize("role", range(1, 5))
def test_the_wanted_role_is_respected(agent_service, role):
    request = ask(strategos.CreateAgentRequest, "g1_t025", "blue", role=role)
    assert agent_service.CreateAgent(request, timeout=TIMEOUT).agent.role == role


@pytest.mark.parametrize("question", QUESTIONS, ids="-".join)
def test_a_captured_state_gets_a_sane_composition(agent_service, question):
    request = ask(strategos.RecommendCompositionRequest, *question, size=12)
    answer = agent_service.RecommendComposition(request, timeout=TIMEOUT)
    assert_composition(answer.composition)
    wanted = answer.wanted
    assert wanted.collectors + wanted.explorers + wanted.defenders + wanted.attackers == 12
    agents = next(t for t in request.game_state.teams if t.id == question[1]).agents
    current = answer.current
    assert current.collectors + current.explorers + current.defenders + current.attackers + current.unknown \
        == len(agents)
    assert 10 <= len(answer.description) <= 1000


@pytest.mark.parametrize("question", QUESTIONS, ids="-".join)
def test_a_captured_state_gets_a_sane_analysis(game_state_service, question):
    request = ask(strategos.AnalyzeGameStateRequest, *question)
    analysis = game_state_service.AnalyzeGameState(request, timeout=TIMEOUT).analysis
    assert analysis.team_id == question[1]
    assert analysis.tick == request.game_state.tick
    assert analysis.phase != strategos.PHASE_UNSPECIFIED
    assert -1000 <= analysis.advantage_per_mille <= 1000
