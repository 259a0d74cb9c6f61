// SPDX-License-Identifier: Apache-2.0
import { Reader } from "./wire.js";
import { fromBase64 } from "./json.js";

/** The codes that gRPC and Connect share. */
export const Code = Object.freeze({
  CANCELLED: 1, UNKNOWN: 2, INVALID_ARGUMENT: 3, DEADLINE_EXCEEDED: 4, NOT_FOUND: 5, ALREADY_EXISTS: 6,
  PERMISSION_DENIED: 7, RESOURCE_EXHAUSTED: 8, FAILED_PRECONDITION: 9, ABORTED: 10, OUT_OF_RANGE: 11,
  UNIMPLEMENTED: 12, INTERNAL: 13, UNAVAILABLE: 14, DATA_LOSS: 15, UNAUTHENTICATED: 16,
});
const nameOf = new Map(Object.entries(Code).map(([name, code]) => [code, name]));

/** A call that did not succeed. */
export class RpcError extends Error {
  /** `details`: `{ type, value }` with the message's name and bytes. */
  constructor(code, message, { details = [], metadata = {}, cause } = {}) {
    super(`${nameOf.get(code) ?? code}: ${message}`, { cause });
    this.name = "RpcError";
    this.code = code;
    this.reason = message;
    this.details = details;
    this.metadata = metadata;
  }

  /** The first detail of a message type, decoded. */
  detail(type) {
    const found = this.details.find((detail) => detail.type === type.typeName);
    return found && type.decode(found.value);
  }
}

/** What an HTTP status means where the protocol says nothing itself. */
export function codeOfHttp(status) {
  switch (status) {
    case 400: return Code.INTERNAL;
    case 401: return Code.UNAUTHENTICATED;
    case 403: return Code.PERMISSION_DENIED;
    case 404: return Code.UNIMPLEMENTED;
    case 429:
    case 502:
    case 503:
    case 504: return Code.UNAVAILABLE;
    default: return Code.UNKNOWN;
  }
}

/** An error as Connect writes it in JSON. */
export function connectError(json, fallback, metadata) {
  const name = String(json?.code ?? "").toUpperCase();
  const code = Code[name === "CANCELED" ? "CANCELLED" : name] ?? fallback;
  const details = (Array.isArray(json?.details) ? json.details : []).map(({ type, value }) => ({
    type: String(type).replace(/^.*\//, ""), value: fromBase64(String(value)) ?? new Uint8Array(0),
  }));
  return new RpcError(code, json?.message ?? "", { details, metadata });
}

/** The error in gRPC's trailers; nothing for status 0. */
export function grpcError(metadata) {
  const status = metadata["grpc-status"];
  if (status === "0") return undefined;
  if (status === undefined || !/^\d+$/.test(status)) {
    return new RpcError(Code.INTERNAL, "the answer ended without a status", { metadata });
  }
  const encoded = metadata["grpc-status-details-bin"];
  return new RpcError(Number(status), percentDecoded(metadata["grpc-message"] ?? ""), {
    details: encoded instanceof Uint8Array ? statusDetails(encoded) : [], metadata,
  });
}

function percentDecoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The details of a google.rpc.Status: field 3, each an Any. */
function statusDetails(bytes) {
  const details = [];
  const status = new Reader(bytes);
  while (status.pos < status.end) {
    const tag = status.tag();
    if (tag !== 26) {
      status.skip(tag);
      continue;
    }
    const any = new Reader(status.bytesValue());
    const detail = { type: "", value: new Uint8Array(0) };
    while (any.pos < any.end) {
      const tag = any.tag();
      if (tag === 10) detail.type = any.string().replace(/^.*\//, "");
      else if (tag === 18) detail.value = any.bytesValue();
      else any.skip(tag);
    }
    details.push(detail);
  }
  return details;
}
