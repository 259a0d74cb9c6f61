# SPDX-License-Identifier: Apache-2.0
"""The generated JSON Schemas by PyPI jsonschema, and against Python's protobuf."""

from collections import Counter
import copy
import json
import os
import random
import re

import jsonschema
import pytest
from google.protobuf import json_format

from support import captured, validation_schema
from support.boundary_messages import Generator
from support.paths import ROOT, TEST_PROTO
from support.schema_rules import canonical, generate, is_listed, mended, violations
from support.schema_values import Draw, Validator
from support.stubs import strategos
from support.validation import compile_schemas, message_classes

SEED = int(os.environ.get("STRATEGOS_SEED", random.SystemRandom().randrange(2**32)))
RULES = f"{validation_schema.FOLDER}/rules.proto"
FOLDER = ROOT / "frontend" / "Schemas" / "Generated"
NAMES = sorted(path.name.removesuffix(".schema.json") for path in FOLDER.glob("*.schema.json"))
KEYWORDS = {
    "$schema", "$ref", "$defs", "type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf",
    "description", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems",
    "maxItems", "pattern"}


def _load(name):
    return json.loads((FOLDER / f"{name}.schema.json").read_text())


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_is_meta_valid_and_uses_common_keywords_only(name):
    schema = _load(name)
    jsonschema.Draft202012Validator.check_schema(schema)

    def visit(node):
        assert set(node) <= KEYWORDS, set(node) - KEYWORDS
        if node.get("type") == "object":
            assert "additionalProperties" in node
        for part in (*node.get("properties", {}).values(), *node.get("$defs", {}).values(), *node.get("anyOf", [])):
            visit(part)
        if "items" in node:
            visit(node["items"])

    visit(schema)


def _start(kind, source):
    """An empty message; a request only holds with a state that names its team, so that is a captured one in part."""
    if kind is not strategos.GenerateStrategyRequest:
        return kind()
    message = kind(team_id="red", game_state=json_format.ParseDict(captured.load(source.choice(captured.names())), strategos.GameState()))
    for field, _ in message.game_state.ListFields():
        if field.name != "teams" and source.random() < 0.5:
            message.game_state.ClearField(field.name)
    Generator(source).fill(message.current_strategy)
    return message


def _check(schema, lines, kind, source, rounds):
    """Both halves of the promise; the number of valid messages, of values, and of rules that values broke."""
    validator, draw, generator = Validator(schema), Draw(schema, source), Generator(source)
    counts = Counter()
    for _ in range(rounds):
        message = _start(kind, source)
        message = mended(message if message.ByteSize() else generator.fill(message))
        value = canonical(message) if message is not None else None
        if value is not None:
            assert validator.problem(value) is None, f"{validator.problem(value)} in {value}"
            counts["valid"] += 1
        value = draw.value()
        assert validator.problem(value) is None, f"the test drew a wrong value: {validator.problem(value)}"
        try:
            message = json_format.ParseDict(value, kind())
        except json_format.ParseError as error:
            # That only one member of a oneof may be set is on the list.
            assert "oneof" in str(error) and any(line.endswith(": oneof") for line in lines), (error, value)
            continue
        counts["drawn"] += 1
        for violation in violations(message) or []:
            assert is_listed(violation, kind.DESCRIPTOR, lines), f"{violation} of {value}"
            counts["broken"] += 1
    return counts


@pytest.mark.parametrize("name", NAMES)
def test_it_accepts_all_valid_messages_and_else_only_what_breaks_listed_rules(name):
    print(f"STRATEGOS_SEED={SEED}")
    lines = (FOLDER / f"{name}.unchecked.txt").read_text().splitlines()
    kind = getattr(strategos, name.rpartition(".")[2])
    counts = _check(_load(name), lines, kind, random.Random(SEED), 60)
    print(f"{name}: {dict(counts)}")
    assert counts["valid"] > 5 and counts["drawn"] > 20


@pytest.fixture(scope="module")
def every_rule(tmp_path_factory):
    """The schema of all rules: its classes, and what was generated of them."""
    directory = tmp_path_factory.mktemp("rules")
    classes = {name: made for name, made in message_classes(compile_schemas(directory, [RULES], TEST_PROTO)).items()
               if name.startswith("rules.Of") and "Expression" not in name and not made.DESCRIPTOR.GetOptions().map_entry}
    return classes, generate(directory, "jsonschema", RULES, sorted(classes), folders=[TEST_PROTO]), directory


def test_the_same_holds_where_every_rule_is_used(every_rule):
    print(f"STRATEGOS_SEED={SEED}")
    classes, folder, _ = every_rule
    source, total = random.Random(SEED), Counter()
    for name, kind in sorted(classes.items()):
        schema = json.loads((folder / f"{name}.schema.json").read_text())
        jsonschema.Draft202012Validator.check_schema(schema)
        total += _check(schema, (folder / f"{name}.unchecked.txt").read_text().splitlines(), kind, source, 20)
    print(dict(total))
    assert total["valid"] > 40 and total["drawn"] > 150 and total["broken"] > 50


def _unbounded(node):
    """Whether a value may be as long as it likes."""
    if node.get("type") == "array":
        return "maxItems" not in node or _unbounded(node["items"])
    if node.get("type") == "string" and "enum" not in node and "maxLength" not in node:
        return "pattern" not in node or re._parser.parse(node["pattern"]).getwidth()[1] >= re._parser.MAXWIDTH
    return any(_unbounded(part) for part in node.get("anyOf", []))


def test_what_the_schema_leaves_unbounded_is_listed_and_can_be_bounded(every_rule):
    classes, folder, directory = every_rule
    names = ["rules.OfString", "rules.OfBytes", "rules.OfNesting", "rules.OfInt32"]
    found = 0
    for name in names:
        schema = json.loads((folder / f"{name}.schema.json").read_text())
        lines = (folder / f"{name}.unchecked.txt").read_text().splitlines()
        for owner, content in schema["$defs"].items():
            for field, node in content.get("properties", {}).items():
                if _unbounded(node):
                    found += 1
                    assert any(line.startswith((f"{owner}.{field}:", f"{owner}.{field}[]:")) and "no greatest" in line
                               for line in lines), f"{owner}.{field}"
    assert found > 20
    generate(directory, "jsonschema", RULES, names, "max_length=40", "max_items=5", folders=[TEST_PROTO])
    for name in names:
        for content in json.loads((folder / f"{name}.schema.json").read_text())["$defs"].values():
            assert not any(_unbounded(node) for node in content.get("properties", {}).values())


SPEC = {
    "role": "AGENT_ROLE_ATTACKER", "cost": {"energy": 12.5},
    "attributes": {"speedPerMille": 1000, "healthPerMille": 0}, "confidence": 0.5, "ticksUntilAffordable": "3"}


@pytest.mark.parametrize("path, value", [
    (["attributes", "speedPerMille"], 1001), (["attributes", "speedPerMille"], -1), (["attributes", "speedPerMille"], 0.5),
    (["confidence"], 1.01), (["confidence"], "NaN"), (["role"], "AGENT_ROLE_UNSPECIFIED"), (["role"], 4), (["role"], None),
    (["cost", "energy"], -1), (["nothing"], 1), (["ticksUntilAffordable"], 3), (["description"], "x" * 1001),
])
def test_what_is_wrong_is_refused(path, value):
    validator = jsonschema.Draft202012Validator(_load("strategos.v1.AgentSpec"))
    validator.validate(SPEC)
    spec = copy.deepcopy(SPEC)
    target = spec
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    assert not validator.is_valid(spec)


@pytest.mark.parametrize("missing", ["role", "attributes", "cost"])
def test_what_must_be_there_is_required(missing):
    spec = {key: value for key, value in SPEC.items() if key != missing}
    assert not jsonschema.Draft202012Validator(_load("strategos.v1.AgentSpec")).is_valid(spec)


def test_rules_that_it_cannot_express_are_listed():
    listed = (FOLDER / "strategos.v1.AgentSpec.unchecked.txt").read_text().splitlines()
    assert "strategos.v1.AgentAttributes: agent_attributes.sum" in listed
