// Generated from strategos/v1/strategy.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { Composition, RoleCounts, TaskKind } from "../../strategos/v1/agent.js";
import type { Zone } from "../../strategos/v1/hex.js";
import type { Provenance } from "../../strategos/v1/provenance.js";
import type { ResourceKind, ResourceShares } from "../../strategos/v1/resource.js";

/** How a team behaves on the whole. */
export type Posture = number;
export declare const Posture: {
    /** Not said. */
    readonly UNSPECIFIED: 0;
    /** Seek the fight. */
    readonly AGGRESSIVE: 1;
    /** Hold what is there. */
    readonly DEFENSIVE: 2;
    /** A bit of each. */
    readonly BALANCED: 3;
    /** Grow first. */
    readonly ECONOMIC: 4;
}
export declare const Posture$: EnumInfo;

/** What the team's effort is for. */
export type Focus = number;
export declare const Focus: {
    /** Not said. */
    readonly UNSPECIFIED: 0;
    /** Cells. */
    readonly TERRITORY: 1;
    /** Stockpiles. */
    readonly RESOURCES: 2;
    /** The opponent's agents. */
    readonly COMBAT: 3;
}
export declare const Focus$: EnumInfo;

/** The named ways to play that strategies are variations of, and that opponents are recognised by. */
export type Archetype = number;
export declare const Archetype: {
    /** None of them, or not known. */
    readonly UNSPECIFIED: 0;
    /** A bit of everything. */
    readonly BALANCED: 1;
    /** Attackers early, everything at the opponent. */
    readonly RUSH: 2;
    /** Defenders, close to the base. */
    readonly TURTLE: 3;
    /** Collectors, stockpile first. */
    readonly BOOM: 4;
    /** Explorers, cells first. */
    readonly EXPAND: 5;
    /** Strike where the opponent is weak, take what lies there, withdraw. */
    readonly RAID: 6;
}
export declare const Archetype$: EnumInfo;

/**
 * One of a team's tasks.
 *
 * Numbers 5 to 7 are kept free.
 */
export interface Priority {
    /** What to do. */
    task: TaskKind;
    /** How much it weighs against the others, in thousandths, 0 to 1000. */
    weightPerMille: number;
    /** Where; absent: anywhere. */
    zone?: Zone | undefined;
    /** For collecting: which resource; unspecified: any. */
    resource: ResourceKind;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Priority: MessageType<Priority>;

/**
 * What is done about the way an opponent plays.
 *
 * Numbers 7 to 15 are kept free.
 */
export interface Counter {
    /** Id of the opponent. */
    opponentTeam: string;
    /** How it seems to play. */
    observed: Archetype;
    /** How likely that is, in thousandths, 0 to 1000. */
    likelihoodPerMille: number;
    /** What answers it. */
    response: TaskKind;
    /** Where; absent: anywhere. */
    zone?: Zone | undefined;
    /** Why, for people; at most 500 characters. */
    description: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Counter: MessageType<Counter>;

/**
 * What a team should do until the next one: the answer of StrategyService.
 *
 * Numbers 16 to 31 are kept free.
 */
export interface TeamStrategy {
    /** A name for this strategy, equal for equal strategies; at most 64 characters. */
    strategyId: string;
    /** Whose strategy it is. */
    teamId: string;
    /** How the team behaves on the whole. */
    posture: Posture;
    /** What its effort is for. */
    focus: Focus;
    /** What to do, most important first. */
    priorities: Priority[];
    /** The roles the team should consist of; absent: as it is. */
    composition?: Composition | undefined;
    /** How collecting is divided over the resources; absent: as they lie. */
    resourceShares?: ResourceShares | undefined;
    /** What is done about the opponents. */
    counters: Counter[];
    /** Last tick for which the strategy is meant, 0 to 10¹²; absent: until the next one. */
    validUntilTick?: bigint | undefined;
    /** How sure the answer is, 0 to 1; less when much about the game is not known. */
    confidence: number;
    /** What and why, for people; at most 1000 characters. */
    description: string;
    /** How the answer came about. */
    provenance?: Provenance | undefined;
    /** The named way to play that it is closest to. */
    archetype: Archetype;
    /** Time between spawns, in thousandths of the rules' interval, 100 to 10,000; absent: 1000. */
    spawnIntervalPerMille?: number | undefined;
    /**
     * Health at which agents withdraw, in thousandths of the full health, 0 to 1000; absent: as the rules
     * have it.
     */
    retreatHealthPerMille?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const TeamStrategy: MessageType<TeamStrategy>;

/**
 * Something that an opponent was seen doing. What the state itself shows need not be repeated.
 *
 * Numbers 8 to 15 are kept free.
 */
export interface OpponentObservation {
    /** Id of the opponent. Must be one of the state's teams. */
    teamId: string;
    /** When, in ticks, 0 to 10¹²; absent: now. */
    tick?: bigint | undefined;
    /** What its agents did. */
    task: TaskKind;
    /** With how many agents by role; absent when not known. */
    agents?: RoleCounts | undefined;
    /** Where; absent when not known. */
    zone?: Zone | undefined;
    /** How much it weighs against the other observations, 0 to 1000; absent: 1. */
    weight?: number | undefined;
    /** How the caller thinks that it plays; unspecified when it does not say. */
    archetype: Archetype;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const OpponentObservation: MessageType<OpponentObservation>;

/**
 * One difference between the strategy that was and the one that is.
 *
 * Numbers 5 to 7 are kept free.
 */
export interface StrategyChange {
    /** The field of TeamStrategy, as `posture` or `composition.attacker_per_mille`. */
    field: string;
    /** Its value before, as in JSON; empty when there was none. */
    before: string;
    /** Its value now, as in JSON; empty when there is none. */
    after: string;
    /** Why, for people; at most 500 characters. */
    reason: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const StrategyChange: MessageType<StrategyChange>;
