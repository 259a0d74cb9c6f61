// Generated from strategos/v1/agent_service.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { Duration } from "../../google/protobuf/duration.js";
import type { AgentRole, AgentSpec, Composition, RoleCounts } from "../../strategos/v1/agent.js";
import type { GameState } from "../../strategos/v1/game_state.js";
import type { Provenance } from "../../strategos/v1/provenance.js";
import type { TeamStrategy } from "../../strategos/v1/strategy.js";

/**
 * A question for an agent.
 *
 * Numbers 6 to 15 are kept free.
 */
export interface CreateAgentRequest {
    /** The team that asks. Must be one of the state's teams. */
    teamId: string;
    /** The match as the team sees it. */
    gameState?: GameState | undefined;
    /** What the team follows; absent: what the planner would have it follow. */
    strategy?: TeamStrategy | undefined;
    /** The role wanted; unspecified: the one that is worth most. */
    role: AgentRole;
    /** The answer must be affordable from the stockpile at once, if anything is. */
    affordableOnly: boolean;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const CreateAgentRequest: MessageType<CreateAgentRequest>;

/**
 * An agent.
 *
 * Numbers 2 to 15 are kept free.
 */
export interface CreateAgentResponse {
    /** The agent; always there. */
    agent?: AgentSpec | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const CreateAgentResponse: MessageType<CreateAgentResponse>;

/**
 * A question for agents that belong together.
 *
 * Numbers 5 to 15 are kept free.
 */
export interface CreateSquadRequest {
    /** The team that asks. Must be one of the state's teams. */
    teamId: string;
    /** The match as the team sees it. */
    gameState?: GameState | undefined;
    /** What the team follows; absent: what the planner would have it follow. */
    strategy?: TeamStrategy | undefined;
    /** How many agents, 1 to 64; absent: as many as are worth it. */
    size?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const CreateSquadRequest: MessageType<CreateSquadRequest>;

/**
 * An agent of a squad, or the end.
 *
 * Numbers 2 to 9 are kept free for what all updates have, 10 and up for kinds.
 */
export interface CreateSquadResponse {
    /** 1, 2, 3 … within the call. */
    sequence: bigint;
    /** The update. */
    update?:
        /** An agent of the squad. */
        | { case: "agent"; value: AgentSpec }
        /** The end: the squad is complete. */
        | { case: "done"; value: SquadDone }
        | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const CreateSquadResponse: MessageType<CreateSquadResponse>;

/** The end of a squad. */
export interface SquadDone {
    /** How many agents were sent. */
    agents: number;
    /** Time from the question to this message. */
    elapsed?: Duration | undefined;
    /** What the squad is for, for people; at most 1000 characters. */
    description: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const SquadDone: MessageType<SquadDone>;

/**
 * A question for a team's roles.
 *
 * Numbers 5 to 15 are kept free.
 */
export interface RecommendCompositionRequest {
    /** The team that asks. Must be one of the state's teams. */
    teamId: string;
    /** The match as the team sees it. */
    gameState?: GameState | undefined;
    /** What the team follows; absent: what the planner would have it follow. */
    strategy?: TeamStrategy | undefined;
    /** How many agents the team should have, 1 to 512; absent: the state's limit. */
    size?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const RecommendCompositionRequest: MessageType<RecommendCompositionRequest>;

/**
 * The roles that a team should consist of.
 *
 * Numbers 9 to 15 are kept free.
 */
export interface RecommendCompositionResponse {
    /** The roles by share. */
    composition?: Composition | undefined;
    /** The same in agents, for the size asked. */
    wanted?: RoleCounts | undefined;
    /** What the team has. */
    current?: RoleCounts | undefined;
    /**
     * What to build next, in order, as far as the present stockpile and a minute of income pay for it;
     * at least one when the team has room.
     */
    buildNext: AgentRole[];
    /** How sure the answer is, 0 to 1; less when much about the game is not known. */
    confidence: number;
    /** Why, for people; at most 1000 characters. */
    description: string;
    /** How the answer came about. */
    provenance?: Provenance | undefined;
    /** What the team is missing, by role: wanted less current, none below zero. */
    missing?: RoleCounts | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const RecommendCompositionResponse: MessageType<RecommendCompositionResponse>;

/** Agents for teams: what to build next. */
export declare const AgentService: {
    readonly typeName: string;
    readonly methods: {
        readonly createAgent: MethodInfo<CreateAgentRequest, CreateAgentResponse>;
        readonly createSquad: MethodInfo<CreateSquadRequest, CreateSquadResponse>;
        readonly recommendComposition: MethodInfo<RecommendCompositionRequest, RecommendCompositionResponse>;
    }
}

/** Calls AgentService. Methods that stream requests are not here: browsers cannot. */
export declare class AgentServiceClient {
    constructor(transport: Transport);
    /** Designs the agent that is worth most to the team now. */
    createAgent(request: CreateAgentRequest, options?: CallOptions): Promise<CreateAgentResponse>;
    /** Designs agents that belong together, one after the other. */
    createSquad(request: CreateSquadRequest, options?: CallOptions): AsyncIterable<CreateSquadResponse>;
    /** Says which roles the team should consist of, and which to build next. */
    recommendComposition(request: RecommendCompositionRequest, options?: CallOptions): Promise<RecommendCompositionResponse>;
}
