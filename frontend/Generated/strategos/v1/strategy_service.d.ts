// Generated from strategos/v1/strategy_service.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { Duration } from "../../google/protobuf/duration.js";
import type { GameState } from "../../strategos/v1/game_state.js";
import type { Degradation } from "../../strategos/v1/provenance.js";
import type { OpponentObservation, StrategyChange, TeamStrategy } from "../../strategos/v1/strategy.js";

/**
 * A question for a strategy.
 *
 * Numbers 4 to 15 are kept free.
 */
export interface GenerateStrategyRequest {
    /** The team that asks. Must be one of the state's teams. */
    teamId: string;
    /** The match as the team sees it. */
    gameState?: GameState | undefined;
    /** What the team follows now; absent when nothing. It is kept unless another one is clearly better. */
    currentStrategy?: TeamStrategy | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const GenerateStrategyRequest: MessageType<GenerateStrategyRequest>;

/**
 * A strategy.
 *
 * Numbers 2 to 15 are kept free.
 */
export interface GenerateStrategyResponse {
    /** The strategy; always there. */
    strategy?: TeamStrategy | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const GenerateStrategyResponse: MessageType<GenerateStrategyResponse>;

/**
 * A question for a strategy that may become better while the caller listens.
 *
 * Numbers 4 to 15 are kept free.
 */
export interface StreamStrategyRequest {
    /** The team that asks. Must be one of the state's teams. */
    teamId: string;
    /** The match as the team sees it. */
    gameState?: GameState | undefined;
    /** What the team follows now; absent when nothing. */
    currentStrategy?: TeamStrategy | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const StreamStrategyRequest: MessageType<StreamStrategyRequest>;

/**
 * A strategy, news of the work on it, or the end.
 *
 * Numbers 2 to 9 are kept free for what all updates have, 10 and up for kinds.
 */
export interface StreamStrategyResponse {
    /** 1, 2, 3 … within the call. */
    sequence: bigint;
    /** The update. */
    update?:
        /** A strategy, better than those before it. */
        | { case: "strategy"; value: TeamStrategy }
        /** News of the work. */
        | { case: "progress"; value: StrategyProgress }
        /** The end: the last strategy stands. */
        | { case: "done"; value: StrategyDone }
        | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const StreamStrategyResponse: MessageType<StreamStrategyResponse>;

/** News of the work on a strategy. */
export interface StrategyProgress {
    /** What is being done, as in ProvenanceStep.name. */
    step: string;
    /** How far it is, in thousandths, 0 to 1000; absent when that cannot be said. */
    donePerMille?: number | undefined;
    /** More about it, for people; at most 500 characters. */
    detail: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const StrategyProgress: MessageType<StrategyProgress>;

/** The end of the work on a strategy. */
export interface StrategyDone {
    /** How many strategies were sent. */
    strategies: number;
    /** Time from the question to this message. */
    elapsed?: Duration | undefined;
    /** What was less than it could have been, over the whole call. */
    degraded: Degradation[];
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const StrategyDone: MessageType<StrategyDone>;

/**
 * What a team follows now, and what its opponents did.
 *
 * Numbers 5 to 15 are kept free.
 */
export interface AdaptStrategyRequest {
    /** The team that asks. Must be one of the state's teams. */
    teamId: string;
    /** The match as the team sees it. */
    gameState?: GameState | undefined;
    /** What the team follows now. */
    currentStrategy?: TeamStrategy | undefined;
    /** What the opponents were seen doing, beyond what the state shows. */
    observations: OpponentObservation[];
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const AdaptStrategyRequest: MessageType<AdaptStrategyRequest>;

/**
 * The strategy that counters it.
 *
 * Numbers 4 to 15 are kept free.
 */
export interface AdaptStrategyResponse {
    /** The strategy; always there, and equal to the current one when that already is the best answer. */
    strategy?: TeamStrategy | undefined;
    /** What is different, most important first; empty when nothing is. */
    changes: StrategyChange[];
    /** Something is different. */
    changed: boolean;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const AdaptStrategyResponse: MessageType<AdaptStrategyResponse>;

/**
 * What happens in the match.
 *
 * Numbers 3 to 9 are kept free for what all messages have, 10 and up for kinds.
 */
export interface DirectRequest {
    /** The team that is directed; needed in the first message, then the same or empty. */
    teamId: string;
    /** 1, 2, 3 … as the caller counts; the directive names the one that it answers. */
    sequence: bigint;
    /** What happened. */
    input?:
        /** The match as the team sees it now. */
        | { case: "gameState"; value: GameState }
        /** What an opponent was seen doing. */
        | { case: "observation"; value: OpponentObservation }
        | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const DirectRequest: MessageType<DirectRequest>;

/**
 * What the team should do from now on.
 *
 * Numbers 4 to 9 are kept free for what all messages have, 10 and up for kinds.
 */
export interface DirectResponse {
    /** 1, 2, 3 … within the call. */
    sequence: bigint;
    /** Sequence of the request that this answers; 0 when it comes unasked. */
    answersSequence: bigint;
    /** What is different from the directive before. */
    changes: StrategyChange[];
    /** The directive. */
    directive?:
        /** A new strategy. */
        | { case: "strategy"; value: TeamStrategy }
        /** The strategy before stands. */
        | { case: "keep"; value: KeepStrategy }
        | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const DirectResponse: MessageType<DirectResponse>;

/** The strategy before stands. */
export interface KeepStrategy {
    /** Why, for people; at most 500 characters. */
    reason: string;
    /** Last tick for which it is meant now, 0 to 10¹²; absent: until the next one. */
    validUntilTick?: bigint | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const KeepStrategy: MessageType<KeepStrategy>;

/**
 * Strategies for teams. A valid question always gets a strategy, before the call's deadline; without a
 * deadline within two seconds.
 */
export declare const StrategyService: {
    readonly typeName: string;
    readonly methods: {
        readonly generateStrategy: MethodInfo<GenerateStrategyRequest, GenerateStrategyResponse>;
        readonly streamStrategy: MethodInfo<StreamStrategyRequest, StreamStrategyResponse>;
        readonly adaptStrategy: MethodInfo<AdaptStrategyRequest, AdaptStrategyResponse>;
        readonly direct: MethodInfo<DirectRequest, DirectResponse>;
    }
}

/** Calls StrategyService. Methods that stream requests are not here: browsers cannot. */
export declare class StrategyServiceClient {
    constructor(transport: Transport);
    /** Gives a team its strategy. */
    generateStrategy(request: GenerateStrategyRequest, options?: CallOptions): Promise<GenerateStrategyResponse>;
    /** Gives the planner's strategy at once, then each better one, then says that it is done. */
    streamStrategy(request: StreamStrategyRequest, options?: CallOptions): AsyncIterable<StreamStrategyResponse>;
    /** Answers what an opponent did: the current strategy, changed to counter it. */
    adaptStrategy(request: AdaptStrategyRequest, options?: CallOptions): Promise<AdaptStrategyResponse>;
}
