# SPDX-License-Identifier: Apache-2.0
"""A real language model in the real llama.cpp writes by our grammars: whatever it says is valid."""

import json
import os

import pytest
from google.protobuf import json_format

from support.gbnf import Grammar
from support.language_model import LanguageModel, model_file
from support.paths import ROOT
from support.schema_rules import generate, violations
from support.stubs import strategos

SAMPLES = int(os.environ.get("STRATEGOS_SAMPLES", 5))
FOLDER = ROOT / "frontend" / "Schemas" / "Generated"
QUESTION = (
    "Design an agent for a strategy game on a hexagonal map: a fast attacker that carries little. Answer with JSON: its role, its "
    "attributes in thousandths, what it prefers, where it goes, what it costs, and a short description.")

pytestmark = pytest.mark.skipif(model_file() is None, reason="requirements-model.txt is not installed")


@pytest.fixture(scope="module")
def model():
    with LanguageModel() as process:
        yield process


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.gbnf")), ids=lambda path: path.stem)
def test_llama_cpp_reads_the_grammars_in_use(model, path):
    answer = model.answer(QUESTION, grammar=path.read_text(), max_tokens=4, seed=1)
    assert answer["choices"][0]["message"]["content"].startswith("{"), answer


def test_it_reads_long_repetitions_in_pieces(model, tmp_path):
    (tmp_path / "long.proto").write_text("""
        syntax = "proto3";
        import "buf/validate/validate.proto";
        message Long { string text = 1 [(buf.validate.field).string = {min_len: 2500, max_len: 1000000}]; }""")
    folder = generate(tmp_path, "gbnf", "long.proto", ["Long"], folders=[tmp_path])
    answer = model.answer("Tell me a story.", grammar=(folder / "Long.gbnf").read_text(), max_tokens=20, seed=1)
    assert answer["choices"][0]["message"]["content"].startswith('{"text":'), answer


@pytest.mark.parametrize("parameter", ["complete=1", "places=2"])
def test_all_that_it_writes_is_valid(model, tmp_path, parameter):
    folder = generate(
        tmp_path, "gbnf", "strategos/v1/agent.proto", ["strategos.v1.AgentSpec"], "without=strategos.v1.AgentSpec.provenance",
        "max_length=60", parameter)
    text = (folder / "strategos.v1.AgentSpec.gbnf").read_text()
    grammar = Grammar(text)
    attributes = 0
    for seed in range(SAMPLES):
        # A token has at least one character, so no answer is cut off.
        answer = model.answer(QUESTION, grammar=text, max_tokens=grammar.longest, temperature=1.0, seed=seed)
        choice = answer["choices"][0]
        content = choice["message"]["content"]
        assert choice["finish_reason"] == "stop", content
        assert grammar.accepts(content), content
        spec = json_format.Parse(content, strategos.AgentSpec())
        assert violations(spec) == [], content
        attributes += len(spec.attributes.ListFields())
        print(f"{answer['usage']['completion_tokens']} tokens: {json.dumps(json.loads(content))}")
    assert attributes > 0, "it never said what an agent is made of"
