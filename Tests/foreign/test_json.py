# SPDX-License-Identifier: Apache-2.0
"""Our JSON against Python protobuf's, both ways, on random messages of every type.

STRATEGOS_SEED repeats a run.
"""

import json
import random

import pytest
from google.protobuf import descriptor_pool, json_format, message_factory

from support.codecs import CodecRefused, our_codec
from support.random_messages import fill
from test_codec import SEED, TYPES, depth_of

PER_TYPE = 20


def kind(type_name):
    return message_factory.GetMessageClass(descriptor_pool.Default().FindMessageTypeByName(type_name))


def messages(type_name):
    """Random messages and what Python writes of them; a few (a time out of range) have no JSON form."""
    generator = random.Random(f"{SEED} json {type_name}")
    for message in [kind(type_name)()] + [
            fill(kind(type_name)(), generator, depth_of(type_name), extensions=True) for _ in range(PER_TYPE)]:
        # Fields that Python's copy of the schema does not know are not in JSON.
        message.DiscardUnknownFields()
        try:
            text = json_format.MessageToJson(message)
        except (json_format.SerializeToJsonError, TypeError, ValueError):
            yield message, None
            continue
        try:
            again = json_format.Parse(text, kind(type_name)())
        except json_format.ParseError:
            continue  # Python writes the greatest float as 3.4028235e+38, which it refuses to read
        if not same(again, message):
            continue  # a google.protobuf.Value of no kind has no JSON; Python writes it as null
        yield message, text


@pytest.fixture(scope="module")
def to_json():
    print(f"STRATEGOS_SEED={SEED}")
    with our_codec("to-json") as codec:
        yield codec


@pytest.fixture(scope="module")
def from_json():
    with our_codec("from-json") as codec:
        yield codec


def same(left, right):
    """Equality that takes NaN for equal to itself and looks at presence: that of the bytes."""
    return left.SerializePartialToString(deterministic=True) == right.SerializePartialToString(deterministic=True)


@pytest.mark.parametrize("type_name", TYPES)
def test_python_reads_what_we_write(to_json, type_name):
    for message, theirs in messages(type_name):
        if theirs is None:
            with pytest.raises(CodecRefused):
                to_json.echo(type_name, message.SerializePartialToString())
            continue
        ours = to_json.echo(type_name, message.SerializePartialToString()).decode()
        read = json_format.Parse(ours, kind(type_name)())
        assert same(read, message), f"seed {SEED}: {theirs} became {ours}"
        # The same members, not only the same meaning; numbers may be spelled in another way.
        assert keys(json.loads(ours)) == keys(json.loads(theirs)), f"seed {SEED}: {theirs} became {ours}"


def keys(value):
    if isinstance(value, dict):
        return {key: keys(inner) for key, inner in value.items()}
    return [keys(inner) for inner in value] if isinstance(value, list) else type(value) in (int, float) or value


@pytest.mark.parametrize("type_name", TYPES)
def test_we_read_what_python_writes(from_json, type_name):
    generator = random.Random(f"{SEED} styles {type_name}")
    for message, theirs in messages(type_name):
        if theirs is None:
            continue
        tree = json.loads(theirs)
        styles = [
            theirs,
            json.dumps(tree, separators=(",", ":")),
            json.dumps(tree, separators=(",", ":"), ensure_ascii=False),
            json_format.MessageToJson(message, preserving_proto_field_name=True),
            json_format.MessageToJson(message, use_integers_for_enums=True, indent=None),
            json.dumps(shuffled(tree, generator)),
        ]
        for text in styles:
            read = kind(type_name).FromString(from_json.echo(type_name, text.encode()))
            assert same(read, message), f"seed {SEED}: {text}"


def shuffled(value, generator):
    if isinstance(value, dict):
        items = [(key, shuffled(inner, generator)) for key, inner in value.items()]
        generator.shuffle(items)
        return dict(items)
    return [shuffled(inner, generator) for inner in value] if isinstance(value, list) else value


@pytest.mark.parametrize("type_name", TYPES)
def test_cut_off_and_damaged_texts_are_judged_alike(from_json, type_name):
    """Where Python refuses a text, so do we; what both take means the same."""
    generator = random.Random(f"{SEED} damage {type_name}")
    for message, theirs in list(messages(type_name))[:3]:
        text = bytearray((theirs or "{}").encode()[:120])
        for length in range(len(text)):
            with pytest.raises(CodecRefused):
                from_json.echo(type_name, bytes(text[:length]))
        for _ in range(30):
            damaged = bytearray((theirs or "{}").encode())
            damaged[generator.randrange(len(damaged))] = generator.choice(b'{}[],:"0123456789.eE+-tfn\\ \n\x00\xff')
            try:
                ours = kind(type_name).FromString(from_json.echo(type_name, bytes(damaged)))
            except CodecRefused:
                continue  # Python takes more: NaN without quotes, 1_000 as a number, control characters
            assert same(json_format.Parse(bytes(damaged), kind(type_name)()), ours), f"seed {SEED}: {bytes(damaged)}"
