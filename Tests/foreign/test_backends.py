# SPDX-License-Identifier: Apache-2.0
"""`strategos backends` against a backend that fails in every way: the right reason, in time, counted, nothing left over."""

import json
import socket
import subprocess
import time

import pytest

from support.backends import KEY, Asking
from support.hostile_backend import GOOD_TEXT, HostileBackend, HostileToolkit
from support.paths import BINARY


FAST = "    first_byte_timeout: 0.4s\n    silence_timeout: 0.4s\n    timeout: 1s\n    attempts: 1\n"

# How the backend fails: what that is called, and whether the breaker counts it.
FAILURES = {
    "hang": ("timeout", True), "drip": ("timeout", True), "silent_stream": ("timeout", True),
    "slow_headers": ("timeout", True), "many_headers": ("too_large", True), "429": ("rate_limited", False),
    "500": ("server_error", True), "503": ("unavailable", True), "echo_key": ("unauthorized", True),
    "wrong_type": ("invalid_response", True), "redirect": ("invalid_response", True),
    "half_json": ("invalid_response", True), "huge": ("too_large", True), "huge_event": ("too_large", True),
    "invalid_utf8": ("invalid_response", True), "cut_stream": ("cut_off", True), "no_finish": ("cut_off", True),
    "length": ("too_many_tokens", False), "empty_stream": ("invalid_response", True),
    "error_in_stream": ("unavailable", True), "no_http": ("unreachable", True), "close": ("cut_off", True),
}


def test_a_good_backend_answers_over_one_connection(tmp_path):
    with HostileBackend() as backend, Asking(tmp_path, [backend.url]) as asking:
        for _ in range(5):
            answer = asking.ask()
            assert (answer["outcome"], answer["text"], answer["model"]) == ("ok", GOOD_TEXT, "hostile-1"), answer
        assert backend.connections == 1
        assert asking.metric("strategos_backend_requests_total", outcome="ok") == 5
        assert asking.metric("strategos_backend_tokens_total", direction="completion") == 35
        assert f"Authorization: Bearer {KEY}" in backend.requests[0]["head"]
        assert backend.requests[0]["body"]["messages"] == [{"role": "user", "content": "Design an agent."}]


@pytest.mark.parametrize("mode", FAILURES)
def test_each_failure_has_its_reason_in_time_and_is_counted(tmp_path, mode):
    outcome, counts = FAILURES[mode]
    with HostileBackend(mode) as backend, Asking(tmp_path, [backend.url], more=FAST + "    breaker: {failures: 2}\n") as asking:
        begin = time.monotonic()
        answer = asking.ask()
        assert answer["outcome"] == outcome, answer
        assert time.monotonic() - begin < 5
        assert asking.metric("strategos_backend_requests_total", outcome=outcome) == 1
        assert KEY not in json.dumps(answer) + asking.metrics_file.read_text()
        if mode == "429":
            # It is not asked again before it wants to be.
            assert asking.ask()["outcome"] == "rate_limited"
            assert len(backend.requests) == 1
            return
        asking.ask()
        refused = asking.ask()
        assert (refused["outcome"] == "breaker_open") == counts, refused
        state = "open" if counts else "closed"
        assert asking.metric("strategos_backend_breaker_state", state=state) == 1
        assert len(backend.requests) == (2 if counts else 3)
        # Whatever was under way has really ended.
        backend.mode = "good"
        assert backend.wait_until_open(1), f"{backend.open_connections()} connections are left"


def test_nobody_listens(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}"
    with Asking(tmp_path, [url]) as asking:
        assert asking.ask()["outcome"] == "unreachable"


def test_the_callers_deadline_is_kept(tmp_path):
    with HostileBackend("hang") as backend, Asking(tmp_path, [backend.url], deadline="300ms") as asking:
        answer = asking.ask()
        assert answer["outcome"] == "timeout" and answer["milliseconds"] < 2000, answer
        assert backend.wait_until_open(0)


def test_another_endpoint_stands_in(tmp_path):
    with HostileBackend("500") as bad, HostileBackend() as good, Asking(tmp_path, [bad.url, good.url]) as asking:
        answers = [asking.ask()["outcome"] for _ in range(20)]
        # The budget has one attempt at the start, and the breaker opens after five failures.
        assert answers.count("ok") >= 16, answers
        assert answers[0] == "ok" and answers[-6:] == ["ok"] * 6, answers
        assert asking.metric("strategos_backend_retries_total", budget="granted") >= 1
        assert asking.metric("strategos_backend_breaker_state", state="open", endpoint=f"127.0.0.1:{bad.port}") == 1


def test_a_probe_closes_the_breaker(tmp_path):
    more = "    attempts: 1\n    breaker: {failures: 1, cool_down: 0.2s}\n"
    with HostileBackend("500") as backend, Asking(tmp_path, [backend.url], more=more) as asking:
        assert asking.ask()["outcome"] == "server_error"
        assert asking.ask()["outcome"] == "breaker_open"
        backend.mode = "good"
        deadline = time.monotonic() + 20
        while asking.ask()["outcome"] != "ok":
            assert time.monotonic() < deadline
        assert [request["body"]["max_tokens"] for request in backend.requests][1:] == [1, 256]
        assert asking.metric("strategos_backend_probes_total", outcome="ok") == 1


def test_keys_are_nowhere(tmp_path):
    """A backend that quotes the key: not in answers, metrics, errors, nor in what is recorded."""
    folder = tmp_path / "recorded"
    with HostileBackend("echo_key") as backend, Asking(
            tmp_path, [backend.url], more=f"    record_to: {folder}\n") as asking:
        answer = asking.ask()
        assert answer["outcome"] == "unauthorized" and "(secret)" in answer["detail"], answer
        assert KEY in backend.requests[0]["head"]
    texts = [file.read_text() for file in [*folder.iterdir(), asking.metrics_file, tmp_path / "errors.txt"]]
    assert len(texts) >= 3
    for text in [*texts, json.dumps(answer)]:
        assert "canary" not in text


def test_traffic_is_recorded_and_replayed(tmp_path):
    folder = tmp_path / "recorded"
    with HostileBackend() as backend, Asking(tmp_path, [backend.url], more=f"    record_to: {folder}\n") as asking:
        recorded = asking.ask("first")
    with Asking(tmp_path, ["http://192.0.2.1"], more=f"    replay_from: {folder}\n") as asking:
        replayed = asking.ask("first")
        assert {**replayed, "milliseconds": 0} == {**recorded, "milliseconds": 0}
        assert asking.ask("another")["outcome"] == "not_recorded"


@pytest.mark.parametrize("mode", ["500", "cut_stream", "huge", "invalid_utf8", "close", "good"])
def test_repeats_leave_nothing_over(tmp_path, mode):
    repeats = 100 if mode == "huge" else 970
    more = FAST + "    breaker: {failures: 1000}\n"
    with HostileBackend(mode) as backend, Asking(tmp_path, [backend.url], more=more) as asking:
        for _ in range(30):
            asking.ask()
        files, memory = asking.open_files(), asking.memory()
        for _ in range(repeats):
            asking.ask()
        assert asking.open_files() <= files + 2
        assert asking.memory() - memory < 4 << 20, f"{(asking.memory() - memory) >> 10} KiB more"
        assert backend.wait_until_open(1)


def test_a_toolkits_workflow(tmp_path):
    grammar = tmp_path / "any.gbnf"
    grammar.write_text('root ::= "{}"\n')
    with HostileToolkit("text") as backend, Asking(
            tmp_path, [backend.url], kind="AGENT_TOOLKIT", options=["--grammar", str(grammar)]) as asking:
        backend.text = '{"posture": "POSTURE_BALANCED"}'
        answer = asking.ask("plan")
        assert answer["outcome"] == "ok" and json.loads(answer["text"]) == {"posture": "POSTURE_BALANCED"}, answer
        assert answer["steps"] == [{"step": "Function Start: plan", "detail": "asks"}]
        assert backend.requests[0]["head"].startswith("POST /generate/stream ")
        assert backend.requests[0]["body"] == {"input_message": "plan"}
        backend.mode = "apology"
        assert asking.ask("plan")["outcome"] == "invalid_response"
        backend.mode = "error_in_stream"
        assert asking.ask("plan")["outcome"] == "unavailable"


def test_what_is_wrong_with_a_file_is_said_with_its_place(tmp_path):
    file = tmp_path / "backends.yaml"
    file.write_text("backends:\n  - name: A\n    kind: BACKEND_KIND_OPENAI\n    endpoints: [{url: 'ftp://x'}]\n")
    result = subprocess.run([str(BINARY), "backends", "check", str(file)], capture_output=True, text=True, timeout=60)
    assert result.returncode != 0
    assert f"{file}: line 2, column 5: backends[0].name: " in result.stderr, result.stderr
    assert f"{file}: line 4, column 18: backends[0].endpoints[0].url: " in result.stderr, result.stderr


def test_check_says_which_endpoint_answers(tmp_path):
    with HostileBackend() as good, HostileBackend("503") as bad:
        file = tmp_path / "backends.yaml"
        file.write_text(
            f"backends:\n  - name: a\n    kind: BACKEND_KIND_OPENAI\n    endpoints: [{{url: '{good.url}'}}, {{url: '{bad.url}'}}]\n")
        result = subprocess.run([str(BINARY), "backends", "check", str(file)], capture_output=True, text=True, timeout=60)
        assert result.returncode == 1
        assert result.stdout.splitlines() == [
            f"a 127.0.0.1:{good.port}: ok",
            f"a 127.0.0.1:{bad.port}: unavailable (HTTP 503): unavailable_error: Loading model"]
        assert good.requests[0]["body"]["max_tokens"] == 1
