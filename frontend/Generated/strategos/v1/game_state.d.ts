// Generated from strategos/v1/game_state.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { Agent } from "../../strategos/v1/agent.js";
import type { GameEvent } from "../../strategos/v1/event.js";
import type { HexCoordinate } from "../../strategos/v1/hex.js";
import type { ResourceAmounts, ResourceDeposit } from "../../strategos/v1/resource.js";

/** Whose eyes a state is seen with. */
export type Visibility = number;
export declare const Visibility: {
    /** Not said; taken as full. */
    readonly UNSPECIFIED: 0;
    /** Everything is in the state. */
    readonly FULL: 1;
    /** Only what the asking team sees or remembers is in the state; what is missing may exist. */
    readonly FOG: 2;
}
export declare const Visibility$: EnumInfo;

/** What a cell is made of. */
export type Terrain = number;
export declare const Terrain: {
    /** Not said; taken as open. */
    readonly UNSPECIFIED: 0;
    /** Passable, can be owned. */
    readonly OPEN: 1;
    /** Nobody passes or owns it. */
    readonly OBSTACLE: 2;
}
export declare const Terrain$: EnumInfo;

/**
 * A moment of a match: everything that a strategy is made from. Only `teams` is needed. What is absent
 * is not known, and makes the answer less confident.
 *
 * Numbers 13 to 15 are kept free for lists, 20 and up for settings.
 */
export interface GameState {
    /**
     * The match: 1 to 64 of letters, digits, `_`, `.`, `:`, `-`. Empty: a single question, nothing is
     * remembered.
     */
    matchId: string;
    /** Game time in ticks since the match began, 0 to 10¹²; absent when not known. */
    tick?: bigint | undefined;
    /**
     * The rules that the game is played by: 1 to 64 characters. `arena/1` are the standard rules of Arena, by
     * which futures of a complete state can be played. Empty: another game's; costs and speeds are then taken
     * from the reference game.
     */
    rulesId: string;
    /** The map's size; absent when not known. */
    map?: GameMap | undefined;
    /**
     * The cells that are known. A cell that is not listed is, with full visibility, open and neutral;
     * under fog it is not known.
     */
    hexes: Hex[];
    /**
     * Resources lying on the map. Empty with full visibility: there are none, unless
     * `resources_on_map` says otherwise.
     */
    deposits: ResourceDeposit[];
    /** Where teams spawn and deliver. */
    bases: Base[];
    /** All teams of the match, the asking one included. */
    teams: Team[];
    /** What happened lately, in any order. */
    recentEvents: GameEvent[];
    /** Whose eyes the state is seen with. */
    visibility: Visibility;
    /** Sum of what lies on the map; absent when not known. Not needed where `deposits` is complete. */
    resourcesOnMap?: ResourceAmounts | undefined;
    /**
     * The tick at which the match ends at the latest, 0 to 10¹²; absent when there is no limit or it is
     * not known.
     */
    lastTick?: bigint | undefined;
    /** Length of a tick in milliseconds of game time, 1 to 60,000; absent: 100, as in the reference game. */
    tickMs?: number | undefined;
    /** How many agents a team may have, 0 to 512; absent: 12, as in the reference game. */
    agentLimit?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const GameState: MessageType<GameState>;

/**
 * The map's size. Rows and columns are counted as HexCoordinate says.
 *
 * Numbers 6 to 15 are kept free.
 */
export interface GameMap {
    /** Number of columns, 0 to 1000; 0 when not known. */
    columns: number;
    /** Number of rows, 0 to 1000; 0 when not known. */
    rows: number;
    /** Column of the westernmost cells, −10,000 to 10,000. */
    firstColumn: number;
    /** Row of the northernmost cells, −10,000 to 10,000. */
    firstRow: number;
    /** How many cells can be owned, 0 to 10⁶; absent: columns × rows less the known obstacles. */
    passableHexes?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const GameMap: MessageType<GameMap>;

/**
 * A cell. The coordinates stand here and not in a HexCoordinate because there are many cells.
 *
 * Numbers 7 to 15 are kept free.
 */
export interface Hex {
    /** Axial coordinate to the east; see HexCoordinate. */
    q: number;
    /** Axial coordinate to the south-east (the row). */
    r: number;
    /** Id of the team that holds it; empty when nobody does. Must be one of the state's teams. */
    ownerTeam: string;
    /** How firmly it is held, in thousandths, 0 to 1000. Without an owner: how far it is from neutral. */
    controlPerMille: number;
    /** What it is made of. */
    terrain: Terrain;
    /** Tick at which it was last seen, 0 to 10¹²; absent when it is seen now. */
    lastSeenTick?: bigint | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Hex: MessageType<Hex>;

/**
 * Where a team spawns agents and delivers what they carry.
 *
 * Numbers 5 to 15 are kept free.
 */
export interface Base {
    /** Id of the team. Must be one of the state's teams. */
    teamId: string;
    /** Where it stands; absent when not known. */
    position?: HexCoordinate | undefined;
    /** Health left, in the game's units, 0 to 10⁹; absent where bases cannot be hurt or it is not known. */
    hitPoints?: number | undefined;
    /** Health when unhurt; absent as above. */
    maxHitPoints?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Base: MessageType<Base>;

/**
 * A team as the state knows it. Only the id is needed.
 *
 * Numbers 9 to 15 are kept free.
 */
export interface Team {
    /** Its name in the match: 1 to 64 of letters, digits, `_`, `.`, `:`, `-`. */
    id: string;
    /** What it has in store; absent when not known. */
    stockpile?: ResourceAmounts | undefined;
    /** What it earned a second of game time lately; absent when not known. */
    incomePerSecond?: ResourceAmounts | undefined;
    /** Its agents that are known. */
    agents: Agent[];
    /**
     * Share of the ownable cells that it holds, in thousandths, 0 to 1000; absent: counted from `hexes`,
     * or not known where there are none.
     */
    territoryPerMille?: number | undefined;
    /** The same share at earlier ticks, in any order. */
    territoryHistory: TerritorySample[];
    /** Tick at which it spawns next, 0 to 10¹²; absent when not known. */
    nextSpawnTick?: bigint | undefined;
    /**
     * Tick since which it has held the share of the cells that wins, 0 to 10¹²; absent when it does not, or
     * that is not known.
     */
    winningSinceTick?: bigint | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Team: MessageType<Team>;

/**
 * A team's share of the map at one tick.
 *
 * Numbers 3 to 7 are kept free.
 */
export interface TerritorySample {
    /** When, 0 to 10¹². */
    tick: bigint;
    /** Share of the ownable cells in thousandths, 0 to 1000. */
    territoryPerMille: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const TerritorySample: MessageType<TerritorySample>;
