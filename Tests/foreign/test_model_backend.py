# SPDX-License-Identifier: Apache-2.0
"""`strategos backends` against a real model in llama.cpp (scripts/test-models), or against what one has said before.

With STRATEGOS_MODEL_PYTHON set the model runs; else the traffic in Tests/Captured/models is replayed, which
STRATEGOS_RECORD writes again.
"""

import json
import os
import shutil
import threading

import pytest
from google.protobuf import json_format

from support.backends import Asking
from support.model_server import KEY, PYTHON, ModelServer
from support.paths import ROOT
from support.schema_rules import violations
from support.stubs import strategos

CAPTURED = ROOT / "Tests" / "Captured" / "models"
RECORDS = bool(os.environ.get("STRATEGOS_RECORD"))
# The grammar is part of what was asked, so that the recordings keep theirs when the schema grows.
RECORDED_GRAMMAR = CAPTURED / "agent.gbnf"
CURRENT_GRAMMAR = ROOT / "frontend" / "Schemas" / "Generated" / "strategos.v1.AgentSpec.gbnf"
GRAMMAR = CURRENT_GRAMMAR if PYTHON else RECORDED_GRAMMAR
QUESTIONS = [
    "Design an agent for a strategy game on a hexagonal map: a fast attacker that carries little.",
    "Design an agent for a strategy game on a hexagonal map: a slow defender that lives long.",
]
FORM = ["--grammar", str(GRAMMAR), "--max-tokens", "900", "--seed", "7"]
LLAMA = """    constraint: OUTPUT_CONSTRAINT_GRAMMAR
    model: smollm2-135m
    temperature: 0
    timeout: 120s
    first_byte_timeout: 60s
    silence_timeout: 60s
"""

needs_model = pytest.mark.skipif(not PYTHON, reason="scripts/test-models runs it")


@pytest.fixture(scope="module")
def model():
    with ModelServer() as server:
        yield server


@pytest.fixture
def source(request):
    """Address, and where traffic goes or comes from."""
    if not PYTHON:
        return "http://192.0.2.1", f"    replay_from: {CAPTURED}\n"
    url = request.getfixturevalue("model").url
    if not RECORDS:
        return url, ""
    shutil.rmtree(CAPTURED, ignore_errors=True)
    CAPTURED.mkdir()
    shutil.copyfile(CURRENT_GRAMMAR, RECORDED_GRAMMAR)
    return url, f"    record_to: {CAPTURED}\n"


def test_answers_are_whole_and_valid(tmp_path, source):
    url, traffic = source
    with Asking(tmp_path, [url], more=LLAMA + traffic, deadline="120s", key=KEY, options=FORM) as asking:
        for question in QUESTIONS:
            answer = asking.ask(question)
            assert answer["outcome"] == "ok", answer
            assert violations(json_format.Parse(answer["text"], strategos.AgentSpec())) == [], answer
            assert answer["completion_tokens"] > 20 and answer["model"] == "smollm2-135m"
        # What does not fit is said by its name.
        long = asking.ask("hex " * 9000)
        assert (long["outcome"], long["http_status"]) == ("context_too_long", 400), long


def test_nothing_of_the_key_is_in_the_recordings():
    files = list(CAPTURED.glob("*.json"))
    assert len(files) == 3
    assert not [file.name for file in files if KEY in file.read_text()]


@needs_model
def test_a_wrong_key_is_refused(tmp_path, model):
    with Asking(tmp_path, [model.url], more=LLAMA, key="sk-wrong-0123456789") as asking:
        assert asking.ask()["outcome"] == "unauthorized"


@needs_model
def test_four_at_once_are_answered(tmp_path, model):
    def ask(number):
        folder = tmp_path / str(number)
        folder.mkdir()
        with Asking(folder, [model.url], more=LLAMA, deadline="120s", key=KEY, options=["--max-tokens", "40", *FORM[:2]]) as asking:
            outcomes.append(asking.ask(QUESTIONS[0])["outcome"])

    outcomes = []
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    # Forty tokens are too few for an agent, and the model says so.
    assert outcomes == ["too_many_tokens"] * 4


@needs_model
def test_when_the_caller_gives_up_the_model_stops(tmp_path, model):
    endless = tmp_path / "endless.gbnf"
    endless.write_text('root ::= "a"*\n')
    with Asking(
            tmp_path, [model.url], more=LLAMA, deadline="2s", key=KEY,
            options=["--grammar", str(endless), "--max-tokens", "4000"]) as asking:
        answer = asking.ask("Say a.")
        assert answer["outcome"] == "timeout", answer
        deadline = threading.Event()
        for _ in range(100):
            if model.busy_slots() == 0:
                break
            deadline.wait(0.05)
        assert model.busy_slots() == 0
