# SPDX-License-Identifier: Apache-2.0
"""Learning from match to match: what a server records, what the next one makes of it, and files that are none."""

import json
import shutil
import subprocess

import grpc
import pytest
from google.protobuf import json_format

from support import arena
from support.advised import Advised, step
from support.hostile_backend import HostileBackend
from support.matches import RED_WINS, metrics, record, report, wait_until
from support.paths import BINARY, ROOT
from support.server import Server
from support.stubs import strategos
from test_models import GOOD, generate

TIMEOUT = 55
# Searches end by their ticks, so that answers do not depend on the machine.
PATIENT = ("--search-time", "50s", "--search-ticks", "4000")


def lines(file):
    """The records of a file, as somebody else's protobuf reads them."""
    text = file.read_text()
    assert not text or text.endswith("\n")
    return [json_format.Parse(line, strategos.ExperienceRecord()) for line in text.splitlines()]


def ask(server, requests):
    with grpc.insecure_channel(server.address) as channel:
        service = strategos.StrategyServiceStub(channel)
        return [service.GenerateStrategy(request, timeout=TIMEOUT).strategy for request in requests]


def play(server, match, ends_by):
    """A match that is asked about, and then is over."""
    requests = arena.questions(400, 500, 600, 700, match=match)
    ask(server, requests)
    if ends_by == "state":
        last = requests[-1]
        last.game_state.tick = last.game_state.last_tick
        ask(server, [last, last])
    else:
        with grpc.insecure_channel(server.address) as channel:
            report(channel, record(match, 1, result=RED_WINS))


def belief(server):
    """What a team believes of its opponent at its first question."""
    plays = ask(server, [arena.question(60, match="new")])[0].provenance.simulation.opponents[0].plays
    return [(play.name, play.likelihood) for play in plays]


def experience(file, *options):
    return subprocess.run(
        [str(BINARY), "experience", str(file), *options], capture_output=True, text=True, timeout=30)


def test_matches_are_recorded_and_the_next_server_begins_with_them(tmp_path):
    file = tmp_path / "experience.jsonl"
    options = (*PATIENT, "--experience", str(file))
    with Server(*options) as server:
        for number in range(4):
            play(server, f"m{number}", "state" if number % 2 else "report")
        # Told twice, in both ways.
        with grpc.insecure_channel(server.address) as channel:
            report(channel, record("m1", 1, result=RED_WINS))
        counters = server.stop()
    assert counters["experienceMatches"] == 4
    outcomes = [entry.match_outcome for entry in lines(file)]
    assert [outcome.match_id for outcome in outcomes] == ["m0", "m1", "m2", "m3"]
    for outcome in outcomes:
        assert (outcome.rules_id, outcome.team_id, outcome.opponent_team_id) == ("arena/1", "red", "blue")
        assert outcome.opponent_archetypes[0].archetype == strategos.ARCHETYPE_RUSH
        assert outcome.score_per_mille == 1000
    assert {outcome.last_tick for outcome in outcomes} == {99, 1000}

    # While one server has it, it may be shown, but not written by another one.
    learnt = []
    before = file.read_bytes()
    for _ in range(2):
        with Server(*options) as server:
            learnt.append(belief(server))
            assert experience(file).returncode == 0
            second = subprocess.run(
                [str(BINARY), "serve", "--listen", "127.0.0.1:0", "--experience", str(file)], capture_output=True, text=True,
                timeout=30)
            assert second.returncode != 0 and "another process" in second.stderr
            server.stop()
    assert learnt[0] == learnt[1] and file.read_bytes() == before
    with Server(*PATIENT) as server:
        plain = belief(server)
        assert not any("experience" in name for name in metrics(server))
        server.stop()
    assert plain != learnt[0]
    # Only what was met has become likelier.
    likelihood = dict(plain)
    risen = {name for name, value in learnt[0] if value > likelihood.get(name, 0) + 1e-9}
    assert "rush" in risen and "turtle" not in risen and "boom" not in risen

    shown = experience(file)
    assert shown.returncode == 0 and "rules arena/1: 4.0 matches" in shown.stdout
    told = json.loads(experience(file, "--json").stdout)
    assert told["matches"] == 4 and told["rules"][0]["met"]["rush"] > 1
    payoff = next(entry for entry in told["rules"][0]["payoffs"] if entry["opponent"] == "rush")
    assert payoff["score"] == 1 and payoff["payoff"] > payoff["measured"]


@pytest.fixture
def workflows(tmp_path):
    """The shipped workflows, with two more prompts for strategies."""
    folder = tmp_path / "workflows"
    shutil.copytree(ROOT / "workflows", folder)
    file = folder / "team_strategy.yaml"
    text = file.read_text()
    assert text.count("prompt: team_strategy\n") == 1
    file.write_text(text.replace("prompt: team_strategy\n", "prompt: team_strategy\n              variants: [second, third]\n"))
    prompt = (folder / "prompts" / "team_strategy.mustache").read_text()
    for name in ("second", "third"):
        (folder / "prompts" / f"{name}.mustache").write_text(f"This is the prompt {name}.\n{prompt}")
    return folder


def asked_by(request):
    """The prompt of a request that the backend has got."""
    text = request["body"]["messages"][-1]["content"]
    return next((name for name in ("second", "third") if f"the prompt {name}" in text), "team_strategy")


def test_prompts_are_tried_and_the_file_decides_what_comes_next(tmp_path, workflows):
    file = tmp_path / "experience.jsonl"
    with HostileBackend("text") as backend:
        backend.text = GOOD
        with Advised(tmp_path, backend.url, "--experience", str(file), workflows=workflows) as server:
            strategies = [generate(server) for _ in range(4)]
            assert server.metric("strategos_experience_records_total", kind="proposal_trial") >= 3
            server.stop()
        prompts = [asked_by(request) for request in backend.requests]
        assert prompts[:3] == ["team_strategy", "second", "third"]
        details = [step(strategy.provenance, "model/proposal").detail for strategy in strategies]
        assert "prompt team_strategy, chosen before: team_strategy 0 of 0, second 0 of 0, third 0 of 0" in details[0]
        assert "prompt second, chosen before: team_strategy" in details[1]
        trials = [entry.proposal_trial for entry in lines(file)]
        assert [trial.prompt for trial in trials] == prompts
        for trial, strategy in zip(trials, strategies):
            assert (trial.workflow, trial.step, trial.backend, trial.model) == (
                "team_strategy", "model/proposal", "llm", "hostile-1")
            assert trial.valid and trial.chosen == (strategy.provenance.source == strategos.SOURCE_LLM)
            gain = next(candidate for candidate in strategy.provenance.candidates if candidate.name == "proposal").terms[0]
            assert gain.name == "gain" and abs(gain.value - trial.gain) < 1e-9
        shown = experience(file)
        assert shown.returncode == 0 and "prompt second (" in shown.stdout

        # The same file and the same questions: the same choices, and the same file again.
        kept, runs = file.read_bytes(), []
        for _ in range(2):
            file.write_bytes(kept)
            backend.requests.clear()
            with Advised(tmp_path, backend.url, "--experience", str(file), workflows=workflows) as server:
                for _ in range(3):
                    generate(server)
                server.stop()
            runs.append(([asked_by(request) for request in backend.requests], file.read_bytes()))
        assert runs[0] == runs[1] and len(runs[0][0]) == 3

        # One that has lost often is left alone, one whose text is new is tried.
        losing = kept.splitlines(keepends=True)[0].replace(b'"chosen":true', b'"chosen":false')
        file.write_bytes(kept + losing * 40)
        (workflows / "prompts" / "third.mustache").write_text("This is the prompt third, in other words.\n")
        backend.requests.clear()
        with Advised(tmp_path, backend.url, "--experience", str(file), workflows=workflows) as server:
            for _ in range(3):
                generate(server)
            server.stop()
        prompts = [asked_by(request) for request in backend.requests]
        assert prompts[0] == "third" and "team_strategy" not in prompts

        # Without the file it is always the first.
        backend.requests.clear()
        with Advised(tmp_path, backend.url, workflows=workflows) as server:
            detail = step(generate(server).provenance, "model/proposal").detail
            generate(server)
            server.stop()
        assert "prompt team_strategy, the first of 3" in detail
        assert {asked_by(request) for request in backend.requests} == {"team_strategy"}


def test_a_backend_that_is_down_says_nothing_of_a_prompt(tmp_path, workflows):
    file = tmp_path / "experience.jsonl"
    with HostileBackend("500") as backend, Advised(
            tmp_path, backend.url, "--experience", str(file), workflows=workflows) as server:
        detail = step(generate(server).provenance, "model/proposal").detail
        assert "prompt team_strategy" in detail
        server.stop()
    assert lines(file) == []


def test_a_variant_that_is_not_there_is_an_error_of_the_file(workflows):
    (workflows / "prompts" / "third.mustache").unlink()
    done = subprocess.run(
        [str(BINARY), "workflow", "check", str(workflows)], capture_output=True, text=True, timeout=30)
    assert done.returncode == 1 and "team_strategy.yaml: line" in done.stderr and "variants" in done.stderr


def good_line():
    outcome = strategos.MatchOutcome(
        rules_id="arena/1", match_id="m", team_id="red", opponent_team_id="blue", archetype=strategos.ARCHETYPE_BOOM,
        score_per_mille=500, last_tick=9)
    return json_format.MessageToJson(strategos.ExperienceRecord(match_outcome=outcome), indent=None) + "\n"


@pytest.mark.parametrize("bad, told", [
    ("{}", "kind"),
    ("I am no JSON", "line 2"),
    (good_line().strip().replace("500", "501"), "match_outcome.score_per_mille"),
    (good_line().strip().replace("ARCHETYPE_BOOM", "ARCHETYPE_WILD"), "match_outcome.archetype"),
    (good_line().strip().replace('"m"', '"' + "m" * 100_000 + '"'), "match_outcome.match_id"),
    ("[" * 100_000, "line 2"),
    ('{"matchOutcome":' * 50_000, "line 2"),
    ("\x00\x01\x02", "line 2"),
])
def test_a_bad_line_ends_the_start_with_its_place(tmp_path, bad, told):
    file = tmp_path / "experience.jsonl"
    file.write_text(good_line() + bad + "\n" + good_line())
    before = file.read_bytes()
    for command in (["experience", str(file)], ["serve", "--listen", "127.0.0.1:0", "--experience", str(file)]):
        done = subprocess.run([str(BINARY), *command], capture_output=True, text=True, timeout=30)
        assert done.returncode != 0
        assert f"{file}, line 2" in done.stderr and told in done.stderr, done.stderr[:1000]
        assert len(done.stderr) < 2000
    assert file.read_bytes() == before


def test_a_torn_last_line_is_passed_over_and_nothing_is_lost(tmp_path):
    file = tmp_path / "experience.jsonl"
    file.write_text(good_line() + good_line()[:40].replace(" ", ""))
    shown = experience(file)
    assert shown.returncode == 0 and "passed over" in shown.stderr and shown.stdout.startswith("1 matches")
    with Server(*PATIENT, "--experience", str(file)) as server:
        server.wait_for_line("level=warning.*passed over")
        play(server, "m1", "report")
        server.stop()
    assert [entry.match_outcome.match_id for entry in lines(file)] == ["m", "m1"]


def test_the_file_has_no_more_bytes_than_it_may(tmp_path):
    file = tmp_path / "experience.jsonl"
    file.write_text(good_line())
    with Server(*PATIENT, "--experience", str(file), "--experience-bytes", str(len(good_line()) + 10)) as server:
        play(server, "m1", "report")
        server.wait_for_line("experience is full")
        assert metrics(server)['strategos_experience_dropped_total{reason="full"}'] == 1
        server.stop()
    assert file.read_text() == good_line()
    done = subprocess.run(
        [str(BINARY), "serve", "--experience", str(file), "--experience-bytes", "10"], capture_output=True, text=True, timeout=30)
    assert done.returncode != 0 and "longer than 10 bytes" in done.stderr


def test_what_was_recorded_survives_a_kill(tmp_path):
    file = tmp_path / "experience.jsonl"
    with Server(*PATIENT, "--experience", str(file)) as server:
        play(server, "m1", "state")
        name = 'strategos_experience_records_total{kind="match_outcome"}'
        wait_until(lambda: metrics(server)[name] == 1)
        server.kill()
    assert [entry.match_outcome.match_id for entry in lines(file)] == ["m1"]


def test_the_option_for_bytes_needs_the_file():
    done = subprocess.run(
        [str(BINARY), "serve", "--experience-bytes", "1MiB"], capture_output=True, text=True, timeout=30)
    assert done.returncode != 0 and "--experience is missing" in done.stderr
