// Generated from strategos/v1/experience.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { ArchetypeLikelihood } from "../../strategos/v1/analysis.js";
import type { Archetype } from "../../strategos/v1/strategy.js";

/**
 * One line of a file of experience: something from which later matches can learn.
 *
 * Numbers 1 to 9 are kept free for what all records have, 12 and up for kinds.
 */
export interface ExperienceRecord {
    /** What was learnt. */
    kind?:
        /** How a match ended for a team. */
        | { case: "matchOutcome"; value: MatchOutcome }
        /** What became of a proposal that a model was asked for. */
        | { case: "proposalTrial"; value: ProposalTrial }
        | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ExperienceRecord: MessageType<ExperienceRecord>;

/**
 * How a match ended for a team that was advised, and how it was played.
 *
 * Numbers 9 to 15 are kept free.
 */
export interface MatchOutcome {
    /** The rules that it was played by, as GameState says it: it counts for matches by the same rules only. */
    rulesId: string;
    /** The match. */
    matchId: string;
    /** The team that was advised. */
    teamId: string;
    /** Its opponent. */
    opponentTeamId: string;
    /** The way to play that is nearest to what the team followed for most of the match. */
    archetype: Archetype;
    /**
     * What the opponent was believed to follow at the end, each with its share of the belief, likeliest first. A
     * match counts once, whatever the sum of the shares.
     */
    opponentArchetypes: ArchetypeLikelihood[];
    /** What came of it: 1000 won, 500 drawn, 0 lost. */
    scorePerMille: number;
    /** When it was over, in ticks, 0 to 10¹². */
    lastTick: bigint;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const MatchOutcome: MessageType<MatchOutcome>;

/**
 * What became of a proposal that a model was asked for.
 *
 * Numbers 13 to 15 are kept free.
 */
export interface ProposalTrial {
    /** The workflow that asked. */
    workflow: string;
    /** Its version. */
    workflowVersion: number;
    /** The step that asked, by its place in the workflow, as `model/proposal`. */
    step: string;
    /** The prompt, by its name. */
    prompt: string;
    /** A digest of the prompt's text: another text is another prompt. 16 hexadecimal digits. */
    promptDigest: string;
    /** The backend that was asked. */
    backend: string;
    /** The model that answered; empty when none did. */
    model: string;
    /** Whether it was a message that keeps the rules of the schema. */
    valid: boolean;
    /** How much better it was than the planner's own in the same futures, −1000 to 1000; absent when it was not compared. */
    gain?: number | undefined;
    /** The standard error of `gain`, 0 to 1000; absent when it was not compared. */
    gainError?: number | undefined;
    /** Whether it was chosen. */
    chosen: boolean;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ProposalTrial: MessageType<ProposalTrial>;
