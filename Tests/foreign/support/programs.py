# SPDX-License-Identifier: Apache-2.0
"""The conformance programs as processes, and what their schemas have."""

import pathlib
import struct
import subprocess
import tempfile
import types

import grpc_tools
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from grpc_tools import protoc

from .paths import ROOT, TOOLS

CONNECT = ROOT / "Conformance" / "connect"
INTEROP = ROOT / "Conformance" / "interop"


class Schema:
    """Messages and stubs of a program's schemas, by descriptor: `grpc.testing` as modules would lie within grpcio."""

    def __init__(self, folder, package, directory):
        proto, compiled = folder / "proto", directory / "schema.binpb"
        well_known = pathlib.Path(grpc_tools.__file__).parent / "_proto"
        code = protoc.main([
            "protoc", f"-I{proto}", f"-I{well_known}", "--include_imports", f"--descriptor_set_out={compiled}",
            *(str(file.relative_to(proto)) for file in sorted(proto.rglob("*.proto")))])
        assert code == 0, f"protoc refused {proto}"
        self.pool = descriptor_pool.DescriptorPool()
        for file in descriptor_pb2.FileDescriptorSet.FromString(compiled.read_bytes()).file:
            self.pool.Add(file)
        self._package = package

    def message(self, name):
        """The class of a message's full name."""
        return message_factory.GetMessageClass(self.pool.FindMessageTypeByName(name))

    def __getattr__(self, name):
        return self.message(f"{self._package}.{name}")

    def stub(self, channel, service):
        """What generated code has for a service: a function for each method."""
        methods = {}
        for method in self.pool.FindServiceByName(f"{self._package}.{service}").methods:
            kind = "_".join("stream" if streams else "unary" for streams in (
                method.client_streaming, method.server_streaming))
            methods[method.name] = getattr(channel, kind)(
                f"/{self._package}.{service}/{method.name}",
                request_serializer=lambda message: message.SerializeToString(),
                response_deserializer=message_factory.GetMessageClass(method.output_type).FromString)
        return types.SimpleNamespace(**methods)


class Program:
    """A process that serves until it is told to stop; what it says on standard error goes into a file."""

    def __init__(self, name, *arguments):
        self._errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            [str(TOOLS / name), *map(str, arguments)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        """Ends it, and demands that it ends well."""
        if self.process.poll() is None:
            self.process.terminate()
        code = self.process.wait(20)
        self.process.stdin.close()
        self.process.stdout.close()
        assert code == 0, self.errors()

    def errors(self):
        self._errors.seek(0)
        return self._errors.read().decode()


class InteropServer(Program):
    """`grpc-interop` on a free port."""

    def __init__(self, *arguments):
        super().__init__("grpc-interop", *arguments)
        line = self.process.stdout.readline().decode()
        assert line.startswith("listening on "), self.errors()
        self.address = line.split()[-1]
        host, port = self.address.rsplit(":", 1)
        self.host, self.port = host, int(port)


class ConnectServer(Program):
    """`connect-conformance`, started by a request of the suite's protocol."""

    def __init__(self, request, response):
        super().__init__("connect-conformance")
        data = request.SerializeToString()
        self.process.stdin.write(struct.pack(">I", len(data)) + data)
        self.process.stdin.flush()
        prefix = self.process.stdout.read(4)
        assert len(prefix) == 4, self.errors()
        response.ParseFromString(self.process.stdout.read(*struct.unpack(">I", prefix)))
        self.response = response
        self.address = f"{response.host}:{response.port}"
