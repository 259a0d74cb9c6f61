// Generated from strategos/v1/backend_service.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { BackendKind } from "../../strategos/v1/backend.js";

/** Where a breaker stands. */
export type BreakerState = number;
export declare const BreakerState: {
    /** Not said. */
    readonly UNSPECIFIED: 0;
    /** Questions go to the endpoint. */
    readonly CLOSED: 1;
    /** It is left alone for a while. */
    readonly OPEN: 2;
    /** The next question that it is not asked lets a probe be sent. */
    readonly HALF_OPEN: 3;
}
export declare const BreakerState$: EnumInfo;

/**
 * A question for all backends.
 *
 * Numbers 1 to 7 are kept free.
 */
export interface ListBackendsRequest {
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ListBackendsRequest: MessageType<ListBackendsRequest>;

/**
 * All backends.
 *
 * Numbers 2 to 7 are kept free.
 */
export interface ListBackendsResponse {
    /** They, in the order of their file; none where a server asks nobody. */
    backends: BackendReport[];
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ListBackendsResponse: MessageType<ListBackendsResponse>;

/**
 * How a backend stands.
 *
 * Numbers 7 to 15 are kept free.
 */
export interface BackendReport {
    /** Its name. */
    name: string;
    /** What it speaks. */
    kind: BackendKind;
    /** Whether the breaker of any of its endpoints is closed, so that it is asked. */
    serving: boolean;
    /** Its endpoints. */
    endpoints: BackendEndpointReport[];
    /** Attempts beyond the first. */
    retries: bigint;
    /** Attempts for which the retry budget had nothing left. */
    retriesRefused: bigint;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const BackendReport: MessageType<BackendReport>;

/**
 * How an endpoint stands.
 *
 * Numbers 11 to 23 are kept free.
 */
export interface BackendEndpointReport {
    /** Host and port. */
    address: string;
    /** Where its breaker stands. */
    breaker: BreakerState;
    /** Requests under way. */
    runningRequests: number;
    /** Requests that were sent. */
    requests: bigint;
    /** Whole answers. */
    answers: bigint;
    /** How requests that were sent have failed; only what has happened. */
    failures: BackendOutcome[];
    /** Why requests were not sent; only what has happened. */
    refusals: BackendOutcome[];
    /** Times that its breaker has opened. */
    breakerOpenings: bigint;
    /** Tokens read, where the backend says so. */
    promptTokens: bigint;
    /** Tokens written, where the backend says so. */
    completionTokens: bigint;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const BackendEndpointReport: MessageType<BackendEndpointReport>;

/**
 * How often something has happened.
 *
 * Numbers 3 to 7 are kept free.
 */
export interface BackendOutcome {
    /** What, by the names of the metrics, as `timeout`. */
    reason: string;
    /** How often. */
    count: bigint;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const BackendOutcome: MessageType<BackendOutcome>;

/** The language models and toolkits that a server may ask, for its operators. */
export declare const BackendService: {
    readonly typeName: string;
    readonly methods: {
        readonly listBackends: MethodInfo<ListBackendsRequest, ListBackendsResponse>;
    }
}

/** Calls BackendService. Methods that stream requests are not here: browsers cannot. */
export declare class BackendServiceClient {
    constructor(transport: Transport);
    /** Says how each of them stands. */
    listBackends(request: ListBackendsRequest, options?: CallOptions): Promise<ListBackendsResponse>;
}
