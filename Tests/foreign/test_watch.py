# SPDX-License-Identifier: Apache-2.0
"""Watching matches: what comes, resuming, heartbeats, slow subscribers, the end of the server."""

import grpc
import pytest

from support import javascript
from support.matches import (RED_WINS, event, failure, get, metrics, record, report, state, wait_until, watch,
                             watch_from_here)
from support.stubs import strategos

CODE = grpc.StatusCode


@pytest.fixture
def kept(own_server, tmp_path):
    def start(*options, **more):
        return own_server("--store", str(tmp_path / "matches.sqlite"), *options, **more)
    return start


def kinds(updates):
    return [(update.sequence, update.WhichOneof("update")) for update in updates]


def test_a_watch_from_now_sees_what_comes_until_the_result(own_server):
    with grpc.insecure_channel(own_server().address) as channel:
        report(channel, record("m", 1, event=event(1)))
        stream = watch_from_here(channel, "m")
        report(channel, record("m", 2, game_state=state(2)), record(sequence=3, event=event(3)))
        first = next(stream)
        assert first.game_state == state(2) and first.sequence == 2 and len(first.resume_token) <= 256
        report(channel, record("m", 4, result=RED_WINS))
        assert kinds([first, *stream]) == [(2, "game_state"), (3, "event"), (4, "result")]
        # Whoever comes later is told how it ended.
        late = list(watch(channel, "m"))
        assert kinds(late) == [(4, "result")] and late[0].result == RED_WINS
        assert list(watch(channel, "m", token=late[0].resume_token)) == []


def test_a_watch_goes_on_where_it_was_left_also_after_a_restart(kept):
    server = kept()
    with grpc.insecure_channel(server.address) as channel:
        report(channel, record("m", 1, game_state=state(1)))
        token = get(channel, "m").resume_token
        report(channel, *(record("m", number, event=event(number)) for number in range(2, 1002)))
        stream = watch(channel, "m", token=token)
        updates = [next(stream) for _ in range(500)]
        stream.cancel()
    server.stop()
    server = kept()
    with grpc.insecure_channel(server.address) as channel:
        report(channel, record("m", 1002, result=RED_WINS))
        updates += watch(channel, "m", token=updates[-1].resume_token)
    assert [update.sequence for update in updates] == list(range(2, 1003))
    assert [update.event.tick for update in updates[:-1]] == list(range(2, 1002))


def test_tokens_that_cannot_be_used_are_refused_with_the_reason(kept, own_server):
    server = kept("--set", "store.keep-records=3")
    with grpc.insecure_channel(server.address) as channel:
        report(channel, record("m", 1, game_state=state(1)))
        report(channel, record("n", 1, game_state=state(1)))
        token = get(channel, "m").resume_token
        for wrong in ("nonsense", token[:-2], token.upper() + "xx", "0" * 66):
            code, details, *_ = failure(lambda: next(watch(channel, "m", token=wrong)))
            assert code == CODE.INVALID_ARGUMENT and details.startswith("resume_token: is not a token"), wrong
        forged = token[:20] + ("1" if token[20] != "1" else "2") + token[21:]
        for match, team, other in (("n", "", token), ("m", "red", token), ("m", "", forged)):
            code, details, *_ = failure(lambda: next(watch(channel, match, team, token=other)))
            assert code == CODE.INVALID_ARGUMENT and "of another question or of another server" in details
        stranger = own_server()
        with grpc.insecure_channel(stranger.address) as elsewhere:
            report(elsewhere, record("m", 1, game_state=state(1)))
            assert failure(lambda: next(watch(elsewhere, "m", token=token)))[0] == CODE.INVALID_ARGUMENT
        code, details, *_ = failure(lambda: next(watch(channel, "unknown")))
        assert code == CODE.NOT_FOUND and "unknown" in details
        # Ten records, of which three are kept once retention has looked.
        report(channel, *(record("m", number, event=event(number)) for number in range(2, 11)))
    server.stop()
    server = kept("--set", "store.keep-records=3")
    with grpc.insecure_channel(server.address) as channel:
        wait_until(lambda: metrics(server)["strategos_store_records_dropped_total"] > 0)
        code, details, reason = failure(lambda: next(watch(channel, "m", token=token)))
        assert (code, reason) == (CODE.OUT_OF_RANGE, "RECORDS_DROPPED")
        assert "records 2 to 7 are not kept any more" in details
        assert get(channel, "m").latest_state == state(1)


def test_heartbeats_come_in_silence_and_tell_how_long_it_was(own_server):
    server = own_server()
    with grpc.insecure_channel(server.address) as channel:
        report(channel, record("m", 1, event=event(1)))
        stream = watch_from_here(channel, "m", heartbeat=1)
        beats = [next(stream), next(stream)]
        assert kinds(beats) == [(1, "heartbeat")] * 2
        silences = [beat.heartbeat.silence.ToMilliseconds() for beat in beats]
        assert silences[0] >= 1000 and silences[1] >= silences[0] + 1000
        report(channel, record("m", 2, event=event(2)))
        assert kinds([next(stream)]) == [(2, "event")]
        for wrong in (0, 3601):
            request = strategos.WatchMatchRequest(match_id="m")
            request.heartbeat_interval.seconds = wrong
            code, details, *_ = failure(lambda: next(strategos.GameStateServiceStub(channel).WatchMatch(request, timeout=10)))
            assert code == CODE.INVALID_ARGUMENT and "heartbeat_interval" in details
        stream.cancel()
        wait_until(lambda: metrics(server)["strategos_watchers"] == 0)
    assert server.stop()["watchHeartbeats"] >= 2


def test_a_team_watches_its_own_view(own_server):
    with grpc.insecure_channel(own_server().address) as channel:
        report(channel, record("m", 1, game_state=state(1)))
        red, whole = watch_from_here(channel, "m", "red"), watch_from_here(channel, "m")
        report(channel, record("m", 1, team="blue", event=event(5)))
        report(channel, record("m", 1, team="red", event=event(6)), record(sequence=2, game_state=state(7)))
        report(channel, record("m", 2, event=event(8)), record(sequence=3, result=RED_WINS))
        seen = list(red)
        assert kinds(seen) == [(1, "event"), (2, "game_state"), (3, "result")]
        assert [update.team_id for update in seen] == ["red", "red", ""]
        everything = list(whole)
        assert kinds(everything) == [(2, "event"), (3, "event"), (4, "game_state"), (5, "event"), (6, "result")]
        assert [update.team_id for update in everything] == ["blue", "red", "red", "", ""]
        assert list(watch(channel, "m", "red", token=seen[0].resume_token)) == seen[1:]
        assert kinds(watch(channel, "m", "blue")) == [(2, "result")]


def test_a_team_that_ends_for_itself_does_not_end_the_match(own_server):
    with grpc.insecure_channel(own_server().address) as channel:
        report(channel, record("m", 1, team="red", game_state=state(1)))
        report(channel, record("m", 1, team="blue", game_state=state(1)))
        whole, red = watch_from_here(channel, "m"), watch_from_here(channel, "m", "red")
        report(channel, record("m", 2, team="red", result=RED_WINS))
        assert kinds(red) == [(2, "result")]
        report(channel, record("m", 2, team="blue", event=event(2)))
        report(channel, record("m", 3, team="blue", result=RED_WINS))
        assert kinds(whole) == [(3, "result"), (4, "event"), (5, "result")]
        assert get(channel, "m").status == strategos.MATCH_STATUS_FINISHED


def test_a_slow_subscriber_is_dropped_with_the_reason_and_resumes(own_server):
    """It does not read, others do; what it has received goes on without a gap."""
    server = own_server("--set", "store.watch-records=20")
    big = state(1, hexes=[strategos.Hex(q=index % 100, r=index // 100) for index in range(2000)])
    with grpc.insecure_channel(server.address) as channel, grpc.insecure_channel(
            server.address, options=[("grpc.http2.lookahead_bytes", 65536), ("grpc.http2.bdp_probe", 0)]) as other:
        report(channel, record("m", 1, event=event(1)))
        slow, fast = watch_from_here(other, "m"), watch_from_here(channel, "m")
        received = []
        for number in range(2, 302):
            report(channel, record("m", number, game_state=big))
            received.append(next(fast).sequence)
        assert received == list(range(2, 302))
        got = []
        code, details, reason = failure(lambda: [got.append(update) for update in slow])
        assert (code, reason) == (CODE.RESOURCE_EXHAUSTED, "SUBSCRIBER_TOO_SLOW"), details
        assert 0 < len(got) < 300
        report(channel, record("m", 302, result=RED_WINS))
        got += watch(channel, "m", token=got[-1].resume_token)
        assert [update.sequence for update in got] == list(range(2, 303))
        assert list(fast)[-1].HasField("result")
        assert metrics(server)["strategos_watches_too_slow_total"] == 1
    assert server.stop()["watchesTooSlow"] == 1


def test_strategies_that_a_team_is_given_are_seen_by_those_who_may(own_server):
    with grpc.insecure_channel(own_server().address) as channel:
        report(channel, record("m", 1, team="red", game_state=state(1)))
        report(channel, record("m", 1, team="blue", game_state=state(1)))
        red, blue, whole = (watch_from_here(channel, "m", team) for team in ("red", "blue", ""))
        service = strategos.StrategyServiceStub(channel)
        given = [service.GenerateStrategy(strategos.GenerateStrategyRequest(
            team_id="red", game_state=state(2, match_id="m")), timeout=10).strategy]
        given.append(service.AdaptStrategy(strategos.AdaptStrategyRequest(
            team_id="red", game_state=state(3, match_id="m"), current_strategy=given[0]), timeout=10).strategy)
        stream = service.StreamStrategy(strategos.StreamStrategyRequest(
            team_id="red", game_state=state(4, match_id="m")), timeout=10)
        given += [update.strategy for update in stream if update.HasField("strategy")]
        # Of another match, and of none: nobody sees these.
        for match in ("unknown", ""):
            service.GenerateStrategy(strategos.GenerateStrategyRequest(team_id="red", game_state=state(5, match_id=match)), timeout=10)
        seen = [next(red) for _ in given]
        assert [update.strategy for update in seen] == given
        assert [update.sequence for update in seen] == list(range(2, 2 + len(given)))
        assert [next(whole).strategy for _ in given] == given
        report(channel, record("m", 1, result=RED_WINS))
        assert kinds(blue) == [(2, "result")]
        assert kinds(red) == [(2 + len(given), "result")]


def test_too_many_watches_are_refused(own_server):
    server = own_server("--set", "store.watchers=2")
    with grpc.insecure_channel(server.address) as channel:
        report(channel, record("m", 1, event=event(1)))
        streams = [watch_from_here(channel, "m") for _ in range(2)]
        code, details, reason = failure(lambda: next(watch(channel, "m")))
        assert (code, reason) == (CODE.RESOURCE_EXHAUSTED, "STORE_LIMIT")
        streams[0].cancel()
        wait_until(lambda: metrics(server)["strategos_watchers"] == 1)
        assert kinds([next(watch(channel, "m", heartbeat=1))]) == [(1, "heartbeat")]


def test_watches_end_with_the_server(kept):
    server = kept()
    with grpc.insecure_channel(server.address) as channel:
        report(channel, record("m", 1, event=event(1)))
        stream = watch_from_here(channel, "m")
        server.terminate()
        code, details, *_ = failure(lambda: next(stream))
        assert code == CODE.UNAVAILABLE and "shutting down" in details
    assert server.wait() == 0


@pytest.mark.skipif(javascript.NODE is None, reason="no node on this machine")
def test_the_javascript_client_reconnects(kept):
    """Connect over HTTP/1.1: the server goes away in the middle of a watch, and comes back on the same port."""
    server = kept()
    port = server.address
    with grpc.insecure_channel(server.address) as channel:
        report(channel, record("m", 1, game_state=state(1)))
        client = javascript.start("watch.js", f"http://{server.address}", "m")
        try:
            assert client.stdout.readline() == "watching\n"
            wait_until(lambda: metrics(server)["strategos_watchers"] == 1)
            report(channel, *(record("m", number, event=event(number)) for number in range(2, 12)))
            assert [client.stdout.readline() for _ in range(10)] == [f"{number} event\n" for number in range(2, 12)]
            server.kill()
            again = kept(listen=port)
            with grpc.insecure_channel(again.address) as other:
                report(other, *(record("m", number, event=event(number)) for number in range(12, 15)),
                       record(sequence=15, result=RED_WINS))
            rest = client.communicate(timeout=60)[0].splitlines()
        finally:
            client.kill()
            client.wait()
    assert [line for line in rest if not line.startswith("again")] == ["12 event", "13 event", "14 event", "15 result", "end"]
    assert any(line.startswith("again") for line in rest)
    assert client.returncode == 0
