# SPDX-License-Identifier: Apache-2.0
"""The executor of protovalidate's conformance protocol with generated validators of that project's own suite.

Needs the folder `proto` of protovalidate's sources. What the generator refuses (Conformance/validation/refused.txt)
is left out of the schemas; everything else is generated, compiled in debug and linked with Conformance/validation
in a package of its own below .build/validation-suite.
"""

import re
import shutil
import subprocess
import sys

from google.protobuf import descriptor_pb2

from .generators import command
from .paths import ROOT
from .refused_rules import SUITE_REFUSED

FOLDER = ROOT / ".build" / "validation-suite"
PACKAGE = FOLDER / "package"
# The message whose rule the generator refuses by the rule's name.
REFUSED_BY_RULE = {"dyn_runtime_err": "buf.validate.conformance.cases.custom_rules.DynRuntimeError"}

_MANIFEST = """// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "strategos-validation-suite",
    dependencies: [.package(name: "strategos", path: "{root}")],
    targets: [
        .target(name: "ConformanceSupport"),
        .executableTarget(
            name: "suite-executor",
            dependencies: ["ConformanceSupport", .product(name: "Protobuf", package: "strategos")]),
    ])
"""


def refused_messages():
    """The full names of messages that have no generated validator."""
    names = set()
    for line in SUITE_REFUSED.read_text().splitlines():
        place = line.split(":")[0]
        rule = place.removeprefix("rule ")
        # A place is a message, or a field within it, whose name is in lower case.
        names.add(REFUSED_BY_RULE[rule] if place != rule else re.sub(r"\.[a-z_]+$", "", place))
    return names


def schemas(folder, output):
    """All of the suite's schemas with what they import, but for the refused messages."""
    suite = folder / "protovalidate-testing"
    names = sorted(str(path.relative_to(suite)) for path in suite.glob("buf/validate/conformance/cases/**/*.proto"))
    subprocess.run(
        [sys.executable, "-m", "grpc_tools.protoc", f"--proto_path={suite}", f"--proto_path={folder / 'protovalidate'}",
         "--include_imports", f"--descriptor_set_out={output}", *names], check=True, stderr=subprocess.DEVNULL)
    files = descriptor_pb2.FileDescriptorSet.FromString(output.read_bytes())
    left = refused_messages()
    for file in files.file:
        kept = [message for message in file.message_type if f"{file.package}.{message.name}" not in left]
        left -= {f"{file.package}.{message.name}" for message in file.message_type}
        kept = [type(message).FromString(message.SerializeToString()) for message in kept]
        del file.message_type[:]
        file.message_type.extend(kept)
    assert not left, f"not in the suite: {left}"
    output.write_bytes(files.SerializeToString())
    return files


def build(folder):
    """Builds the executor; gives its path and the schemas that are in it."""
    shutil.rmtree(PACKAGE, ignore_errors=True)
    sources, support = PACKAGE / "Sources" / "suite-executor", PACKAGE / "Sources" / "ConformanceSupport"
    sources.mkdir(parents=True)
    files = schemas(folder, FOLDER / "schemas.binpb")
    generated = command(
        "strategos-swift", "--descriptor-set", FOLDER / "schemas.binpb", "--out", sources,
        "--opt", "stubs=none,json=none,naming=flat")
    assert generated.returncode == 0, generated.stderr
    (PACKAGE / "Package.swift").write_text(_MANIFEST.format(root=ROOT))
    shutil.copytree(ROOT / "Conformance" / "support", support)
    for path in (ROOT / "Conformance" / "validation").glob("*.swift"):
        if path.name != "CompiledSources.swift":
            shutil.copy(path, sources)
    found = re.findall(r"static let (\w+) = FileDescriptorSource\(", "".join(
        path.read_text() for path in sorted(sources.glob("*.pb.swift"))))
    (sources / "CompiledSources.swift").write_text(
        "import Protobuf\n\nenum CompiledSources {\n    static let all: [FileDescriptorSource] = [\n"
        + "".join(f"        .{name},\n" for name in found) + "    ]\n}\n")
    built = subprocess.run(
        [shutil.which("swift"), "build", "--package-path", PACKAGE, "--scratch-path", FOLDER / "build",
         "--product", "suite-executor"], capture_output=True, text=True, timeout=1800)
    assert built.returncode == 0, built.stdout + built.stderr
    return FOLDER / "build" / "debug" / "suite-executor", files
