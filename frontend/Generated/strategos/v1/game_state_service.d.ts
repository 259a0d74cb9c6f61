// Generated from strategos/v1/game_state_service.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { Duration } from "../../google/protobuf/duration.js";
import type { GameAnalysis } from "../../strategos/v1/analysis.js";
import type { GameEvent } from "../../strategos/v1/event.js";
import type { GameState } from "../../strategos/v1/game_state.js";
import type { Match, MatchResult, MatchStatus } from "../../strategos/v1/match.js";
import type { TeamStrategy } from "../../strategos/v1/strategy.js";

/**
 * A question for an analysis.
 *
 * Numbers 3 to 15 are kept free.
 */
export interface AnalyzeGameStateRequest {
    /** The team that asks. Must be one of the state's teams. */
    teamId: string;
    /** The match as the team sees it. */
    gameState?: GameState | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const AnalyzeGameStateRequest: MessageType<AnalyzeGameStateRequest>;

/**
 * An analysis.
 *
 * Numbers 2 to 15 are kept free.
 */
export interface AnalyzeGameStateResponse {
    /** The analysis; always there. */
    analysis?: GameAnalysis | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const AnalyzeGameStateResponse: MessageType<AnalyzeGameStateResponse>;

/**
 * One record of a match.
 *
 * Numbers 4 to 9 are kept free for what all records have, 10 and up for kinds.
 */
export interface ReportGameStateRequest {
    /** The match; needed in the first message, then the same or empty. */
    matchId: string;
    /**
     * The team that reports, for its view under fog; empty: as in the message before, or else the game itself,
     * which sees everything. Game and teams count their own sequences.
     */
    teamId: string;
    /**
     * 1, 2, 3 … as the caller counts; a record that was already accepted is accepted again without effect,
     * whatever is in it.
     */
    sequence: bigint;
    /** The record. */
    record?:
        /** The match at one tick. */
        | { case: "gameState"; value: GameState }
        /** Something that happened. */
        | { case: "event"; value: GameEvent }
        /**
         * How it ended. The game's result ends the match; a team's only the team's own view, unless the game
         * reports nothing and no team is left.
         */
        | { case: "result"; value: MatchResult }
        | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ReportGameStateRequest: MessageType<ReportGameStateRequest>;

/**
 * What was recorded; every record counted here survives a crash.
 *
 * Numbers 4 to 15 are kept free.
 */
export interface ReportGameStateResponse {
    /** The match. */
    matchId: string;
    /** How many records were accepted, those included that had been before. */
    accepted: bigint;
    /** Sequence of the last one, as the caller counts. */
    lastSequence: bigint;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ReportGameStateResponse: MessageType<ReportGameStateResponse>;

/**
 * A wish to follow a match.
 *
 * Numbers 5 to 15 are kept free.
 */
export interface WatchMatchRequest {
    /** The match. */
    matchId: string;
    /** The team whose view is wanted; empty: the whole match, where that is allowed. */
    teamId: string;
    /** `resume_token` of the last message that was received; empty: from now. */
    resumeToken: string;
    /** Longest silence before a heartbeat, 1 s to 1 h; absent: 15 s. */
    heartbeatInterval?: Duration | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const WatchMatchRequest: MessageType<WatchMatchRequest>;

/**
 * Something new in a match.
 *
 * Numbers 4 to 9 are kept free for what all updates have, 10 and up for kinds.
 */
export interface WatchMatchResponse {
    /**
     * Number of the record in the view that is watched; grows, without gaps unless records were dropped by retention.
     * A heartbeat has the number of the record before it.
     */
    sequence: bigint;
    /** What to give to resume behind this message; at most 256 characters. */
    resumeToken: string;
    /** The team whose view it is about; empty: the whole match. */
    teamId: string;
    /** The update. */
    update?:
        /** The match at one tick. */
        | { case: "gameState"; value: GameState }
        /** Something that happened. */
        | { case: "event"; value: GameEvent }
        /** A strategy that a team was given. */
        | { case: "strategy"; value: TeamStrategy }
        /** Nothing happened. */
        | { case: "heartbeat"; value: Heartbeat }
        /** The match ended; nothing follows, unless it is the end for a team while others go on. */
        | { case: "result"; value: MatchResult }
        | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const WatchMatchResponse: MessageType<WatchMatchResponse>;

/** Nothing happened, and the connection lives. */
export interface Heartbeat {
    /** Silence since the update before. */
    silence?: Duration | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Heartbeat: MessageType<Heartbeat>;

/**
 * A question for one match.
 *
 * Numbers 3 to 15 are kept free.
 */
export interface GetMatchRequest {
    /** The match. */
    matchId: string;
    /** The team whose view is wanted; empty: the whole match, where that is allowed. */
    teamId: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const GetMatchRequest: MessageType<GetMatchRequest>;

/**
 * One match.
 *
 * Numbers 2 to 15 are kept free.
 */
export interface GetMatchResponse {
    /** The match; always there. */
    match?: Match | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const GetMatchResponse: MessageType<GetMatchResponse>;

/**
 * A question for matches.
 *
 * Numbers 5 to 15 are kept free for filters.
 */
export interface ListMatchesRequest {
    /** How many at most, 0 to 1000; 0: 50. Fewer may come. */
    pageSize: number;
    /** `next_page_token` of the page before; empty: the first page. */
    pageToken: string;
    /** Only matches in this state; unspecified: all. */
    status: MatchStatus;
    /** Only matches by these rules; empty: all. */
    rulesId: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ListMatchesRequest: MessageType<ListMatchesRequest>;

/**
 * A page of matches.
 *
 * Numbers 3 to 15 are kept free.
 */
export interface ListMatchesResponse {
    /** The matches, latest first, without their latest states. */
    matches: Match[];
    /** What to give for the next page; empty when this is the last. */
    nextPageToken: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ListMatchesResponse: MessageType<ListMatchesResponse>;

/** Matches: what they look like, what they went through, what happens in them. */
export declare const GameStateService: {
    readonly typeName: string;
    readonly methods: {
        readonly analyzeGameState: MethodInfo<AnalyzeGameStateRequest, AnalyzeGameStateResponse>;
        readonly reportGameState: MethodInfo<ReportGameStateRequest, ReportGameStateResponse>;
        readonly watchMatch: MethodInfo<WatchMatchRequest, WatchMatchResponse>;
        readonly getMatch: MethodInfo<GetMatchRequest, GetMatchResponse>;
        readonly listMatches: MethodInfo<ListMatchesRequest, ListMatchesResponse>;
    }
}

/** Calls GameStateService. Methods that stream requests are not here: browsers cannot. */
export declare class GameStateServiceClient {
    constructor(transport: Transport);
    /** Says how a team stands: the measures that strategies are made from. */
    analyzeGameState(request: AnalyzeGameStateRequest, options?: CallOptions): Promise<AnalyzeGameStateResponse>;
    /** Follows a match from now, or from where an earlier call left it, until it has a result. */
    watchMatch(request: WatchMatchRequest, options?: CallOptions): AsyncIterable<WatchMatchResponse>;
    /** Gives one match. */
    getMatch(request: GetMatchRequest, options?: CallOptions): Promise<GetMatchResponse>;
    /** Lists matches, latest first. */
    listMatches(request: ListMatchesRequest, options?: CallOptions): Promise<ListMatchesResponse>;
}
