# SPDX-License-Identifier: Apache-2.0
"""The match store on disk: what was acknowledged survives kill -9, a full disk makes it read-only for a while."""

import os
import random
import subprocess
import threading
import time

import grpc
from grpc_health.v1 import health_pb2, health_pb2_grpc
import pytest

from support import arena
from support.matches import RED_WINS, event, failure, get, metrics, record, report, state, wait_until, watch
from support.paths import BINARY
from support.questions import minimal
from support.server import Server
from support.stubs import strategos

CODE = grpc.StatusCode
SERVING, NOT_SERVING = health_pb2.HealthCheckResponse.SERVING, health_pb2.HealthCheckResponse.NOT_SERVING
KILLS = int(os.environ.get("STRATEGOS_KILLS", "100"))
KILL_SECONDS = 110


class Reporter:
    """Reports one team's records in calls of random length, and knows what was acknowledged."""

    def __init__(self, match, team, seed):
        self.match, self.team, self.random = match, team, random.Random(seed)
        self.acknowledged = self.sent = 0
        self.calls = 0

    def records(self, count):
        first = self.acknowledged + 1
        for number in range(first, first + count):
            self.sent = max(self.sent, number)
            # The content is the number's, so that it can be told later from any other record.
            yield record(self.match, number, self.team, event=event(number * 1000 + len(self.team)))

    def run(self, address, acknowledged):
        with grpc.insecure_channel(address) as channel:
            while True:
                count = self.random.choice((1, 2, 5, 50, 300))
                try:
                    response = report(channel, *self.records(count))
                except grpc.RpcError as error:
                    assert error.code() in (CODE.UNAVAILABLE, CODE.CANCELLED), error
                    return
                assert response.accepted == count
                self.acknowledged = response.last_sequence
                self.calls += 1
                acknowledged.set()


def test_what_was_acknowledged_survives_kills(tmp_path):
    seed = int(os.environ.get("STRATEGOS_SEED") or random.SystemRandom().getrandbits(32))
    print("seed", seed)
    moments = random.Random(seed)
    path = tmp_path / "matches.sqlite"
    reporters = [Reporter("a", "red", seed + 1), Reporter("a", "blue", seed + 2), Reporter("b", "red", seed + 3)]
    began, kills, tokens = time.monotonic(), 0, {}
    while kills < KILLS:
        assert time.monotonic() - began < KILL_SECONDS, f"only {kills} kills in time"
        server = Server("--store", str(path))
        try:
            check(server, reporters, tokens)
            acknowledged = threading.Event()
            threads = [threading.Thread(target=reporter.run, args=(server.address, acknowledged)) for reporter in reporters]
            for thread in threads:
                thread.start()
            assert acknowledged.wait(20), server.log
            # Nothing is waited for: this is the moment, drawn by the seed, at which the server is killed.
            time.sleep(moments.uniform(0, 0.1))
        finally:
            server.kill()
        kills += 1
        for thread in threads:
            thread.join(20)
            assert not thread.is_alive()
    print(f"{kills} kills in {time.monotonic() - began:.0f} s,", sum(reporter.calls for reporter in reporters),
          "calls and", sum(reporter.acknowledged for reporter in reporters), "records acknowledged")
    with Server("--store", str(path)) as server:
        check(server, reporters, tokens)
        compare(server, reporters, tokens)


def check(server, reporters, tokens):
    """Nothing is missing that was acknowledged, and nothing is there that was not sent."""
    with grpc.insecure_channel(server.address) as channel:
        for reporter in reporters:
            if reporter.acknowledged == 0:
                try:
                    kept = get(channel, reporter.match, reporter.team)
                except grpc.RpcError:
                    continue
            else:
                kept = get(channel, reporter.match, reporter.team)
            assert reporter.acknowledged <= kept.last_sequence <= reporter.sent, (reporter.match, reporter.team)
            if (reporter.match, reporter.team) not in tokens and kept.last_sequence > 0:
                tokens[reporter.match, reporter.team] = (kept.last_sequence, kept.resume_token)


def compare(server, reporters, tokens):
    """Every record behind the first restart has the content that was sent under its number."""
    with grpc.insecure_channel(server.address) as channel:
        for reporter in reporters:
            last = get(channel, reporter.match, reporter.team).last_sequence
            report(channel, record(reporter.match, last + 1, reporter.team, result=RED_WINS))
            first, token = tokens[reporter.match, reporter.team]
            numbers = []
            for update in watch(channel, reporter.match, reporter.team, token=token):
                numbers.append(update.sequence)
                if update.HasField("event"):
                    assert update.event.tick == update.sequence * 1000 + len(reporter.team)
            assert numbers == list(range(first + 1, last + 2)), (reporter.match, reporter.team)


def health(channel):
    return health_pb2_grpc.HealthStub(channel).Check(health_pb2.HealthCheckRequest(service="store"), timeout=10).status


def fill(channel, match):
    """Reports until there is no room; gives the last record that was acknowledged."""
    big = state(1, hexes=[strategos.Hex(q=index % 100, r=index // 100) for index in range(3000)])
    for number in range(1, 10_000):
        try:
            report(channel, record(match, number, game_state=big))
        except grpc.RpcError:
            code, details, reason = failure(lambda: report(channel, record(match, number, game_state=big)))
            assert (code, reason) == (CODE.RESOURCE_EXHAUSTED, "STORE_FULL") and "no room" in details
            return number - 1, big
    raise AssertionError("the store does not become full")


def test_a_store_of_limited_size_is_read_only_until_retention_makes_room(own_server, tmp_path):
    server = own_server(
        "--store", str(tmp_path / "matches.sqlite"), "--set", "store.bytes=1MiB", "--set", "store.keep-for=5s")
    with grpc.insecure_channel(server.address) as channel:
        assert health(channel) == SERVING
        last, _ = fill(channel, "m")
        assert health(channel) == NOT_SERVING
        assert get(channel, "m").last_sequence == last
        # Everything else goes on.
        assert strategos.StrategyServiceStub(channel).GenerateStrategy(minimal(), timeout=10).strategy.description
        assert metrics(server)["strategos_store_read_only"] == 1
        wait_until(lambda: health(channel) == SERVING, 60)
        report(channel, record("n", 1, event=event(1)))
        assert failure(lambda: get(channel, "m"))[0] == CODE.NOT_FOUND
    server.wait_for_line("the match store is read-only")
    server.wait_for_line("the match store can be written again")
    assert server.stop()["storeFull"] == 1


@pytest.fixture
def small_disk(tmp_path):
    """A file system of four megabytes; skipped where none may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)], capture_output=True, text=True)
    if mounted.returncode != 0:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def test_a_full_disk_makes_the_store_read_only_until_there_is_room(own_server, small_disk):
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * (2 << 20))
    server = own_server("--store", str(small_disk / "matches.sqlite"))
    with grpc.insecure_channel(server.address) as channel:
        last, big = fill(channel, "m")
        assert last > 0
        assert health(channel) == NOT_SERVING
        assert get(channel, "m").last_sequence == last
        ballast.unlink()
        wait_until(lambda: health(channel) == SERVING, 30)
        report(channel, record("m", last + 1, game_state=big))
        assert get(channel, "m").last_sequence == last + 1
    server.kill()
    again = own_server("--store", str(small_disk / "matches.sqlite"))
    with grpc.insecure_channel(again.address) as channel:
        assert get(channel, "m").last_sequence == last + 1
    again.stop()


@pytest.mark.parametrize("options, words", [
    (["--store", "/no/such/folder/matches.sqlite"], "--store /no/such/folder/matches.sqlite: "),
    (["--store", ""], "--store: '' is not the name of a file"),
    (["--set", "store.keep-for=never"], "--set store.keep-for: 'never' is not a time"),
    (["--set", "store.bytes=1KiB"], "--set store.bytes: '1KiB' is not a size from 128KiB"),
    (["--set", "store.nonsense=1"], "--set store.nonsense: no such setting"),
])
def test_settings_that_are_none_end_the_start_with_their_name(options, words):
    done = subprocess.run([str(BINARY), "serve", "--listen", "127.0.0.1:0", *options], capture_output=True, text=True, timeout=20)
    assert done.returncode != 0 and words in done.stderr, done.stderr


def test_a_file_serves_one_process(own_server, tmp_path):
    path = str(tmp_path / "matches.sqlite")
    own_server("--store", path)
    done = subprocess.run([str(BINARY), "serve", "--listen", "127.0.0.1:0", "--store", path], capture_output=True, text=True, timeout=20)
    assert done.returncode != 0 and f"--store {path}: another process uses this file" in done.stderr


def test_a_restarted_server_knows_how_the_opponents_have_played(own_server, tmp_path):
    """A kill takes the sessions along; what was reported and answered until then is in the store."""
    options = ["--store", str(tmp_path / "matches.sqlite"), "--search-ticks", "3000", "--search-time", "50s"]
    questions = arena.questions(200, 250, 300, 350, 400, blue="boom", match="long")

    def ask(server, question):
        with grpc.insecure_channel(server.address) as channel:
            answer = strategos.StrategyServiceStub(channel).GenerateStrategy(question, timeout=60)
            return answer.strategy

    server = own_server(*options)
    with grpc.insecure_channel(server.address) as channel:
        for number, question in enumerate(questions[:-1], 1):
            report(channel, record("long", number, game_state=question.game_state))
            strategy = ask(server, question)
            assert strategy.provenance.simulation.states_seen == number
        # The last strategy is noted in the store beside its answer.
        wait_until(lambda: get(channel, "long").last_sequence == 2 * number)
    server.kill()

    server = own_server(*options)
    answer = ask(server, questions[-1])
    assert answer.provenance.simulation.states_seen == len(questions)
    step = next(step for step in answer.provenance.steps if step.name == "recall")
    assert step.outcome == strategos.STEP_OUTCOME_OK and f"{number} earlier states" in step.detail
    assert answer.provenance.simulation.opponents[0].plays[0].name == "boom", answer.provenance.simulation.opponents
    assert metrics(server)['strategos_planner_events_total{event="sessions_recalled"}'] == 1
    server.stop()

    # Without the store it is as if nothing had been.
    server = own_server(*options[2:])
    assert ask(server, questions[-1]).provenance.simulation.states_seen == 1
    server.stop()
