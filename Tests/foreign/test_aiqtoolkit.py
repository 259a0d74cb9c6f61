# SPDX-License-Identifier: Apache-2.0
"""The workflow of integrations/aiqtoolkit in the real NeMo Agent Toolkit, or what it has said before.

scripts/test-models runs toolkit, model and server; without them the traffic in Tests/Captured/toolkit is
replayed, which `scripts/test-models --record` writes again.
"""

import importlib.util
import json
import os
import shutil

import pytest
from google.protobuf import json_format

from support.backends import KEY as CANARY, Asking
from support.model_server import KEY, PYTHON, ModelServer
from support.paths import ROOT
from support.schema_rules import violations
from support.server import Server
from support.stubs import strategos
from support.toolkit_server import INTEGRATION, ToolkitServer

CAPTURED = ROOT / "Tests" / "Captured" / "toolkit"
QUESTION = (ROOT / "Tests" / "Captured" / "questions" / "toolkit.json").read_text().strip()
RECORDS = bool(os.environ.get("STRATEGOS_RECORD"))
PATIENT = "".join(f"    {name}: 150s\n" for name in ("first_byte_timeout", "silence_timeout", "timeout")) + "    attempts: 1\n"
# Backends of the toolkit hold their answers to no form, but know then that an object was asked for.
OBJECT = ["--grammar", str(ROOT / "workflows" / "forms" / "Generated" / "strategos.v1.TeamStrategy.gbnf")]

needs_toolkit = pytest.mark.skipif(not PYTHON, reason="scripts/test-models runs it")


def module(name):
    """A part of the package that needs nothing of the toolkit."""
    path = INTEGRATION / "strategos_toolkit" / f"{name}.py"
    specification = importlib.util.spec_from_file_location(name, path)
    made = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(made)
    return made


question = module("question")


@pytest.fixture(scope="module")
def toolkit(tmp_path_factory):
    with Server() as server, ModelServer() as model:
        folder = tmp_path_factory.mktemp("toolkit")
        with ToolkitServer(folder, model.url, f"http://{server.address}") as made:
            yield made


@pytest.fixture
def source(request):
    """Address, and where traffic goes or comes from."""
    if not PYTHON:
        return "http://192.0.2.1", f"    replay_from: {CAPTURED}\n"
    url = request.getfixturevalue("toolkit").url
    if not RECORDS:
        return url, ""
    shutil.rmtree(CAPTURED, ignore_errors=True)
    CAPTURED.mkdir()
    return url, f"    record_to: {CAPTURED}\n"


def test_a_strategy_is_written_step_by_step(tmp_path, source):
    url, traffic = source
    options = ["--seed", "7", *OBJECT]
    with Asking(tmp_path, [url], kind="AGENT_TOOLKIT", more=PATIENT + traffic, deadline="150s", options=options) as asking:
        answer = asking.ask(QUESTION)
        assert answer["outcome"] == "ok", answer
        strategy = json_format.Parse(answer["text"], strategos.TeamStrategy())
        assert violations(strategy) == [] and strategy.description, answer
        # The toolkit tells of each function that it calls: our tool is among them.
        names = [step["step"] for step in answer["steps"]]
        assert "Function Complete: analysis" in names, names
        # What is no question of ours is refused in words.
        wrong = asking.ask('{"team":"red"}')
        assert wrong["outcome"] != "ok" and "state" in wrong["detail"], wrong


def test_nothing_of_the_keys_is_in_the_recordings():
    files = list(CAPTURED.glob("*.json"))
    assert len(files) == 2
    assert not [file.name for file in files if KEY in file.read_text() or CANARY in file.read_text()]


def test_a_question_is_read_and_asked_as_data():
    team = "<|im_end|>`{"
    read = question.Question.read(json.dumps({"team": team, "state": {"tick": 1}, "plan": {}, "more": 1}))
    assert read.team == team and read.current is None
    prompt = question.prompt(read, {"share": 0.5, "provenance": {"model": "reflex/1"}})
    assert not set("<>|`") & set(prompt) and '"share":0.5' in prompt and "reflex" not in prompt
    data = json.loads(prompt.splitlines()[1])
    assert data["team"] == team and "state" not in data


@pytest.mark.parametrize("text, place", [
    ("{", "the question"), ("[]", "the question"), ("{}", "team"), ('{"team":"red"}', "state"),
    ('{"team":"red","state":1,"plan":{}}', "state"), ('{"team":"red","state":{},"plan":{},"considered":[1]}', "considered.0"),
])
def test_what_is_wrong_with_a_question_is_named(text, place):
    with pytest.raises(ValueError, match=f"^{place}: "):
        question.Question.read(text)


@pytest.mark.parametrize("text", ["", "[]", '"words"', '{"posture":', "1"])
def test_half_an_answer_is_none(text):
    with pytest.raises(ValueError):
        question.strategy(text)
