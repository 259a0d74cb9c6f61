// Generated from strategos/v1/agent.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { HexCoordinate, Zone } from "../../strategos/v1/hex.js";
import type { Provenance } from "../../strategos/v1/provenance.js";
import type { ResourceAmounts } from "../../strategos/v1/resource.js";

/** What an agent is for. */
export type AgentRole = number;
export declare const AgentRole: {
    /** Not known. */
    readonly UNSPECIFIED: 0;
    /** Gathers resources and brings them home. */
    readonly COLLECTOR: 1;
    /** Moves fast, sees far, claims cells. */
    readonly EXPLORER: 2;
    /** Holds bases and territory. */
    readonly DEFENDER: 3;
    /** Fights the opponent's agents and takes its territory. */
    readonly ATTACKER: 4;
}
export declare const AgentRole$: EnumInfo;

/** What an agent does at the moment, or should do. */
export type TaskKind = number;
export declare const TaskKind: {
    /** Not known. */
    readonly UNSPECIFIED: 0;
    /** Gather resources and deliver them. */
    readonly COLLECT: 1;
    /** Claim cells that nobody owns, or that are weakly held. */
    readonly EXPAND_TERRITORY: 2;
    /** Seek and fight the opponent's agents, and take its cells. */
    readonly ATTACK_ENEMIES: 3;
    /** Hold the own cells along the frontier. */
    readonly DEFEND_TERRITORY: 4;
    /** Hold the base and what lies next to it. */
    readonly DEFEND_BASE: 5;
    /** Look at what is not known. */
    readonly SCOUT: 6;
}
export declare const TaskKind$: EnumInfo;

/** What an agent prefers when tasks are equal. */
export type AgentPriority = number;
export declare const AgentPriority: {
    /** No preference. */
    readonly UNSPECIFIED: 0;
    /** Energy first. */
    readonly ENERGY: 1;
    /** Materials first. */
    readonly MATERIALS: 2;
    /** Data first. */
    readonly DATA: 3;
    /** Cells first. */
    readonly TERRITORY: 4;
}
export declare const AgentPriority$: EnumInfo;

/**
 * What an agent is made of, in thousandths of the greatest possible; together at most 3000. They are
 * whole numbers because fractions cannot hold the sum exactly.
 *
 * Numbers 6 to 15 are kept free for further attributes.
 */
export interface AgentAttributes {
    /** How fast it moves and strikes, 0 to 1000. */
    speedPerMille: number;
    /** How much damage it survives, 0 to 1000. */
    healthPerMille: number;
    /** How much damage it does, 0 to 1000. */
    attackPerMille: number;
    /** How much of each blow it wards off, 0 to 1000. */
    defensePerMille: number;
    /** How much it carries at once, 0 to 1000. */
    carryCapacityPerMille: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const AgentAttributes: MessageType<AgentAttributes>;

/**
 * An agent as a game reports it. Only the id is needed; what is not known stays absent.
 *
 * Numbers 11 to 15 are kept free for what changes every tick, 16 and up for the rest.
 */
export interface Agent {
    /** Its name, unique in its team: 1 to 64 of letters, digits, `_`, `.`, `:`, `-`. */
    id: string;
    /** Its role. */
    role: AgentRole;
    /** Where it stands; absent when not known. */
    position?: HexCoordinate | undefined;
    /** Health left, in the game's units, 0 to 10⁹; absent when not known. */
    hitPoints?: number | undefined;
    /** Health when unhurt, in the same units; absent when not known. */
    maxHitPoints?: number | undefined;
    /** What it is made of; absent when not known. */
    attributes?: AgentAttributes | undefined;
    /** What it carries; absent when not known. */
    carrying?: ResourceAmounts | undefined;
    /** What it does. */
    task: TaskKind;
    /** Where it goes; absent when it goes nowhere or that is not known. */
    target?: HexCoordinate | undefined;
    /** What it prefers. */
    priority: AgentPriority;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Agent: MessageType<Agent>;

/**
 * An agent to build: the answer of AgentService.
 *
 * Numbers 11 to 15 are kept free.
 */
export interface AgentSpec {
    /** Its role. */
    role: AgentRole;
    /** What it is made of. */
    attributes?: AgentAttributes | undefined;
    /** What it prefers. */
    priority: AgentPriority;
    /** Where it goes first; absent when the map is not known. */
    deployment?: Zone | undefined;
    /** What it costs by the rules of the game, or by the reference game's where they are not known. */
    cost?: ResourceAmounts | undefined;
    /**
     * Game ticks until the stockpile pays for it at the present income: 0 when it does now, absent when
     * stockpile or income are not known or it never will.
     */
    ticksUntilAffordable?: bigint | undefined;
    /** Why this one, for people; at most 1000 characters. */
    description: string;
    /** How the answer came about. */
    provenance?: Provenance | undefined;
    /** How sure the answer is, 0 to 1; less when much about the game is not known. */
    confidence: number;
    /** What it should do first. */
    task: TaskKind;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const AgentSpec: MessageType<AgentSpec>;

/**
 * The roles a team should consist of, in thousandths of its agents; together 1000.
 *
 * Numbers 5 to 15 are kept free for further roles.
 */
export interface Composition {
    /** Share of collectors, 0 to 1000. */
    collectorPerMille: number;
    /** Share of explorers, 0 to 1000. */
    explorerPerMille: number;
    /** Share of defenders, 0 to 1000. */
    defenderPerMille: number;
    /** Share of attackers, 0 to 1000. */
    attackerPerMille: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Composition: MessageType<Composition>;

/**
 * Agents counted by role.
 *
 * Numbers 5 to 14 are kept free for further roles.
 */
export interface RoleCounts {
    /** Number of collectors, 0 to 512. */
    collectors: number;
    /** Number of explorers, 0 to 512. */
    explorers: number;
    /** Number of defenders, 0 to 512. */
    defenders: number;
    /** Number of attackers, 0 to 512. */
    attackers: number;
    /** Number of agents whose role is not known, 0 to 512. */
    unknown: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const RoleCounts: MessageType<RoleCounts>;
