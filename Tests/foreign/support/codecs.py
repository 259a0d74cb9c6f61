# SPDX-License-Identifier: Apache-2.0
"""Other codecs as processes that decode a message and encode it again."""

import os
import pathlib
import re
import struct
import subprocess

from google.protobuf import descriptor_pb2, descriptor_pool

from .paths import ROOT

SOURCE = pathlib.Path(__file__).with_name("reference_codec.c")


class CodecRefused(Exception):
    """The codec says that the bytes are no such message."""


class EchoCodec:
    """Speaks the protocol that is described in reference_codec.c."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.stdin.close()
        assert self.process.wait(10) == 0

    def echo(self, type_name, data):
        name = type_name.encode()
        self.process.stdin.write(
            struct.pack("<I", len(name)) + name + struct.pack("<I", len(data)) + data)
        self.process.stdin.flush()
        head = self.process.stdout.read(5)
        assert len(head) == 5, f"the codec ended at {type_name}: {data.hex()}"
        succeeded, length = struct.unpack("<BI", head)
        result = self.process.stdout.read(length)
        if not succeeded:
            raise CodecRefused(result.decode())
        return result


def our_codec(*mode):
    """Ours, in one of the modes that Tests/CodecEcho knows."""
    default = ROOT / ".build" / "release" / "codec-echo"
    return EchoCodec([os.environ.get("STRATEGOS_CODEC_ECHO", default), *mode])


def reference_codec(directory, files):
    """libprotobuf-c. Its compiler refuses proto3 `optional`, so it gets a twin of the schema in proto2."""
    twins = descriptor_pb2.FileDescriptorSet(file=[_twin(file) for file in _with_imports(files)])
    (directory / "twins.binpb").write_bytes(twins.SerializeToString())
    subprocess.run(
        ["protoc-c", f"--descriptor_set_in={directory}/twins.binpb", f"--c_out={directory}",
         *(file.name for file in twins.file)], check=True, capture_output=True)
    headers = sorted(directory.rglob("*.pb-c.h"))
    names = [name for header in headers
             for name in re.findall(r"extern const ProtobufCMessageDescriptor (\w+);", header.read_text())]
    (directory / "descriptors.h").write_text(
        "".join(f'#include "{header.relative_to(directory)}"\n' for header in headers)
        + "static const ProtobufCMessageDescriptor *const descriptors[] = {\n"
        + "".join(f"  &{name},\n" for name in names) + "  NULL};\n")
    program = directory / "reference-codec"
    subprocess.run(
        ["cc", "-O1", "-I", directory, SOURCE, *sorted(directory.rglob("*.pb-c.c")), "-lprotobuf-c", "-o", program],
        check=True)
    return EchoCodec([program])


# What carries options only; messages do not need it.
OPTIONS_ONLY = ("buf/validate/", "google/api/", "google/protobuf/descriptor.proto")


def _with_imports(names):
    """The files and what they import, imports first."""
    pool, found = descriptor_pool.Default(), {}

    def add(name):
        if name in found or name.startswith(OPTIONS_ONLY):
            return
        file = pool.FindFileByName(name)
        for imported in file.dependencies:
            add(imported.name)
        found[name] = file
    for name in names:
        add(name)
    return found.values()


def _twin(file):
    twin = descriptor_pb2.FileDescriptorProto()
    file.CopyToProto(twin)
    kept = [name for name in twin.dependency if not name.startswith(OPTIONS_ONLY)]
    for field in ("syntax", "edition", "dependency", "public_dependency", "weak_dependency", "option_dependency",
                  "service", "options", "source_code_info"):
        if field in twin.DESCRIPTOR.fields_by_name:
            twin.ClearField(field)
    twin.dependency.extend(kept)
    for enum in twin.enum_type:
        _twin_enum(enum)
    for message in twin.message_type:
        _twin_message(message)
    return twin


def _twin_message(message):
    message.ClearField("options")  # maps become what they are on the wire: repeated entries
    synthetic = {field.oneof_index for field in message.field if field.proto3_optional}
    for field in message.field:
        field.name = f"field{field.number}"  # a name such as `base` means something in the C code
        field.ClearField("json_name")
        if field.proto3_optional:
            field.ClearField("oneof_index")
            field.ClearField("proto3_optional")
        field.ClearField("options")
    real = [oneof for index, oneof in enumerate(message.oneof_decl) if index not in synthetic]
    del message.oneof_decl[:]
    message.oneof_decl.extend(real)
    for index, oneof in enumerate(message.oneof_decl):
        oneof.name = f"oneof{index}"
        oneof.ClearField("options")
    for enum in message.enum_type:
        _twin_enum(enum)
    for nested in message.nested_type:
        _twin_message(nested)


def _twin_enum(enum):
    has_aliases = enum.options.allow_alias
    enum.ClearField("options")
    if has_aliases:
        enum.options.allow_alias = True
