// SPDX-License-Identifier: Apache-2.0
// What our code makes of questions, `{type, bytes, json?, text?}`: the bytes encoded again, their JSON, and
// the bytes of the JSON that came along.
import { fromBase64, toBase64 } from "../../frontend/runtime/index.js";

/** All message types of modules, by name. */
export async function typesOf(paths) {
  const types = new Map();
  for (const path of paths) {
    for (const value of Object.values(await import(path))) if (value?.typeName && value.decode) types.set(value.typeName, value);
  }
  return types;
}

export function answerTo({ type: name, bytes, json, text }, types) {
  const answer = {};
  try {
    const type = types.get(name);
    if (bytes !== undefined) {
      const message = type.decode(fromBase64(bytes));
      answer.bytes = toBase64(type.encode(message));
      if (json !== undefined) {
        answer.json = type.toJson(message, { registry: types });
        answer.back = toBase64(type.encode(type.fromJson(answer.json, { registry: types })));
      }
    }
    if (json !== undefined) answer.fromJson = toBase64(type.encode(type.fromJson(json, { registry: types })));
    if (text !== undefined) answer.fromText = toBase64(type.encode(type.fromJsonString(text, { registry: types })));
  } catch (error) {
    answer.error = `${error.name}: ${error.message}`;
  }
  return answer;
}
