# SPDX-License-Identifier: Apache-2.0
"""Our generators: as plugins of a protoc, and as plain commands."""

import shutil
import subprocess
import sys

from .paths import PROTO, TEST_PROTO, TOOLS

PROTOC = [shutil.which("protoc")]
# The newer protoc that knows editions.
NEW_PROTOC = [sys.executable, "-m", "grpc_tools.protoc"]
IMPORT_PATHS = [PROTO, TEST_PROTO]


def run(*command):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=60)


def command(name, *arguments):
    """`strategos-swift` and so on as a plain command."""
    return run(TOOLS / f"protoc-gen-{name}", *arguments)


def plugin(name, out, parameter, files, paths=IMPORT_PATHS, protoc=PROTOC):
    """The same as protoc's plugin."""
    return run(
        *protoc, *(f"--proto_path={path}" for path in paths), f"--plugin=protoc-gen-{name}={TOOLS}/protoc-gen-{name}",
        f"--{name}_out={out}", *([f"--{name}_opt={parameter}"] if parameter else []), *files)


def descriptor_set(target, files, *options, paths=IMPORT_PATHS, protoc=PROTOC):
    """What `protoc --descriptor_set_out` writes."""
    result = run(*protoc, *(f"--proto_path={path}" for path in paths), f"--descriptor_set_out={target}", *options, *files)
    assert result.returncode == 0, result.stderr
    return target


def written(folder):
    """All files below a folder with their content."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
