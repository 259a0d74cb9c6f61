# SPDX-License-Identifier: Apache-2.0
"""The commands that play, show and record matches."""

import csv
import json
import os
import pty
import re
import subprocess
import xml.etree.ElementTree as ElementTree

from support.paths import BINARY

ESCAPE = "\x1b"


def run(*arguments, **environment):
    return subprocess.run(
        [str(BINARY), *arguments], capture_output=True, text=True, timeout=300, env={**os.environ, **environment})


def on_terminal(*arguments, **environment):
    """What the command writes to a terminal."""
    primary, secondary = pty.openpty()
    process = subprocess.Popen(
        [str(BINARY), *arguments], stdout=secondary, env={**os.environ, **environment})
    os.close(secondary)
    written = b""
    while True:
        try:
            part = os.read(primary, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        written += part
    assert process.wait(timeout=300) == 0
    os.close(primary)
    return written.decode()


def short_rules(folder, ticks):
    rules = json.loads(run("rules").stdout)
    rules["id"], rules["victory"]["match_ticks"] = "short", ticks
    path = folder / "short.json"
    path.write_text(json.dumps(rules))
    return str(path)


def test_a_match_is_recorded_and_played_again_to_the_same_hash(tmp_path):
    path = tmp_path / "match.jsonl"
    done = run("match", "--strategies", "reflex,raid", "--seed", "7", "--record", str(path))
    assert done.returncode == 0, done.stderr
    assert re.search(r"tick \d+: (reflex wins|raid wins|nobody wins) \(", done.stdout)
    again = run("replay", str(path))
    assert again.returncode == 0 and again.stdout == done.stdout
    part = run("replay", str(path), "--to-tick", "321")
    assert part.stdout.startswith("tick 321: still running, hash ")
    native = run("hashes", "--strategies", "reflex,raid", "--first-seed", "7", "--seeds", "1").stdout
    hashes = {line.split()[1]: int(line.split()[2]) for line in native.splitlines()}
    recorded = [json.loads(line) for line in path.read_text().splitlines()[2:]]
    compared = [event for event in recorded if "hash" in event and event["tick"] > 0]
    assert len(compared) > 5
    for event in compared:
        assert int(event["hash"], 16) == hashes[str(event["tick"])]


def test_a_record_that_is_wrong_ends_with_file_line_and_field(tmp_path):
    path = tmp_path / "match.jsonl"
    rules = short_rules(tmp_path, 300)
    run("match", "--strategies", "boom,raid", "--rules", rules, "--record", str(path))
    lines = path.read_text().splitlines()
    path.write_text("\n".join(re.sub(r'"mix":\[\d+', '"mix":[70000', line) for line in lines))
    done = run("replay", str(path))
    assert done.returncode == 1 and f"{path}: line 4: orders.mix[0]: 70000" in done.stderr
    path.write_text("\n".join(line.replace('"spawnInterval":1000', '"spawnInterval":300') for line in lines))
    done = run("replay", str(path))
    assert done.returncode == 1 and "the match stands elsewhere than recorded" in done.stderr
    assert run("replay", str(tmp_path / "none")).returncode == 1
    assert run("match", "--strategies", "boom").returncode == 2
    assert run("match", "--record", str(tmp_path / "no" / "folder"), "--rules", rules).returncode != 0


def test_watching_draws_over_itself_on_a_terminal_and_plain_pictures_elsewhere(tmp_path):
    options = ["match", "--strategies", "boom,rush", "--rules", short_rules(tmp_path, 600), "--watch"]
    plain = run(*options).stdout
    assert ESCAPE not in plain
    assert len(re.findall(r"tick (?:0|500|600) of 600", plain)) == 3
    assert plain.count("C collector") == 3
    colored = on_terminal(*options, "--pace", "100000")
    assert f"{ESCAPE}[48;5;" in colored and f"{ESCAPE}[H" in colored
    uncolored = on_terminal(*options, "--pace", "100000", NO_COLOR="1")
    assert f"{ESCAPE}[H" in uncolored and not re.search(f"{ESCAPE}\\[[0-9;]*m", uncolored)


def test_a_tournament_goes_on_where_it_was_stopped_and_writes_all_its_forms(tmp_path):
    rules = short_rules(tmp_path, 900)
    state, table, page = tmp_path / "state", tmp_path / "games.csv", tmp_path / "report.html"
    options = ["tournament", "--strategies", "rush,boom,threshold", "--rules", rules, "--json"]
    whole = run(*options, "--seeds", "4").stdout
    run(*options, "--seeds", "2", "--resume", str(state))
    assert len(state.read_text().splitlines()) == 3
    done = run(*options, "--seeds", "4", "--resume", str(state), "--csv", str(table), "--report", str(page))
    assert done.returncode == 0, done.stderr
    assert done.stdout == whole
    report = json.loads(whole)
    assert {standing["name"] for standing in report["standings"]} == {"rush", "boom", "threshold"}
    for standing in report["standings"]:
        assert standing["elo"]["low"] <= standing["elo"]["high"]
        assert 0 < standing["economy"]["territory"] < 1
    games = list(csv.DictReader(table.open(newline="")))
    assert len(games) == report["matches"] == 24
    assert {game["seed"] for game in games} == {"1", "2", "3", "4"}
    mean = sum(float(game["score"]) for game in games if game["first"] == "rush" and game["second"] == "boom") / 8
    rush = next(standing for standing in report["standings"] if standing["name"] == "rush")
    assert abs(rush["against"]["boom"]["mean"] - mean) < 1e-9
    html = page.read_text()
    plots = re.findall(r"<svg.*?</svg>", html, re.S)
    assert len(plots) == 3
    for plot in plots:
        assert ElementTree.fromstring(plot).tag == "svg"
    refused = run(*options, "--seeds", "4", "--resume", str(state), "--first-seed", "9")
    assert refused.returncode == 1 and "another tournament" in refused.stderr


def test_a_served_strategy_service_plays_in_a_tournament(own_server, tmp_path):
    service = f"grpc://{own_server().address}?deadline=30s"
    rules = short_rules(tmp_path, 400)
    done = run(
        "tournament", "--strategies", service, "--against", "threshold", "--one-sided", "--seeds", "2", "--rules", rules,
        "--json")
    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert report["matches"] == 2
    assert {standing["name"] for standing in report["standings"]} == {service, "threshold"}


def test_a_service_that_cannot_play_is_refused_with_the_reason(tmp_path):
    nobody = "grpc://127.0.0.1:1?deadline=2s"
    done = run("match", "--strategies", f"{nobody},boom", "--rules", short_rules(tmp_path, 300))
    assert done.returncode == 1 and f"{nobody}: at tick 0: " in done.stderr
    other = json.loads(run("rules").stdout)
    other["spawning"]["spawn_ticks"] += 1
    path = tmp_path / "other.json"
    path.write_text(json.dumps(other))
    refused = run("match", "--strategies", f"{nobody},boom", "--rules", str(path))
    assert refused.returncode != 0 and "--rules: services know the standard rules alone" in refused.stderr
    assert "no strategy is called 'grpc://nowhere'" in run("match", "--strategies", "grpc://nowhere,boom").stderr
