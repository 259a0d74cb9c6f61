# SPDX-License-Identifier: Apache-2.0
"""Our JavaScript of schemas that are hard: well-known types everywhere, older syntax, editions, names that mean something."""

import base64
import json
import os
import random
import subprocess
import sys

import pytest
from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory

from support import javascript
from support.hard_schemas import FILES, WELL_KNOWN
from support.paths import ROOT, TOOLS
from support.random_messages import fill, tame_value

pytestmark = pytest.mark.skipif(javascript.NODE is None, reason="no node on this machine")
SEED = int(os.environ.get("STRATEGOS_SEED", random.SystemRandom().randrange(2**32)))
# The newer protoc, which knows editions.
PROTOC = [sys.executable, "-m", "grpc_tools.protoc"]


def _generate(directory, files, parameter=f"runtime={ROOT}/frontend/runtime/index.js"):
    for name, text in files.items():
        (directory / name).write_text(text)
    return subprocess.run(
        [*PROTOC, f"-I{directory}", f"--plugin=protoc-gen-strategos-js={TOOLS}/protoc-gen-strategos-js", f"--strategos-js_out={directory}",
         f"--strategos-js_opt={parameter}", *files, *WELL_KNOWN], capture_output=True, text=True, timeout=60)


@pytest.fixture(scope="module")
def hard(tmp_path_factory):
    """All hard schemas: where their modules are, and Python's classes."""
    directory = tmp_path_factory.mktemp("hard")
    (directory / "package.json").write_text('{"type": "module"}')
    done = _generate(directory, FILES)
    assert done.returncode == 0, done.stderr
    subprocess.run(
        [*PROTOC, f"-I{directory}", "--include_imports", f"--descriptor_set_out={directory}/set.binpb", *FILES, *WELL_KNOWN], check=True)
    pool = descriptor_pool.DescriptorPool()
    for file in descriptor_pb2.FileDescriptorSet.FromString((directory / "set.binpb").read_bytes()).file:
        pool.Add(file)
    return [directory / name.replace(".proto", ".js") for name in [*FILES, *WELL_KNOWN]], pool, directory


def _class(pool, name):
    return message_factory.GetMessageClass(pool.FindMessageTypeByName(name))


def _tame(message, source):
    """What has JSON: times within bounds, values of some kind, an Any of a type that is known, and required fields."""
    name = message.DESCRIPTOR.full_name
    if name == "google.protobuf.Duration":
        message.seconds %= 315576000000
        message.nanos %= 10**9
    elif name == "google.protobuf.Timestamp":
        message.seconds %= 253402300799
        message.nanos %= 10**9
    elif name == "google.protobuf.FieldMask":
        message.paths[:] = [source.choice(["a", "team_id", "a.b_c.d", "long_field_name"]) for _ in message.paths[:3]]
    elif name == "google.protobuf.Any":
        kind = source.choice(["hard.Map", "google.protobuf.Duration", "google.protobuf.Int64Value"])
        inner = _class(message.DESCRIPTOR.file.pool, kind)()
        _tame(fill(inner, source, 5), source)
        message.type_url = "type.googleapis.com/" + inner.DESCRIPTOR.full_name
        message.value = inner.SerializeToString(deterministic=True)
    elif name == "google.protobuf.Value":
        tame_value(message)
    for field in message.DESCRIPTOR.fields:
        if field.is_required and not message.HasField(field.name):
            setattr(message, field.name, "x" if field.type == field.TYPE_STRING else 7)
        if field.enum_type is not None and field.enum_type.full_name == "google.protobuf.NullValue":
            # null is the only value in JSON, and as an ordinary field it is absent.
            if field.containing_oneof is None or message.HasField(field.name):
                setattr(message, field.name, 0)
    for field, value in message.ListFields():
        if field.message_type is None:
            continue
        if field.message_type.GetOptions().map_entry:
            if field.message_type.fields_by_name["value"].message_type is not None:
                for key in list(value):
                    _tame(value[key], source)
        else:
            for one in value if field.is_repeated else [value]:
                _tame(one, source)
    return message


def _plain(value):
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return -0.0 if value == "-0" else value


KINDS = ["Forms", "Old", "New", "Delimited", "Object", "Array", "Map", "Symbol", "eval", "undefined", "isSet", "toBase64"]
ALONE = ["Any", "Duration", "FieldMask", "Struct", "Value", "ListValue", "Timestamp", "BytesValue", "FloatValue"]


@pytest.mark.parametrize("name", [*(f"hard.{kind}" for kind in KINDS), *(f"google.protobuf.{kind}" for kind in ALONE)])
def test_bytes_and_json_are_those_of_python(hard, name):
    print(f"STRATEGOS_SEED={SEED}")
    modules, pool, _ = hard
    source, kind, questions = random.Random(SEED), _class(pool, name), []
    for _ in range(60):
        message = _tame(fill(kind(), source, 3), source)
        questions.append({
            "type": name, "bytes": base64.b64encode(message.SerializeToString(deterministic=True)).decode(),
            "json": json_format.MessageToDict(message, descriptor_pool=pool)})
    for question, answer in zip(questions, javascript.echo(questions, modules), strict=True):
        where = f"{question} → {answer}"
        assert "error" not in answer, where
        assert answer["bytes"] == question["bytes"], where
        assert _plain(answer["json"]) == question["json"], where
        for key in ("back", "fromJson"):
            again = kind.FromString(base64.b64decode(answer[key]))
            assert again.SerializeToString(deterministic=True) == base64.b64decode(question["bytes"]), where


def _answer(hard, **question):
    (answer,) = javascript.echo([question], hard[0])
    return answer


@pytest.mark.parametrize("name, data, same", [
    # An enum of older syntax has no other numbers: they are unknown fields, wherever they stand.
    ("Old", b"\x0a\x01n\x48\x05", b"\x0a\x01n\x48\x05"),
    ("Old", b"\x0a\x01n\x50\x01\x50\x07\x50\x02", b"\x0a\x01n\x50\x01\x50\x02\x50\x07"),
    ("Old", b"\x0a\x01n\x5a\x03\x01\x07\x02", b"\x0a\x01n\x5a\x02\x01\x02\x58\x07"),
    ("Old", b"\x0a\x01n\x62\x05\x0a\x01a\x10\x07", b"\x0a\x01n\x62\x05\x0a\x01a\x10\x07"),
    ("Old", b"\x0a\x01n\x68\x07", b"\x0a\x01n\x68\x07"),
    # Parts of a group are merged; a group within a group; unknown fields within.
    ("Old", b"\x0a\x01n\x13\x18\x01\x14\x13\x23\x28\x02\x24\x14", b"\x0a\x01n\x13\x18\x01\x23\x28\x02\x24\x14"),
    ("Old", b"\x0a\x01n\x13\xa0\x06\x01\x14", b"\x0a\x01n\x13\xa0\x06\x01\x14"),
    ("New", b"\x18\x01\x40\x07", b"\x18\x01\x40\x07"),
])
def test_older_constructs_are_read_as_python_reads_them(hard, name, data, same):
    kind = _class(hard[1], f"hard.{name}")
    assert kind.FromString(data).SerializeToString(deterministic=True) == same, "the table is wrong"
    answer = _answer(hard, type=f"hard.{name}", bytes=base64.b64encode(data).decode())
    assert base64.b64decode(answer["bytes"]) == same


@pytest.mark.parametrize("data, reason", [
    (b"\x13\x18\x01", "group without an end"), (b"\x13\x18\x01\x1c", "the end of another group"), (b"\x14", "wire type 4"),
    (b"\x13" * 3, "group without an end"), (b"\x13\x23\x24", "group without an end"),
])
def test_damaged_groups_are_refused(hard, data, reason):
    assert reason in _answer(hard, type="hard.Old", bytes=base64.b64encode(data).decode()).get("error", "")


def test_messages_are_nested_a_hundred_deep_and_no_deeper(hard):
    def group(levels):
        return b"\x23" * levels + b"\x24" * levels

    for name, make in [("New", group), ("Delimited", lambda levels: b"\x0b" * levels + b"\x0c" * levels)]:
        good, bad = (_answer(hard, type=f"hard.{name}", bytes=base64.b64encode(make(levels)).decode()) for levels in (100, 101))
        assert base64.b64decode(good["bytes"]) == make(100), name
        assert "nested too deeply" in bad["error"], name
    for levels, error in [(100, False), (101, True)]:
        text = '{"inner":' * levels + "{}" + "}" * levels
        assert ("nested too deeply" in _answer(hard, type="hard.Delimited", text=text).get("error", "")) == error
    assert "nested too deeply" in _answer(hard, type="hard.Forms", text='{"value":' + "[" * 5000 + "]" * 5000 + "}")["error"]


@pytest.mark.parametrize("name, text, reason", [
    ("Map", '{"m":1,\n "w":2,"m":3}', 'line 2, column 8: the name "m" is there twice'),
    ("Map", '{"m":1,"\\u006d":3}', "is there twice"),
    ("Forms", '{"byName":{"a":1,"a":2}}', "is there twice"),
    ("Forms", '{"struct":{"a":{"b":1,"b":2}}}', "is there twice"),
    ("Forms", '{"byName":{},"by_name":{}}', "the field is there as 'byName' too"),
    ("Map", '{"m":1}}', "line 1, column 8: something stands behind the end"), ("Map", '{"m":01}', "'}' is expected"),
    ("Map", "{'m':1}", "a text is expected"), ("Map", '{"m":1,}', "a text is expected"), ("Map", "", "a value is expected"),
    ("Forms", '{"double":1e400}', "out of range"), ("Forms", '{"string":"\n"}', "a text without an end"),
    ("Forms", '{"string":"\\ud800"}', "surrogate"), ("Forms", '{"int64":9223372036854775808}', "out of range"),
    ("Old", '{"name":"n","mode":7}', "no value 7"), ("Old", '{"name":"n","mode":"SLOWER"}', "no value 'SLOWER'"),
])
def test_text_that_is_wrong_is_refused_with_its_place(hard, name, text, reason):
    answer = _answer(hard, type=f"hard.{name}", text=text)
    assert reason in answer.get("error", ""), answer


@pytest.mark.parametrize("text", [
    '{"int64":9007199254740993}', '{"uint64":18446744073709551615}', '{"int64":-9223372036854775808,"double":9007199254740993}',
    '{"value":12345678901234567890}',
    ' {\t"byName" :\r\n{ "__proto__" : 1 , "constructor" : 2 } } ', '{"string":"\\u00e4\\ud83d\\ude00\\n"}',
    '{"struct":{"__proto__":{"toString":null}}}', '{"null":null,"value":null,"values":[null]}', '{"by_number":{"1":"1s"}}'])
def test_text_is_read_as_python_reads_it(hard, text):
    answer = _answer(hard, type="hard.Forms", text=text)
    message = json_format.Parse(text, _class(hard[1], "hard.Forms")())
    assert type(message).FromString(base64.b64decode(answer["fromText"])) == message, answer


def test_names_of_objects_and_of_the_language_are_ordinary_fields(hard):
    """Fields that nobody set are not there, whatever objects inherit."""
    empty = _answer(hard, type="hard.Object", bytes="", json={})
    assert empty == {"bytes": "", "json": {}, "back": "", "fromJson": ""}
    value = {"constructor": "c", "toString": "s", "valueOf": 1, "hasOwnProperty": {"m": 1}, "proto": 5, "__proto__": 6, "1": 7,
             "class": 8, "toJSON": "t", "case": "x", "enum": "super", "colour": "toString", "otherColour": "COLOUR_RED",
             "otherObject": {"number": 3}, "symbol": {"__proto__": {}, "constructor": {}}}
    message = json_format.Parse(json.dumps(value), _class(hard[1], "hard.Object")())
    data = base64.b64encode(message.SerializeToString()).decode()
    answer = _answer(hard, type="hard.Object", text=json.dumps(value), bytes=data, json={})
    assert type(message).FromString(base64.b64decode(answer["fromText"])) == message
    assert answer["json"] == value


def test_defaults_of_older_syntax_are_there_to_be_used(hard):
    script = f"""
        import {{ Old }} from "{hard[2]}/old.js";
        const plain = (_, value) => typeof value === "bigint" || value === -Infinity ? String(value) : value;
        process.stdout.write(JSON.stringify(Old.defaults, plain));"""
    done = subprocess.run([javascript.NODE, "--input-type=module"], input=script, capture_output=True, text=True, timeout=30)
    assert json.loads(done.stdout) == {
        "mode": 2, "quoted": 'a "b" */ \n\\', "long": "-9223372036854775808", "wide": "-Infinity", "on": True,
        "partOfIt": 1.5e-7}, done.stderr


@pytest.mark.skipif(javascript.TYPESCRIPT is None, reason="no tsc on this machine")
def test_the_types_pass_the_strict_compiler(hard):
    use = hard[2] / "use.ts"
    use.write_text("""
        import { Object$, DateClient } from "./names.js";
        import { Old } from "./old.js";
        import type { Transport } from "%s/frontend/runtime/index.js";
        const value: Object$ = Object$.create({ constructor$: "c", class: 1, $1: 2, isPrototypeOf$: { case: "value", value: 3 } });
        const text: string = Object$.toJsonString(value) + Old.defaults.quoted;
        export async function call(transport: Transport): Promise<string> {
          const { uint8Array } = await new DateClient(transport).constructor$(value);
          return text + String(uint8Array?.uint8Array.length);
        }
        """ % ROOT)
    done = subprocess.run(
        [javascript.TYPESCRIPT, "--noEmit", "--strict", "--exactOptionalPropertyTypes", "--noUncheckedIndexedAccess", "--target", "es2022",
         "--module", "node16", "--moduleResolution", "node16", "--lib", "es2022,dom", str(use), *map(str, hard[2].rglob("*.d.ts"))],
        capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("text, problems", [
    ("message A { optional int32 foo_bar = 1;\n  optional int32 fooBar = 2; }",
     ["a.proto:3:18: error: p.A: foo_bar and fooBar would both be 'fooBar' in JavaScript"]),
    ("message A { optional int32 a_b = 1;\n  oneof aB { int32 c = 2; } }",
     ["a.proto:3:9: error: p.A: a_b and aB would both be 'aB' in JavaScript"]),
    ("message A { message B {} }\nmessage A_B {}", ["a.proto:3:9: error: the module: p.A.B and p.A_B would both be 'A_B' in JavaScript"]),
    ("message AClient {}\nservice A { rpc Get(AClient) returns (AClient); rpc get(AClient) returns (AClient); }",
     ["a.proto:3:9: error: the module: p.AClient and A would both be 'AClient' in JavaScript",
      "a.proto:3:53: error: A: Get and get would both be 'get' in JavaScript"]),
])
def test_names_that_meet_are_an_error_with_its_place(tmp_path, text, problems):
    done = _generate(tmp_path, {"a.proto": f'syntax = "proto2"; package p;\n{text}\n'})
    assert done.returncode != 0
    assert [line for line in done.stderr.splitlines() if ": error:" in line] == problems, done.stderr


def test_what_is_not_supported_is_an_error_with_its_place(tmp_path):
    done = _generate(tmp_path, {"a.proto": 'syntax = "proto2";\nmessage A { optional bytes b = 1 [default = "\\xff"]; }\n'
                                           "message B { option message_set_wire_format = true; extensions 4 to max; }\n"})
    assert [line for line in done.stderr.splitlines() if ": error:" in line] == [
        "a.proto:2:28: error: field b: a default of type bytes is not supported",
        "a.proto:3:9: error: B: the message set format is not supported"], done.stderr
