// SPDX-License-Identifier: Apache-2.0
// Plays matches in WebAssembly and prints what `strategos hashes` prints.
//   node arena.js MODULE   reads lines of JSON: {"players": [A, B], "firstSeed": n, "seeds": n}
//   node arena.js MODULE --hostile   tries what must be refused, and whether memory is given back

import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { loadArena } from "../../frontend/arena/arena.js";

const arena = await loadArena(readFileSync(process.argv[2]));

function decide(match, players) {
  players.forEach((player, team) => {
    if (player === "reflex") match.plan(team);
    else match.order(team, player);
  });
}

function play(players, seed) {
  const map = arena.duel(seed);
  const match = map.match(seed);
  const lines = [];
  while (match.ending === "running") {
    decide(match, players);
    match.advance(100);
    lines.push(`${seed} ${match.tick} ${match.hash}`);
  }
  match.free();
  map.free();
  return lines;
}

function tryHostile() {
  const map = arena.duel(1);
  const match = map.match(1);
  for (const [what, message] of [
    ["blitz", /archetype: 'blitz'/],
    [{ posture: "angry" }, /posture: 'angry'/],
    [{ priorities: [{ task: "expand", weight: 1001 }] }, /priorities\[0\]\.weight: 1001/],
    [{ priorities: [{ task: "expand", weight: 1, zone: { cell: -1, radius: 2 } }] }, /priorities\[0\]\.zone\.cell: -1/],
    [{ composition: [1, 2, 3] }, /composition: 3 shares/],
    [{ counters: [{ team: 9, likelihood: 1, response: "attack" }] }, /counters\[0\]\.team: 9/],
  ]) assert.throws(() => match.order(0, what), message);
  assert.throws(() => match.order(2, "rush"), /no team 2/);
  assert.throws(() => arena.duel(1, { width: 5 }), RangeError);
  assert.throws(() => arena.hexagon(1, 4), RangeError);
  // A zone beyond the map counts as none, as it does natively.
  match.order(0, { priorities: [{ task: "expand", weight: 900, zone: { cell: 1023, radius: 3 } }] });
  // Copies go their own way, and views show where each stands.
  match.advanceTo(300);
  const copy = match.copy();
  assert.equal(copy.hash, match.hash);
  copy.order(0, "rush");
  copy.advanceTo(600);
  match.advanceTo(600);
  assert.notEqual(copy.hash, match.hash);
  const { cells, alive, control, holder } = match.columns;
  assert.equal(cells[0], holder.filter((team, cell) => team === 0 && control[cell] > 200).length);
  assert.ok(alive.reduce((sum, one) => sum + one, 0) >= 4);
  // Six teams, and fog.
  const six = arena.hexagon(3, 6).match(3, { fog: true });
  six.advanceTo(200);
  assert.equal(six.tick, 200);
  const before = play(["reflex", "boom"], 5).length;
  const bytes = arena.memoryBytes;
  for (let round = 0; round < 30; round++) assert.equal(play(["reflex", "boom"], 5).length, before);
  assert.equal(arena.memoryBytes, bytes, "memory is not given back");
  match.free();
  assert.throws(() => match.tick, /was freed/);
}

if (process.argv[3] === "--hostile") {
  tryHostile();
} else {
  for (const line of readFileSync(0, "utf8").split("\n").filter(Boolean)) {
    const { players, firstSeed, seeds } = JSON.parse(line);
    for (let seed = firstSeed; seed < firstSeed + seeds; seed++) console.log(play(players, seed).join("\n"));
  }
}
