# SPDX-License-Identifier: Apache-2.0
"""Random messages of any type: every field may be absent, empty, extreme or ordinary."""

from google.protobuf.descriptor import FieldDescriptor as Field

INTEGERS = {
    Field.CPPTYPE_INT32: (-(2**31), 2**31 - 1), Field.CPPTYPE_INT64: (-(2**63), 2**63 - 1),
    Field.CPPTYPE_UINT32: (0, 2**32 - 1), Field.CPPTYPE_UINT64: (0, 2**64 - 1)}
STRINGS = ["", "a", "red", "ÄÖ€", "\0", "🜲 astral", "x" * 15, "x" * 16, "y" * 127, "z" * 128, "long " * 100]
FLOATS = [0.0, -0.0, 1.5, -1e-300, 1e300, float("inf"), float("-inf"), 5e-324]
DEPTH = 6


def fill(message, random, depth=0, extensions=False):
    """Fills a message in place, with extensions if asked, and gives it back."""
    fields = list(message.DESCRIPTOR.fields)
    if extensions:
        fields += sorted(message.DESCRIPTOR.file.pool.FindAllExtensions(message.DESCRIPTOR), key=lambda field: field.number)
    for field in fields:
        if random.random() < 0.45:
            continue
        if field.message_type is not None and depth >= DEPTH:
            continue
        if field.is_repeated:
            _repeated(message, field, random, depth, extensions)
        elif field.message_type is not None:
            _value(message, field).SetInParent()
            fill(_value(message, field), random, depth + 1, extensions)
        elif field.is_extension:
            message.Extensions[field] = _scalar(field, random)
        else:
            setattr(message, field.name, _scalar(field, random))
    return message


def _value(message, field):
    return message.Extensions[field] if field.is_extension else getattr(message, field.name)


def _repeated(message, field, random, depth, extensions):
    count = random.choice([0, 1, 2, 3, 3, 20])
    if not count:
        return  # even a look at an extension makes Python write an empty list as JSON
    target = _value(message, field)
    entry = field.message_type
    if entry is not None and entry.GetOptions().map_entry:
        key, value = entry.fields_by_name["key"], entry.fields_by_name["value"]
        for _ in range(count):
            if value.message_type is not None:
                fill(target[_scalar(key, random)], random, depth + 1, extensions)
            else:
                target[_scalar(key, random)] = _scalar(value, random)
    elif entry is not None:
        for _ in range(min(count, 3) if depth else count):
            fill(target.add(), random, depth + 1, extensions)
    else:
        target.extend(_scalar(field, random) for _ in range(count))


def _scalar(field, random):
    kind = field.cpp_type
    if kind in INTEGERS:
        low, high = INTEGERS[kind]
        return random.choice([0, 1, low, high, random.randint(low, high), min(high, max(low, random.randint(-300, 300)))])
    if kind == Field.CPPTYPE_BOOL:
        return random.random() < 0.5
    if kind == Field.CPPTYPE_ENUM:
        known = [value.number for value in field.enum_type.values]
        # proto3 enums are open: a number of a newer schema must survive.
        return random.choice(known + [1_000_000, -5] if not field.enum_type.is_closed else known)
    if kind == Field.CPPTYPE_FLOAT:
        return random.choice([0.0, -0.0, 1.5, 0.1, float("inf"), -3.4028234663852886e38])
    if kind == Field.CPPTYPE_DOUBLE:
        return random.choice([*FLOATS, random.uniform(-1e6, 1e6)])
    if field.type == Field.TYPE_BYTES:
        return bytes(random.getrandbits(8) for _ in range(random.choice([0, 1, 5, 200])))
    return random.choice(STRINGS)


def tame_value(message):
    """Makes a `google.protobuf.Value` one that has JSON, and comes back from JavaScript as it was."""
    kind = message.WhichOneof("kind")
    number = message.number_value
    # NaN and infinity have no JSON there, and JSON.stringify drops the sign of negative zero.
    if kind == "number_value" and not (number and abs(number) < 1e308):
        message.number_value = 0.5
    if kind in (None, "null_value"):
        message.null_value = 0
