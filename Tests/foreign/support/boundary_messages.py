# SPDX-License-Identifier: Apache-2.0
"""Messages of any type with values where rules change their mind: what the rules name, and its neighbours."""

import math
import time
import unicodedata

from google.protobuf import json_format
from google.protobuf.descriptor import FieldDescriptor as F

TEXTS = (
    "", "f", "foo", "fooo", "é", "e\u0301", "😀", "😀😀😀", "a b", "x", "foo@bar", "a@b.c", "@", "a@b.", "example.com", "1.2.3",
    "1.2.3.4", "1.2.3.4/24", "1.2.3.0/24", "::1", "::1/128", "2001:db8::/32", "2001:db8::1/32", "fe80::1%eth0", "[::1]:80",
    "example.com:80", "1.2.3.4:99999", "http://example.com/a?b#c", "http://[::1%25a]/", "//host/p", "./a:b", "a:b", "%", "a%",
    "00000000-0000-4000-8000-00000000000a", "0000000000004000800000000000000a", "01ARZ3NDEKTSV4RRFFQ69G5FAV", ".a.b", "a.b",
    "X-Header", ":path", "a\nb", "a\x00", "a\tb", "\x7f", "A" * 64 + ".com", "a" * 300)
BLOBS = (b"", b"f", b"foo", b"\xff", b"\xffoo", b"\x00", b"1234", b"0123456789abcdef", b"caf\xc3\xa9", b"oo")
INTEGERS = {
    F.CPPTYPE_INT32: (-2**31, 2**31 - 1), F.CPPTYPE_INT64: (-2**63, 2**63 - 1), F.CPPTYPE_UINT32: (0, 2**32 - 1),
    F.CPPTYPE_UINT64: (0, 2**64 - 1)}


class Generator:
    def __init__(self, random):
        self.random = random
        self.named = {}

    def fill(self, message, depth=0):
        """Sets some of the fields."""
        for field in message.DESCRIPTOR.fields:
            if self.random.random() < (0.25 if depth == 0 else 0.5) + 0.2 * depth:
                continue
            if field.message_type is not None and field.message_type.GetOptions().map_entry:
                self._map(getattr(message, field.name), field, depth)
            elif field.is_repeated:
                self._list(getattr(message, field.name), field, depth)
            elif field.message_type is not None:
                self._message(getattr(message, field.name), field, depth)
            else:
                setattr(message, field.name, self._scalar(field, field))
        return message

    def _message(self, message, field, depth):
        name = field.message_type.full_name
        message.SetInParent()
        if name == "google.protobuf.Timestamp":
            now = int(time.time())
            message.seconds = self.random.choice([
                1700000000, 1600000000, 1599999999, 0, -1, 253402300799,
                # Not at the hour itself that rules name: between two judgements time passes.
                now - 1800, now + 1800, now - 5400, now + 5400, now - 10**6, now + 10**6])
            message.nanos = self.random.choice([0, 5, 6, 999_999_999])
        elif name == "google.protobuf.Duration":
            sign = self.random.choice([1, -1])
            message.seconds = sign * self.random.choice([0, 3, 5, 10, 11, 315_576])
            message.nanos = sign * self.random.choice([0, 0, 4, 5, 6])
        elif name == "google.protobuf.Any":
            message.type_url = self.random.choice(["", "type.googleapis.com/google.protobuf.Duration", "a/b"])
        elif name == "google.protobuf.FieldMask":
            message.paths.extend(self.random.choices(["a", "b", "a.b", "c"], k=self.random.choice([0, 1, 2])))
        elif name == "google.protobuf.Empty":
            pass
        elif name in ("google.protobuf.Struct", "google.protobuf.ListValue", "google.protobuf.Value"):
            values = [None, True, 0.5, "", "a", [], {"a": 1}]
            items = {key: self.random.choice(values) for key in self.random.choice(["", "a", "ab"])}
            content = {"Struct": items, "ListValue": list(items.values()), "Value": self.random.choice(values)}
            json_format.ParseDict(content[message.DESCRIPTOR.name], message)
        elif name.startswith("google.protobuf."):
            message.value = self._scalar(message.DESCRIPTOR.fields[0], field)
        else:
            self.fill(message, depth + 1)

    def _list(self, items, field, depth):
        for _ in range(self.random.choice([0, 1, 2, 3, 4])):
            if field.message_type is not None:
                self._message(items.add(), field, depth)
            else:
                items.append(self._scalar(field, field))

    def _map(self, entries, field, depth):
        key, value = field.message_type.fields_by_name["key"], field.message_type.fields_by_name["value"]
        for _ in range(self.random.choice([0, 1, 2, 3])):
            name = self._scalar(key, field)
            # Generated maps are Swift's dictionaries, to which both spellings of one text are one key.
            if isinstance(name, str):
                name = unicodedata.normalize("NFC", name)
            if value.message_type is not None:
                self._message(entries[name], value, depth)
            else:
                entries[name] = self._scalar(value, field)

    def _scalar(self, field, ruled):
        kind = field.cpp_type
        if kind == F.CPPTYPE_STRING:
            named = self._named(ruled, bytes if field.type == F.TYPE_BYTES else str)
            return self.random.choice([*(BLOBS if field.type == F.TYPE_BYTES else TEXTS), *named])
        if kind == F.CPPTYPE_BOOL:
            return self.random.random() < 0.5
        if kind == F.CPPTYPE_ENUM:
            unknown = [] if field.enum_type.is_closed else [2, -1, 77]
            return self.random.choice([value.number for value in field.enum_type.values] + unknown)
        numbers = self._named(ruled, (int, float))
        near = [number + step for number in numbers for step in (-1, 0, 0, 1)]
        if kind in INTEGERS:
            low, high = INTEGERS[kind]
            return min(high, max(low, int(self.random.choice([*near, 0, 0, 1, low, high]))))
        return self.random.choice([*near, 0.0, -0.0, 1.5, math.inf, -math.inf, math.nan, 1e300 if field.type == F.TYPE_DOUBLE else 1e30])

    def _named(self, field, kinds):
        """The values that the options of a field name."""
        if field.full_name not in self.named:
            self.named[field.full_name] = list(_constants(field.GetOptions()))
        return [value for value in self.named[field.full_name] if isinstance(value, kinds) and not isinstance(value, bool)]


def _constants(message):
    for field, value in message.ListFields():
        repeated = field.is_repeated
        for item in value if repeated else [value]:
            if field.message_type is None:
                yield item
            elif not field.message_type.GetOptions().map_entry:
                yield from _constants(item)
