// SPDX-License-Identifier: Apache-2.0
// Protobuf's JSON form. Generated code walks over the fields; the values are converted here.
import { JsonError } from "./jsontext.js";

/**
 * The names and numbers of an enum; the first name of a number is the one that is written. A closed one
 * has no other numbers.
 */
export function enumInfo(typeName, values, isClosed = false) {
  const names = new Map();
  for (const [name, number] of Object.entries(values)) if (!names.has(number)) names.set(number, name);
  return Object.freeze({ typeName, numbers: new Map(Object.entries(values)), names, isClosed });
}

const bounds = {
  int32: [-0x80000000, 0x7fffffff], uint32: [0, 0xffffffff],
  int64: [-(2n ** 63n), 2n ** 63n - 1n], uint64: [0n, 2n ** 64n - 1n],
};
const numberForm = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?$/;

export class JsonReader {
  /**
   * `options`: `ignoreUnknownFields` (false: they are an error; unknown enum names likewise),
   * `maxDepth` (100), `registry` (types by name, for google.protobuf.Any).
   */
  constructor(options = {}) {
    this.ignoresUnknown = options.ignoreUnknownFields ?? false;
    this.depth = options.maxDepth ?? 100;
    this.registry = options.registry ?? new Map();
    this.path = [];
  }

  fail(reason) {
    throw new JsonError(reason, this.path.join("").replace(/^\./, ""));
  }

  message(type, json, existing) {
    if (--this.depth < 0) this.fail("messages nested too deeply");
    const message = type.readJson(json, this, existing);
    this.depth++;
    return message;
  }

  /** The fields of an object; `null` means absent, except for the names in `nullable`. */
  *fields(json, nullable) {
    if (typeof json !== "object" || json === null || Array.isArray(json)) this.fail("an object is expected");
    for (const [name, value] of Object.entries(json)) {
      this.path.push("." + name);
      if (value !== null || nullable?.includes(name)) yield [name, value];
      this.path.pop();
    }
  }

  *items(json, acceptsNull) {
    if (!Array.isArray(json)) this.fail("an array is expected");
    for (let index = 0; index < json.length; index++) {
      this.path.push(`[${index}]`);
      if (json[index] === null && !acceptsNull) this.fail("null within an array");
      yield json[index];
      this.path.pop();
    }
  }

  *pairs(json, acceptsNull) {
    if (typeof json !== "object" || json === null || Array.isArray(json)) this.fail("an object is expected");
    for (const [key, value] of Object.entries(json)) {
      this.path.push(`[${JSON.stringify(key)}]`);
      if (value === null && !acceptsNull) this.fail("null within a map");
      yield [key, value];
      this.path.pop();
    }
  }

  unknown(name) {
    if (!this.ignoresUnknown) this.fail(`the schema has no field '${name}'`);
  }

  /** Says that a field is there under both of its names. */
  alias(json, name) {
    if (Object.hasOwn(json, name)) this.fail(`the field is there as '${name}' too`);
  }

  /** Says that a oneof has a second member. */
  once(oneof, name) {
    if (oneof !== undefined) this.fail(`two members of the oneof '${name}'`);
  }

  integer(json, kind) {
    const [low, high] = bounds[kind];
    let value = json;
    if (typeof json === "string") {
      if (!numberForm.test(json)) this.fail(`'${json}' is no ${kind}`);
      value = Number(json);
    }
    if (typeof json === "bigint") value = Number(json);
    if (typeof value !== "number" || !Number.isInteger(value)) this.fail(`this is no ${kind}`);
    if (value < low || value > high) this.fail(`${json} is out of range for ${kind}`);
    return value === 0 ? 0 : value; // -0 is 0
  }

  int32(json) {
    return this.integer(json, "int32");
  }

  uint32(json) {
    return this.integer(json, "uint32");
  }

  long(json, kind) {
    const [low, high] = bounds[kind];
    let value;
    if (typeof json === "bigint") value = json;
    else if (typeof json === "string" && /^-?(0|[1-9][0-9]*)$/.test(json)) value = BigInt(json);
    else if (typeof json === "string" && numberForm.test(json) && Number.isInteger(Number(json))) value = BigInt(Number(json));
    else if (typeof json === "number" && Number.isInteger(json)) value = BigInt(json);
    else this.fail(`this is no ${kind}`);
    if (value < low || value > high) this.fail(`${json} is out of range for ${kind}`);
    return value;
  }

  int64(json) {
    return this.long(json, "int64");
  }

  uint64(json) {
    return this.long(json, "uint64");
  }

  double(json) {
    if (typeof json === "number") return json;
    if (typeof json === "bigint") return Number(json);
    if (json === "NaN") return NaN;
    if (json === "Infinity") return Infinity;
    if (json === "-Infinity") return -Infinity;
    if (typeof json !== "string" || !numberForm.test(json)) this.fail("this is no number");
    const value = Number(json);
    if (!Number.isFinite(value)) this.fail(`${json} is out of range`);
    return value;
  }

  float(json) {
    const value = this.double(json);
    const rounded = Math.fround(value);
    if (Number.isFinite(value) && !Number.isFinite(rounded)) this.fail(`${json} is out of range for float`);
    return rounded;
  }

  bool(json) {
    if (typeof json !== "boolean") this.fail("true or false is expected");
    return json;
  }

  string(json) {
    if (typeof json !== "string") this.fail("a text is expected");
    if (/\p{Surrogate}/u.test(json)) this.fail("text with half a surrogate pair");
    return json;
  }

  bytes(json) {
    if (typeof json !== "string") this.fail("a text in base64 is expected");
    const bytes = fromBase64(json);
    if (bytes === undefined) this.fail("this is no base64");
    return bytes;
  }

  /** The number of an enum value; nothing for an unknown name that shall be ignored. */
  enum(json, info) {
    if (json === null && info.typeName === "google.protobuf.NullValue") return 0;
    if (typeof json === "number") {
      const number = this.int32(json);
      if (info.isClosed && !info.names.has(number)) this.fail(`${info.typeName} has no value ${number}`);
      return number;
    }
    if (typeof json !== "string") this.fail(`a name of ${info.typeName} is expected`);
    const number = info.numbers.get(json);
    if (number === undefined && !this.ignoresUnknown) this.fail(`${info.typeName} has no value '${json}'`);
    return number;
  }

  boolKey(key) {
    if (key !== "true" && key !== "false") this.fail("true or false is expected");
    return key === "true";
  }
}

export class JsonWriter {
  /**
   * `options`: `alwaysEmitImplicit` (false: fields without presence are left out at their default),
   * `enumsAsNumbers`, `useProtoNames` (field names as the schema has them), `registry` for Any.
   */
  constructor(options = {}) {
    this.emitsAll = options.alwaysEmitImplicit ?? false;
    this.enumsAsNumbers = options.enumsAsNumbers ?? false;
    this.protoNames = options.useProtoNames ?? false;
    this.registry = options.registry ?? new Map();
  }

  key(json, proto) {
    return this.protoNames ? proto : json;
  }

  double(value) {
    // JSON.stringify would drop the sign of -0; a number in quotes is legal.
    if (Number.isFinite(value)) return Object.is(value, -0) ? "-0" : value;
    return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  }

  /** The shortest number that is this float again. */
  float(value) {
    if (!Number.isFinite(value) || value === 0) return this.double(value);
    for (let digits = 6; digits < 9; digits++) {
      const short = Number(value.toPrecision(digits));
      if (Math.fround(short) === Math.fround(value)) return short;
    }
    return Number(value.toPrecision(9));
  }

  enum(value, info) {
    if (info.typeName === "google.protobuf.NullValue") return null;
    return this.enumsAsNumbers ? value : info.names.get(value) ?? value;
  }

  /** A member of any name: to assign to `__proto__` would make none. */
  member(json, name, value) {
    Object.defineProperty(json, name, { value, enumerable: true, configurable: true, writable: true });
  }

  map(map, convert) {
    // Without a prototype, so that the key "__proto__" is a key like others.
    const json = Object.create(null);
    for (const [key, value] of map) json[String(key)] = convert(value);
    return json;
  }
}

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const digits = new Map([...alphabet].map((letter, index) => [letter, index]));
digits.set("-", 62).set("_", 63);

/** Bytes in base64; `url`: in the alphabet for URLs and without padding. */
export function toBase64(bytes, url = false) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const bits = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const count = Math.min(bytes.length - at, 3) + 1;
    for (let digit = 0; digit < count; digit++) text += alphabet[(bits >> (18 - 6 * digit)) & 63];
    if (!url) text += "=".repeat(4 - count);
  }
  return url ? text.replaceAll("+", "-").replaceAll("/", "_") : text;
}

/** The bytes of base64 in either alphabet, padded or not; nothing if it is none. */
export function fromBase64(text) {
  const body = text.replace(/={1,2}$/, "");
  if (body.length % 4 === 1 || (body.length !== text.length && text.length % 4 !== 0)) return undefined;
  const bytes = new Uint8Array(Math.floor((body.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of body) {
    const digit = digits.get(letter);
    if (digit === undefined) return undefined;
    bits = ((bits << 6) | digit) & 0xffffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[at++] = (bits >> held) & 0xff;
    }
  }
  return bytes;
}
