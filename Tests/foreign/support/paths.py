# SPDX-License-Identifier: Apache-2.0
"""Where things lie. The scripts of the project set the two variables."""

import os
import pathlib

ROOT = pathlib.Path(__file__).resolve().parents[3]
PROTO = ROOT / "proto"
TEST_PROTO = ROOT / "Tests" / "proto"
BINARY = pathlib.Path(os.environ.get("STRATEGOS_BINARY", ROOT / ".build" / "release" / "strategos"))
# The folder of the generators and other programs that tests run.
TOOLS = pathlib.Path(os.environ.get("STRATEGOS_TOOLS", ROOT / ".build" / "release"))
