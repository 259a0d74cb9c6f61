// SPDX-License-Identifier: Apache-2.0
// gRPC-Web, binary and text: https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-WEB.md
import { Code, RpcError, codeOfHttp, grpcError } from "./error.js";
import { base64Chunks, chunks, envelope, envelopes } from "./envelope.js";
import { toBase64 } from "./json.js";
import { metadataOf } from "./transport.js";

export function grpcWeb(settings) {
  const isText = settings.protocol === "grpc-web-text";
  const contentType = isText ? "application/grpc-web-text" : "application/grpc-web+proto";

  async function* serverStreaming(method, request, scope) {
    const own = { "content-type": contentType, accept: contentType, "x-grpc-web": "1" };
    if (scope.timeoutMs !== undefined) own["grpc-timeout"] = timeout(scope.timeoutMs);
    const framed = envelope(0, method.input.encode(request));
    const response = await scope.fetch(`${settings.baseUrl}/${method.service}/${method.name}`, {
      method: "POST", headers: scope.headers(own), body: isText ? toBase64(framed) : framed,
    });
    const metadata = metadataOf(response.headers);
    scope.call.onHeaders?.(metadata);
    if (metadata["grpc-status"] !== undefined && metadata["grpc-status"] !== "0") throw grpcError(metadata);
    if (!response.ok) throw new RpcError(codeOfHttp(response.status), `HTTP status ${response.status}`, { metadata });
    if (!response.headers.get("content-type")?.startsWith("application/grpc-web")) {
      throw new RpcError(Code.UNKNOWN, `an answer of type ${response.headers.get("content-type")}`, { metadata });
    }
    const bytes = isText ? base64Chunks(chunks(response)) : chunks(response);
    for await (const { flags, bytes: message } of envelopes(bytes, settings.maxMessageBytes)) {
      if (!(flags & 0x80)) {
        yield method.output.decode(message, { maxBytes: settings.maxMessageBytes });
        continue;
      }
      const trailers = metadataOf(trailerLines(new TextDecoder().decode(message)));
      scope.call.onTrailers?.(trailers);
      const error = grpcError(trailers);
      if (error) throw error;
      return;
    }
    if (metadata["grpc-status"] !== "0") throw new RpcError(Code.DATA_LOSS, "the answer ended without trailers", { metadata });
  }

  async function unary(method, request, scope) {
    let answer;
    for await (const message of serverStreaming(method, request, scope)) {
      if (answer !== undefined) throw new RpcError(Code.INTERNAL, "two answers to a unary call");
      answer = message;
    }
    if (answer === undefined) throw new RpcError(Code.INTERNAL, "no answer to a unary call");
    return answer;
  }

  return { unary, serverStreaming };
}

/** gRPC allows eight digits. */
function timeout(milliseconds) {
  const whole = Math.max(1, Math.floor(milliseconds));
  return whole <= 99999999 ? `${whole}m` : `${Math.min(99999999, Math.floor(whole / 1000))}S`;
}

function trailerLines(text) {
  return text.split("\r\n").filter((line) => line.includes(":")).map((line) => {
    const colon = line.indexOf(":");
    return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()];
  });
}
