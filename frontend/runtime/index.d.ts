// SPDX-License-Identifier: Apache-2.0
export type JsonValue = null | boolean | number | string | JsonValue[] | { [key: string]: JsonValue };

export interface DecodeOptions {
  /** Greatest depth of nested messages; 100. */
  maxDepth?: number;
  /** Greatest size of the whole; 64 MiB. */
  maxBytes?: number;
}

export type Registry = ReadonlyMap<string, MessageType<any>>;

export interface JsonReadOptions {
  /** Unknown fields and enum names are passed over; without it they are errors. */
  ignoreUnknownFields?: boolean;
  maxDepth?: number;
  /** Types by name, for google.protobuf.Any. */
  registry?: Registry;
}

export interface JsonWriteOptions {
  /** Fields without presence are written at their default too. */
  alwaysEmitImplicit?: boolean;
  enumsAsNumbers?: boolean;
  /** Field names as the schema has them. */
  useProtoNames?: boolean;
  registry?: Registry;
}

/** What can be done with messages of a type. */
export interface MessageType<T> {
  readonly typeName: string;
  /** A message with every field at its default but those given. */
  create(init?: Partial<T>): T;
  encode(message: T): Uint8Array;
  decode(bytes: Uint8Array, options?: DecodeOptions): T;
  toJson(message: T, options?: JsonWriteOptions): JsonValue;
  fromJson(json: JsonValue, options?: JsonReadOptions): T;
  toJsonString(message: T, options?: JsonWriteOptions & { indent?: number }): string;
  fromJsonString(text: string, options?: JsonReadOptions): T;
}

/** An enum's names; numbers that are not among them are values too. */
export interface EnumInfo {
  readonly typeName: string;
  readonly numbers: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<number, string>;
  /** Whether it has no other numbers than those named. */
  readonly isClosed: boolean;
}

export interface MethodInfo<Input, Output> {
  readonly service: string;
  readonly name: string;
  readonly kind: "unary" | "serverStreaming" | "clientStreaming" | "bidirectional";
  readonly input: MessageType<Input>;
  readonly output: MessageType<Output>;
  readonly noSideEffects: boolean;
}

/** By lower-case name; values of names that end in `-bin` are bytes. */
export type Metadata = { [name: string]: string | Uint8Array };

export interface CallOptions {
  metadata?: { [name: string]: string | Uint8Array | (string | Uint8Array)[] };
  /** The call's deadline from now on; the server is told. */
  timeoutMs?: number;
  signal?: AbortSignal | undefined;
  onHeaders?: (metadata: Metadata) => void;
  onTrailers?: (metadata: Metadata) => void;
}

export interface Transport {
  unary<Input, Output>(method: MethodInfo<Input, Output>, request: Input, options?: CallOptions): Promise<Output>;
  serverStreaming<Input, Output>(
    method: MethodInfo<Input, Output>, request: Input, options?: CallOptions): AsyncIterable<Output>;
}

export interface TransportOptions {
  baseUrl: string;
  /** "connect" unless said otherwise. */
  protocol?: "connect" | "grpc-web" | "grpc-web-text";
  /** For Connect; "binary" unless said otherwise. */
  format?: "binary" | "json";
  /** For Connect: methods without side effects are called by GET, so that they can be cached. */
  useGet?: boolean;
  metadata?: CallOptions["metadata"];
  timeoutMs?: number;
  maxMessageBytes?: number;
  fetch?: typeof fetch;
}

export declare function createTransport(options: TransportOptions): Transport;

export declare const Code: {
  readonly CANCELLED: 1;
  readonly UNKNOWN: 2;
  readonly INVALID_ARGUMENT: 3;
  readonly DEADLINE_EXCEEDED: 4;
  readonly NOT_FOUND: 5;
  readonly ALREADY_EXISTS: 6;
  readonly PERMISSION_DENIED: 7;
  readonly RESOURCE_EXHAUSTED: 8;
  readonly FAILED_PRECONDITION: 9;
  readonly ABORTED: 10;
  readonly OUT_OF_RANGE: 11;
  readonly UNIMPLEMENTED: 12;
  readonly INTERNAL: 13;
  readonly UNAVAILABLE: 14;
  readonly DATA_LOSS: 15;
  readonly UNAUTHENTICATED: 16;
};

/** A call that did not succeed. */
export declare class RpcError extends Error {
  constructor(
    code: number, message: string,
    more?: { details?: RpcError["details"]; metadata?: Metadata; cause?: unknown });
  readonly code: number;
  /** The server's message, without the code that stands in `message`. */
  readonly reason: string;
  readonly details: { type: string; value: Uint8Array }[];
  readonly metadata: Metadata;
  /** The first detail of a type. */
  detail<T>(type: MessageType<T>): T | undefined;
}

export declare class DecodeError extends Error {
  readonly offset: number;
}

export declare class JsonError extends Error {
  /** Where: `gameState.teams[1].id`. */
  readonly path: string;
}

export interface WatchOptions<T, Token> {
  /** The token behind which a broken stream is opened again. */
  tokenOf?: (message: T) => Token | undefined;
  signal?: AbortSignal;
  baseDelayMs?: number;
  maxDelayMs?: number;
  maxAttempts?: number;
  onReconnect?: (event: { error: RpcError; attempt: number; delayMs: number }) => void;
  /** For tests: a number from 0 to 1, and the pause. */
  random?: () => number;
  sleep?: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** Follows a watch method across broken connections. */
export declare function watch<T, Token = string>(
  open: (token: Token | undefined, signal: AbortSignal | undefined) => AsyncIterable<T>,
  options?: WatchOptions<T, Token>): AsyncIterable<T>;

export declare function toBase64(bytes: Uint8Array, url?: boolean): string;
export declare function fromBase64(text: string): Uint8Array | undefined;
