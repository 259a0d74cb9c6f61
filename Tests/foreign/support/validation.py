# SPDX-License-Identifier: Apache-2.0
"""Our validators (interpreted, or with --compiled generated) as a process, and protovalidate as the reference."""

import os
import subprocess

import protovalidate
from google.protobuf import any_pb2, descriptor_pb2, descriptor_pool, message_factory

from .paths import PROTO, ROOT

EXECUTOR = os.environ.get("STRATEGOS_VALIDATION", ROOT / ".build" / "release" / "validation-conformance")

_PROTOCOL = """
syntax = "proto3";
package harness;
import "google/protobuf/any.proto";
message Request { bytes fdset = 2; map<string, google.protobuf.Any> cases = 3; }
message Response { map<string, Result> results = 1; }
message Result {
  oneof result {
    bool success = 1;
    Violations validation_error = 2;
    string compilation_error = 3;
    string runtime_error = 4;
    string unexpected_error = 5;
  }
}
message Violations { repeated Violation violations = 1; }
message Violation {
  bytes field = 5;
  bytes rule = 6;
  string rule_id = 2;
  string message = 3;
  bool for_key = 4;
}
"""


def compile_schemas(directory, names, *folders):
    """The descriptors of schemas and all that they import."""
    output = directory / "schemas.binpb"
    includes = [f"--proto_path={folder}" for folder in (*folders, PROTO)]
    command = ["protoc", *includes, "--include_imports", f"--descriptor_set_out={output}", *names]
    subprocess.run(command, check=True)
    return descriptor_pb2.FileDescriptorSet.FromString(output.read_bytes())


def message_classes(files):
    """Classes by full name, in a pool of their own."""
    pool = descriptor_pool.DescriptorPool()
    for file in files.file:
        pool.Add(file)
    return message_factory.GetMessageClassesForFiles([file.name for file in files.file], pool)


class OurValidator:
    """Speaks the protocol of protovalidate's conformance harness with our executor."""

    def __init__(self, directory, files, *options, executor=EXECUTOR):
        self.command = [executor, *options]
        (directory / "protocol.proto").write_text(_PROTOCOL)
        self.types = message_classes(compile_schemas(directory, ["protocol.proto"], directory))
        self.files = files.SerializeToString()

    def judge(self, messages):
        """What is wrong with each message."""
        request = self.types["harness.Request"](fdset=self.files)
        for index, message in enumerate(messages):
            case = request.cases[str(index)]
            case.type_url = "type.googleapis.com/" + message.DESCRIPTOR.full_name
            case.value = message.SerializeToString()
        answer = subprocess.run(self.command, input=request.SerializeToString(), stdout=subprocess.PIPE, check=True)
        results = self.types["harness.Response"].FromString(answer.stdout).results
        assert len(results) == len(messages)
        return [self._verdict(results[str(index)]) for index in range(len(messages))]

    @staticmethod
    def _verdict(result):
        kind = result.WhichOneof("result")
        if kind == "validation_error":
            return sorted(
                (v.rule_id, v.field, v.rule, v.for_key, v.message) for v in result.validation_error.violations)
        return [] if kind == "success" else kind


class ReferenceValidator:
    """PyPI's protovalidate, which runs the rules' own CEL expressions."""

    def __init__(self):
        self.validator = protovalidate.Validator()

    def judge(self, message):
        try:
            found = [violation.proto for violation in self.validator.collect_violations(message)]
        except protovalidate.CompilationError:
            return "compilation_error"
        except protovalidate.EvaluationError:
            return "runtime_error"
        return sorted((v.rule_id, _bytes(v.field), _bytes(v.rule), bool(v.for_key), v.message) for v in found)


def _bytes(path):
    return b"" if path is None else path.to_binary()
