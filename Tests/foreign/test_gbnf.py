# SPDX-License-Identifier: Apache-2.0
"""The generated grammars: what they write is valid, and what is valid they accept, but for what they list."""

from collections import Counter
import itertools
import json
import os
import random
import subprocess

import pytest
from google.protobuf import json_format

from support import validation_schema
from support.boundary_messages import Generator
from support.codecs import our_codec
from support.gbnf import Grammar
from support.paths import ROOT, TEST_PROTO
from support.schema_rules import canonical, generate, is_listed, mended, violations
from support.stubs import strategos
from support.validation import compile_schemas, message_classes

SEED = int(os.environ.get("STRATEGOS_SEED", random.SystemRandom().randrange(2**32)))
RULES = f"{validation_schema.FOLDER}/rules.proto"
FOLDER = ROOT / "frontend" / "Schemas" / "Generated"
NAMES = sorted(path.name.removesuffix(".gbnf") for path in FOLDER.glob("*.gbnf"))


class Output:
    """What was generated for one message."""

    def __init__(self, folder, name):
        self.text = (folder / f"{name}.gbnf").read_text()
        self.grammar = Grammar(self.text)
        self.unchecked = (folder / f"{name}.gbnf.unchecked.txt").read_text().splitlines()
        self.omitted = [line.removeprefix("#   ") for line in self.text.splitlines() if line.startswith("#   ")]

    def check(self):
        """No rule contains itself, and the head says how long the texts can be."""
        assert self.grammar.order
        assert f"at most {self.grammar.longest} characters" in self.text.splitlines()[0]

    def omits(self, name):
        return any(line.startswith((f"{name}: ", f"{name}[]: ", f"{name}[key]: ")) for line in self.omitted)


class TwoOfOneName(Exception):
    pass


def _distinct(pairs):
    if len({key for key, _ in pairs}) < len(pairs):
        raise TwoOfOneName
    return dict(pairs)


def _compact(message):
    value = canonical(message)
    return None if value is None else json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _without_omitted(message, output):
    """The message without what the grammar leaves out."""
    for field, value in message.ListFields():
        # A rule over a message: less of each field breaks none of those that are left out, or clears it.
        kind = field.message_type
        if output.omits(field.full_name) or kind is not None and output.omits(kind.full_name):
            message.ClearField(field.name)
        elif kind is not None and kind.GetOptions().map_entry:
            if kind.fields_by_name["value"].message_type is not None:
                for entry in value.values():
                    _without_omitted(entry, output)
        elif kind is not None:
            for entry in value if field.is_repeated else [value]:
                _without_omitted(entry, output)
    return message


def _check(output, kind, source, rounds):
    """Both halves of the promise; the number of texts, of rules that they broke, and of messages."""
    counts, generator = Counter(), Generator(source)
    for _ in range(rounds):
        text = output.grammar.draw(source, eager=source.choice([0.1, 0.5, 0.9]))
        assert output.grammar.accepts(text)
        try:
            message = json_format.ParseDict(json.loads(text, object_pairs_hook=_distinct), kind())
        except TwoOfOneName:
            assert any(line.endswith(": keys may be there twice") for line in output.unchecked), text
            continue
        counts["drawn"] += 1
        for violation in violations(message) or []:
            assert is_listed(violation, kind.DESCRIPTOR, output.unchecked), f"{violation} of {text}"
            counts["broken"] += 1
        message = mended(generator.fill(kind()))
        text = _compact(message) if message is not None else None
        if text is None:
            continue
        if output.grammar.accepts(text):
            counts["accepted"] += 1
            continue
        message = mended(_without_omitted(message, output))
        assert message is None or output.grammar.accepts(_compact(message)), _compact(message)
        counts["in part"] += message is not None
    return counts


@pytest.mark.parametrize("name", NAMES)
def test_what_it_writes_is_valid_and_what_is_valid_it_accepts(name):
    print(f"STRATEGOS_SEED={SEED}")
    output = Output(FOLDER, name)
    output.check()
    assert output.unchecked == [], "all rules of these messages can be expressed"
    counts = _check(output, getattr(strategos, name.rpartition(".")[2]), random.Random(SEED), 100)
    print(f"{name}: {dict(counts)}")
    assert counts["drawn"] == 100 and counts["broken"] == 0 and counts["accepted"] + counts["in part"] > 20


@pytest.mark.parametrize("name", NAMES)
def test_our_own_reader_takes_what_it_writes(name):
    print(f"STRATEGOS_SEED={SEED}")
    grammar, source = Grammar((FOLDER / f"{name}.gbnf").read_text()), random.Random(SEED)
    kind = getattr(strategos, name.rpartition(".")[2])
    with our_codec("from-json") as codec:
        for _ in range(100):
            text = grammar.draw(source)
            assert kind.FromString(codec.echo(name, text.encode())) == json_format.Parse(text, kind())


@pytest.fixture(scope="module")
def every_rule(tmp_path_factory):
    """The schema of all rules: its classes, and what was generated of them."""
    directory = tmp_path_factory.mktemp("rules")
    classes = {name: made for name, made in message_classes(compile_schemas(directory, [RULES], TEST_PROTO)).items()
               if name.startswith("rules.Of") and "Expression" not in name and not made.DESCRIPTOR.GetOptions().map_entry}
    return classes, generate(directory, "gbnf", RULES, sorted(classes), folders=[TEST_PROTO])


def test_the_same_holds_where_every_rule_is_used(every_rule):
    print(f"STRATEGOS_SEED={SEED}")
    classes, folder = every_rule
    source, total = random.Random(SEED), Counter()
    for name, kind in sorted(classes.items()):
        output = Output(folder, name)
        output.check()
        counts = _check(output, kind, source, 60)
        assert counts["drawn"] > 0, name
        total += counts
    print(dict(total))
    assert total["drawn"] > 800 and total["broken"] > 200 and total["accepted"] > 80


def _small(directory, body, *parameters, name="Small"):
    (directory / "small.proto").write_text(
        f'syntax = "proto3";\npackage small;\nimport "buf/validate/validate.proto";\nimport "google/protobuf/any.proto";\n'
        f'import "google/protobuf/struct.proto";\nimport "google/protobuf/duration.proto";\n{body}')
    folder = generate(directory, "gbnf", "small.proto", [f"small.{name}"], *parameters, folders=[directory])
    output = Output(folder, f"small.{name}")
    output.check()
    kind = message_classes(compile_schemas(directory, ["small.proto"], directory))[f"small.{name}"]
    return output, kind


def _sum(comparison, limit, types=("uint32", "uint32", "uint32")):
    expression = " + ".join(f"this.f{number}" for number in range(1, len(types) + 1)) + f" {comparison} {limit}"
    fields = "".join(f"{kind} f{number} = {number} [(buf.validate.field).{kind.removeprefix('optional ')} = {{gte: 0, lte: 7}}];\n"
                     for number, kind in enumerate(types, 1))
    return f'message Small {{\noption (buf.validate.message).cel = {{id: "sum", expression: "{expression}"}};\n{fields}}}'


@pytest.mark.parametrize("comparison, limit, types", [
    ("<=", "10u", ["uint32"] * 3), ("<", "4u", ["uint32"] * 3), ("==", "10u", ["uint32"] * 3), ("==", "0u", ["uint32"] * 3),
    ("<=", "0u", ["uint32"] * 3), ("<=", "100u", ["uint32"] * 3), ("<=", "9", ["int32", "int32"]), ("==", "9", ["int32", "int32"]),
    ("<=", "3u", ["optional uint32"] * 3)])
def test_a_rule_over_a_sum_holds_exactly_where_each_number_is_a_step(tmp_path, comparison, limit, types):
    output, kind = _small(tmp_path, _sum(comparison, limit, types), "sum_steps=1000")
    assert output.unchecked == [] and output.omitted == []
    valid = 0
    for values in itertools.product([None, *range(8)], repeat=len(types)):
        message = kind(**{f"f{number}": value for number, value in enumerate(values, 1) if value is not None})
        text = json.dumps({f"f{number}": value for number, value in enumerate(values, 1) if value is not None}, separators=(",", ":"))
        assert output.grammar.accepts(text) == (not violations(message)), text
        valid += not violations(message)
    assert valid > 0


@pytest.mark.parametrize("comparison", ["<=", "=="])
def test_larger_steps_never_break_the_rule(tmp_path, comparison):
    output, kind = _small(tmp_path, _sum(comparison, "11u"), "sum_steps=4")
    assert output.unchecked == [] and len(output.omitted) == 1
    accepted = 0
    for values in itertools.product(range(8), repeat=3):
        text = json.dumps({f"f{number}": value for number, value in enumerate(values, 1)})
        if output.grammar.accepts(text):
            accepted += 1
            assert violations(json_format.Parse(text, kind())) == []
    assert accepted > 2


def test_a_sum_that_cannot_be_followed_is_listed(tmp_path):
    body = _sum("<=", "10u").replace("this.f2", "this.f2 * 2u")
    assert _small(tmp_path, body)[0].unchecked == ["small.Small: sum"]


def test_messages_within_their_own_kind_end(tmp_path):
    output, kind = _small(tmp_path, """
        message Small { int32 number = 1; Small left = 2; repeated Small rest = 3; map<string, Inner> names = 4; }
        message Inner { Small small = 1; }""", "max_depth=2", "open_items=2", "open_length=3")
    assert output.grammar.accepts('{"left":{"number":1},"rest":[{"number":2},{}]}')
    assert not output.grammar.accepts('{"left":{"left":{"number":1}}}')
    assert any("more than 2 levels" in line for line in output.omitted)
    source = random.Random(SEED)
    for _ in range(50):
        json_format.Parse(json.dumps(json.loads(output.grammar.draw(source))), kind())


def test_a_message_that_must_contain_itself_is_an_error(tmp_path, capfd):
    with pytest.raises(subprocess.CalledProcessError):
        _small(tmp_path, "message Small { Small inner = 1 [(buf.validate.field).required = true]; }")
    assert "no JSON of 'small.Small' fulfils its rules" in capfd.readouterr().err


def test_json_of_any_kind_is_bounded(tmp_path):
    output, kind = _small(tmp_path, """
        message Small { google.protobuf.Struct a = 1; google.protobuf.ListValue b = 2; google.protobuf.Value c = 3; }""",
                          "max_depth=2", "open_items=2", "open_length=3")
    assert output.grammar.accepts('{"a":{"x":[null,true]},"b":["abc",{"y":1.5}],"c":{"z":[]}}')
    assert not output.grammar.accepts('{"a":{"x":[[]]}}')
    source = random.Random(SEED)
    decoded = 0
    for _ in range(50):
        try:
            json_format.ParseDict(json.loads(output.grammar.draw(source, eager=0.9), object_pairs_hook=_distinct), kind())
            decoded += 1
        except TwoOfOneName:
            assert any(line.endswith(": keys may be there twice") for line in output.unchecked)
    assert decoded > 5


def test_an_any_holds_what_its_rule_names(tmp_path):
    output, kind = _small(tmp_path, """
        message Small {
          google.protobuf.Any a = 1 [(buf.validate.field).any.in = "type.googleapis.com/small.Other",
                                     (buf.validate.field).any.in = "type.googleapis.com/google.protobuf.Duration"];
          google.protobuf.Any b = 2;
        }
        message Other { uint32 number = 1 [(buf.validate.field).uint32.lte = 5]; repeated bool flags = 2; }""")
    assert output.grammar.accepts('{"a":{"@type":"type.googleapis.com/small.Other","number":4294967295,"flags":[true]},"b":{}}')
    assert output.grammar.accepts('{"a":{"@type":"type.googleapis.com/google.protobuf.Duration","value":"1.5s"}}')
    assert not output.grammar.accepts('{"a":{"@type":"type.googleapis.com/google.protobuf.Empty"}}')
    assert output.unchecked == [] and len(output.omitted) >= 1


def test_long_lists_and_texts_are_written_in_pieces(tmp_path):
    output, _ = _small(tmp_path, """
        message Small {
          repeated bool flags = 1 [(buf.validate.field).repeated = {min_items: 1500, max_items: 3456}];
          string text = 2 [(buf.validate.field).string = {min_len: 2001, max_len: 2500}];
          repeated int32 any = 3 [(buf.validate.field).repeated.max_items = 2100];
        }""")
    for flags, text, numbers, good in [
            (1500, 2001, 0, True), (3456, 2500, 2100, True), (2000, 2499, 1000, True), (3000, 2001, 1001, True), (3001, 2002, 2001, True),
            (1499, 2001, 0, False), (3457, 2001, 0, False), (1500, 2000, 0, False), (1500, 2501, 0, False), (1500, 2001, 2101, False)]:
        value = {"flags": [True] * flags, "text": "x" * text, "any": [0] * numbers}
        assert output.grammar.accepts(json.dumps(value, separators=(",", ":"))) == good, (flags, text, numbers)


@pytest.mark.parametrize("rule, kind", [
    ("gte: 0.1, lte: 0.7", "double"), ("gt: 0, lt: 1", "double"), ("gte: -2.5, lte: 1e-7", "double"), ("gt: 1e-300, lt: 3e-300", "double"),
    ("gte: 1e300", "double"), ("lt: -0.001", "double"), ("gte: 0.1, lte: 16777217", "float"), ("gt: -1, lt: 1e10", "float")])
def test_numbers_are_accepted_exactly_within_their_bounds(tmp_path, rule, kind):
    print(f"STRATEGOS_SEED={SEED}")
    output, made = _small(tmp_path, f"message Small {{ optional {kind} f = 1 [(buf.validate.field).{kind} = {{{rule}, finite: true}}]; }}")
    source, counts = random.Random(SEED), Counter()
    generator = Generator(source)
    ends = generator._named(made.DESCRIPTOR.fields[0], (int, float))  # the numbers that the rule names
    for _ in range(400):
        end = source.choice([*ends, 0.0, 1.0])
        number = source.choice([end, end * (1 + source.uniform(-1e-15, 1e-15)), end * source.uniform(-2, 2), source.uniform(-1, 1),
                                source.choice([-1, 1]) * 10 ** source.uniform(-320, 300)])
        try:
            message = made(f=number)
        except (ValueError, OverflowError):
            continue
        text = _compact(message)
        if text is None or "Infinity" in text:
            continue
        good = not violations(message)
        assert output.grammar.accepts(text) == good, text
        counts[good] += 1
    assert counts[True] > 10 and counts[False] > 10
    for _ in range(200):
        assert not violations(json_format.Parse(output.grammar.draw(source), made()))


SPEC = {"role": "AGENT_ROLE_ATTACKER", "attributes": {"speedPerMille": 1000, "healthPerMille": 0}, "cost": {"energy": 12.5},
        "ticksUntilAffordable": "3", "confidence": 0.5}


@pytest.mark.parametrize("path, value", [
    (["attributes", "speedPerMille"], 1001), (["attributes", "speedPerMille"], -1), (["attributes", "speedPerMille"], 0.5),
    (["confidence"], 1.01), (["confidence"], "NaN"), (["role"], "AGENT_ROLE_UNSPECIFIED"), (["role"], 4), (["role"], None),
    (["cost", "energy"], -1), (["nothing"], 1), (["ticksUntilAffordable"], 3), (["role"], ...), (["cost"], ...), (["attributes"], ...),
    (["attributes"], dict.fromkeys(["speedPerMille", "healthPerMille", "attackPerMille", "defensePerMille"], 751)),
])
def test_what_is_wrong_is_not_accepted(path, value):
    grammar = Output(FOLDER, "strategos.v1.AgentSpec").grammar
    for separators in [(",", ":"), (", ", ": ")]:
        spec = json.loads(json.dumps(SPEC))
        assert grammar.accepts(json.dumps(spec, separators=separators))
        target = spec
        for key in path[:-1]:
            target = target[key]
        if value is ...:
            del target[path[-1]]
        else:
            target[path[-1]] = value
        assert not grammar.accepts(json.dumps(spec, separators=separators))


def test_fields_can_be_left_out_and_texts_be_shorter(tmp_path):
    folder = generate(
        tmp_path, "gbnf", "strategos/v1/agent.proto", ["strategos.v1.AgentSpec"], "without=strategos.v1.AgentSpec.provenance",
        "without=strategos.v1.AgentSpec.cost", "max_length=10", "places=2")
    output = Output(folder, "strategos.v1.AgentSpec")
    output.check()
    assert output.unchecked == ["strategos.v1.AgentSpec.cost: required (it is left out)"]
    assert "provenance" not in output.text.partition("root")[2]
    assert output.grammar.longest < 500
    spec = {key: value for key, value in SPEC.items() if key != "cost"}
    assert output.grammar.accepts(json.dumps(spec | {"confidence": 0.25}))
    assert not output.grammar.accepts(json.dumps(spec | {"confidence": 0.125}))
    assert not output.grammar.accepts(json.dumps(SPEC))


def test_a_complete_grammar_asks_for_every_scalar(tmp_path):
    folder = generate(
        tmp_path, "gbnf", "strategos/v1/agent.proto", ["strategos.v1.AgentSpec"], "without=strategos.v1.AgentSpec.provenance",
        "complete=1", "max_length=20")
    output = Output(folder, "strategos.v1.AgentSpec")
    output.check()
    print(f"STRATEGOS_SEED={SEED}")
    source = random.Random(SEED)
    for _ in range(20):
        spec = json.loads(output.grammar.draw(source))
        assert len(spec["attributes"]) == 5 and {"role", "priority", "description", "confidence", "task"} <= set(spec)
        assert violations(json_format.ParseDict(spec, strategos.AgentSpec())) == []


@pytest.mark.parametrize("parameter, sentence", [
    ("without=strategos.v1.AgentSpec.nothing", "there is no field 'strategos.v1.AgentSpec.nothing' in the schema"),
    ("message=strategos.v1.Nothing", "there is no message 'strategos.v1.Nothing' in the schema"),
    ("sum_steps=0", "parameter 'sum_steps=0' is unknown"), ("places=x", "parameter 'places=x' is unknown")])
def test_wrong_parameters_are_said(tmp_path, capfd, parameter, sentence):
    with pytest.raises(subprocess.CalledProcessError):
        generate(tmp_path, "gbnf", "strategos/v1/agent.proto", ["strategos.v1.AgentSpec"], parameter)
    assert sentence in capfd.readouterr().err
