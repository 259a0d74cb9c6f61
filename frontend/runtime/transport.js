// SPDX-License-Identifier: Apache-2.0
// Calls over `fetch`. What differs between the protocols stands in connect.js and grpcweb.js.
import { Code, RpcError } from "./error.js";
import { connect } from "./connect.js";
import { grpcWeb } from "./grpcweb.js";
import { fromBase64, toBase64 } from "./json.js";

/**
 * `options`: `baseUrl`; `protocol`: "connect" (default), "grpc-web" or "grpc-web-text"; `format`:
 * "binary" (default) or "json" (Connect only); `useGet`: methods without side effects by GET
 * (Connect only); `metadata` for every call; `timeoutMs`; `maxMessageBytes` (64 MiB); `fetch`.
 */
export function createTransport(options) {
  const settings = { maxMessageBytes: 1 << 26, ...options, baseUrl: options.baseUrl.replace(/\/+$/, "") };
  const protocol = (settings.protocol ?? "connect") === "connect" ? connect(settings) : grpcWeb(settings);
  return {
    async unary(method, request, call = {}) {
      const scope = new CallScope(settings, call);
      try {
        return await protocol.unary(method, request, scope);
      } catch (error) {
        throw scope.translated(error);
      } finally {
        scope.end();
      }
    },

    async *serverStreaming(method, request, call = {}) {
      const scope = new CallScope(settings, call);
      try {
        yield* protocol.serverStreaming(method, request, scope);
      } catch (error) {
        throw scope.translated(error);
      } finally {
        scope.end();
      }
    },
  };
}

/** One call: its deadline, the caller's wish to stop it, its metadata. */
class CallScope {
  constructor(settings, call) {
    this.settings = settings;
    this.call = call;
    this.timeoutMs = call.timeoutMs ?? settings.timeoutMs;
    this.controller = new AbortController();
    this.isLate = false;
    if (this.timeoutMs !== undefined) {
      this.timer = setTimeout(() => {
        this.isLate = true;
        this.controller.abort();
      }, Math.max(0, this.timeoutMs));
    }
    this.forward = () => this.controller.abort();
    if (call.signal?.aborted) this.controller.abort();
    else call.signal?.addEventListener("abort", this.forward);
  }

  end() {
    clearTimeout(this.timer);
    this.call.signal?.removeEventListener("abort", this.forward);
    this.controller.abort();
  }

  /** Headers of the request with the metadata of transport and call. */
  headers(own) {
    const headers = new Headers(own);
    for (const [name, value] of Object.entries({ ...this.settings.metadata, ...this.call.metadata })) {
      for (const one of Array.isArray(value) ? value : [value]) {
        headers.append(name, typeof one === "string" ? one : toBase64(one, true));
      }
    }
    return headers;
  }

  fetch(url, init) {
    const send = this.settings.fetch ?? globalThis.fetch;
    return send(url, { ...init, signal: this.controller.signal });
  }

  translated(error) {
    if (this.isLate) return new RpcError(Code.DEADLINE_EXCEEDED, "the deadline has passed", { cause: error });
    if (this.call.signal?.aborted) return new RpcError(Code.CANCELLED, "the caller stopped the call", { cause: error });
    if (error instanceof RpcError) return error;
    if (error?.name === "DecodeError" || error?.name === "JsonError" || error instanceof SyntaxError) {
      return new RpcError(Code.INTERNAL, `the answer cannot be read: ${error.message}`, { cause: error });
    }
    if (error instanceof RangeError) return new RpcError(Code.INVALID_ARGUMENT, error.message, { cause: error });
    return new RpcError(Code.UNAVAILABLE, error?.message ?? String(error), { cause: error });
  }
}

/** Headers or trailers as an object; `-bin` values are bytes. */
export function metadataOf(pairs) {
  const metadata = {};
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    metadata[key] = key.endsWith("-bin") ? fromBase64(value.split(",")[0].trim()) ?? new Uint8Array(0) : value;
  }
  return metadata;
}
