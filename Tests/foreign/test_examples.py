# SPDX-License-Identifier: Apache-2.0
"""What the README tells a newcomer to type."""

import json
import os
import re
import subprocess
import sys

from support.paths import BINARY, ROOT

METHOD = "strategos.v1.StrategyService/GenerateStrategy"


def run(*command, **options):
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, **options)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_the_example_question_is_answered_by_inspect(server):
    answer = json.loads(run(BINARY, "inspect", "call", server.address, METHOD, "-d", "@examples/generate_strategy.json"))
    assert answer["strategy"]["priorities"][0]["task"] == "TASK_KIND_DEFEND_BASE"


def test_the_example_question_is_answered_in_json_to_curl(server):
    answer = json.loads(run("curl", "-sS", "--http2-prior-knowledge", "--json", "@examples/generate_strategy.json",
                            f"http://{server.address}/{METHOD}"))
    assert answer["strategy"]["priorities"][0]["task"] == "TASK_KIND_DEFEND_BASE"


def test_without_the_attackers_the_answer_is_another_one(server):
    question = json.loads((ROOT / "examples/generate_strategy.json").read_text())
    blue = question["gameState"]["teams"][1]
    blue["agents"] = [agent for agent in blue["agents"] if agent["role"] != "AGENT_ROLE_ATTACKER"]
    answer = json.loads(run(BINARY, "inspect", "call", server.address, METHOD, "-d", json.dumps(question)))
    assert answer["strategy"]["priorities"][0]["task"] != "TASK_KIND_DEFEND_BASE"


def test_the_call_that_serve_prints_can_be_pasted():
    process = subprocess.Popen(
        [BINARY, "serve", "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        hint = ""
        while "gameState" not in hint:  # the call's last line
            line = process.stdout.readline()
            assert line, f"the server ended, having printed only {hint!r}"
            hint += line
        call = hint[hint.index(str(BINARY)):]
        answer = json.loads(run("bash", "-c", call))
        process.terminate()
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.communicate()
    assert answer["strategy"]["teamId"] == "red"


def test_the_python_example_runs_as_the_readme_says(server, tmp_path):
    schema = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "proto/strategos/v1").glob("*.proto"))]
    run(sys.executable, "-m", "grpc_tools.protoc", "-I", "proto", f"--python_out={tmp_path}",
        f"--grpc_python_out={tmp_path}", *schema, "proto/buf/validate/validate.proto")
    answer = run(sys.executable, "examples/generate_strategy.py", server.address,
                 env={**os.environ, "PYTHONPATH": str(tmp_path)})
    assert "per mille  defend_base at (1, 2)" in answer


def test_the_javascript_example_runs_as_the_readme_says(server):
    answer = run("node", "examples/generate_strategy.mjs", server.address)
    assert "per mille  defend_base at (1, 2)" in answer


def test_the_cpp_example_is_built_and_runs_as_the_readme_says(server, tmp_path):
    """The README's own commands, in a folder of the test's."""
    text = (ROOT / "README.md").read_text()
    commands = next(block for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL) if "g++" in block)
    assert "127.0.0.1:8080" in commands
    for name in "proto", "examples":
        (tmp_path / name).symlink_to(ROOT / name)
    result = subprocess.run(
        ["bash", "-euc", commands.replace("127.0.0.1:8080", server.address)], cwd=tmp_path, capture_output=True,
        text=True, timeout=600)
    assert result.returncode == 0, result.stderr
    assert "per mille  TASK_KIND_DEFEND_BASE at (1, 2)" in result.stdout
