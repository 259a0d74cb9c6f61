# SPDX-License-Identifier: Apache-2.0
"""The generated JSON Schemas by PyPI jsonschema, and against Python's protobuf."""

import copy
import json
import os
import random

import jsonschema
import pytest
from google.protobuf import json_format

from support.paths import ROOT
from support.stubs import strategos

SEED = int(os.environ.get("STRATEGOS_SEED", random.SystemRandom().randrange(2**32)))
FOLDER = ROOT / "frontend" / "Schemas" / "Generated"
NAMES = sorted(path.name.removesuffix(".schema.json") for path in FOLDER.glob("*.schema.json"))
KEYWORDS = {
    "$schema", "$ref", "$defs", "type", "properties", "required", "additionalProperties", "items", "enum", "const", "anyOf",
    "description", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength", "minItems",
    "maxItems", "pattern"}
# A text for each pattern of our schema; an unknown pattern fails the test, so that it is added here.
TEXTS = {
    "^[A-Za-z0-9_.:-]{1,64}$": ["red", "a:b_1", "x" * 64], "^-?[0-9]{1,12}([.][0-9]{1,9})?s$": ["0s", "1.500s", "-3s"],
    "^(0|[1-9][0-9]{0,19})$": ["0", "17"], "^-?(0|[1-9][0-9]{0,19})$": ["0", "-17"],
    "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?Z$": ["2024-02-29T01:02:03Z"]}


def _load(name):
    return json.loads((FOLDER / f"{name}.schema.json").read_text())


def _draw(schema, root, source, depth=0):
    """A random value that the schema accepts; of anyOf the first."""
    if "$ref" in schema:
        return _draw(root["$defs"][schema["$ref"].removeprefix("#/$defs/")], root, source, depth + 1)
    if "anyOf" in schema:
        return _draw(schema["anyOf"][0], root, source, depth)
    if "enum" in schema:
        return source.choice(schema["enum"])
    kind = schema["type"]
    if kind == "object":
        required = schema["required"]
        chosen = [key for key in schema["properties"] if key in required or (depth < 6 and source.random() < 0.5)]
        return {key: _draw(schema["properties"][key], root, source, depth) for key in chosen}
    if kind == "array":
        low = schema.get("minItems", 0)
        count = source.choice([low, low + 1, low + 2]) if depth < 6 else low
        return [_draw(schema["items"], root, source, depth) for _ in range(min(count, schema.get("maxItems", count)))]
    if kind == "string":
        if "pattern" in schema:
            return source.choice(TEXTS[schema["pattern"]])
        length = source.choice([schema.get("minLength", 0), schema.get("maxLength", 9)])
        return "".join(source.choice("aä€🜲 \"\\") for _ in range(length))
    if kind == "boolean":
        return source.random() < 0.5
    low, high = schema.get("minimum", -1000), schema.get("maximum", 1000)
    pick = source.choice([low, high, source.uniform(low, high)])
    return int(pick) if kind == "integer" else pick


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


@pytest.mark.parametrize("name", NAMES)
def test_what_it_accepts_decodes_and_its_canonical_json_is_accepted(name):
    print(f"STRATEGOS_SEED={SEED}")
    source = random.Random(SEED)
    schema = _load(name)
    validator = jsonschema.Draft202012Validator(schema)
    kind = getattr(strategos, name.rpartition(".")[2])
    for _ in range(300):
        value = _draw(schema, schema, source)
        validator.validate(value)
        try:
            message = json_format.ParseDict(value, kind())
        except json_format.ParseError as error:
            # That only one member of a oneof may be set is on the list of what is not expressed.
            assert "oneof" in str(error), error
            continue
        validator.validate(json_format.MessageToDict(message))


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
    assert "strategos.v1.AgentAttributes: CEL rule agent_attributes.sum" in listed
