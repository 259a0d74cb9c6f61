// SPDX-License-Identifier: Apache-2.0
import { Reader, Writer } from "./wire.js";
import { parseJson } from "./jsontext.js";
import { JsonReader, JsonWriter } from "./json.js";

/**
 * Completes what generated code says of a message (create, read, write, readJson, writeJson) with
 * the functions that users call.
 */
export function messageType(typeName, parts) {
  const type = {
    typeName,
    ...parts,
    encode: (message) => {
      const writer = new Writer();
      type.write(message, writer);
      return writer.finish();
    },
    decode: (bytes, options) => type.read(new Reader(bytes, options)),
    toJson: (message, options) => type.writeJson(message, new JsonWriter(options)),
    fromJson: (json, options) => type.readJson(json, new JsonReader(options)),
    toJsonString: (message, options) => JSON.stringify(type.toJson(message, options), null, options?.indent),
    fromJsonString: (text, options) => type.fromJson(parseJson(text), options),
  };
  return Object.freeze(type);
}
