// SPDX-License-Identifier: Apache-2.0
// The Connect protocol: https://connectrpc.com/docs/protocol
import { Code, RpcError, codeOfHttp, connectError } from "./error.js";
import { chunks, envelope, envelopes } from "./envelope.js";
import { toBase64 } from "./json.js";
import { metadataOf } from "./transport.js";

const longestQuery = 4096;

export function connect(settings) {
  const encoding = settings.format === "json" ? "json" : "proto";
  const encode = (type, message) =>
    encoding === "json" ? new TextEncoder().encode(type.toJsonString(message)) : type.encode(message);
  const decode = (type, bytes) => encoding === "json"
    ? type.fromJsonString(new TextDecoder().decode(bytes), { ignoreUnknownFields: true })
    : type.decode(bytes, { maxBytes: settings.maxMessageBytes });
  const url = (method) => `${settings.baseUrl}/${method.service}/${method.name}`;

  function headers(scope, contentType) {
    const own = { "connect-protocol-version": "1" };
    if (contentType) own["content-type"] = contentType;
    if (scope.timeoutMs !== undefined) own["connect-timeout-ms"] = String(Math.max(1, Math.floor(scope.timeoutMs)));
    return scope.headers(own);
  }

  function sendUnary(method, request, scope) {
    const body = encode(method.input, request);
    if (settings.useGet && method.noSideEffects) {
      const query = new URLSearchParams({ connect: "v1", encoding, base64: "1", message: toBase64(body, true) });
      const address = `${url(method)}?${query}`;
      if (address.length <= longestQuery) {
        const sent = headers(scope);
        sent.delete("connect-protocol-version");
        return scope.fetch(address, { method: "GET", headers: sent });
      }
    }
    return scope.fetch(url(method), { method: "POST", headers: headers(scope, `application/${encoding}`), body });
  }

  async function unary(method, request, scope) {
    const response = await sendUnary(method, request, scope);
    const all = [...response.headers];
    const metadata = metadataOf(all.filter(([name]) => !name.startsWith("trailer-")));
    scope.call.onHeaders?.(metadata);
    if (!response.ok) throw await failure(response, metadata);
    if (!response.headers.get("content-type")?.startsWith(`application/${encoding}`)) {
      throw new RpcError(Code.UNKNOWN, `an answer of type ${response.headers.get("content-type")}`, { metadata });
    }
    const bytes = new Uint8Array(await response.arrayBuffer());
    scope.call.onTrailers?.(
      metadataOf(all.filter(([name]) => name.startsWith("trailer-")).map(([name, value]) => [name.slice(8), value])));
    return decode(method.output, bytes);
  }

  async function* serverStreaming(method, request, scope) {
    const type = `application/connect+${encoding}`;
    const body = envelope(0, encode(method.input, request));
    const response = await scope.fetch(url(method), { method: "POST", headers: headers(scope, type), body });
    const metadata = metadataOf(response.headers);
    scope.call.onHeaders?.(metadata);
    if (!response.ok) throw await failure(response, metadata);
    if (!response.headers.get("content-type")?.startsWith(type)) {
      throw new RpcError(Code.UNKNOWN, `an answer of type ${response.headers.get("content-type")}`, { metadata });
    }
    for await (const { flags, bytes } of envelopes(chunks(response), settings.maxMessageBytes)) {
      if (!(flags & 2)) {
        yield decode(method.output, bytes);
        continue;
      }
      const end = JSON.parse(new TextDecoder().decode(bytes) || "{}");
      const trailers = metadataOf(Object.entries(end.metadata ?? {}).map(([name, values]) => [name, values.join(", ")]));
      scope.call.onTrailers?.(trailers);
      if (end.error) throw connectError(end.error, Code.UNKNOWN, { ...metadata, ...trailers });
      return;
    }
    throw new RpcError(Code.DATA_LOSS, "the stream ended without its end message", { metadata });
  }

  async function failure(response, metadata) {
    const fallback = codeOfHttp(response.status);
    const json = await response.json().catch(() => undefined);
    return json?.code
      ? connectError(json, fallback, metadata)
      : new RpcError(fallback, `HTTP status ${response.status}`, { metadata });
  }

  return { unary, serverStreaming };
}
