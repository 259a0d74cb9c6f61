// Generated from strategos/v1/arena_rules.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";

/**
 * The numbers of the reference game: what Arena plays by. A set of rules is complete: a number
 * that is missing is an error, so that no reader has to know defaults. Only whole numbers, because
 * a match has to come out the same on every machine. A tick is a tenth of a second of the game.
 *
 * Numbers 14 to 31 are kept free.
 */
export interface ArenaRules {
    /**
     * What the rules are called, in answers and reports: 1 to 64 of letters, digits, `_`, `.`, `:`,
     * `-`.
     */
    id: string;
    /** How a match is won. */
    victory?: ArenaVictoryRules | undefined;
    /** What agents are like. */
    agents?: ArenaAgentRules | undefined;
    /** How agents fight. */
    combat?: ArenaCombatRules | undefined;
    /** How cells change hands, and what they pay. */
    territory?: ArenaTerritoryRules | undefined;
    /** What is gathered. */
    resources?: ArenaResourceRules | undefined;
    /** How agents come into the match. */
    spawning?: ArenaSpawnRules | undefined;
    /** How agents choose what to do. */
    choosing?: ArenaChoiceRules | undefined;
    /** What teams know. */
    sight?: ArenaSightRules | undefined;
    /** What tells collectors from other roles. */
    collector?: ArenaRoleRules | undefined;
    /** What tells explorers from other roles. */
    explorer?: ArenaRoleRules | undefined;
    /** What tells defenders from other roles. */
    defender?: ArenaRoleRules | undefined;
    /** What tells attackers from other roles. */
    attacker?: ArenaRoleRules | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ArenaRules: MessageType<ArenaRules>;

/**
 * How a match is won.
 *
 * Numbers 7 to 15 are kept free.
 */
export interface ArenaVictoryRules {
    /** Ticks after which the match is decided by territory, 1 to 1000000. */
    matchTicks?: number | undefined;
    /** Share of the passable cells that wins when it is held, in thousandths, 1 to 1000. */
    territorySharePerMille?: number | undefined;
    /** Ticks for which that share must be held, 0 to 1000000. */
    territoryTicks?: number | undefined;
    /**
     * A team wins by resources with this many times what every other team has, and more than
     * `resource_floor`, 2 to 1000.
     */
    resourceFactor?: number | undefined;
    /** Units of all resources together that a team needs to win by them, 0 to 1000000. */
    resourceFloor?: number | undefined;
    /**
     * At the limit a lead of less than this share of the passable cells is a draw, in thousandths, 0
     * to 1000.
     */
    drawMarginPerMille?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ArenaVictoryRules: MessageType<ArenaVictoryRules>;

/**
 * What agents are like: each value grows in a straight line from its base, at attribute 0, by its
 * gain, at attribute 1000.
 *
 * Numbers 9 to 15 are kept free.
 */
export interface ArenaAgentRules {
    /** Most living agents of a team, 1 to 16. */
    agentLimit?: number | undefined;
    /** Greatest sum of the five attributes, in thousandths, 0 to 5000. */
    greatestAttributeSum?: number | undefined;
    /** Way in a tick at speed 0, in thousandths of a cell, 1 to 1000. */
    paceBase?: number | undefined;
    /** Way in a tick that speed 1000 adds, in thousandths of a cell, 0 to 999. */
    paceGain?: number | undefined;
    /** Health at health 0, in tenths of a hit point, 1 to 30000. */
    healthBase?: number | undefined;
    /** Health that health 1000 adds, in tenths of a hit point, 0 to 29999. */
    healthGain?: number | undefined;
    /** Units carried at carry capacity 0, 0 to 200. */
    carryBase?: number | undefined;
    /** Units carried that carry capacity 1000 adds, 0 to 200. */
    carryGain?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ArenaAgentRules: MessageType<ArenaAgentRules>;

/**
 * How agents fight: an agent strikes the weakest opponent on its cell or next to it.
 *
 * Numbers 10 to 15 are kept free.
 */
export interface ArenaCombatRules {
    /** Strength of a blow at attack 0, in tenths of a hit point, 0 to 10000. */
    attackBase?: number | undefined;
    /** Strength that attack 1000 adds, in tenths of a hit point, 0 to 10000. */
    attackGain?: number | undefined;
    /** Armour at defense 0, in tenths of a hit point, 0 to 10000. */
    armorBase?: number | undefined;
    /** Armour that defense 1000 adds, in tenths of a hit point, 0 to 10000. */
    armorGain?: number | undefined;
    /** Share of the armour that is taken off each blow, in thousandths, 0 to 1000. */
    armorSharePerMille?: number | undefined;
    /** Ticks between blows at speed 0, 1 to 200. */
    cooldownBase?: number | undefined;
    /** Ticks that speed 1000 takes off, 0 to 199. */
    cooldownGain?: number | undefined;
    /**
     * Health given back in a tick on the own base and next to it, in tenths of a hit point, 0 to
     * 10000.
     */
    healing?: number | undefined;
    /** Share of a blow that is done to an agent on a cell of its own team, in thousandths, 0 to 1000. */
    homeDamagePerMille?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ArenaCombatRules: MessageType<ArenaCombatRules>;

/**
 * How cells change hands, and what they pay. Control of a cell is 0 to 1000.
 *
 * Numbers 4 to 15 are kept free.
 */
export interface ArenaTerritoryRules {
    /** A cell belongs to the team whose control is greater than this, 0 to 999. */
    ownedBeyond?: number | undefined;
    /** Ticks between payments for territory, 5 to 10000. */
    incomeTicks?: number | undefined;
    /** Cells that pay one unit of each resource; 0: territory pays nothing, 0 to 1024. */
    incomeCells?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ArenaTerritoryRules: MessageType<ArenaTerritoryRules>;

/**
 * What is gathered. Piles appear in places that turning the map brings to each other, one for each
 * team.
 *
 * Numbers 6 to 15 are kept free.
 */
export interface ArenaResourceRules {
    /** Units of each resource that a team starts with, 0 to 1000000. */
    startStock?: number | undefined;
    /** Piles for each team at the start, 0 to 100. */
    startPiles?: number | undefined;
    /** Ticks between new piles, 1 to 10000. */
    waveTicks?: number | undefined;
    /** Most units of a new pile; the least is one, 1 to 100. */
    waveAmount?: number | undefined;
    /** Cells with resources beyond which no new piles appear, 0 to 1000. */
    pileLimit?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ArenaResourceRules: MessageType<ArenaResourceRules>;

/**
 * How agents come into the match.
 *
 * Numbers 4 to 15 are kept free.
 */
export interface ArenaSpawnRules {
    /** Ticks between two agents of a team, 1 to 10000. */
    spawnTicks?: number | undefined;
    /** Stock of every resource above which that takes 0.8 of the time, 0 to 1000000. */
    richStock?: number | undefined;
    /** Stock of any resource below which it takes 1.5 of the time, 0 to 1000000. */
    poorStock?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ArenaSpawnRules: MessageType<ArenaSpawnRules>;

/**
 * How agents choose what to do.
 *
 * Numbers 5 to 15 are kept free.
 */
export interface ArenaChoiceRules {
    /** Ticks after which an agent chooses its target again, 1 to 200. */
    choiceTicks?: number | undefined;
    /** The same for an agent with an opponent near, 1 to 200. */
    fightChoiceTicks?: number | undefined;
    /** Distance that counts besides the way to a target, in cells, 1 to 1000. */
    choiceDistance?: number | undefined;
    /** Opponents this near to the base are the concern of those who defend it, in cells, 0 to 64. */
    baseZone?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ArenaChoiceRules: MessageType<ArenaChoiceRules>;

/**
 * What teams know.
 *
 * Numbers 4 to 15 are kept free.
 */
export interface ArenaSightRules {
    /** Whether a team knows only what its agents see or have seen. */
    fogged?: boolean | undefined;
    /** How far an agent sees at speed 0, in thousandths of a cell, 0 to 16000. */
    visionBase?: number | undefined;
    /** How much further at speed 1000, in thousandths of a cell, 0 to 16000. */
    visionGain?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ArenaSightRules: MessageType<ArenaSightRules>;

/**
 * What tells a role from others.
 *
 * Numbers 5 to 15 are kept free.
 */
export interface ArenaRoleRules {
    /** What an agent of the role costs: multipliers of 10 · (0.8 + sum of the attributes / 5). */
    cost?: ArenaRoleCost | undefined;
    /** What an agent adds to the control of its cell in a tick, 0 to 1000. */
    claim?: number | undefined;
    /** How well the role does each task. */
    affinity?: ArenaAffinity | undefined;
    /** How much of a blow is done to agents of each role. */
    damage?: ArenaRoleDamage | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ArenaRoleRules: MessageType<ArenaRoleRules>;

/**
 * Multipliers of what an agent costs, in thousandths.
 *
 * Numbers 4 to 15 are kept free.
 */
export interface ArenaRoleCost {
    /** Multiplier for energy, 0 to 100000. */
    energyPerMille?: number | undefined;
    /** Multiplier for materials, 0 to 100000. */
    materialsPerMille?: number | undefined;
    /** Multiplier for data, 0 to 100000. */
    dataPerMille?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ArenaRoleCost: MessageType<ArenaRoleCost>;

/**
 * How well a role does each task, in thousandths: what a target is worth is the weight of its task
 * times this, divided by the way.
 *
 * Numbers 7 to 15 are kept free.
 */
export interface ArenaAffinity {
    /** For gathering resources, 0 to 1000. */
    collectPerMille?: number | undefined;
    /** For claiming cells, 0 to 1000. */
    expandPerMille?: number | undefined;
    /**
     * For seeking the opponents' agents and cells; from 400 on the role turns on opponents that come
     * near, 0 to 1000.
     */
    attackPerMille?: number | undefined;
    /** For meeting opponents on own cells, 0 to 1000. */
    defendTerritoryPerMille?: number | undefined;
    /** For meeting opponents near the own base, 0 to 1000. */
    defendBasePerMille?: number | undefined;
    /** For looking at what has not been seen, 0 to 1000. */
    scoutPerMille?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ArenaAffinity: MessageType<ArenaAffinity>;

/**
 * How much of a blow is done by the role of who is struck, in thousandths.
 *
 * Numbers 5 to 15 are kept free.
 */
export interface ArenaRoleDamage {
    /** To collectors, 0 to 10000. */
    toCollectorPerMille?: number | undefined;
    /** To explorers, 0 to 10000. */
    toExplorerPerMille?: number | undefined;
    /** To defenders, 0 to 10000. */
    toDefenderPerMille?: number | undefined;
    /** To attackers, 0 to 10000. */
    toAttackerPerMille?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ArenaRoleDamage: MessageType<ArenaRoleDamage>;
