# SPDX-License-Identifier: Apache-2.0
"""Python stubs of our .proto files, generated anew for every run: what a client's author would do."""

import atexit
import importlib
import pathlib
import shutil
import sys
import tempfile

import grpc_tools
from grpc_tools import protoc

from .paths import PROTO, TEST_PROTO


def _generate():
    directory = tempfile.mkdtemp(prefix="strategos-stubs-")
    atexit.register(shutil.rmtree, directory, ignore_errors=True)
    # google.api comes from googleapis-common-protos: in Python a package can have one home only.
    files = [*PROTO.glob("strategos/v1/*.proto"), *PROTO.glob("buf/validate/*.proto")]
    tests = sorted(TEST_PROTO.rglob("*.proto"))
    well_known = pathlib.Path(grpc_tools.__file__).parent / "_proto"
    code = protoc.main([
        "protoc", f"-I{PROTO}", f"-I{TEST_PROTO}", f"-I{well_known}", f"--python_out={directory}", f"--grpc_python_out={directory}",
        *(str(file.relative_to(PROTO)) for file in sorted(files)), *(str(file.relative_to(TEST_PROTO)) for file in tests)])
    assert code == 0, "protoc refused our .proto files"
    sys.path.insert(0, directory)
    return sorted(file.stem for file in files if file.parent.name == "v1")


class _Package:
    """All messages, enums and stubs of strategos.v1 under one name."""

    def __init__(self):
        for stem in _generate():
            for suffix in ("_pb2", "_pb2_grpc"):
                module = importlib.import_module(f"strategos.v1.{stem}{suffix}")
                for name, value in vars(module).items():
                    if not name.startswith("_") and not hasattr(self, name) and name not in ("grpc", "warnings"):
                        setattr(self, name, value)


strategos = _Package()
for _file in sorted(TEST_PROTO.rglob("*.proto")):  # fills the default pool
    importlib.import_module(".".join(_file.relative_to(TEST_PROTO).with_suffix("").parts) + "_pb2")
