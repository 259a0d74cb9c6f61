// SPDX-License-Identifier: Apache-2.0
// Reads lines of JSON, `{type, bytes, json?}`, and answers each with what our code makes of them:
// the bytes encoded again, their JSON, and the bytes of the JSON that came along.
import { createInterface } from "node:readline";
import { fromBase64, toBase64 } from "../../frontend/runtime/index.js";

const types = new Map();
for (const path of process.argv.slice(2)) {
  for (const value of Object.values(await import(path))) if (value?.typeName && value.decode) types.set(value.typeName, value);
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const { type: name, bytes, json } = JSON.parse(line);
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
  } catch (error) {
    answer.error = `${error.name}: ${error.message}`;
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
}
