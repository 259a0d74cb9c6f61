# SPDX-License-Identifier: Apache-2.0
"""Binary, JSON and text format against Python's protobuf, and against protobuf's own suite where that is at hand.

PROTOBUF_CONFORMANCE names the suite's runner (docs/conformance.md tells how it is built). STRATEGOS_SEED repeats a run.
"""

import os
import random
import re
import subprocess

import pytest
from google.protobuf import json_format, text_format

from support.conformance import FAILURES, PROGRAM, Schemas, Testee, compile_schemas

SEED = int(os.environ.get("STRATEGOS_SEED", random.SystemRandom().randrange(2**32)))
PER_TYPE = 60
TYPES = [
    "protobuf_test_messages.proto2.TestAllTypesProto2", "protobuf_test_messages.proto3.TestAllTypesProto3",
    "protobuf_test_messages.editions.proto2.TestAllTypesProto2",
    "protobuf_test_messages.editions.proto3.TestAllTypesProto3",
    "protobuf_test_messages.editions.TestAllTypesEdition2023"]
# What the suite counted when this was written; a newer one has more.
CASES = {"binary and JSON": 5649, "text": 909}


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    return compile_schemas(tmp_path_factory.mktemp("conformance") / "schemas.binpb")


@pytest.fixture(scope="module")
def schemas(compiled):
    print(f"STRATEGOS_SEED={SEED}")
    return Schemas(compiled)


# The program's two ways: types that were generated, and types by descriptor.
WAYS = ["generated", "dynamic"]


def arguments(way, compiled):
    return [] if way == "generated" else ["--dynamic", compiled]


@pytest.fixture(scope="module", params=WAYS)
def testee(request, schemas, compiled):
    with Testee(schemas, arguments(request.param, compiled)) as program:
        yield program


def messages(schemas, name):
    generator = random.Random(f"{SEED} {name}")
    for _ in range(PER_TYPE):
        yield schemas.random(name, generator)


def same(message, data):
    """Whether bytes are that message to the last bit: zeros of both signs differ."""
    read = type(message).FromString(data)
    return read.SerializePartialToString(deterministic=True) == message.SerializePartialToString(deterministic=True)


@pytest.mark.parametrize("name", TYPES)
def test_binary_agrees(schemas, testee, name):
    for message in messages(schemas, name):
        data = message.SerializePartialToString()
        assert same(message, testee.convert(name, "protobuf", data, "protobuf")), f"seed {SEED}: {data.hex()}"


@pytest.mark.parametrize("name", TYPES)
def test_json_agrees(schemas, testee, name):
    for message in messages(schemas, name):
        theirs = json_format.MessageToJson(message, descriptor_pool=schemas.pool)
        assert same(message, testee.convert(name, "json", theirs, "protobuf")), f"seed {SEED}: {theirs}"
        ours = testee.convert(name, "protobuf", message.SerializePartialToString(), "json")
        read = json_format.Parse(ours, type(message)(), descriptor_pool=schemas.pool)
        assert same(message, read.SerializePartialToString()), f"seed {SEED}: {ours}"


@pytest.mark.parametrize("name", TYPES)
def test_text_agrees(schemas, testee, name):
    generator = random.Random(f"{SEED} layouts {name}")
    for message in messages(schemas, name):
        layout = {option: generator.random() < 0.5 for option in (
            "as_one_line", "as_utf8", "pointy_brackets", "use_short_repeated_primitives")}
        theirs = text_format.MessageToString(message, descriptor_pool=schemas.pool, **layout)
        assert same(message, testee.convert(name, "text", theirs, "protobuf")), f"seed {SEED}: {theirs}"
        ours = testee.convert(name, "protobuf", message.SerializePartialToString(), "text")
        read = text_format.Parse(ours, type(message)(), descriptor_pool=schemas.pool)
        assert same(message, read.SerializePartialToString()), f"seed {SEED}: {ours}"


@pytest.mark.parametrize("payload_format", ["protobuf", "json", "text"])
def test_damaged_input_is_answered(schemas, testee, payload_format):
    """Whatever is accepted is written as bytes that Python takes; nothing ends the program."""
    generator = random.Random(f"{SEED} damage {payload_format}")
    name = TYPES[0]
    verdicts = {True: 0, False: 0}
    for message in list(messages(schemas, name))[:20]:
        good = testee.convert(name, "protobuf", message.SerializePartialToString(), payload_format)
        raw = good if isinstance(good, bytes) else good.encode()
        for _ in range(40 if raw else 0):
            damaged = bytearray(raw)
            for _ in range(generator.randint(1, 3)):
                place = generator.randrange(len(damaged))
                damaged[place:place + generator.choice([0, 1, 1, 4])] = generator.choice(
                    [b"", b"{", b"}", b"\"", b"[", b"\\", bytes([generator.randrange(256)])])
                damaged = damaged or bytearray(b" ")
            payload = bytes(damaged) if isinstance(good, bytes) else damaged.decode(errors="ignore")
            response = testee.ask(name, payload_format, payload, "protobuf")
            accepted = response.WhichOneof("result") == "protobuf_payload"
            verdicts[accepted] += 1
            if accepted:
                type(message).FromString(response.protobuf_payload)
            else:
                assert response.parse_error, f"seed {SEED}: {payload!r} gave {response}"
    assert verdicts[True] > 20 and verdicts[False] > 20, verdicts


@pytest.mark.skipif("PROTOBUF_CONFORMANCE" not in os.environ, reason="needs the path of protobuf's conformance runner")
@pytest.mark.parametrize("way", WAYS)
def test_public_suite(way, compiled, tmp_path):
    run = subprocess.run(
        [os.environ["PROTOBUF_CONFORMANCE"], "--maximum_edition", "2023", "--enforce_recommended",
         "--failure_list", FAILURES, "--text_format_failure_list", FAILURES, "--output_dir", f"{tmp_path}/",
         PROGRAM, *arguments(way, compiled)],
        stderr=subprocess.PIPE, text=True, errors="replace")
    assert run.returncode == 0, run.stderr[-4000:]
    # A program that answers "skipped" passes as well: successes are what counts.
    counts = re.findall(r"PASSED: (\d+) successes, (\d+) skipped, (\d+) expected failures", run.stderr)
    print(counts)
    assert len(counts) == len(CASES)
    for (successes, skipped, expected), least in zip(counts, CASES.values()):
        assert int(successes) >= least and (skipped, expected) == ("0", "0"), counts
