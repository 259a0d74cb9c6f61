# SPDX-License-Identifier: Apache-2.0
"""Reporting, getting and listing matches: by grpcio, REST and buf."""

import json
import subprocess
import sys
import pathlib
import urllib.error
import urllib.request

import grpc
import pytest

from support.matches import RED_WINS, TIMEOUT, event, failure, get, metrics, record, report, state
from support.paths import ROOT
from support.stubs import strategos
from test_access import digest, write

CODE = grpc.StatusCode


@pytest.fixture
def kept(own_server, tmp_path):
    return own_server("--store", str(tmp_path / "matches.sqlite"))


def test_a_match_is_reported_and_read_back(kept):
    with grpc.insecure_channel(kept.address) as channel:
        response = report(
            channel, record("m-1", 1, game_state=state(10, rules_id="arena/1")), record(sequence=2, event=event(11)),
            record("m-1", 3, game_state=state(12)))
        assert (response.match_id, response.accepted, response.last_sequence) == ("m-1", 3, 3)
        match = get(channel, "m-1")
        assert match.status == strategos.MATCH_STATUS_RUNNING
        assert (match.match_id, match.rules_id, list(match.team_ids)) == ("m-1", "arena/1", ["red", "blue"])
        assert match.last_sequence == 3 and match.latest_state == state(12)
        assert not match.HasField("result") and match.resume_token
        assert match.create_time.ToMilliseconds() <= match.update_time.ToMilliseconds()
        # Again, and one more.
        again = report(channel, record("m-1", 2, event=event(7)), record(sequence=3, event=event(8)), record(sequence=4, result=RED_WINS))
        assert (again.accepted, again.last_sequence) == (3, 4)
        match = get(channel, "m-1")
        assert match.status == strategos.MATCH_STATUS_FINISHED and match.result == RED_WINS
        assert match.last_sequence == 4 and match.latest_state == state(12)
        assert failure(lambda: report(channel, record("m-1", 5, event=event(9))))[::2] == (CODE.FAILED_PRECONDITION, "MATCH_ENDED")
        numbers = metrics(kept)
    assert numbers["strategos_store_records_appended_total"] == 4
    assert numbers["strategos_store_records_repeated_total"] == 2
    assert numbers['strategos_store_records_refused_total{reason="ended"}'] == 1
    assert numbers["strategos_store_matches"] == 1
    assert kept.stop()["storeRecords"] == 4


@pytest.mark.parametrize("records, words", [
    ([], "no record was sent"),
    ([record(sequence=1, event=event(1))], "match_id: must be set in the first message"),
    ([record("m", 1, event=event(1)), record("n", 2, event=event(1))], "match_id: 'n' was sent after 'm'"),
    ([record("m", event=event(1))], "sequence: must be 1 or greater"),
    ([record("m", 1)], "record"),
    ([record("m", 1, game_state=state(1, match_id="n"))], "game_state.match_id: 'n' is not the match"),
    ([record("m", 1, team="green", game_state=state(1))], "team_id: 'green' is not in game_state.teams"),
    ([record("m m", 1, event=event(1))], "match_id"),
    ([record("m", 1, game_state=state(1, teams=()))], "game_state.teams"),
    ([record("m", 1, game_state=state(1, rules_id="a")), record(sequence=2, game_state=state(2, rules_id="b"))],
     "game_state.rules_id: the match is played by 'a'"),
])
def test_what_is_wrong_with_a_record_is_said(own_server, records, words):
    with grpc.insecure_channel(own_server().address) as channel:
        code, details, *_ = failure(lambda: report(channel, *records))
    assert code == CODE.INVALID_ARGUMENT and words in details


def test_a_gap_says_which_record_is_next(own_server):
    with grpc.insecure_channel(own_server().address) as channel:
        report(channel, record("m", 1, event=event(1)), record(sequence=2, event=event(2)))
        code, details, reason = failure(lambda: report(channel, record("m", 5, event=event(1))))
        assert (code, reason) == (CODE.FAILED_PRECONDITION, "SEQUENCE_GAP")
        assert "5 was sent, but 3 is next" in details
        assert get(channel, "m").last_sequence == 2


def test_limits_are_named(own_server):
    server = own_server(*(word for setting in ("record-bytes=1KiB", "records-per-match=2", "matches=1")
                          for word in ("--set", f"store.{setting}")))
    with grpc.insecure_channel(server.address) as channel:
        long = state(1, hexes=[strategos.Hex(q=index, r=1) for index in range(300)])
        for key, records in (
                ("record-bytes", [record("m", 1, game_state=long)]),
                ("records-per-match", [record("m", number, event=event(1)) for number in (1, 2, 3)]),
                ("matches", [record("n", 1, event=event(1))])):
            code, _, reason = failure(lambda: report(channel, *records))
            assert (code, reason) == (CODE.RESOURCE_EXHAUSTED, "STORE_LIMIT"), key
            name = key.replace("-", "_")
            assert metrics(server)[f'strategos_store_records_refused_total{{reason="{name}"}}'] == 1


def test_a_team_sees_what_was_reported_for_it(own_server):
    """What other teams and the game report, the result aside, changes nothing of what a team is told."""
    with grpc.insecure_channel(own_server().address) as channel:
        report(channel, record("m", 1, game_state=state(1)))
        report(channel, record("m", 1, team="red", game_state=state(2)), record(sequence=2, event=event(3)))
        before = get(channel, "m", "red")
        assert before.latest_state == state(2) and before.last_sequence == 2
        report(channel, record("m", 2, game_state=state(50)))
        report(channel, record("m", 1, team="blue", game_state=state(60)))
        assert get(channel, "m", "red") == before
        assert get(channel, "m").latest_state == state(50) and get(channel, "m").last_sequence == 5
        assert get(channel, "m", "blue").latest_state == state(60)
        report(channel, record("m", 3, result=RED_WINS))
        after = get(channel, "m", "red")
        assert after.status == strategos.MATCH_STATUS_FINISHED and after.result == RED_WINS and after.last_sequence == 3
        assert failure(lambda: get(channel, "m", "green"))[::2] == (CODE.NOT_FOUND, "TEAM_UNKNOWN")
        assert failure(lambda: get(channel, "n"))[::2] == (CODE.NOT_FOUND, "MATCH_UNKNOWN")


def test_matches_are_listed_by_pages_and_filters(own_server):
    with grpc.insecure_channel(own_server().address) as channel:
        service = strategos.GameStateServiceStub(channel)
        for number in range(7):
            report(channel, record(f"m{number}", 1, game_state=state(1, rules_id="arena/1" if number % 2 else "chess")))
        report(channel, record("m3", 2, result=RED_WINS))

        def pages(**filters):
            names, token = [], ""
            while True:
                page = service.ListMatches(strategos.ListMatchesRequest(page_token=token, **filters), timeout=TIMEOUT)
                names.append([match.match_id for match in page.matches])
                assert not any(match.HasField("latest_state") for match in page.matches)
                token = page.next_page_token
                if not token:
                    return names
        assert pages() == [["m6", "m5", "m4", "m3", "m2", "m1", "m0"]]
        assert pages(page_size=3) == [["m6", "m5", "m4"], ["m3", "m2", "m1"], ["m0"]]
        assert pages(page_size=7) == [["m6", "m5", "m4", "m3", "m2", "m1", "m0"]]
        assert pages(rules_id="chess", page_size=2) == [["m6", "m4"], ["m2", "m0"]]
        assert pages(status=strategos.MATCH_STATUS_FINISHED) == [["m3"]]
        assert pages(status=strategos.MATCH_STATUS_ABANDONED) == [[]]
        token = service.ListMatches(strategos.ListMatchesRequest(page_size=2), timeout=TIMEOUT).next_page_token
        for wrong, filters in (("nonsense", {}), (token[:-1] + ("0" if token[-1] != "0" else "1"), {}), (token, {"rules_id": "chess"})):
            code, details, *_ = failure(lambda: service.ListMatches(
                strategos.ListMatchesRequest(page_token=wrong, **filters), timeout=TIMEOUT))
            assert code == CODE.INVALID_ARGUMENT and details.startswith("page_token: ")


def test_silence_makes_a_match_abandoned(own_server):
    with grpc.insecure_channel(own_server("--set", "store.abandoned-after=0ms").address) as channel:
        report(channel, record("m", 1, event=event(1)))
        # A millisecond has passed by the time that somebody asks.
        for _ in range(1000):
            if get(channel, "m").status == strategos.MATCH_STATUS_ABANDONED:
                break
        else:
            raise AssertionError("the match is not abandoned")


def test_rest_routes(kept):
    with grpc.insecure_channel(kept.address) as channel:
        report(channel, record("m-1", 1, game_state=state(10, rules_id="arena/1")), record(sequence=2, result=RED_WINS))

    def fetch(path):
        with urllib.request.urlopen(f"http://{kept.address}{path}", timeout=TIMEOUT) as answer:
            return json.load(answer)
    match = fetch("/v1/matches/m-1")["match"]
    assert match["status"] == "MATCH_STATUS_FINISHED" and match["latestState"]["tick"] == "10"
    assert [match["matchId"] for match in fetch("/v1/matches?page_size=5&rules_id=arena/1")["matches"]] == ["m-1"]
    with pytest.raises(urllib.error.HTTPError) as unknown:
        fetch("/v1/matches/nobody")
    assert unknown.value.code == 404
    # A stream over REST is one JSON value a line.
    curl = subprocess.run(
        ["curl", "--silent", "--show-error", "--max-time", "20", f"http://{kept.address}/v1/matches/m-1:watch"],
        capture_output=True, text=True, check=True)
    assert "winnerTeam" in curl.stdout and '"red"' in curl.stdout


def test_buf_curl_reports_and_reads(kept):
    buf = pathlib.Path(sys.executable).parent / "buf"

    def call(method, *requests, protocol="grpc"):
        done = subprocess.run(
            [buf, "curl", "--protocol", protocol, "--http2-prior-knowledge", "--data", "@-",
             f"http://{kept.address}/strategos.v1.GameStateService/{method}"],
            input="\n".join(map(json.dumps, requests)), capture_output=True, text=True, timeout=60, cwd=ROOT)
        assert done.returncode == 0, done.stderr
        return done.stdout
    for index, protocol in enumerate(("grpc", "connect", "grpcweb")):
        name = f"buf-{index}"
        answer = json.loads(call("ReportGameState", {"matchId": name, "sequence": "1", "event": {"tick": "5"}},
                                 {"sequence": "2", "result": {"winnerTeam": "red"}}, protocol=protocol))
        assert answer == {"matchId": name, "accepted": "2", "lastSequence": "2"}
        assert "winnerTeam" in call("WatchMatch", {"matchId": name}, protocol=protocol)
        assert json.loads(call("GetMatch", {"matchId": name}, protocol=protocol))["match"]["lastSequence"] == "2"
    assert len(json.loads(call("ListMatches", {}))["matches"]) == 3


def test_access_is_by_match_and_team(own_server, tmp_path):
    service = "strategos.v1.GameStateService"
    policy = {"principals": [
        {"name": "game", "keys": [digest("game")], "grants": [{"methods": ["*"]}]},
        {"name": "red", "keys": [digest("red")], "grants": [
            {"methods": [f"{service}/*"], "matches": ["m"], "teams": ["red"]}]},
        {"name": "reader", "keys": [digest("reader")], "grants": [
            {"methods": [f"{service}/*"], "matches": ["m"], "access": "read"}]}]}
    server = own_server("--access-policy", write(tmp_path / "policy.json", policy))
    with grpc.insecure_channel(server.address) as channel:
        def by(key):
            return {"metadata": [("x-api-key", key)]}

        def code(call):
            try:
                call()
                return CODE.OK
            except grpc.RpcError as error:
                return error.code()

        def watch(key, match, team):
            request = strategos.WatchMatchRequest(match_id=match, team_id=team)
            return list(strategos.GameStateServiceStub(channel).WatchMatch(request, timeout=TIMEOUT, **by(key)))

        def listing(key):
            return strategos.GameStateServiceStub(channel).ListMatches(
                strategos.ListMatchesRequest(), timeout=TIMEOUT, **by(key))
        report(channel, record("m", 1, game_state=state(1)), record(sequence=2, result=RED_WINS), **by("game"))
        report(channel, record("n", 1, game_state=state(1)), record(sequence=2, result=RED_WINS), **by("game"))
        denied = CODE.PERMISSION_DENIED
        assert code(lambda: get(channel, "m", "red", **by("red"))) == CODE.OK
        assert code(lambda: get(channel, "m", "blue", **by("red"))) == denied
        assert code(lambda: get(channel, "m", **by("red"))) == denied
        assert code(lambda: get(channel, "n", "red", **by("red"))) == denied
        # Who may not see a match is not told whether it is there.
        assert code(lambda: get(channel, "nowhere", "red", **by("red"))) == denied
        assert code(lambda: watch("red", "m", "red")) == CODE.OK
        assert code(lambda: watch("red", "m", "")) == denied
        assert code(lambda: watch("red", "m", "blue")) == denied
        assert code(lambda: get(channel, "m", **by("reader"))) == CODE.OK
        assert code(lambda: watch("reader", "m", "")) == CODE.OK
        assert code(lambda: report(channel, record("m", 3, event=event(1)), **by("reader"))) == denied
        assert code(lambda: report(channel, record("m", 1, event=event(1)), **by("red"))) == denied
        assert code(lambda: report(channel, record("n", 1, team="red", event=event(1)), **by("red"))) == denied
        # A later message may not be about another team either.
        assert code(lambda: report(channel, record("m", 1, team="red", event=event(1)),
                                   record(sequence=1, team="blue", event=event(1)), **by("red"))) in (denied, CODE.FAILED_PRECONDITION)
        assert code(lambda: listing("reader")) == denied
        assert code(lambda: listing("game")) == CODE.OK
        assert code(lambda: get(channel, "m")) == CODE.UNAUTHENTICATED
