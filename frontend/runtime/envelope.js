// SPDX-License-Identifier: Apache-2.0
// Messages of a stream: one byte of flags, four of length, the bytes.
import { Code, RpcError } from "./error.js";
import { fromBase64 } from "./json.js";

export function envelope(flags, bytes) {
  const framed = new Uint8Array(bytes.length + 5);
  framed[0] = flags;
  new DataView(framed.buffer).setUint32(1, bytes.length);
  framed.set(bytes, 5);
  return framed;
}

/** The chunks of a response's body; stops reading when the consumer stops. */
export async function* chunks(response) {
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** Bytes out of base64 that comes in chunks and may be padded anywhere between two pieces. */
export async function* base64Chunks(source) {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of source) {
    text += decoder.decode(chunk, { stream: true }).replace(/\s/g, "");
    const whole = text.length - (text.length % 4);
    const pieces = text.slice(0, whole).match(/[^=]+={0,2}/g) ?? [];
    text = text.slice(whole);
    for (const piece of pieces) {
      const bytes = fromBase64(piece);
      if (bytes === undefined) throw new RpcError(Code.INTERNAL, "the answer is no base64");
      yield bytes;
    }
  }
  if (text !== "") throw new RpcError(Code.INTERNAL, "the answer ends within base64");
}

/** The envelopes in a stream of bytes. */
export async function* envelopes(source, maxBytes) {
  let held = new Uint8Array(0);
  for await (const chunk of source) {
    const joined = new Uint8Array(held.length + chunk.length);
    joined.set(held);
    joined.set(chunk, held.length);
    held = joined;
    while (held.length >= 5) {
      const length = new DataView(held.buffer, held.byteOffset).getUint32(1);
      if (length > maxBytes) throw new RpcError(Code.RESOURCE_EXHAUSTED, `a message of more than ${maxBytes} bytes`);
      if (held.length < 5 + length) break;
      if (held[0] & 1) throw new RpcError(Code.INTERNAL, "a compressed message, though none was asked for");
      yield { flags: held[0], bytes: held.subarray(5, 5 + length) };
      held = held.subarray(5 + length);
    }
  }
  if (held.length > 0) throw new RpcError(Code.DATA_LOSS, "the answer ends within a message");
}
