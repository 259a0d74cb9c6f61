# SPDX-License-Identifier: Apache-2.0
"""The commands that play Arena: the shipped rules are balanced, and files of rules do what they say."""

import json
import subprocess

from support.paths import BINARY, ROOT


def run(*arguments):
    return subprocess.run([str(BINARY), *arguments], capture_output=True, text=True, timeout=300)


def test_the_shipped_rules_pass_the_gate_on_seeds_that_no_search_has_seen():
    done = run("balance", "check", "--rules", str(ROOT / "rules" / "standard.json"), "--seeds", "30", "--json")
    report = json.loads(done.stdout)
    assert done.returncode == 0, done.stderr
    assert len(report["demands"]) == 8 and all(demand["holds"] for demand in report["demands"])
    assert report["games"] == 30 * 15


def test_the_reference_games_rules_fail_it():
    done = run("balance", "check", "--rules", str(ROOT / "rules" / "reference.json"), "--seeds", "4")
    assert done.returncode == 1
    assert "FAILS" in done.stdout


def test_a_tournament_is_played_by_the_rules_of_a_file(tmp_path):
    rules = json.loads(run("rules").stdout)
    rules["id"], rules["victory"]["match_ticks"] = "short", 50
    path = tmp_path / "short.json"
    path.write_text(json.dumps(rules))
    done = run("tournament", "--strategies", "rush,boom", "--seeds", "2", "--rules", str(path), "--json")
    report = json.loads(done.stdout)
    assert report["rules"].startswith("short (") and report["medianTicks"] == 50


def test_a_file_that_is_wrong_is_refused_with_file_line_column_and_field(tmp_path):
    path = tmp_path / "wrong.json"
    text = (ROOT / "rules" / "standard.json").read_text().replace('"match_ticks": 6000', '"match_ticks": 0')
    path.write_text(text)
    for command in (["tournament", "--seeds", "1"], ["balance", "check", "--seeds", "1"], ["rules"]):
        done = run(*command, "--rules", str(path))
        assert done.returncode == 1
        assert f"{path}: line 4, column 5: victory.match_ticks: " in done.stderr


def test_a_search_repeats_and_its_rules_can_be_played(tmp_path):
    texts = []
    for name in ("one.json", "two.json"):
        path = tmp_path / name
        done = run("balance", "search", "--matches", "1200", "--seed", "3", "--output", str(path))
        assert done.returncode == 0, done.stderr
        texts.append(path.read_text())
    assert texts[0] == texts[1]
    assert run("rules", "--rules", str(path)).stdout == texts[0]
