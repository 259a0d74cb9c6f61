// Generated from strategos/v1/provenance.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { Duration } from "../../google/protobuf/duration.js";

/** Who decided. */
export type Source = number;
export declare const Source: {
    /** Not said. */
    readonly UNSPECIFIED: 0;
    /** The planner. */
    readonly PLANNER: 1;
    /** A language model. */
    readonly LLM: 2;
    /** An agent toolkit's workflow. */
    readonly AGENT_TOOLKIT: 3;
    /** An earlier answer to the same question. */
    readonly CACHE: 4;
    /** A simpler way, because the wanted one failed; `degraded` says how. */
    readonly FALLBACK: 5;
}
export declare const Source$: EnumInfo;

/** Why an answer is less than it could have been. */
export type DegradationReason = number;
export declare const DegradationReason: {
    /** Not said. */
    readonly UNSPECIFIED: 0;
    /** The time left was too short for more. */
    readonly BUDGET_TOO_SMALL: 1;
    /** A step took too long. */
    readonly TIMEOUT: 2;
    /** A backend could not be reached. */
    readonly BACKEND_DOWN: 3;
    /** A backend answered something that is not valid. */
    readonly INVALID_OUTPUT: 4;
    /** A backend failed too often lately and is left alone. */
    readonly BREAKER_OPEN: 5;
    /** A backend refuses more calls for now. */
    readonly RATE_LIMITED: 6;
    /** This server is too busy for more. */
    readonly OVERLOADED: 7;
    /** The rules of the game are not known, so nothing could be simulated. */
    readonly RULES_UNKNOWN: 8;
}
export declare const DegradationReason$: EnumInfo;

/** How a step ended. */
export type StepOutcome = number;
export declare const StepOutcome: {
    /** Not said. */
    readonly UNSPECIFIED: 0;
    /** It did what it should. */
    readonly OK: 1;
    /** It was left out. */
    readonly SKIPPED: 2;
    /** It failed; the next best was used. */
    readonly FAILED: 3;
    /** It was cut short. */
    readonly CUT_SHORT: 4;
}
export declare const StepOutcome$: EnumInfo;

/**
 * How an answer came about: honest, complete, and of no effect on the game.
 *
 * Numbers 11 to 15 are kept free.
 */
export interface Provenance {
    /** Who decided. */
    source: Source;
    /**
     * What decided: the planner with its version, as `reflex/1`, or the model's name; at most 128
     * characters.
     */
    model: string;
    /** What was done, in order. */
    steps: ProvenanceStep[];
    /** What was less than it could have been; empty when nothing was. */
    degraded: Degradation[];
    /** What was considered, best first. */
    candidates: ScoredCandidate[];
    /** Time that was there for the answer. */
    budget?: Duration | undefined;
    /** Time that it took, all steps together. */
    elapsed?: Duration | undefined;
    /** Inputs that were missing and lowered the confidence, as field paths: `teams[1].stockpile`. */
    missingInputs: string[];
    /** What the scores were made from: named measures of the situation. */
    measures: ScoreTerm[];
    /** What was simulated; absent when nothing was. */
    simulation?: Simulation | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Provenance: MessageType<Provenance>;

/**
 * Futures of the match that were played to find the answer.
 *
 * Numbers 8 to 15 are kept free.
 */
export interface Simulation {
    /** What is expected of the answer, 0 lost to 1 won: the mean over the playouts in which it was followed. */
    value: number;
    /** Playouts of all candidates together. */
    playouts: bigint;
    /** Ticks simulated, those that went into the belief included. */
    ticks: bigint;
    /** Ticks that there were for it. */
    tickBudget: bigint;
    /** The tick up to which futures were played: the last one of the match, if nothing shorter was wanted. */
    horizonTick: bigint;
    /** How the opponents seem to play. */
    opponents: OpponentBelief[];
    /** States of this match from which that was learnt, this one included; 1: nothing was remembered. */
    statesSeen: bigint;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Simulation: MessageType<Simulation>;

/**
 * How one opponent seems to play.
 *
 * Numbers 3 to 7 are kept free.
 */
export interface OpponentBelief {
    /** Id of the opponent. */
    teamId: string;
    /** The likeliest ways to play, likeliest first. */
    plays: BelievedPlay[];
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const OpponentBelief: MessageType<OpponentBelief>;

/**
 * A way to play, and how likely it is.
 *
 * Numbers 3 to 7 are kept free.
 */
export interface BelievedPlay {
    /** Its name, as `rush` or `aggressive, for territory`; at most 64 characters. */
    name: string;
    /** How likely it is, 0 to 1. */
    likelihood: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const BelievedPlay: MessageType<BelievedPlay>;

/**
 * One thing done on the way to an answer.
 *
 * Numbers 6 to 15 are kept free.
 */
export interface ProvenanceStep {
    /** What was done, as `measure`, `rank`, `explain`; at most 64 characters. */
    name: string;
    /** When it began, counted from the arrival of the question. */
    startedAfter?: Duration | undefined;
    /** How long it took. */
    duration?: Duration | undefined;
    /** How it ended. */
    outcome: StepOutcome;
    /** More about it, for people; at most 500 characters. */
    detail: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ProvenanceStep: MessageType<ProvenanceStep>;

/**
 * Something that was less than it could have been.
 *
 * Numbers 4 to 7 are kept free.
 */
export interface Degradation {
    /** Why. */
    reason: DegradationReason;
    /** The step concerned; empty when it is the answer as a whole. */
    step: string;
    /** More about it, for people; at most 500 characters. */
    detail: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Degradation: MessageType<Degradation>;

/**
 * A strategy, or another answer, that was considered.
 *
 * Numbers 6 to 15 are kept free for further numbers of simulations.
 */
export interface ScoredCandidate {
    /** Its name, as `rush`, `turtle, frontier first`; at most 64 characters. */
    name: string;
    /** Its score; comparable within this answer only. */
    score: number;
    /** What the score is the sum of. */
    terms: ScoreTerm[];
    /** It is the one that was answered. */
    chosen: boolean;
    /** Playouts of which the score is the mean; absent when it was not simulated. */
    playouts?: number | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ScoredCandidate: MessageType<ScoredCandidate>;

/** A named number. */
export interface ScoreTerm {
    /** Its name, as `threat`; at most 64 characters. */
    name: string;
    /** Its value. */
    value: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ScoreTerm: MessageType<ScoreTerm>;
