// SPDX-License-Identifier: Apache-2.0
// The special JSON forms of the well-known types. Each has `write(message, w)` and `read(json, r)`;
// generated code of google/protobuf refers to them by the type's name.
import { toBase64 } from "./json.js";

const leastSecond = -62135596800n;
const greatestSecond = 253402300799n;
const greatestDuration = 315576000000n;

function fraction(nanos) {
  if (nanos === 0) return "";
  const digits = String(nanos).padStart(9, "0");
  return "." + digits.replace(/(?:000){1,2}$/, "");
}

const nanosOf = (digits) => Number((digits ?? "").padEnd(9, "0"));

export const Timestamp = {
  write({ seconds, nanos }) {
    if (seconds < leastSecond || seconds > greatestSecond || nanos < 0 || nanos > 999999999) {
      throw new RangeError("a timestamp outside of the years 1 to 9999");
    }
    const whole = new Date(Number(seconds) * 1000).toISOString().slice(0, 19);
    return whole + fraction(nanos) + "Z";
  },
  read(json, r) {
    const form = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)$/;
    const match = typeof json === "string" ? form.exec(json) : null;
    const time = match && Date.parse(`${json.slice(0, 19)}Z`);
    // Date.parse lets the 31st of a short month pass as the 1st of the next.
    if (!match || Number.isNaN(time) || new Date(time).toISOString().slice(0, 19) !== json.slice(0, 19)) {
      r.fail("an RFC 3339 time is expected");
    }
    let seconds = BigInt(time / 1000);
    if (match[8] !== "Z") {
      const minutes = Number(match[8].slice(1, 3)) * 60 + Number(match[8].slice(4));
      seconds -= BigInt((match[8][0] === "-" ? -60 : 60) * minutes);
    }
    if (seconds < leastSecond || seconds > greatestSecond) r.fail("a time outside of the years 1 to 9999");
    return { seconds, nanos: nanosOf(match[7]) };
  },
};

export const Duration = {
  write({ seconds, nanos }) {
    const isMixed = (seconds > 0n && nanos < 0) || (seconds < 0n && nanos > 0);
    if (isMixed || seconds > greatestDuration || seconds < -greatestDuration || Math.abs(nanos) > 999999999) {
      throw new RangeError("a duration outside of ±10000 years, or of two signs");
    }
    const sign = seconds < 0n || nanos < 0 ? "-" : "";
    return `${sign}${seconds < 0n ? -seconds : seconds}${fraction(Math.abs(nanos))}s`;
  },
  read(json, r) {
    const match = typeof json === "string" ? /^(-?)(\d{1,12})(?:\.(\d{1,9}))?s$/.exec(json) : null;
    if (!match) r.fail("a duration such as '1.5s' is expected");
    const seconds = BigInt(match[2]);
    if (seconds > greatestDuration) r.fail("a duration of more than 10000 years");
    const nanos = nanosOf(match[3]);
    return match[1] ? { seconds: -seconds, nanos: nanos === 0 ? 0 : -nanos } : { seconds, nanos };
  },
};

const toCamel = (path) => path.replace(/_([a-z])/g, (_, letter) => letter.toUpperCase());
const toSnake = (path) => path.replace(/[A-Z]/g, (letter) => "_" + letter.toLowerCase());

export const FieldMask = {
  write({ paths }) {
    for (const path of paths) if (toSnake(toCamel(path)) !== path) throw new RangeError(`the path '${path}' has no JSON form`);
    return paths.map(toCamel).join(",");
  },
  read(json, r) {
    const text = r.string(json);
    if (text.includes("_")) r.fail("paths are in lowerCamelCase");
    return { paths: text === "" ? [] : text.split(",").map(toSnake) };
  },
};

/** A wrapper's JSON is its value's. */
const wrapper = (zero, write, read) => ({
  write: ({ value }, w) => write(value, w),
  read: (json, r) => ({ value: json === null ? zero : read(json, r) }),
});

export const DoubleValue = wrapper(0, (v, w) => w.double(v), (j, r) => r.double(j));
export const FloatValue = wrapper(0, (v, w) => w.float(v), (j, r) => r.float(j));
export const Int64Value = wrapper(0n, String, (j, r) => r.int64(j));
export const UInt64Value = wrapper(0n, String, (j, r) => r.uint64(j));
export const Int32Value = wrapper(0, (v) => v, (j, r) => r.int32(j));
export const UInt32Value = wrapper(0, (v) => v, (j, r) => r.uint32(j));
export const BoolValue = wrapper(false, (v) => v, (j, r) => r.bool(j));
export const StringValue = wrapper("", (v) => v, (j, r) => r.string(j));
export const BytesValue = wrapper(new Uint8Array(0), (v) => toBase64(v), (j, r) => r.bytes(j));

export const Struct = {
  write: ({ fields }, w) => w.map(fields, (value) => Value.write(value, w)),
  read(json, r) {
    const fields = new Map();
    for (const [key, value] of r.pairs(json, true)) fields.set(key, nested(Value, value, r));
    return { fields };
  },
};

export const ListValue = {
  write: ({ values }, w) => values.map((value) => Value.write(value, w)),
  read(json, r) {
    const values = [];
    for (const value of r.items(json, true)) values.push(nested(Value, value, r));
    return { values };
  },
};

export const Value = {
  write({ kind }, w) {
    switch (kind?.case) {
      case "nullValue": return null;
      case "numberValue":
        if (!Number.isFinite(kind.value)) throw new RangeError("a Value holds finite numbers only");
        return kind.value;
      case "stringValue":
      case "boolValue": return kind.value;
      case "structValue": return Struct.write(kind.value, w);
      case "listValue": return ListValue.write(kind.value, w);
      default: throw new RangeError("a Value without a kind has no JSON form");
    }
  },
  read(json, r) {
    const kind = (name, value) => ({ kind: { case: name, value } });
    if (json === null) return kind("nullValue", 0);
    if (typeof json === "number" || typeof json === "bigint") return kind("numberValue", Number(json));
    if (typeof json === "string") return kind("stringValue", r.string(json));
    if (typeof json === "boolean") return kind("boolValue", json);
    return Array.isArray(json)
      ? kind("listValue", nested(ListValue, json, r)) : kind("structValue", nested(Struct, json, r));
  },
};

function nested(form, json, r) {
  if (--r.depth < 0) r.fail("values nested too deeply");
  const message = form.read(json, r);
  r.depth++;
  return message;
}

/** Types whose JSON within an Any stands under "value". */
const special = new Set([
  "Any", "Timestamp", "Duration", "FieldMask", "Struct", "Value", "ListValue", "DoubleValue", "FloatValue",
  "Int64Value", "UInt64Value", "Int32Value", "UInt32Value", "BoolValue", "StringValue", "BytesValue",
].map((name) => "google.protobuf." + name));

export const Any = {
  write({ typeUrl, value }, w) {
    if (typeUrl === "") return {};
    const type = w.registry.get(typeUrl.slice(typeUrl.lastIndexOf("/") + 1));
    if (!type) throw new RangeError(`the registry has no type for '${typeUrl}'`);
    const json = type.writeJson(type.decode(value), w);
    return special.has(type.typeName) ? { "@type": typeUrl, value: json } : { "@type": typeUrl, ...json };
  },
  read(json, r) {
    if (typeof json !== "object" || json === null || Array.isArray(json)) r.fail("an object is expected");
    const { "@type": typeUrl, ...rest } = json;
    if (typeUrl === undefined && Object.keys(rest).length === 0) return { typeUrl: "", value: new Uint8Array(0) };
    if (typeof typeUrl !== "string") r.fail("an Any needs '@type'");
    const type = r.registry.get(typeUrl.slice(typeUrl.lastIndexOf("/") + 1));
    if (!type) r.fail(`the registry has no type for '${typeUrl}'`);
    return { typeUrl, value: type.encode(r.message(type, special.has(type.typeName) ? rest.value : rest)) };
  },
};
