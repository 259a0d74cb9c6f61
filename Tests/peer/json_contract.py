# SPDX-License-Identifier: Apache-2.0
"""Random messages for the contract between DynamicMessage and Python's protobuf and json_format.

Usage: json_contract.py generate SEED COUNT FOLDER   writes descriptors.bin and given.txt
       json_contract.py verify FOLDER                reads given.txt and answers.txt

A line of given.txt: type, binary and JSON, the latter two in base64. A line of answers.txt: the binary
decoded and encoded again, its JSON form, and the JSON read and encoded, all by the other side.
"""

import base64
import pathlib
import random
import sys

from google.protobuf import descriptor_pb2, descriptor_pool, json_format, message_factory
from google.protobuf.descriptor import FieldDescriptor as F
from google.protobuf.unknown_fields import UnknownFieldSet

from protos import compile_protos

SMALL = {"google.protobuf.Any", "google.protobuf.Value", "google.protobuf.Struct", "google.protobuf.ListValue"}


class Maker:
    """Fills messages with random values, edges of the types among them."""

    def __init__(self, seed, modules):
        self.random = random.Random(seed)
        self.pb, self.legacy = modules

    def integer(self, bits, signed):
        low, high = (-(1 << bits - 1), (1 << bits - 1) - 1) if signed else (0, (1 << bits) - 1)
        return self.random.choice([0, 1, low, high, self.random.randint(low, high), self.random.randint(0, 300)])

    def floating(self, single):
        edges = [0.0, -0.0, 1.0, -1.5, float("inf"), float("-inf"), float("nan")]
        # Not the largest float: json_format refuses its shortest form, 3.4028235e+38.
        edges += [3.4028230607370965e38, 1e-45, 1.17549435e-38] if single else [1.7976931348623157e308, 5e-324, 1e16]
        return self.random.choice([*edges, self.random.uniform(-1e6, 1e6), self.random.random() ** 20])

    def text(self):
        alphabet = 'ab"\\/\n\t\x00\x1f\x7f é\u0301\u2028😀\U0010ffff<>&'
        return "".join(self.random.choice(alphabet) for _ in range(self.random.randint(0, 8)))

    def scalar(self, field):
        kind = field.type
        if kind in (F.TYPE_INT32, F.TYPE_SINT32, F.TYPE_SFIXED32):
            return self.integer(32, True)
        if kind in (F.TYPE_INT64, F.TYPE_SINT64, F.TYPE_SFIXED64):
            return self.integer(64, True)
        if kind in (F.TYPE_UINT32, F.TYPE_FIXED32):
            return self.integer(32, False)
        if kind in (F.TYPE_UINT64, F.TYPE_FIXED64):
            return self.integer(64, False)
        if kind in (F.TYPE_FLOAT, F.TYPE_DOUBLE):
            return self.floating(kind == F.TYPE_FLOAT)
        if kind == F.TYPE_BOOL:
            return self.random.random() < 0.5
        if kind == F.TYPE_STRING:
            return self.text()
        if kind == F.TYPE_BYTES:
            return self.random.randbytes(self.random.randint(0, 6))
        numbers = [value.number for value in field.enum_type.values]
        if field.enum_type.full_name != "google.protobuf.NullValue" and not field.enum_type.is_closed:
            numbers.append(77)
        return self.random.choice(numbers)

    def special(self, message):
        """Fills the types that may not hold just anything; whether it was one."""
        name = message.DESCRIPTOR.full_name
        rnd = self.random
        if name == "google.protobuf.Timestamp":
            message.seconds = rnd.choice([0, -62135596800, 253402300799, rnd.randint(-62135596800, 253402300799)])
            message.nanos = rnd.choice([0, 1, 1000, 120_000_000, 999_999_999])
        elif name == "google.protobuf.Duration":
            sign = rnd.choice([1, -1])
            message.seconds = sign * rnd.choice([0, 1, 315_576_000_000, rnd.randint(0, 10**9)])
            message.nanos = sign * rnd.choice([0, 1, 10_000, 500_000_000, 999_999_999])
        elif name == "google.protobuf.FieldMask":
            message.paths.extend(rnd.choice(["a", "snake_case", "deep.er_path", "x1"]) for _ in range(rnd.randint(0, 3)))
        elif name == "google.protobuf.Value":
            kind = rnd.choice(["null_value", "number_value", "string_value", "bool_value", "struct_value", "list_value"])
            if kind == "null_value":
                message.null_value = 0
            elif kind == "number_value":
                message.number_value = rnd.choice([0.0, 1.5, -1e300, 5e-324, rnd.uniform(-1e6, 1e6)])
            elif kind == "struct_value":
                message.struct_value.SetInParent()
                self.fill(message.struct_value, 1)
            elif kind == "list_value":
                message.list_value.SetInParent()
                self.fill(message.list_value, 1)
            else:
                setattr(message, kind, self.text() if kind == "string_value" else rnd.random() < 0.5)
        elif name == "google.protobuf.Any":
            types = [self.pb.Item, self.pb.Everything, self.legacy.Legacy]
            content = rnd.choice(types)() if rnd.random() < 0.5 else self.well_known()
            self.fill(content, 1)
            if rnd.random() < 0.9:
                message.Pack(content, deterministic=True)
        else:
            return False
        return True

    def well_known(self):
        names = ["Timestamp", "Duration", "Empty", "Int64Value", "FieldMask"]
        name = "google.protobuf." + self.random.choice(names)
        return message_factory.GetMessageClass(descriptor_pool.Default().FindMessageTypeByName(name))()

    def fill(self, message, depth):
        if self.special(message):
            return
        extensions = message.DESCRIPTOR.file.pool.FindAllExtensions(message.DESCRIPTOR)
        for field in [*message.DESCRIPTOR.fields, *extensions]:
            required = field.is_required
            if self.random.random() < (0.5 if depth < 3 else 0.85) and not required:
                continue
            if field.type in (F.TYPE_MESSAGE, F.TYPE_GROUP) and depth <= 0 and field.message_type.full_name not in SMALL:
                if not field.message_type.full_name.startswith("google.protobuf."):
                    continue
            if field.type in (F.TYPE_MESSAGE, F.TYPE_GROUP) and depth <= 0 and field.message_type.full_name in SMALL:
                continue
            self.set(message, field, depth)

    def set(self, message, field, depth):
        def target():
            return message.Extensions[field] if field.is_extension else getattr(message, field.name)

        entry = field.message_type if field.type in (F.TYPE_MESSAGE, F.TYPE_GROUP) else None
        if entry is not None and entry.GetOptions().map_entry:
            key, value = entry.fields_by_name["key"], entry.fields_by_name["value"]
            for _ in range(self.random.randint(0, 3)):
                if value.message_type is not None:
                    self.fill(target()[self.scalar(key)], depth - 1)
                else:
                    target()[self.scalar(key)] = self.scalar(value)
        elif field.is_repeated:
            for _ in range(self.random.randint(0, 3)):
                if entry is not None:
                    self.fill(target().add(), depth - 1)
                else:
                    target().append(self.scalar(field))
        elif entry is not None:
            target().SetInParent()
            self.fill(target(), depth - 1)
        elif field.is_extension:
            message.Extensions[field] = self.scalar(field)
        else:
            setattr(message, field.name, self.scalar(field))


def generate(seed, count, folder):
    maker = Maker(seed, compile_protos())
    files = []
    seen = set()

    def add(file):
        if file.name not in seen:
            seen.add(file.name)
            for dependency in file.dependencies:
                add(dependency)
            files.append(descriptor_pb2.FileDescriptorProto.FromString(file.serialized_pb))

    add(maker.pb.DESCRIPTOR)
    maker.random.shuffle(files)
    (folder / "descriptors.bin").write_bytes(descriptor_pb2.FileDescriptorSet(file=files).SerializeToString())
    with open(folder / "given.txt", "w") as out:
        for index in range(count):
            message = (maker.legacy.Legacy if index % 4 == 0 else maker.pb.Everything)()
            maker.fill(message, 3)
            binary = message.SerializeToString(deterministic=True)
            options = [{}, {"preserving_proto_field_name": True}, {"use_integers_for_enums": True}, {"indent": None}]
            text = json_format.MessageToJson(message, **options[index % len(options)])
            if index % 5 == 0:
                # Fields that nobody knows: a number, a string, a group; a value that a closed enum does not have.
                binary += b"\xf8\xff\x07\x2a" + b"\xfa\xff\x07\x03abc" + b"\xfb\xff\x07\x08\x01\xfc\xff\x07"
                if index % 4 == 0:
                    binary += b"\x20\x63"
            fields = [message.DESCRIPTOR.full_name, encode(binary), encode(text.encode())]
            print("\t".join(fields), file=out)


def encode(data):
    return base64.b64encode(data).decode()


def comparable(message):
    return json_format.MessageToJson(message, sort_keys=True)


def verify(folder):
    compile_protos()
    given = (folder / "given.txt").read_text().splitlines()
    answers = (folder / "answers.txt").read_text().splitlines()
    if len(given) != len(answers):
        sys.exit(f"{len(given)} messages were given, {len(answers)} answered")
    for number, (line, answer) in enumerate(zip(given, answers)):
        name, binary, text = line.split("\t")
        kind = message_factory.GetMessageClass(descriptor_pool.Default().FindMessageTypeByName(name))
        original = kind.FromString(base64.b64decode(binary))
        fresh, form, read = (base64.b64decode(part) for part in answer.split("\t"))

        def check(what, message, expected):
            # By text too, since an Any may hold the same map in another order.
            same = message.SerializeToString(deterministic=True) == expected.SerializeToString(deterministic=True)
            if not same and comparable(message) != comparable(expected):
                sys.exit(f"message {number} ({name}), {what}:\n{message}\nbut expected\n{expected}")

        again = kind.FromString(fresh)
        check("binary", again, original)
        if len(UnknownFieldSet(again)) != len(UnknownFieldSet(original)):
            sys.exit(f"message {number} ({name}): unknown fields were lost")
        original.DiscardUnknownFields()
        check("JSON written", json_format.Parse(form, kind()), original)
        check("JSON read", kind.FromString(read), original)
    print(f"{len(given)} messages agree")


if __name__ == "__main__":
    if sys.argv[1] == "generate":
        generate(int(sys.argv[2]), int(sys.argv[3]), pathlib.Path(sys.argv[4]))
    else:
        verify(pathlib.Path(sys.argv[2]))
