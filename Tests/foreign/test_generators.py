# SPDX-License-Identifier: Apache-2.0
"""The generators as plain commands over descriptor sets, and what they say against a schema."""

import os
import time

import pytest
from google.protobuf import descriptor_pb2

from support import generators
from support.broken_schemas import BROKEN
from support.generators import NEW_PROTOC, PROTOC, command, descriptor_set, plugin, written
from support.paths import PROTO, ROOT, TOOLS

SERVICE = "strategos/v1/strategy_service.proto"
CASES = [
    ("strategos-swift", "naming=flat,module=google/rpc/:RPCServer", [SERVICE, "strategos/v1/hex.proto"]),
    ("strategos-swift", "visibility=package", ["strategos/test/v1/everything.proto"]),
    ("strategos-js", "runtime=../runtime/index.js", [SERVICE, "strategos/test/v1/everything.proto"]),
    ("strategos-jsonschema", "message=strategos.v1.TeamStrategy", [SERVICE]),
    ("strategos-gbnf", "message=strategos.v1.TeamStrategy", [SERVICE]),
]
COMPLETE = ["--include_imports", "--include_source_info"]


@pytest.mark.parametrize("name, parameter, files", CASES)
@pytest.mark.parametrize("protoc", [PROTOC, NEW_PROTOC, ["protoc-c"]], ids=["protoc", "newer protoc", "protoc-c"])
def test_a_descriptor_set_gives_the_same_as_protoc(tmp_path, name, parameter, files, protoc):
    expected = tmp_path / "expected"
    expected.mkdir()
    as_plugin = PROTOC if protoc == ["protoc-c"] else protoc
    assert plugin(name, expected, parameter, files, protoc=as_plugin).returncode == 0
    schema = descriptor_set(tmp_path / "schema.binpb", files, *COMPLETE, protoc=protoc)
    result = command(name, "--descriptor-set", schema, "--out", tmp_path / "new" / "actual", "--opt", parameter, *files)
    assert (result.returncode, result.stderr) == (0, "")
    assert written(tmp_path / "new" / "actual") == written(expected) != {}


def test_a_descriptor_set_of_buf_gives_the_same_as_protoc(tmp_path):
    # Modules for JavaScript: buf writes custom options in another order, which Swift's descriptors show.
    expected, buf = tmp_path / "expected", ROOT / ".venv" / "bin" / "buf"
    expected.mkdir()
    assert plugin("strategos-js", expected, "", [SERVICE]).returncode == 0
    result = generators.run(buf, "build", ROOT, "--as-file-descriptor-set", "-o", tmp_path / "buf.binpb")
    assert result.returncode == 0, result.stderr
    result = command("strategos-js", "--descriptor-set", tmp_path / "buf.binpb", "--out", tmp_path / "actual", SERVICE)
    assert (result.returncode, result.stderr) == (0, "")
    assert written(tmp_path / "actual") == written(expected) != {}


def test_without_names_all_files_but_those_of_other_modules_are_meant(tmp_path):
    schema = descriptor_set(tmp_path / "s.binpb", ["strategos/v1/hex.proto", "google/protobuf/timestamp.proto"], *COMPLETE)
    result = command("strategos-swift", f"--descriptor-set={schema}", "--out", tmp_path / "out", "--opt=module=buf/:Rules")
    assert (result.returncode, result.stderr) == (0, "")
    endings = ("json", "pb", "validate")
    assert sorted(written(tmp_path / "out")) == [f"strategos/v1/hex.{ending}.swift" for ending in endings]


def test_files_that_would_not_change_are_left_alone(tmp_path):
    schema = descriptor_set(tmp_path / "s.binpb", ["strategos/v1/hex.proto"], *COMPLETE)
    arguments = ["--descriptor-set", schema, "--out", tmp_path, "--opt", "module=buf/:Rules"]
    assert command("strategos-swift", *arguments).returncode == 0
    file = tmp_path / "strategos" / "v1" / "hex.pb.swift"
    content = file.read_bytes()
    os.utime(file, (1, 1))
    assert command("strategos-swift", *arguments).returncode == 0
    assert file.stat().st_mtime == 1
    file.write_bytes(b"// old")
    os.utime(file, (1, 1))
    assert command("strategos-swift", *arguments).returncode == 0
    assert file.read_bytes() == content and file.stat().st_mtime > time.time() - 60


@pytest.mark.parametrize("name", ["strategos-swift", "strategos-js", "strategos-jsonschema", "strategos-gbnf"])
def test_what_is_no_descriptor_set_is_named(tmp_path, name):
    def error(*arguments):
        result = command(name, *arguments)
        assert result.returncode == 1 and result.stdout == ""
        return result.stderr

    out = ["--out", tmp_path / "out"]
    missing, garbage, alone, cut = (tmp_path / name for name in ("missing", "garbage", "alone", "cut"))
    assert error("--descriptor-set", missing, *out) == f"error: cannot read {missing}: No such file or directory\n"
    assert error("--descriptor-set", tmp_path, *out) == f"error: cannot read {tmp_path}: Is a directory\n"
    for content in (b"", b"\xff\xff\xff", b'syntax = "proto3";\n', b"\x0a\x00"):
        garbage.write_bytes(content)
        assert error("--descriptor-set", garbage, *out) == f"error: {garbage} is no FileDescriptorSet\n"
    descriptor_set(alone, ["strategos/v1/hex.proto"])
    assert error("--descriptor-set", alone, *out) == (
        f"error: {alone} lacks buf/validate/validate.proto, which strategos/v1/hex.proto imports; "
        "compilers add imports when asked to, as by --include_imports\n")
    descriptor_set(alone, ["strategos/v1/hex.proto"], "--include_imports")
    assert error("--descriptor-set", alone, *out, "a.proto") == f"error: {alone} has no file a.proto\n"
    cut.write_bytes(alone.read_bytes()[:-3])
    assert error("--descriptor-set", cut, *out) == f"error: {cut} is no FileDescriptorSet\n"
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments, message", [
    (["--descriptor-set"], "--descriptor-set needs a value"),
    (["--descriptor-set", "x"], "--out DIR is missing"),
    (["x.proto"], "one of --descriptor-set and --protoc is needed; --help says more"),
    (["--out", "x", "--protoc", "y", "--descriptor-set", "z"], "one of --descriptor-set and --protoc is needed; --help says more"),
    (["--colour"], "unknown option '--colour'; --help lists them"),
    (["--protoc", "no-such-protoc", "--out", "x", "a.proto"], "cannot run no-such-protoc: No such file or directory"),
])
def test_wrong_arguments(arguments, message):
    result = command("strategos-js", *arguments)
    assert (result.returncode, result.stdout, result.stderr) == (1, "", f"error: {message}\n")


@pytest.mark.parametrize("name", ["strategos-swift", "strategos-js", "strategos-jsonschema", "strategos-gbnf"])
def test_help_names_every_option_and_parameter(name):
    result = command(name, "--help")
    assert (result.returncode, result.stderr) == (0, "")
    for word in ("--descriptor-set FILE", "--out DIR", "--opt KEY=VALUE", "--protoc PROGRAM", f"protoc --plugin=protoc-gen-{name}"):
        assert word in result.stdout
    wrong = command(name, "--protoc", PROTOC[0], "-I", PROTO, "--out", "/nonexistent", "--opt", "x=y", "strategos/v1/hex.proto")
    for form in wrong.stderr.split("known are ")[1].strip().split(", "):
        assert form in result.stdout


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.title)
def test_a_broken_schema_is_reported_with_all_its_places(tmp_path, case):
    for name, text in case.files.items():
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    out = tmp_path / "out"
    protoc = NEW_PROTOC if case.needs_editions else PROTOC
    paths = [tmp_path / "in", PROTO]
    if not case.is_refused_by_protoc:
        out.mkdir()
        result = plugin(case.generator, out, case.parameter, case.files, paths, protoc)
        count = len(case.problems)
        head = f"--{case.generator}_out: {count} problem{'s' if count > 1 else ''}"
        said = [line for line in result.stderr.splitlines() if " warning: " not in line]
        assert said == [head, *case.problems]
        assert result.returncode == 1 and written(out) == {}
    if not case.needs_editions:
        # Compiled by the command, paths are those on the disk.
        result = command(
            case.generator, "--protoc", PROTOC[0], "-I", paths[0], "-I", PROTO, "--out", out, "--opt", case.parameter, *case.files)
        on_disk = [line if line.startswith(("error: ", "no.proto")) else f"{paths[0]}/{line}" for line in case.problems]
        assert result.stderr.splitlines() == on_disk
        assert result.returncode == 1 and written(out) == {}
