# SPDX-License-Identifier: Apache-2.0
"""The bytes of a message as a value that does not depend on the order of fields and of the entries of maps.

Writers may choose both; everything else of the bytes is to be the same: lengths, packing, the order of elements and of
unknown fields of one number, the bytes of numbers.
"""

from google.protobuf import descriptor_pool


def canonical(data, descriptor):
    fields, rest = _fields(data, descriptor, end=None)
    assert not rest
    return fields


def _fields(data, descriptor, end):
    """The fields up to the end of the bytes, or of a group, sorted by their numbers; and the bytes behind them."""
    found = []
    while data:
        start, (tag, data) = data, _varint(data)
        if tag == end:
            break
        number, layout = tag >> 3, tag & 7
        field = _field(descriptor, number)
        inner = field.message_type if field is not None else None
        head = start[:len(start) - len(data)]
        if layout == 0:
            _, rest = _varint(data)
            value = data[:len(data) - len(rest)]
        elif layout == 1:
            value, rest = data[:8], data[8:]
        elif layout == 2:
            length, data = _varint(data)
            value, rest = data[:length], data[length:]
            if inner is not None:
                value = (length, canonical(value, inner))
        elif layout == 3:
            value, rest = _fields(data, inner, end=number << 3 | 4)
        else:
            value, rest = data[:4], data[4:]
        is_map = inner is not None and inner.GetOptions().map_entry
        # The sort is stable: what has one number keeps its order, entries of maps excepted.
        found.append((number, repr(value) if is_map else "", head, value))
        data = rest
    return sorted(found, key=lambda one: one[:2]), data


def _field(descriptor, number):
    if descriptor is None:
        return None
    if number in descriptor.fields_by_number:
        return descriptor.fields_by_number[number]
    try:
        return descriptor_pool.Default().FindExtensionByNumber(descriptor, number)
    except KeyError:
        return None


def _varint(data):
    value = 0
    for index, byte in enumerate(data):
        value |= (byte & 0x7F) << 7 * index
        if byte < 0x80:
            return value, data[index + 1:]
    raise ValueError("cut off")
