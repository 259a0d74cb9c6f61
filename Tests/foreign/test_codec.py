# SPDX-License-Identifier: Apache-2.0
"""Our codec against two others on random messages of every type: Python's protobuf and libprotobuf-c.

Python writes a message, ours reads it and writes it again, Python reads that: nothing may have changed, presence
included. STRATEGOS_SEED repeats a run.
"""

import os
import random

import pytest
from google.protobuf import descriptor_pool, message_factory

from support.codecs import CodecRefused, our_codec, reference_codec
from support.paths import PROTO, TEST_PROTO
from support.random_messages import fill
from support.stubs import strategos  # noqa: F401 (fills the default pool)

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


def messages(type_name):
    """Random messages, the same for the same seed, an empty one first."""
    kind = message_factory.GetMessageClass(descriptor_pool.Default().FindMessageTypeByName(type_name))
    generator = random.Random(f"{SEED} {type_name}")
    return [kind()] + [fill(kind(), generator) for _ in range(PER_TYPE)]


@pytest.fixture(scope="module")
def ours():
    print(f"STRATEGOS_SEED={SEED}")
    with our_codec() as codec:
        yield codec


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    with reference_codec(tmp_path_factory.mktemp("reference"), FILES + [name for name in TEST_FILES if "legacy" not in name]) as codec:
        yield codec


@pytest.mark.parametrize("type_name", TYPES)
def test_python_and_ours_agree(ours, type_name):
    for message in messages(type_name):
        written = message.SerializePartialToString()
        ours_wrote = ours.echo(type_name, written)
        assert type(message).FromString(ours_wrote) == message, f"seed {SEED}: {written.hex()} became {ours_wrote.hex()}"
        assert len(ours_wrote) == len(written), f"seed {SEED}: {written.hex()} became {ours_wrote.hex()}"


@pytest.mark.parametrize("type_name", TYPES)
def test_libprotobuf_c_and_ours_agree(ours, reference, type_name):
    if type_name.endswith(".Legacy"):
        pytest.skip("protoc-c does not compile its defaults")
    for message in messages(type_name):
        theirs = reference.echo(type_name, message.SerializePartialToString())
        # From what the reference wrote, ours must make what it makes of Python's bytes.
        ours_wrote = ours.echo(type_name, theirs)
        assert type(message).FromString(ours_wrote) == type(message).FromString(theirs), f"seed {SEED}"
        assert type(message).FromString(reference.echo(type_name, ours_wrote)) == type(message).FromString(theirs), f"seed {SEED}"


@pytest.mark.parametrize("type_name", TYPES)
def test_cut_off_messages_are_judged_alike(ours, type_name):
    """Every prefix of a message: Python and ours agree on whether it is one, and then on what it says."""
    for message in messages(type_name)[:6]:
        written = message.SerializePartialToString()
        for length in range(min(len(written), 200)):
            try:
                expected = type(message).FromString(written[:length])
            except Exception:
                with pytest.raises(CodecRefused):
                    ours.echo(type_name, written[:length])
            else:
                assert type(message).FromString(ours.echo(type_name, written[:length])) == expected


@pytest.mark.parametrize("type_name", TYPES)
def test_fields_of_a_newer_schema_survive(ours, type_name):
    newer = b"\xf0\x7f\x07" + b"\xf2\x7f\x03new" + b"\xf5\x7f\x01\x02\x03\x04"  # number 2046
    for message in messages(type_name)[:5]:
        written = message.SerializePartialToString() + newer
        ours_wrote = ours.echo(type_name, written)
        assert type(message).FromString(ours_wrote) == type(message).FromString(written)
        assert ours_wrote.endswith(newer) or newer in ours_wrote
