# SPDX-License-Identifier: Apache-2.0
"""Our JavaScript in node: its codecs against Python's protobuf on random messages, and its types."""

import base64
import os
import random
import subprocess
import sys
import tempfile

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from google.protobuf.descriptor import FieldDescriptor as Field
import grpc_tools
from grpc_tools import protoc

from support import browser, javascript
from support.paths import PROTO, ROOT
from support.random_messages import fill, tame_value

pytestmark = pytest.mark.skipif(javascript.NODE is None, reason="no node on this machine")
SEED = int(os.environ.get("STRATEGOS_SEED", random.SystemRandom().randrange(2**32)))
ROUNDS = 60
# Of six levels: deeper ones take the time of many messages.
LEVEL = 3
WELL_KNOWN = ["any", "duration", "empty", "field_mask", "struct", "timestamp", "wrappers"]
SCHEMAS = {
    "strategos.v1": (ROOT / "frontend" / "Generated", "strategos/v1"),
    "strategos.test.v1": (ROOT / "Tests" / "javascript" / "Generated", "strategos/test/v1")}


def _pool(prefix):
    """The schema in a pool of its own, so that it meets no other copy."""
    files = sorted(
        str(path.relative_to(root)) for root in (PROTO, ROOT / "Tests" / "proto") for path in root.glob(f"{prefix}/*.proto"))
    include = os.path.join(os.path.dirname(grpc_tools.__file__), "_proto")
    with tempfile.NamedTemporaryFile(suffix=".binpb") as out:
        code = protoc.main([
            "protoc", f"-I{PROTO}", f"-I{ROOT / 'Tests' / 'proto'}", f"-I{include}", "--include_imports",
            f"--descriptor_set_out={out.name}", *files, *(f"google/protobuf/{name}.proto" for name in WELL_KNOWN)])
        assert code == 0
        described = descriptor_pb2.FileDescriptorSet.FromString(out.read())
    pool = descriptor_pool.DescriptorPool()
    for file in described.file:
        pool.Add(file)
    return pool, [file for file in described.file if file.package == prefix.replace("/", ".")]


def _types(pool, files):
    def within(messages, scope):
        for message in messages:
            if not message.options.map_entry:
                yield f"{scope}.{message.name}"
                yield from within(message.nested_type, f"{scope}.{message.name}")

    names = [name for file in files for name in within(file.message_type, file.package)]
    return [message_factory.GetMessageClass(pool.FindMessageTypeByName(name)) for name in names]


def _tame(message):
    """Times and durations within their bounds, values of some kind: others have no JSON."""
    name = message.DESCRIPTOR.full_name
    if name == "google.protobuf.Duration":
        message.seconds %= 315576000000
        message.nanos %= 10**9
    elif name == "google.protobuf.Timestamp":
        message.seconds %= 253402300799
        message.nanos %= 10**9
    elif name == "google.protobuf.Value":
        tame_value(message)
    for field, value in message.ListFields():
        if field.type != Field.TYPE_MESSAGE:
            continue
        if field.message_type.GetOptions().map_entry:
            if field.message_type.fields_by_name["value"].message_type:
                for one in value.values():
                    _tame(one)
        else:
            for one in value if field.is_repeated else [value]:
                _tame(one)


def _plain(json):
    """Our negative zero stands in quotes, because JSON.stringify would drop its sign."""
    if isinstance(json, dict):
        return {key: _plain(value) for key, value in json.items()}
    if isinstance(json, list):
        return [_plain(value) for value in json]
    return -0.0 if json == "-0" else json


ENGINES = [
    "node", pytest.param("chromium", marks=pytest.mark.skipif(browser.CHROMIUM is None, reason="no chromium on this machine"))]


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("package", SCHEMAS)
def test_bytes_and_json_are_those_of_python(package, engine):
    print(f"STRATEGOS_SEED={SEED}")
    source = random.Random(SEED)
    root, folder = SCHEMAS[package]
    pool, files = _pool(folder)
    questions, messages = [], []
    for kind in _types(pool, files):
        for _ in range(ROUNDS):
            message = fill(kind(), source, LEVEL)
            _tame(message)
            question = {"type": kind.DESCRIPTOR.full_name}
            if not message.IsInitialized():
                continue
            question["bytes"] = base64.b64encode(message.SerializeToString(deterministic=True)).decode()
            question["json"] = json_format.MessageToDict(message, descriptor_pool=pool)
            questions.append(question)
            messages.append(message)
    modules = [path for path in sorted((root / folder).glob("*.js"))]
    answers = (javascript if engine == "node" else browser).echo(questions, modules)
    assert len(answers) == len(questions) > 500
    print(f"{len(answers)} messages of {package}")
    for question, answer, message in zip(questions, answers, messages):
        where = f"{question} → {answer}"
        assert "error" not in answer, where
        assert answer["bytes"] == question["bytes"], where
        assert _plain(answer["json"]) == question["json"], where
        # A map in JSON has no order, so these are compared as messages.
        for key in ("back", "fromJson"):
            again = type(message).FromString(base64.b64decode(answer[key]))
            assert again.SerializeToString(deterministic=True) == base64.b64decode(question["bytes"]), where


@pytest.mark.parametrize("name, json, reason", [
    ("Scalars", {"int32Value": 1.5}, "int32Value: this is no int32"),
    ("Scalars", {"uint32Value": -1}, "uint32Value: -1 is out of range"),
    ("Scalars", {"int64Value": "9223372036854775808"}, "out of range for int64"),
    ("Scalars", {"floatValue": 1e39}, "out of range for float"),
    ("Scalars", {"stringValue": 1}, "stringValue: a text is expected"),
    ("Scalars", {"bytesValue": "a"}, "no base64"),
    ("Scalars", {"shadeValue": "SHADE_PINK"}, "no value 'SHADE_PINK'"),
    ("Scalars", {"nothing": 1}, "no field 'nothing'"),
    ("Lists", {"scalars": [{}, {"boolValue": "yes"}]}, "scalars[1].boolValue: true or false"),
    ("Lists", {"int32Value": [1, None]}, "null within an array"),
    ("Maps", {"int32Keys": {"x": 1}}, 'int32Keys["x"]'),
    ("Choice", {"number": 1, "text": "a"}, "two members of the oneof"),
    ("Choice", {"time": "2026-02-30T00:00:00Z"}, "time: an RFC 3339 time"),
    ("Choice", {"span": "1"}, "span: a duration"),
])
def test_json_that_is_wrong_is_refused_with_its_place(name, json, reason):
    root, folder = SCHEMAS["strategos.test.v1"]
    question = {"type": f"strategos.test.v1.{name}", "json": json}
    (answer,) = javascript.echo([question], [root / folder / "everything.js"])
    assert reason in answer.get("error", ""), answer


@pytest.mark.parametrize("bytes_, reason", [
    (b"\x72\x02\xff\xfe", "not UTF-8"), (b"\x72\x05a", "beyond the end"), (b"\x18", "truncated varint"),
    (b"\x18" + b"\xff" * 11, "more than ten bytes"), (b"\x00", "field number 0"), (b"\x0f", "wire type 7"),
    (b"\xab\x06", "group without an end"), (b"\xab\x06" * 200, "nested too deeply"), (b"\x09\x00", "truncated value"),
])
def test_bytes_that_are_wrong_are_refused(bytes_, reason):
    root, folder = SCHEMAS["strategos.test.v1"]
    question = {"type": "strategos.test.v1.Scalars", "bytes": base64.b64encode(bytes_).decode()}
    (answer,) = javascript.echo([question], [root / folder / "everything.js"])
    assert reason in answer.get("error", ""), answer


def test_unknown_fields_survive_and_packed_and_unpacked_are_both_read():
    root, folder = SCHEMAS["strategos.test.v1"]
    unknown = b"\xa2\x06\x03abc\xab\x06\x08\x01\xac\x06"
    questions = [
        {"type": "strategos.test.v1.Empty", "bytes": base64.b64encode(unknown).decode()},
        {"type": "strategos.test.v1.Lists", "bytes": base64.b64encode(b"\x18\x01\x1a\x02\x02\x03\x18\x04").decode()}]
    first, second = javascript.echo(questions, [root / folder / "everything.js"])
    assert base64.b64decode(first["bytes"]) == unknown
    assert base64.b64decode(second["bytes"]) == b"\x1a\x04\x01\x02\x03\x04"


@pytest.mark.skipif(javascript.TYPESCRIPT is None, reason="no tsc on this machine")
def test_the_types_pass_the_strict_compiler():
    files = [*ROOT.glob("frontend/**/*.d.ts"), *ROOT.glob("Tests/javascript/**/*.d.ts"), *ROOT.glob("Tests/javascript/*.ts")]
    command = [
        javascript.TYPESCRIPT, "--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess",
        "--target", "es2022", "--module", "node16", "--moduleResolution", "node16", "--lib", "es2022,dom"]
    done = subprocess.run([*command, *map(str, sorted(set(files)))], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout
