# SPDX-License-Identifier: Apache-2.0
"""The SwiftPM plugin by a package of somebody else: Tests/Consumer, copied, built and run.

Everything is built once, in debug, in .build/consumer, where a second run finds it again; set
STRATEGOS_CONSUMER_CONFIGURATION=release to have the same in release.
"""

import os
import shutil
import subprocess

import pytest

from support.paths import ROOT

CONFIGURATION = os.environ.get("STRATEGOS_CONSUMER_CONFIGURATION", "debug")
FOLDER = ROOT / ".build" / "consumer"
PACKAGE = FOLDER / "package"
SOURCES = PACKAGE / "Sources" / "Greeter"


class Consumer:
    """The copy, which tests change and which is as it was before each."""

    def restore(self):
        original = ROOT / "Tests" / "Consumer"
        kept = {path.relative_to(original) for path in original.rglob("*")}
        for path in sorted(PACKAGE.rglob("*"), reverse=True):
            if path.relative_to(PACKAGE) not in kept and path.name != "Package.resolved":
                path.rmdir() if path.is_dir() else path.unlink()
        for path in kept:
            source, target = original / path, PACKAGE / path
            if source.is_dir():
                target.mkdir(parents=True, exist_ok=True)
                continue
            text = source.read_text().replace('"../.."', f'"{ROOT}"')
            # A file that is the same keeps its time, so that little is built again.
            if not target.exists() or target.read_text() != text:
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text)

    def build(self, **environment):
        return subprocess.run(
            [shutil.which("swift"), "build", "-c", CONFIGURATION, "--package-path", PACKAGE, "--scratch-path", FOLDER / "build"],
            capture_output=True, text=True, timeout=1200, env=os.environ | environment)

    def generated(self):
        return {path.name: path.stat().st_mtime_ns for path in (FOLDER / "build" / "plugins").rglob("*.swift")}


@pytest.fixture
def consumer():
    result = Consumer()
    result.restore()
    return result


def change(name, old, new):
    path = SOURCES / name
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return path


def errors(result):
    assert result.returncode != 0
    return [line for line in (result.stdout + result.stderr).splitlines() if "error: " in line]


def test_the_program_encodes_decodes_serves_and_calls(consumer):
    built = consumer.build()
    assert built.returncode == 0, built.stdout + built.stderr
    program = FOLDER / "build" / CONFIGURATION / "Greeter"
    result = subprocess.run([program], capture_output=True, text=True, timeout=30)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "encoded 42 bytes, decoded the same: true", "file of the same name: greeter.v1.Person",
        'JSON: {"names":["Ada","Grace"],"born":"1816-03-26T00:00:00Z","marks":{"maths":1}}', "violations: 0",
        "violation: names repeated.min_items must contain at least 1 item(s)", "called: Hello, Ada!",
        "streamed: Hello, Ada!", "streamed: Hello, Grace!", "refused: INVALID_ARGUMENT a name is needed"]


def test_only_what_changed_is_written_again(consumer):
    assert consumer.build().returncode == 0
    before = consumer.generated()
    assert {"greeter_v1_greeter.pb.swift", "greeter_v1_person.pb.swift", "people_v1_person.pb.swift"} <= before.keys()
    change("greeter/v1/greeter.proto", "string text = 1;", "string text = 1;\n  int32 count = 2;")
    built = consumer.build()
    assert built.returncode == 0 and "Generating Swift from 3 schema files of Greeter" in built.stdout
    after = consumer.generated()
    changed = sorted(name for name in after if after[name] != before[name])
    assert changed == ["greeter_v1_greeter.json.swift", "greeter_v1_greeter.pb.swift"]
    assert "people_v1_person" not in built.stdout


def test_all_errors_of_a_build_appear_with_their_places(consumer):
    first = change("greeter/v1/greeter.proto", "string text = 1;", "string text = ;\n  Gone x = 2;\n  int32 y 3;")
    second = change("people/v1/person.proto", "map<string, int32>", "map<float, int32>")
    assert errors(consumer.build()) == [
        f"{first}:26:17: error: Expected field number.", f'{first}:28:11: error: Missing field number.',
        f"{second}:14:3: error: Key in map fields cannot be float/double, bytes or message types."]


def test_names_that_swift_would_declare_twice_are_errors_too(consumer):
    first = change("greeter/v1/greeter.proto", "string text = 1;", "string text = 1;\n  oneof Text {\n    int32 x = 2;\n  }")
    second = change("greeter/v1/person.proto", '"Greeter"', '""')
    assert errors(consumer.build()) == [
        f"{first}:27:9: error: greeter.v1.GreetResponse: text and Text would both be 'text' in Swift",
        f"{second}:9:9: error: greeter.v1.Person and people.v1.Person would both be the type Person in Swift"]


@pytest.mark.parametrize("content, message", [
    ('{"visibilty": "public"}', "the key 'visibilty' is unknown; known are "),
    ('{"visibility": "secret"}', "parameter 'visibility=secret' is unknown; known are visibility=public|package|internal"),
])
def test_a_wrong_configuration_is_named(consumer, content, message):
    (SOURCES / "strategos-protobuf.json").write_text(content)
    assert any(message in line for line in errors(consumer.build()))


def test_a_missing_protoc_is_named_with_what_to_do(consumer, tmp_path):
    for tool in ("swift", "clang", "ld", "gcc", "git", "pkg-config"):
        if path := shutil.which(tool):
            (tmp_path / tool).symlink_to(path)
    lines = errors(consumer.build(PATH=str(tmp_path)))
    assert any("no protoc on the PATH: install it (apt install protobuf-compiler" in line for line in lines)
