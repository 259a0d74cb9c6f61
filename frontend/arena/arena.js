// SPDX-License-Identifier: Apache-2.0
// The simulation and the reflex planner, compiled to WebAssembly (`make wasm`), as objects.

import { numbersOf } from "./intent.js";
import { ARCHETYPES, ENDINGS } from "./words.js";

export * from "./words.js";

const CELLS = 1024;
const AGENTS = 96;
const TEAMS = 6;
// The columns of Sources/ArenaWasm/Columns.swift, in their order.
const COLUMNS = [
  ["control", Int16Array, CELLS],
  ["holder", Uint8Array, CELLS],
  ["deposits", Uint8Array, CELLS * 4],
  ["alive", Uint8Array, AGENTS],
  ["cell", Uint16Array, AGENTS],
  ["target", Uint16Array, AGENTS],
  ["health", Int16Array, AGENTS],
  ["fullHealth", Int16Array, AGENTS],
  ["progress", Int16Array, AGENTS],
  ["role", Uint8Array, AGENTS],
  ["task", Uint8Array, AGENTS],
  ["load", Uint8Array, AGENTS * 4],
  ["stock", Int32Array, TEAMS * 3],
  ["cells", Int32Array, TEAMS],
  ["delivered", Int32Array, TEAMS * 3],
  ["spawned", Int32Array, TEAMS],
  ["lost", Int32Array, TEAMS],
  ["isOut", Int32Array, TEAMS],
];
/** Agents of a team: agent 16t + s is in slot s of team t. */
export const AGENTS_PER_TEAM = 16;
/** `holder` of a cell that nobody holds. */
export const NOBODY = 255;

const seed64 = (seed) => BigInt.asIntN(64, BigInt(seed));

/** Compiles and starts the module: its bytes, a response (or the promise of one), or a compiled module. */
export async function loadArena(source) {
  const given = await source;
  if (given instanceof WebAssembly.Module) return new Arena(await WebAssembly.instantiate(given, {}));
  const bytes = typeof Response !== "undefined" && given instanceof Response ? await given.arrayBuffer() : given;
  return new Arena((await WebAssembly.instantiate(bytes, {})).instance);
}

export class Arena {
  #wasm;

  constructor(instance) {
    this.#wasm = instance.exports;
  }

  /** The bytes that the module takes. */
  get memoryBytes() {
    return this.#wasm.memory.buffer.byteLength;
  }

  /** The map of a seed for two teams. */
  duel(seed, { width = 36, height = 24, obstaclePairs = 16 } = {}) {
    const map = this.#wasm.arena_map_duel(seed64(seed), width, height, obstaclePairs);
    if (map === 0) throw new RangeError(`no map of ${width} by ${height} cells with ${obstaclePairs} pairs of obstacles`);
    return new ArenaMap(this.#wasm, map);
  }

  /** The hexagonal map of a seed for two, three or six teams. */
  hexagon(seed, teams, { radius = 14, obstacleSets = 12 } = {}) {
    const map = this.#wasm.arena_map_hexagon(seed64(seed), teams, radius, obstacleSets);
    if (map === 0) throw new RangeError(`no map for ${teams} teams with radius ${radius} and ${obstacleSets} sets of obstacles`);
    return new ArenaMap(this.#wasm, map);
  }
}

export class ArenaMap {
  #wasm;
  #map;

  constructor(wasm, map) {
    this.#wasm = wasm;
    this.#map = map;
    this.width = wasm.arena_map_columns(map);
    this.height = wasm.arena_map_rows(map);
    this.teams = wasm.arena_map_teams(map);
    this.bases = Array.from({ length: this.teams }, (_, team) => wasm.arena_map_base(map, team));
    this.isPassable = Uint8Array.from(
      { length: this.width * this.height }, (_, cell) => wasm.arena_map_passable(map, cell));
  }

  /** A match on the map at its beginning, by the standard rules. */
  match(seed, { fog = false } = {}) {
    if (this.#map === 0) throw new Error("the map was freed");
    return new Match(this.#wasm, this, this.#wasm.arena_match(this.#map, seed64(seed), fog ? 1 : 0));
  }

  /** Gives the memory back; matches on the map go on. */
  free() {
    if (this.#map !== 0) this.#wasm.arena_map_free(this.#map);
    this.#map = 0;
  }
}

export class Match {
  #wasm;
  #match;
  #views = {};
  #buffer;

  constructor(wasm, map, match) {
    this.#wasm = wasm;
    this.#match = match;
    this.map = map;
  }

  #handle() {
    if (this.#match === 0) throw new Error("the match was freed");
    return this.#match;
  }

  #team(team) {
    if (!Number.isInteger(team) || team < 0 || team >= this.map.teams) throw new RangeError(`there is no team ${team}`);
    return team;
  }

  /** What a team does from now on: an archetype's name, or an intent. */
  order(team, what) {
    const [match, number] = [this.#handle(), this.#team(team)];
    if (typeof what === "string") {
      if (!this.#wasm.arena_order_archetype(match, number, ARCHETYPES.indexOf(what))) {
        throw new RangeError(`archetype: '${what}' is none of ${ARCHETYPES.join(", ")}`);
      }
      return;
    }
    const numbers = numbersOf(what);
    const room = this.#wasm.arena_numbers(numbers.length);
    new Int32Array(this.#wasm.memory.buffer, room, numbers.length).set(numbers);
    const isTaken = this.#wasm.arena_order_intent(match, number, room, numbers.length);
    this.#wasm.arena_numbers_free(room);
    if (!isTaken) throw new RangeError("the intent means nothing to the arena");
  }

  /** Lets the reflex planner choose what a team does from now on; says how sure it is, 0 to 1. */
  plan(team) {
    return this.#wasm.arena_order_reflex(this.#handle(), this.#team(team)) / 1000;
  }

  /** Plays so many ticks, or until the match ends. */
  advance(ticks = 1) {
    this.advanceTo(this.tick + ticks);
  }

  /** Plays until a tick, or until the match ends. */
  advanceTo(tick) {
    this.#wasm.arena_advance(this.#handle(), tick);
  }

  get tick() {
    return this.#wasm.arena_tick(this.#handle());
  }

  /** How it ended; "running" while it runs. */
  get ending() {
    return ENDINGS[this.#wasm.arena_ending(this.#handle())];
  }

  /** Who won, or null. */
  get winner() {
    const winner = this.#wasm.arena_winner(this.#handle());
    return winner < 0 ? null : winner;
  }

  /** The state's hash, as docs/arena.md defines it. */
  get hash() {
    return BigInt.asUintN(64, this.#wasm.arena_hash(this.#handle()));
  }

  /** Where it stands now: typed arrays over the module's memory, valid until the module is called again. */
  get columns() {
    const match = this.#handle();
    this.#wasm.arena_show(match);
    // Memory that has grown is another buffer.
    if (this.#buffer !== this.#wasm.memory.buffer) {
      this.#buffer = this.#wasm.memory.buffer;
      this.#views = Object.fromEntries(COLUMNS.map(([name, Type, length], index) => [
        name, new Type(this.#buffer, this.#wasm.arena_column(match, index), length)]));
    }
    return this.#views;
  }

  /** A match that stands where this one does and goes its own way. */
  copy() {
    return new Match(this.#wasm, this.map, this.#wasm.arena_match_copy(this.#handle()));
  }

  /** Gives the memory back. */
  free() {
    if (this.#match !== 0) this.#wasm.arena_match_free(this.#match);
    this.#match = 0;
  }
}
