// Generated from strategos/v1/event.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { AgentRole } from "../../strategos/v1/agent.js";
import type { HexCoordinate } from "../../strategos/v1/hex.js";
import type { ResourceAmounts } from "../../strategos/v1/resource.js";

/**
 * Something that happened in a match. A kind that this version does not know is left unset and ignored.
 *
 * Numbers 5 to 9 are kept free for what all events have, 10 and up for kinds.
 */
export interface GameEvent {
    /** When, in ticks, 0 to 10¹². */
    tick: bigint;
    /** Whom it happened to, or who did it; empty when not known. Must be one of the state's teams. */
    teamId: string;
    /** The other team in it; empty when there is none or it is not known. Must be one of the state's teams. */
    otherTeamId: string;
    /** Where; absent when not known. */
    position?: HexCoordinate | undefined;
    /** What happened. */
    kind?:
        /** The team got an agent. */
        | { case: "agentSpawned"; value: AgentSpawned }
        /** The team lost an agent, to the other team if that is named. */
        | { case: "agentLost"; value: AgentLost }
        /** The team took a cell, from the other team if that is named. */
        | { case: "hexTaken"; value: HexTaken }
        /** The team brought resources home. */
        | { case: "resourcesDelivered"; value: ResourcesDelivered }
        /** The team was attacked at or next to its base, by the other team. */
        | { case: "baseAttacked"; value: BaseAttacked }
        /** Agents of both teams fought. */
        | { case: "combat"; value: Combat }
        | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const GameEvent: MessageType<GameEvent>;

/** A team got an agent. */
export interface AgentSpawned {
    /** Its id; empty when not known. */
    agentId: string;
    /** Its role. */
    role: AgentRole;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const AgentSpawned: MessageType<AgentSpawned>;

/** A team lost an agent. */
export interface AgentLost {
    /** Its id; empty when not known. */
    agentId: string;
    /** Its role. */
    role: AgentRole;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const AgentLost: MessageType<AgentLost>;

/** A team took cells. */
export interface HexTaken {
    /** How many, 0 to 16,384; 0 is taken as one. */
    count: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const HexTaken: MessageType<HexTaken>;

/** A team brought resources home. */
export interface ResourcesDelivered {
    /** How much. */
    amounts?: ResourceAmounts | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ResourcesDelivered: MessageType<ResourcesDelivered>;

/** A team was attacked at or next to its base. */
export interface BaseAttacked {
    /** Damage done, in the game's units, 0 to 10⁹; absent when not known. */
    damage?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const BaseAttacked: MessageType<BaseAttacked>;

/** Agents of two teams fought. */
export interface Combat {
    /** Damage that the first team took, in the game's units, 0 to 10⁹; absent when not known. */
    damageToTeam?: number | undefined;
    /** Damage that the other team took; absent when not known. */
    damageToOtherTeam?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Combat: MessageType<Combat>;
