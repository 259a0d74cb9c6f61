// Generated from strategos/v1/analysis.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { RoleCounts } from "../../strategos/v1/agent.js";
import type { HexCoordinate, Zone } from "../../strategos/v1/hex.js";
import type { Provenance } from "../../strategos/v1/provenance.js";
import type { ResourceAmounts, ResourceKind } from "../../strategos/v1/resource.js";
import type { Archetype } from "../../strategos/v1/strategy.js";

/** How far a match has come. */
export type Phase = number;
export declare const Phase: {
    /** Not known. */
    readonly UNSPECIFIED: 0;
    /** Most of the map is neutral. */
    readonly OPENING: 1;
    /** The frontiers meet. */
    readonly MIDDLE: 2;
    /** The end is near: by the clock, or by the share of the map. */
    readonly LATE: 3;
}
export declare const Phase$: EnumInfo;

/** A place that matters. */
export type SiteKind = number;
export declare const SiteKind: {
    /** Not said. */
    readonly UNSPECIFIED: 0;
    /** Neutral cells that can be had. */
    readonly OPEN_TERRITORY: 1;
    /** Own cells at the frontier that are weakly held. */
    readonly WEAK_FRONTIER: 2;
    /** The opponent's cells at the frontier that are weakly held. */
    readonly OPPONENT_WEAK_FRONTIER: 3;
    /** Resources near to us. */
    readonly RESOURCES: 4;
    /** Resources that an opponent reaches as soon. */
    readonly CONTESTED_RESOURCES: 5;
    /** Opponents that are fewer or weaker than ours around. */
    readonly PREY: 6;
}
export declare const SiteKind$: EnumInfo;

/**
 * A situation in numbers: the answer of GameStateService.AnalyzeGameState.
 *
 * Numbers 14 to 15 are kept free for lists, 16 and up for the rest.
 */
export interface GameAnalysis {
    /** Whose situation it is. */
    teamId: string;
    /** Tick of the state; absent when the state has none. */
    tick?: bigint | undefined;
    /** How far the match has come. */
    phase: Phase;
    /** How the team stands against its strongest opponent, in thousandths: −1000 lost, 0 even, 1000 won. */
    advantagePerMille: number;
    /** Cells. */
    territory?: TerritoryAnalysis | undefined;
    /** Resources. */
    economy?: EconomyAnalysis | undefined;
    /** Agents. */
    forces?: ForceAnalysis | undefined;
    /** Opponents that come near a base, soonest first. */
    threats: Threat[];
    /** Places that matter, best first. */
    sites: Site[];
    /** How each opponent seems to play. */
    opponents: OpponentAssessment[];
    /** How much is known, 0 to 1. */
    confidence: number;
    /** The situation in words; at most 1000 characters. */
    description: string;
    /** How the answer came about. */
    provenance?: Provenance | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const GameAnalysis: MessageType<GameAnalysis>;

/**
 * Cells in numbers.
 *
 * Numbers 8 to 15 are kept free.
 */
export interface TerritoryAnalysis {
    /** Own share of the ownable cells, in thousandths; absent when not known. */
    sharePerMille?: number | undefined;
    /** Largest opponent's share, in thousandths; absent when not known. */
    opponentSharePerMille?: number | undefined;
    /** Change of the own share in thousandths a minute of game time; absent when not known. */
    trendPerMillePerMinute?: number | undefined;
    /** Own cells that touch an opponent's. */
    contactHexes: number;
    /** Own cells that touch neutral ones. */
    openFrontierHexes: number;
    /** Own cells at the frontier with less than half control. */
    weakFrontierHexes: number;
    /** Own cells. */
    ownedHexes: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const TerritoryAnalysis: MessageType<TerritoryAnalysis>;

/**
 * Resources in numbers.
 *
 * Numbers 7 to 15 are kept free.
 */
export interface EconomyAnalysis {
    /** Own stockpile; absent when not known. */
    stockpile?: ResourceAmounts | undefined;
    /** Own income a second of game time; absent when not known. */
    incomePerSecond?: ResourceAmounts | undefined;
    /** Resources on the map that the team reaches before any opponent. */
    inReach?: ResourceAmounts | undefined;
    /** Resources on the map that an opponent reaches about as soon. */
    contested?: ResourceAmounts | undefined;
    /** Agents that the stockpile pays for, by role, each counted alone; absent when not known. */
    affordable?: RoleCounts | undefined;
    /** The resource that is short for spawning. */
    scarcest: ResourceKind;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const EconomyAnalysis: MessageType<EconomyAnalysis>;

/**
 * Agents in numbers.
 *
 * Numbers 6 to 15 are kept free.
 */
export interface ForceAnalysis {
    /** Own agents. */
    own?: RoleCounts | undefined;
    /** All opponents' agents that are known. */
    opponents?: RoleCounts | undefined;
    /**
     * Own fighting strength, in thousandths of own and strongest opponent's together; absent when
     * neither has agents that are known.
     */
    strengthPerMille?: number | undefined;
    /** The same, near the frontier only; absent when positions are not known. */
    frontierStrengthPerMille?: number | undefined;
    /** Agents whose position is not known. */
    unlocatedAgents: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ForceAnalysis: MessageType<ForceAnalysis>;

/**
 * Opponents that come near a base.
 *
 * Numbers 6 to 15 are kept free.
 */
export interface Threat {
    /** Whose agents. */
    teamId: string;
    /** Where they are. */
    zone?: Zone | undefined;
    /** The base that is threatened. */
    base?: HexCoordinate | undefined;
    /**
     * Their fighting strength, in thousandths of what can defend the base in time, 0 to 100,000; 1000 is
     * even.
     */
    strengthPerMille: number;
    /** Ticks until the first of them arrives. */
    ticksToArrival: bigint;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Threat: MessageType<Threat>;

/**
 * A place that matters.
 *
 * Numbers 5 to 7 are kept free.
 */
export interface Site {
    /** Why it matters. */
    kind: SiteKind;
    /** Where it is. */
    zone?: Zone | undefined;
    /** How much, in thousandths, 0 to 1000; comparable within this answer only. */
    valuePerMille: number;
    /** The opponent concerned; empty when there is none. */
    opponentTeam: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Site: MessageType<Site>;

/**
 * How an opponent seems to play.
 *
 * Numbers 5 to 7 are kept free.
 */
export interface OpponentAssessment {
    /** Id of the opponent. */
    teamId: string;
    /** The ways to play, most likely first. */
    archetypes: ArchetypeLikelihood[];
    /** Its agents that are known. */
    agents?: RoleCounts | undefined;
    /** Its share of the ownable cells, in thousandths; absent when not known. */
    territoryPerMille?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const OpponentAssessment: MessageType<OpponentAssessment>;

/** How likely a way to play is. */
export interface ArchetypeLikelihood {
    /** The way to play. */
    archetype: Archetype;
    /** How likely, in thousandths, 0 to 1000. */
    likelihoodPerMille: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ArchetypeLikelihood: MessageType<ArchetypeLikelihood>;
