# SPDX-License-Identifier: Apache-2.0
"""Our codec against two others on random messages of every type: Python's protobuf and libprotobuf-c.

Python writes a message, ours reads it and writes it again, Python reads that: nothing may have changed, presence
included, and but for the order of fields the bytes are the same. STRATEGOS_SEED repeats a run.
"""

import json
import os
import random
import re

import pytest
from google.protobuf import descriptor_pool, message_factory

from support.codecs import CodecRefused, our_codec, reference_codec
from support.paths import PROTO, TEST_PROTO
from support.random_messages import fill
from support.stubs import strategos  # noqa: F401 (fills the default pool)
from support.wire import canonical

SEED = int(os.environ.get("STRATEGOS_SEED", random.SystemRandom().randrange(2**32)))
PER_TYPE = 40
FILES = sorted(str(file.relative_to(PROTO)) for file in PROTO.glob("strategos/v1/*.proto"))
# Every construct of the schema language, and the older one's, which protoc-c cannot all express. The schemas for
# validation differ in their rules only, and protoc-c does not take their options.
TEST_FILES = sorted(
    str(file.relative_to(TEST_PROTO)) for file in TEST_PROTO.rglob("*.proto") if "validation" not in file.parts)


def types():
    def nested(message):
        if not message.GetOptions().map_entry:
            yield message.full_name
            for inner in message.nested_types:
                yield from nested(inner)
    for file in FILES + TEST_FILES:
        for message in descriptor_pool.Default().FindFileByName(file).message_types_by_name.values():
            yield from nested(message)


TYPES = list(types())
# protoc-c knows neither groups nor extensions nor editions, and does not compile all defaults.
REFERENCE_FILES = FILES + [name for name in TEST_FILES if name.startswith("strategos/test/v1/") and "legacy" not in name]
REFERENCE_TYPES = [
    name for name in TYPES
    if descriptor_pool.Default().FindMessageTypeByName(name).file.name in REFERENCE_FILES]


def messages(type_name):
    """Random messages, the same for the same seed, an empty one first."""
    kind = message_factory.GetMessageClass(descriptor_pool.Default().FindMessageTypeByName(type_name))
    generator = random.Random(f"{SEED} {type_name}")
    return [kind()] + [fill(kind(), generator, depth_of(type_name), extensions=True) for _ in range(PER_TYPE)]


def depth_of(type_name):
    """Where `fill` starts to count: the types of proto2 and editions contain themselves in many ways."""
    return 0 if type_name in REFERENCE_TYPES else 4


def missing_paths(message):
    """The paths to required fields that are not set; a reader cannot know of those in extensions."""
    for field in message.DESCRIPTOR.fields:
        if field.is_required and not message.HasField(field.name):
            yield field.name
    for field, value in message.ListFields():
        if field.message_type is None or field.is_extension:
            continue
        if not field.is_repeated:
            parts = [("", value)]
        elif field.message_type.GetOptions().map_entry:
            parts = [] if field.message_type.fields_by_name["value"].message_type is None else [
                (f'["{shortened(key)}"]' if isinstance(key, str) else f"[{key}]", inner) for key, inner in value.items()]
        else:
            parts = [(f"[{index}]", inner) for index, inner in enumerate(value)]
        for place, inner in parts:
            yield from (f"{field.name}{place}.{path}" for path in missing_paths(inner))


def shortened(key):
    """A key as errors quote it."""
    return key if len(key) <= 64 else key[:61] + "..."


def unescaped(path):
    """The path with its keys as they are, rather than as strings of JSON."""
    return re.sub(r'"(?:[^"\\]|\\.)*"', lambda key: f'"{json.loads(key[0])}"', path)


def closed_enums(type_name):
    """The fields whose values are a closed enumeration's."""
    def enum(field):
        is_map = field.message_type is not None and field.message_type.GetOptions().map_entry
        return field.message_type.fields_by_name["value"].enum_type if is_map else field.enum_type
    fields = descriptor_pool.Default().FindMessageTypeByName(type_name).fields
    return [field for field in fields if enum(field) is not None and enum(field).is_closed]


def varint(value):
    data = b""
    value &= 2**64 - 1
    while value >= 0x80:
        data += bytes([value & 0x7F | 0x80])
        value >>= 7
    return data + bytes([value])


def delimited(number, content):
    return varint(number << 3 | 2) + varint(len(content)) + content


def with_unknown_numbers(field, generator):
    """The field with numbers that its enumeration does not have, among others."""
    unknown = generator.choice([-7, 1234, 2**31 - 1])
    if field.message_type is not None:
        key = field.message_type.fields_by_name["key"]
        keys = delimited(1, b"k") if key.type == key.TYPE_STRING else b"\x08\x05"
        known = field.message_type.fields_by_name["value"].enum_type.values[0].number
        return b"".join(delimited(field.number, keys + b"\x10" + varint(value)) for value in (unknown, known))
    known = field.enum_type.values[0].number
    tag = varint(field.number << 3)
    if not field.is_repeated:
        return tag + varint(known) + tag + varint(unknown)
    return tag + varint(unknown) + delimited(field.number, varint(known) + varint(unknown) + varint(known))


@pytest.fixture(scope="module")
def ours():
    print(f"STRATEGOS_SEED={SEED}")
    with our_codec() as codec:
        yield codec


@pytest.fixture(scope="module")
def partial():
    """Ours where required fields may be missing, with maps in order."""
    with our_codec("partial") as codec:
        yield codec


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    with reference_codec(tmp_path_factory.mktemp("reference"), REFERENCE_FILES) as codec:
        yield codec


@pytest.mark.parametrize("type_name", TYPES)
def test_python_and_ours_agree(ours, type_name):
    for message in messages(type_name):
        written = message.SerializePartialToString()
        if any(missing_paths(message)):
            continue
        ours_wrote = ours.echo(type_name, written)
        assert type(message).FromString(ours_wrote) == message, f"seed {SEED}: {written.hex()} became {ours_wrote.hex()}"
        assert len(ours_wrote) == len(written), f"seed {SEED}: {written.hex()} became {ours_wrote.hex()}"


@pytest.mark.parametrize("type_name", TYPES)
def test_but_for_the_order_of_fields_the_bytes_are_the_same(partial, type_name):
    for message in messages(type_name):
        # Python's own order of keys is another one, and without `deterministic` any order, of extensions too.
        written = message.SerializePartialToString(deterministic=True)
        ours_wrote = partial.echo(type_name, written)
        assert canonical(ours_wrote, message.DESCRIPTOR) == canonical(written, message.DESCRIPTOR), f"seed {SEED}: {written.hex()}"
        again = type(message).FromString(ours_wrote).SerializePartialToString(deterministic=True)
        assert partial.echo(type_name, again) == ours_wrote, f"seed {SEED}: {written.hex()}"


@pytest.mark.parametrize("type_name", [name for name in TYPES if any(missing_paths(message) for message in messages(name)[:2])])
def test_what_is_required_is_missed_alike(ours, type_name):
    for message in messages(type_name):
        missing = list(missing_paths(message))
        written = message.SerializePartialToString(deterministic=True)
        if not missing:
            ours.echo(type_name, written)
            continue
        with pytest.raises(CodecRefused) as refusal:
            ours.echo(type_name, written)
        assert "required field is missing" in str(refusal.value), f"seed {SEED}: {written.hex()}"
        said = unescaped(str(refusal.value))
        assert any(path in said for path in missing), f"{refusal.value}, not one of {missing}"


@pytest.mark.parametrize("type_name", [name for name in TYPES if closed_enums(name)])
def test_numbers_that_closed_enums_do_not_know_are_kept(partial, type_name):
    generator = random.Random(f"{SEED} closed {type_name}")
    for message in messages(type_name):
        written = message.SerializePartialToString(deterministic=True)
        for field in closed_enums(type_name):
            written += with_unknown_numbers(field, generator)
        theirs = type(message).FromString(written).SerializePartialToString(deterministic=True)
        ours_wrote = partial.echo(type_name, written)
        assert canonical(ours_wrote, message.DESCRIPTOR) == canonical(theirs, message.DESCRIPTOR), f"seed {SEED}: {written.hex()}"


@pytest.mark.parametrize("type_name", REFERENCE_TYPES)
def test_libprotobuf_c_and_ours_agree(ours, reference, type_name):
    for message in messages(type_name):
        theirs = reference.echo(type_name, message.SerializePartialToString())
        # From what the reference wrote, ours must make what it makes of Python's bytes.
        ours_wrote = ours.echo(type_name, theirs)
        assert type(message).FromString(ours_wrote) == type(message).FromString(theirs), f"seed {SEED}"
        assert type(message).FromString(reference.echo(type_name, ours_wrote)) == type(message).FromString(theirs), f"seed {SEED}"


@pytest.mark.parametrize("type_name", TYPES)
def test_cut_off_messages_are_judged_alike(partial, type_name):
    """Every prefix of a message: Python and ours agree on whether it is one, and then on what it says."""
    for message in messages(type_name)[:6]:
        written = message.SerializePartialToString()
        for length in range(min(len(written), 200)):
            try:
                expected = type(message).FromString(written[:length])
            except Exception:
                with pytest.raises(CodecRefused):
                    partial.echo(type_name, written[:length])
            else:
                assert type(message).FromString(partial.echo(type_name, written[:length])) == expected


@pytest.mark.parametrize("type_name", TYPES)
def test_fields_of_a_newer_schema_survive(partial, type_name):
    newer = b"\xf0\x7f\x07" + b"\xf2\x7f\x03new" + b"\xf5\x7f\x01\x02\x03\x04"  # number 2046
    for message in messages(type_name)[:5]:
        written = message.SerializePartialToString() + newer
        ours_wrote = partial.echo(type_name, written)
        assert type(message).FromString(ours_wrote) == type(message).FromString(written)
        assert ours_wrote.endswith(newer) or newer in ours_wrote
