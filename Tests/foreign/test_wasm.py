# SPDX-License-Identifier: Apache-2.0
"""The simulation and the reflex planner in WebAssembly: the same matches as natively, in node."""

import json
import shutil
import subprocess

import pytest

from support import javascript
from support.paths import BINARY, ROOT

pytestmark = pytest.mark.skipif(javascript.NODE is None, reason="no node on this machine")
SEEDS = 25
PAIRS = [
    ("balanced", "raid"), ("rush", "expand"), ("turtle", "boom"), ("expand", "raid"), ("boom", "rush"),
    ("reflex", "balanced"), ("raid", "reflex"), ("reflex", "reflex")]


@pytest.fixture(scope="module")
def module(tmp_path_factory):
    if shutil.which("swiftc") is None:
        pytest.skip("no swiftc on the PATH")
    path = tmp_path_factory.mktemp("wasm") / "arena.wasm"
    done = subprocess.run([str(ROOT / "scripts" / "wasm"), str(path)], capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout + done.stderr
    return path


def test_it_is_small(module):
    assert module.stat().st_size < 200_000


def test_200_seeds_have_the_same_hashes_at_every_hundredth_tick(module):
    rounds = [
        {"players": pair, "firstSeed": 1 + SEEDS * index, "seeds": SEEDS} for index, pair in enumerate(PAIRS)]
    wasm = javascript.run("arena.js", str(module), text="".join(json.dumps(one) + "\n" for one in rounds), timeout=600)
    native = ""
    for one in rounds:
        native += subprocess.run(
            [str(BINARY), "hashes", "--strategies", ",".join(one["players"]), "--first-seed", str(one["firstSeed"]),
             "--seeds", str(one["seeds"])], capture_output=True, text=True, timeout=600, check=True).stdout
    assert len({line.split()[0] for line in native.splitlines()}) == 200
    # Lines, so that a failure shows the first tick that differs.
    assert wasm.splitlines() == native.splitlines()


def test_what_is_wrong_is_refused_and_memory_is_given_back(module):
    javascript.run("arena.js", str(module), "--hostile", timeout=300)
