// Generated from google/rpc/error_details.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { Duration } from "../../google/protobuf/duration.js";

/** Which fields of a request are wrong. */
export interface BadRequest {
    /** All wrong fields. */
    fieldViolations: BadRequest_FieldViolation[];
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const BadRequest: MessageType<BadRequest>;

/** One wrong field. */
export interface BadRequest_FieldViolation {
    /** The path to the field, such as game_state.teams[1].agents[0].id. */
    field: string;
    /** Why it is wrong, in words. */
    description: string;
    /** Why it is wrong, for programs, such as DUPLICATE_ID. */
    reason: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const BadRequest_FieldViolation: MessageType<BadRequest_FieldViolation>;

/** Which limits a call has reached. */
export interface QuotaFailure {
    /** All limits that were reached. */
    violations: QuotaFailure_Violation[];
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const QuotaFailure: MessageType<QuotaFailure>;

/** One limit. */
export interface QuotaFailure_Violation {
    /** Whose limit or which, such as limits.message-bytes. */
    subject: string;
    /** How it was reached, in words. */
    description: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const QuotaFailure_Violation: MessageType<QuotaFailure_Violation>;

/** When it makes sense to try again. */
export interface RetryInfo {
    /** The least time to wait before that. */
    retryDelay?: Duration | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const RetryInfo: MessageType<RetryInfo>;

/** Why a call failed, for programs. */
export interface ErrorInfo {
    /** The reason, such as RULES_UNKNOWN; unique within the domain. */
    reason: string;
    /** Who gives the reason, such as strategos.v1. */
    domain: string;
    /** More about it. */
    metadata: Map<string, string>;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ErrorInfo: MessageType<ErrorInfo>;
