// Generated from strategos/v1/match.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { Timestamp } from "../../google/protobuf/timestamp.js";
import type { GameState } from "../../strategos/v1/game_state.js";

/** Whether a match goes on. */
export type MatchStatus = number;
export declare const MatchStatus: {
    /** Not said. */
    readonly UNSPECIFIED: 0;
    /** It goes on. */
    readonly RUNNING: 1;
    /** It has a result. */
    readonly FINISHED: 2;
    /** Nothing was heard of it for long. */
    readonly ABANDONED: 3;
}
export declare const MatchStatus$: EnumInfo;

/** How a match was won. */
export type Victory = number;
export declare const Victory: {
    /** Not said. */
    readonly UNSPECIFIED: 0;
    /** By holding enough of the map for long enough. */
    readonly TERRITORY: 1;
    /** By leaving the opponents without agents. */
    readonly ELIMINATION: 2;
    /** By having far more resources. */
    readonly RESOURCES: 3;
    /** By having more of the map when time was up. */
    readonly TIME: 4;
    /** Nobody won. */
    readonly DRAW: 5;
}
export declare const Victory$: EnumInfo;

/**
 * How a match ended.
 *
 * Numbers 4 to 15 are kept free.
 */
export interface MatchResult {
    /** Id of the winner; empty for a draw. */
    winnerTeam: string;
    /** How it was won. */
    victory: Victory;
    /** When, in ticks, 0 to 10¹². */
    tick: bigint;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const MatchResult: MessageType<MatchResult>;

/**
 * A match as it is known here.
 *
 * Numbers 11 to 15 are kept free.
 */
export interface Match {
    /** The match. */
    matchId: string;
    /** Whether it goes on. */
    status: MatchStatus;
    /** The rules that it is played by. */
    rulesId: string;
    /** Ids of its teams. */
    teamIds: string[];
    /** Number of its last record, in the view that is asked for. */
    lastSequence: bigint;
    /** When its first record came. */
    createTime?: Timestamp | undefined;
    /** When its last record came. */
    updateTime?: Timestamp | undefined;
    /** Its latest state, as far as the asking team may see it; absent in lists, or when none was reported. */
    latestState?: GameState | undefined;
    /** How it ended; absent while it goes on. */
    result?: MatchResult | undefined;
    /** What to give to WatchMatch, for the same team, to follow the match from exactly this state on; empty in lists. */
    resumeToken: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Match: MessageType<Match>;
