# SPDX-License-Identifier: Apache-2.0
"""The program that speaks the protocol of protobuf's conformance suite, and the suite's messages in Python."""

import struct
import subprocess

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from google.protobuf.descriptor import FieldDescriptor as Field

from .generators import NEW_PROTOC, descriptor_set
from .paths import ROOT, TOOLS
from .random_messages import fill

SCHEMAS = ROOT / "Conformance" / "protobuf" / "proto"
FAILURES = ROOT / "Conformance" / "protobuf" / "failures.txt"
PROGRAM = TOOLS / "protobuf-conformance"
FORMATS = {"protobuf": 1, "json": 2, "text": 4}
ORDINARY = "google.protobuf."


def compile_schemas(target):
    """The suite's schemas, with what they import, as a descriptor set."""
    files = sorted(file.name for file in SCHEMAS.glob("*.proto"))
    return descriptor_set(target, files, "--include_imports", paths=[SCHEMAS], protoc=NEW_PROTOC)


class Schemas:
    """The types of a descriptor set, in a pool of their own."""

    def __init__(self, path):
        self.pool = descriptor_pool.DescriptorPool()
        for file in descriptor_pb2.FileDescriptorSet.FromString(path.read_bytes()).file:
            self.pool.Add(file)

    def type(self, name):
        return message_factory.GetMessageClass(self.pool.FindMessageTypeByName(name))

    def random(self, name, random):
        """A random message with extensions, in which the well-known types hold what JSON can say."""
        message = fill(self.type(name)(), random, depth=4, extensions=True)  # these types contain themselves
        self._repair(message, random)
        return message

    def _repair(self, message, random):
        name = message.DESCRIPTOR.full_name
        if name.startswith(ORDINARY):
            return self._well_known(message, name.removeprefix(ORDINARY), random)
        for field, value in message.ListFields():
            if field.cpp_type == Field.CPPTYPE_FLOAT:
                self._shrink(message, field, value)
            if field.enum_type is not None and field.enum_type.full_name == "google.protobuf.NullValue":
                setattr(message, field.name, 0)  # JSON has one null only
            if field.message_type is None:
                continue
            if field.message_type.GetOptions().map_entry:
                content = field.message_type.fields_by_name["value"]
                for key in list(value):
                    if content.message_type is not None:
                        self._repair(value[key], random)
                    elif content.cpp_type == Field.CPPTYPE_FLOAT:
                        value[key] /= 4
            elif field.is_repeated:
                for element in value:
                    self._repair(element, random)
            else:
                self._repair(value, random)

    @staticmethod
    def _shrink(message, field, value):
        """Python's JSON parser refuses the shortest form of the largest float, which it writes itself."""
        if field.is_repeated:
            value[:] = [element / 4 for element in value]
        elif field.is_extension:
            message.Extensions[field] = value / 4
        else:
            setattr(message, field.name, value / 4)

    def _well_known(self, message, name, random):
        if name == "FloatValue":
            message.value /= 4
        if name.endswith("Value") and name not in ("Value", "ListValue"):
            return
        message.Clear()
        if name == "Timestamp":
            message.seconds = random.choice([0, -62135596800, 253402300799, random.randint(-(10**9), 10**9)])
            message.nanos = random.choice([0, 1, 999_999_999, 120_000_000])
        elif name == "Duration":
            sign = random.choice([1, -1])
            message.seconds = sign * random.choice([0, 1, 315_576_000_000])
            message.nanos = sign * random.choice([0, 5, 999_000_000]) if abs(message.seconds) < 2 else 0
        elif name == "FieldMask":
            message.paths.extend(random.sample(["a", "b_c", "d.e_f"], random.randint(0, 3)))
        elif name == "Struct":
            message.fields["x"].number_value = random.choice([0, 1.5, -2])
            message.fields["y"].struct_value.fields["z"].bool_value = True
        elif name == "Value":
            message.string_value = random.choice(["", "v"])
        elif name == "ListValue":
            message.values.add().null_value = 0
            message.values.add().list_value.SetInParent()
        elif name == "Any":
            content = self.type("protobuf_test_messages.proto3.ForeignMessage")(c=random.randint(-5, 5))
            message.type_url = "type.googleapis.com/" + content.DESCRIPTOR.full_name
            message.value = content.SerializeToString()


class Testee:
    """The program, asked as the suite asks it."""

    __test__ = False  # pytest takes it for a test by its name

    def __init__(self, schemas, arguments):
        self.request_type = schemas.type("conformance.ConformanceRequest")
        self.response_type = schemas.type("conformance.ConformanceResponse")
        self.process = subprocess.Popen([PROGRAM, *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        assert self.process.wait(10) == 0

    def ask(self, type_name, payload_format, payload, output, **more):
        """The response to a payload in one format, wanted in another."""
        request = self.request_type(
            message_type=type_name, requested_output_format=FORMATS[output], **{f"{payload_format}_payload": payload},
            **more)
        data = request.SerializeToString()
        self.process.stdin.write(struct.pack("<I", len(data)) + data)
        self.process.stdin.flush()
        head = self.process.stdout.read(4)
        assert len(head) == 4, f"the program ended at {type_name}: {payload!r}"
        return self.response_type.FromString(self.process.stdout.read(struct.unpack("<I", head)[0]))

    def convert(self, type_name, payload_format, payload, output, **more):
        """What it makes of a payload that it has to accept."""
        response = self.ask(type_name, payload_format, payload, output, **more)
        kind = response.WhichOneof("result")
        assert kind == f"{output}_payload", f"{str(response)[:400]} for {len(payload)} bytes of {payload!r}"
        return getattr(response, kind)
