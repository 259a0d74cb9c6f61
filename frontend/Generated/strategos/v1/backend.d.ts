// Generated from strategos/v1/backend.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";
import type { Duration } from "../../google/protobuf/duration.js";

/** Which language a backend speaks. */
export type BackendKind = number;
export declare const BackendKind: {
    /** Not said. */
    readonly UNSPECIFIED: 0;
    /** Chat completions as OpenAI's API has them, and as llama.cpp, vLLM, Ollama and others serve them. */
    readonly OPENAI: 1;
    /** A workflow served by NVIDIA's NeMo Agent Toolkit (AIQToolkit). */
    readonly AGENT_TOOLKIT: 2;
}
export declare const BackendKind$: EnumInfo;

/** How a backend is made to answer in a given form. */
export type OutputConstraint = number;
export declare const OutputConstraint: {
    /** Not said; the same as none. */
    readonly UNSPECIFIED: 0;
    /** It is only asked to, in words. */
    readonly NONE: 1;
    /** By `response_format` with a JSON Schema. */
    readonly JSON_SCHEMA: 2;
    /** By a grammar in llama.cpp's notation, in the member `grammar`. */
    readonly GRAMMAR: 3;
}
export declare const OutputConstraint$: EnumInfo;

/** How a served workflow of the toolkit is called. */
export type ToolkitRoute = number;
export declare const ToolkitRoute: {
    /** Not said; the same as generate/stream. */
    readonly UNSPECIFIED: 0;
    /** `POST /generate`: the whole answer at once. */
    readonly GENERATE: 1;
    /** `POST /generate/stream`: with what the workflow does on the way. */
    readonly GENERATE_STREAM: 2;
    /** `POST /v1/chat/completions`. */
    readonly CHAT: 3;
}
export declare const ToolkitRoute$: EnumInfo;

/**
 * The language models and toolkits that a server may ask: the content of a file of backends.
 *
 * Numbers 2 to 7 are kept free.
 */
export interface BackendList {
    /** They, at most 16. */
    backends: Backend[];
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const BackendList: MessageType<BackendList>;

/**
 * Something that is asked for text: one or more endpoints that may stand in for each other.
 *
 * Numbers 21 to 31 are kept free.
 */
export interface Backend {
    /** What it is called in workflows, metrics and health: 1 to 32 of lower-case letters, digits, `_`, `-`. */
    name: string;
    /** What it speaks. */
    kind: BackendKind;
    /** Where it is, at most 16. */
    endpoints: BackendEndpoint[];
    /** The model's name as the backend knows it; at most 128 characters. */
    model: string;
    /** How its answers are kept in form. */
    constraint: OutputConstraint;
    /** How a toolkit's workflow is called. */
    toolkitRoute: ToolkitRoute;
    /** The member of the toolkit's request that takes the question: `input_message` if empty. */
    toolkitInput: string;
    /** How long to wait for the first byte of an answer; 10 s if absent. */
    firstByteTimeout?: Duration | undefined;
    /** How long an answer that has begun may be silent; 10 s if absent. */
    silenceTimeout?: Duration | undefined;
    /** How long an answer may take in all; 60 s if absent. A caller's deadline may be shorter. */
    timeout?: Duration | undefined;
    /** The longest answer in bytes, 1024 to 67108864; 1048576 if absent. */
    maxResponseBytes?: number | undefined;
    /** Requests at once to each endpoint, 1 to 1024; 4 if absent. */
    concurrentRequests?: number | undefined;
    /** Requests a second to each endpoint in the long run, 1 to 100000; as many as come if absent. */
    requestsPerSecond?: number | undefined;
    /** Requests in one burst, 1 to 100000; twice `requests_per_second` if absent. */
    requestBurst?: number | undefined;
    /** When an endpoint that fails is left alone. */
    breaker?: BackendBreaker | undefined;
    /**
     * How often a question is tried in all, 1 to 5; 2 if absent. More than the first time only within the
     * retry budget: one attempt more for ten questions.
     */
    attempts?: number | undefined;
    /** A folder where all traffic is written down; none if empty. */
    recordTo: string;
    /** A folder of written traffic that is answered from, instead of asking anybody; none if empty. */
    replayFrom: string;
    /** How random answers are, 0 to 2; the backend's own if absent. */
    temperature?: number | undefined;
    /**
     * After what time without an answer another endpoint is asked beside the first, within the retry budget; never
     * if absent. Costs a second answer: a toolkit goes on writing the one that is not needed.
     */
    hedgeAfter?: Duration | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Backend: MessageType<Backend>;

/**
 * One place where a backend is served.
 *
 * Numbers 6 to 15 are kept free.
 */
export interface BackendEndpoint {
    /** The address that paths are added to, without `/v1` and without user and password: `http://127.0.0.1:8000`. */
    url: string;
    /** Its share of the questions against the other endpoints, 1 to 1000; 1 if absent. */
    weight?: number | undefined;
    /** The environment variable that has the API key; none if empty. */
    apiKeyEnv: string;
    /** The file that has the API key in its first line; none if empty. */
    apiKeyFile: string;
    /** A file of certificates (PEM) to trust instead of the system's; none if empty. */
    caFile: string;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const BackendEndpoint: MessageType<BackendEndpoint>;

/**
 * When an endpoint that fails is left alone, and for how long.
 *
 * Numbers 4 to 7 are kept free.
 */
export interface BackendBreaker {
    /** Failures one after the other that open it, 1 to 1000; 5 if absent. */
    failures?: number | undefined;
    /** How long it stays open before a probe; 5 s if absent. Twice as long after each probe that failed. */
    coolDown?: Duration | undefined;
    /** The longest time that it stays open; 120 s if absent. */
    longestCoolDown?: Duration | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const BackendBreaker: MessageType<BackendBreaker>;
