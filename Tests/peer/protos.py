# SPDX-License-Identifier: Apache-2.0
"""Makes modules of the .proto files beside this one, for this process only."""

import atexit
import importlib
import pathlib
import shutil
import sys
import tempfile

from grpc_tools import protoc


def compile_protos(*extra):
    """The modules of everything.proto and legacy.proto, and of those named."""
    here = pathlib.Path(__file__).parent
    out = tempfile.mkdtemp(prefix="peer-")
    atexit.register(shutil.rmtree, out, ignore_errors=True)
    include = pathlib.Path(protoc.__file__).parent / "_proto"
    arguments = ["protoc", f"-I{here}", f"-I{include}", f"--python_out={out}", f"--grpc_python_out={out}"]
    if protoc.main([*arguments, "everything.proto", "legacy.proto"]) != 0:
        sys.exit("the .proto files do not compile")
    sys.path.insert(0, out)
    return [importlib.import_module(name) for name in ("everything_pb2", "legacy_pb2", *extra)]
