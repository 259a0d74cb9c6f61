# SPDX-License-Identifier: Apache-2.0
"""Runs our JavaScript in node."""

import json
import shutil
import subprocess

from .paths import ROOT

NODE = shutil.which("node")
TYPESCRIPT = shutil.which("tsc")
FOLDER = ROOT / "Tests" / "javascript"


def run(script, *arguments, text="", timeout=120):
    """Standard output of a script of Tests/javascript; what it says on standard error fails the test."""
    done = subprocess.run(
        [NODE, str(FOLDER / script), *arguments], input=text, capture_output=True, text=True, timeout=timeout)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def start(script, *arguments):
    """A script of Tests/javascript that goes on: its standard output is a pipe of lines."""
    return subprocess.Popen([NODE, str(FOLDER / script), *arguments], stdout=subprocess.PIPE, text=True, bufsize=1)


def echo(questions, modules):
    """Answers of echo.js to a list of questions."""
    text = "".join(json.dumps(question) + "\n" for question in questions)
    answers = run("echo.js", *(str(module) for module in modules), text=text)
    return [json.loads(line) for line in answers.splitlines()]
