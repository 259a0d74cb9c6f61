// Generated from strategos/v1/workflow.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { Duration } from "../../google/protobuf/duration.js";
import type { Struct } from "../../google/protobuf/struct.js";

/**
 * How an answer comes about: steps one after the other, each with a budget, a place in the trace, and what is done
 * when it fails. The content of a file of workflows/.
 *
 * Expressions are CEL. They see the question as `input`, the value of each step that has ended well under its name,
 * how each step has ended as `outcome["NAME"]` ("ok", "failed", "skipped"), the milliseconds that are left as
 * `left_ms`, and the tokens that are left as `left_tokens`. Numbers of values are doubles.
 *
 * Numbers 9 to 15 are kept free.
 */
export interface Workflow {
    /** What it is called by services and other workflows: 1 to 64 of lower-case letters, digits, `_`, `-`. */
    name: string;
    /** What it does, for people; at most 1000 characters. */
    description: string;
    /** Which version it is, from 1 on; traces say it. */
    version: number;
    /** What is done, in order. */
    steps: WorkflowStep[];
    /** The answer, as an expression; the value of the last step if empty. */
    result: string;
    /** Tokens that all steps together may have models write, 0 to 1000000; none if absent. */
    tokens: number;
    /** Time of the deadline that is kept back for what follows the workflow; none if absent. */
    reserve?: Duration | undefined;
    /** With less time than this a service does not begin it, and the planner answers alone; none if absent. */
    leastTime?: Duration | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Workflow: MessageType<Workflow>;

/**
 * Something that is done.
 *
 * Numbers 13 to 23 are kept free.
 */
export interface WorkflowStep {
    /** What its value and its place in the trace are called: 1 to 64 letters, digits, `_`, a letter first. */
    name: string;
    /** When it is done at all, as an expression; always if empty. */
    when: string;
    /** What it may take. */
    budget?: WorkflowBudget | undefined;
    /** How often it is tried, 1 to 5; once if absent. */
    attempts?: number | undefined;
    /** What is done instead when it has failed; the value of the last of them is its value. */
    fallback: WorkflowStep[];
    /** Whether what follows is done even if it has failed. */
    optional: boolean;
    /** What it does. */
    action?:
        /** One thing. */
        | { case: "task"; value: WorkflowTask }
        /** Several things, one after the other; the value is that of the last. */
        | { case: "sequence"; value: WorkflowSteps }
        /** Several things at once; the value is a list of theirs, null for those that failed. It fails if all do. */
        | { case: "parallel"; value: WorkflowSteps }
        /** Several things at once; the value is that of the first to end well, and the others are ended. */
        | { case: "race"; value: WorkflowSteps }
        /** Several things again and again. */
        | { case: "loop"; value: WorkflowLoop }
        /** Another workflow, by its name; the value is its answer. */
        | { case: "workflow"; value: string }
        | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const WorkflowStep: MessageType<WorkflowStep>;

/**
 * What a step may take of what its surroundings have. Absent: all of it.
 *
 * Numbers 5 to 7 are kept free.
 */
export interface WorkflowBudget {
    /** The longest time, up to 10 minutes. */
    time?: Duration | undefined;
    /** The largest share of the time that is left, in thousandths, 1 to 1000. */
    sharePerMille?: number | undefined;
    /** The most tokens, 0 to 1000000. */
    tokens?: number | undefined;
    /** With less time than this it is not begun, and has failed because the budget is too small; none if absent. */
    leastTime?: Duration | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const WorkflowBudget: MessageType<WorkflowBudget>;

/**
 * One thing that a step does.
 *
 * Numbers 4 to 7 are kept free.
 */
export interface WorkflowTask {
    /** What: the name of a task that the server knows, as `plan` or `propose`. */
    uses: string;
    /** What it works on, as expressions by name. */
    inputs: Map<string, string>;
    /** How, in members that the task knows. */
    settings?: Struct | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const WorkflowTask: MessageType<WorkflowTask>;

/** Several steps. */
export interface WorkflowSteps {
    /** They. */
    steps: WorkflowStep[];
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const WorkflowSteps: MessageType<WorkflowSteps>;

/**
 * Several steps again and again; the value is that of the last step of the last round.
 *
 * Numbers 4 to 7 are kept free.
 */
export interface WorkflowLoop {
    /** How many rounds there are at most, 1 to 16. */
    times: number;
    /** Ends it behind a round, as an expression; only by `times` if empty. */
    until: string;
    /** They. */
    steps: WorkflowStep[];
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const WorkflowLoop: MessageType<WorkflowLoop>;
