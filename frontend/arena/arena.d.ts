// SPDX-License-Identifier: Apache-2.0

export type Archetype = "balanced" | "rush" | "turtle" | "boom" | "expand" | "raid";
export type Posture = "aggressive" | "defensive" | "balanced" | "economic";
export type Focus = "territory" | "resources" | "combat";
export type Task = "collect" | "expand" | "attack" | "defendTerritory" | "defendBase" | "scout";
export type Resource = "energy" | "materials" | "data";
export type Role = "collector" | "explorer" | "defender" | "attacker";
export type Ending = "running" | "territory" | "elimination" | "resources" | "time" | "draw";

export const ARCHETYPES: readonly Archetype[];
export const POSTURES: readonly Posture[];
export const FOCUSES: readonly Focus[];
export const TASKS: readonly Task[];
export const RESOURCES: readonly Resource[];
export const ROLES: readonly Role[];
export const ENDINGS: readonly Ending[];
export const AGENTS_PER_TEAM: 16;
export const NOBODY: 255;

/** All cells within `radius` of `cell`; a cell is `row * width + column`. */
export interface Zone { cell: number; radius: number }

/** A strategy in the arena's words. Weights, shares and likelihoods are thousandths; what is absent comes
 * from the posture. */
export interface Intent {
  posture?: Posture;
  focus?: Focus;
  priorities?: { task: Task; weight: number; zone?: Zone; resource?: Resource }[];
  /** Collectors, explorers, defenders, attackers. */
  composition?: readonly [number, number, number, number];
  /** Energy, materials, data. */
  shares?: readonly [number, number, number];
  counters?: { team: number; likelihood: number; response: Task; zone?: Zone }[];
  /** Time between spawns, in thousandths of the rules' time. */
  spawnInterval?: number;
  /** Health, in thousandths, at which agents withdraw. */
  retreatHealth?: number;
}

/** Where a match stands: views of the module's memory. They are written anew by each `Match.columns`, and
 * valid until the module is called again. */
export interface Columns {
  /** For each cell its holder's control, 0 to 1000. */
  readonly control: Int16Array;
  /** For each cell the team that controls it, or NOBODY. */
  readonly holder: Uint8Array;
  /** Four for each cell: energy, materials, data, 0. */
  readonly deposits: Uint8Array;
  /** For each agent whether it lives; agent 16t + s is in slot s of team t. The other columns of agents
   * mean nothing for those that do not. */
  readonly alive: Uint8Array;
  readonly cell: Uint16Array;
  readonly target: Uint16Array;
  /** Tenths of a hit point. */
  readonly health: Int16Array;
  readonly fullHealth: Int16Array;
  /** Thousandths of the way to the next cell. */
  readonly progress: Int16Array;
  /** Indices of ROLES. */
  readonly role: Uint8Array;
  /** Indices of TASKS. */
  readonly task: Uint8Array;
  /** Four for each agent: energy, materials, data, 0. */
  readonly load: Uint8Array;
  /** Three for each team. */
  readonly stock: Int32Array;
  /** For each team the cells that belong to it. */
  readonly cells: Int32Array;
  /** Three for each team. */
  readonly delivered: Int32Array;
  readonly spawned: Int32Array;
  readonly lost: Int32Array;
  readonly isOut: Int32Array;
}

export type ArenaSource = BufferSource | Response | WebAssembly.Module;

/** Compiles and starts the module. */
export function loadArena(source: ArenaSource | Promise<ArenaSource>): Promise<Arena>;

export class Arena {
  private constructor();
  /** The bytes that the module takes. */
  readonly memoryBytes: number;
  /** The map of a seed for two teams. Throws a RangeError where the size is not allowed. */
  duel(seed: number | bigint, options?: { width?: number; height?: number; obstaclePairs?: number }): ArenaMap;
  /** The hexagonal map of a seed for two, three or six teams. */
  hexagon(seed: number | bigint, teams: 2 | 3 | 6, options?: { radius?: number; obstacleSets?: number }): ArenaMap;
}

export class ArenaMap {
  private constructor();
  readonly width: number;
  readonly height: number;
  readonly teams: number;
  readonly bases: readonly number[];
  /** For each cell 1 where it can be entered. */
  readonly isPassable: Uint8Array;
  /** A match at its beginning, by the standard rules; every team is balanced. */
  match(seed: number | bigint, options?: { fog?: boolean }): Match;
  /** Gives the memory back; matches on the map go on. */
  free(): void;
}

export class Match {
  private constructor();
  readonly map: ArenaMap;
  readonly tick: number;
  readonly ending: Ending;
  readonly winner: number | null;
  readonly hash: bigint;
  readonly columns: Columns;
  /** What a team does from now on. Throws a RangeError that names what is wrong. */
  order(team: number, what: Archetype | Intent): void;
  /** Lets the reflex planner choose what a team does from now on; says how sure it is, 0 to 1. */
  plan(team: number): number;
  /** Plays so many ticks (1), or until the match ends. */
  advance(ticks?: number): void;
  /** Plays until a tick, or until the match ends. */
  advanceTo(tick: number): void;
  /** A match that stands where this one does and goes its own way. */
  copy(): Match;
  /** Gives the memory back. */
  free(): void;
}
