# SPDX-License-Identifier: Apache-2.0
"""States of matches of the arena, as `strategos state` prints them."""

import functools
import subprocess

from google.protobuf import json_format

from .paths import BINARY
from .stubs import strategos


@functools.cache
def _lines(seed, ticks, red, blue, team, match, last):
    output = subprocess.run(
        [str(BINARY), "state", "--seed", str(seed), "--ticks", ",".join(map(str, ticks)), "--red", red,
         "--blue", blue, "--team", team, "--match", match, "--last-tick", str(last)],
        capture_output=True, text=True, timeout=120, check=True).stdout
    return output.splitlines()


def questions(*ticks, seed=3, red="balanced", blue="rush", team="red", match="", last=1000,
              request_type=strategos.GenerateStrategyRequest):
    """A request about each of the ticks; all requests of the services name a team and a state. The match is so
    short that futures are, too, so that a debug build plays some in time."""
    return [json_format.Parse(line, request_type()) for line in _lines(seed, ticks, red, blue, team, match, last)]


def question(tick=600, **more):
    return questions(tick, **more)[0]
