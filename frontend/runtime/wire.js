// SPDX-License-Identifier: Apache-2.0
// Protobuf's binary form: a reader and a writer over Uint8Array.

/** Bytes that are no message of the type, with the place where that shows. */
export class DecodeError extends Error {
  constructor(reason, offset) {
    super(`${reason} at byte ${offset}`);
    this.name = "DecodeError";
    this.offset = offset;
  }
}

const utf8Decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const utf8Encoder = new TextEncoder();
const empty = new Uint8Array(0);

/** Whether a floating-point value is written: negative zero is not the default. */
export const isSet = (value) => !Object.is(value, 0);

export class Reader {
  /** `options`: `maxDepth` (100) of nested messages, `maxBytes` of the whole (64 MiB). */
  constructor(bytes, options = {}) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.pos = 0;
    this.end = bytes.length;
    this.depth = options.maxDepth ?? 100;
    const most = options.maxBytes ?? 1 << 26;
    if (bytes.length > most) throw new DecodeError(`a message of more than ${most} bytes`, 0);
  }

  fail(reason) {
    throw new DecodeError(reason, this.pos);
  }

  /** The low 32 bits of a varint, unsigned; the rest is read and dropped, as protobuf wants it. */
  uint32() {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.pos >= this.end) this.fail("truncated varint");
      const byte = this.bytes[this.pos++];
      if (shift < 32) value |= (byte & 0x7f) << shift;
      if (byte < 0x80) return value >>> 0;
    }
    this.fail("a varint of more than ten bytes");
  }

  uint64() {
    let low = 0;
    let high = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      if (this.pos >= this.end) this.fail("truncated varint");
      const byte = this.bytes[this.pos++];
      const bits = byte & 0x7f;
      if (shift < 28) low |= bits << shift;
      else if (shift === 28) {
        low |= bits << 28;
        high |= bits >>> 4;
      } else if (shift < 63) high |= bits << (shift - 32);
      else high |= (bits & 1) << 31;
      if (byte < 0x80) return (BigInt(high >>> 0) << 32n) | BigInt(low >>> 0);
    }
    this.fail("a varint of more than ten bytes");
  }

  int32() {
    return this.uint32() | 0;
  }

  int64() {
    return BigInt.asIntN(64, this.uint64());
  }

  sint32() {
    const value = this.uint32();
    return (value >>> 1) ^ -(value & 1);
  }

  sint64() {
    const value = this.uint64();
    return BigInt.asIntN(64, (value >> 1n) ^ -(value & 1n));
  }

  bool() {
    return this.uint64() !== 0n;
  }

  fixed(size) {
    const at = this.pos;
    if (this.end - at < size) this.fail("truncated value");
    this.pos += size;
    return at;
  }

  fixed32() {
    return this.view.getUint32(this.fixed(4), true);
  }

  sfixed32() {
    return this.view.getInt32(this.fixed(4), true);
  }

  fixed64() {
    return this.view.getBigUint64(this.fixed(8), true);
  }

  sfixed64() {
    return this.view.getBigInt64(this.fixed(8), true);
  }

  float() {
    return this.view.getFloat32(this.fixed(4), true);
  }

  double() {
    return this.view.getFloat64(this.fixed(8), true);
  }

  /** The end of a length-delimited value. */
  limit() {
    const length = this.uint32();
    if (length > this.end - this.pos) this.fail("a length beyond the end");
    return this.pos + length;
  }

  /** A copy: the message does not keep the buffer that it was read from. */
  bytesValue() {
    const end = this.limit();
    const value = this.bytes.slice(this.pos, end);
    this.pos = end;
    return value;
  }

  string() {
    const end = this.limit();
    const slice = this.bytes.subarray(this.pos, end);
    try {
      const value = utf8Decoder.decode(slice);
      this.pos = end;
      return value;
    } catch {
      this.fail("text that is not UTF-8");
    }
  }

  tag() {
    const tag = this.uint32();
    if (tag >>> 3 === 0) this.fail("field number 0");
    return tag;
  }

  /** Reads a nested message into `existing`, or a new one: parts of one message are merged. */
  message(type, existing) {
    return this.within(() => type.read(this, existing));
  }

  /** Reads a message that stands between the tags of a group; the one at the start was read. */
  group(type, number, existing) {
    const start = this.pos;
    const outer = this.end;
    this.end = this.skipGroup(number);
    const behind = this.pos;
    this.pos = start;
    if (--this.depth < 0) this.fail("messages nested too deeply");
    const value = type.read(this, existing);
    this.depth++;
    this.pos = behind;
    this.end = outer;
    return value;
  }

  /** Reads a value of an enum that has no other numbers than those it names: others are kept aside. */
  closed(start, message, info, store) {
    const value = this.int32();
    if (info.names.has(value)) store(value);
    else keep(this.bytes.subarray(start, this.pos), message);
  }

  /** The same for the values of a packed field. */
  closedPacked(message, info, tag, list) {
    this.within(() => {
      while (this.pos < this.end) {
        const start = this.pos;
        const value = this.int32();
        if (info.names.has(value)) list.push(value);
        else keep(new Writer(16).tag(tag).raw(this.bytes.subarray(start, this.pos)).finish(), message);
      }
    });
  }

  /** Runs `body` with the end of a length-delimited value as the end. */
  within(body) {
    const end = this.limit();
    const outer = this.end;
    if (--this.depth < 0) this.fail("messages nested too deeply");
    this.end = end;
    const value = body();
    this.end = outer;
    this.depth++;
    return value;
  }

  /** Appends the values of a packed field. */
  packed(list, one) {
    this.within(() => {
      while (this.pos < this.end) list.push(one.call(this));
    });
  }

  /**
   * Reads an entry of a map; what it lacks has its default. With a value that `closedEnum()` does not
   * name, the whole entry is an unknown field of `message`.
   */
  entry(map, keyTag, readKey, key, valueTag, readValue, makeValue, closedEnum, start, message) {
    let value;
    this.within(() => {
      while (this.pos < this.end) {
        const tag = this.tag();
        if (tag === keyTag) key = readKey(this);
        else if (tag === valueTag) value = readValue(this, value);
        else this.skip(tag);
      }
    });
    if (closedEnum && value !== undefined && !closedEnum().names.has(value)) {
      keep(this.bytes.subarray(start, this.pos), message);
      return;
    }
    map.delete(key);
    map.set(key, value ?? makeValue());
  }

  skip(tag) {
    switch (tag & 7) {
      case 0:
        this.uint64();
        break;
      case 1:
        this.fixed(8);
        break;
      case 2:
        this.pos = this.limit();
        break;
      case 3:
        this.skipGroup(tag >>> 3);
        break;
      case 5:
        this.fixed(4);
        break;
      default:
        this.fail(`wire type ${tag & 7} out of place`);
    }
  }

  /** Moves behind a group; the place of the tag that ends it. */
  skipGroup(number) {
    if (--this.depth < 0) this.fail("messages nested too deeply");
    for (;;) {
      if (this.pos >= this.end) this.fail("a group without an end");
      const start = this.pos;
      const tag = this.tag();
      if ((tag & 7) === 4) {
        if (tag >>> 3 !== number) this.fail("the end of another group");
        this.depth++;
        return start;
      }
      this.skip(tag);
    }
  }
}

/** Keeps a field that the schema does not know, tag included, as it stands. */
export function keepUnknown(reader, tag, start, message) {
  reader.skip(tag);
  keep(reader.bytes.subarray(start, reader.pos), message);
}

function keep(field, message) {
  const old = message.$unknown ?? empty;
  const bytes = new Uint8Array(old.length + field.length);
  bytes.set(old);
  bytes.set(field, old.length);
  message.$unknown = bytes;
}

export class Writer {
  constructor(capacity = 256) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
    this.pos = 0;
  }

  finish() {
    return this.bytes.slice(0, this.pos);
  }

  reserve(count) {
    if (this.pos + count <= this.bytes.length) return;
    const grown = new Uint8Array(Math.max(this.bytes.length * 2, this.pos + count));
    grown.set(this.bytes);
    this.bytes = grown;
    this.view = new DataView(grown.buffer);
  }

  uint32(value) {
    checkRange(value, 0, 0xffffffff);
    this.varint(value);
    return this;
  }

  /** A varint of at most 32 bits. */
  varint(value) {
    this.reserve(5);
    while (value > 0x7f) {
      this.bytes[this.pos++] = (value & 0x7f) | 0x80;
      value >>>= 7;
    }
    this.bytes[this.pos++] = value;
    return this;
  }

  tag(tag) {
    return this.varint(tag);
  }

  int32(value) {
    checkRange(value, -0x80000000, 0x7fffffff);
    return value < 0 ? this.varint64(BigInt.asUintN(64, BigInt(value))) : this.varint(value);
  }

  sint32(value) {
    checkRange(value, -0x80000000, 0x7fffffff);
    return this.varint(((value << 1) ^ (value >> 31)) >>> 0);
  }

  varint64(value) {
    this.reserve(10);
    let low = Number(value & 0xffffffffn);
    let high = Number(value >> 32n);
    while (high > 0 || low > 0x7f) {
      this.bytes[this.pos++] = (low & 0x7f) | 0x80;
      low = ((low >>> 7) | (high << 25)) >>> 0;
      high >>>= 7;
    }
    this.bytes[this.pos++] = low;
    return this;
  }

  uint64(value) {
    return this.varint64(check64(value, BigInt.asUintN(64, value)));
  }

  int64(value) {
    return this.varint64(BigInt.asUintN(64, check64(value, BigInt.asIntN(64, value))));
  }

  sint64(value) {
    check64(value, BigInt.asIntN(64, value));
    return this.varint64(BigInt.asUintN(64, (value << 1n) ^ (value >> 63n)));
  }

  bool(value) {
    return this.varint(value ? 1 : 0);
  }

  room(size) {
    this.reserve(size);
    const at = this.pos;
    this.pos += size;
    return at;
  }

  fixed32(value) {
    checkRange(value, 0, 0xffffffff);
    const at = this.room(4);
    this.view.setUint32(at, value, true);
    return this;
  }

  sfixed32(value) {
    checkRange(value, -0x80000000, 0x7fffffff);
    const at = this.room(4);
    this.view.setInt32(at, value, true);
    return this;
  }

  fixed64(value) {
    check64(value, BigInt.asUintN(64, value));
    const at = this.room(8);
    this.view.setBigUint64(at, value, true);
    return this;
  }

  sfixed64(value) {
    check64(value, BigInt.asIntN(64, value));
    const at = this.room(8);
    this.view.setBigInt64(at, value, true);
    return this;
  }

  float(value) {
    const at = this.room(4);
    this.view.setFloat32(at, value, true);
    return this;
  }

  double(value) {
    const at = this.room(8);
    this.view.setFloat64(at, value, true);
    return this;
  }

  /** Bytes without a length: unknown fields. */
  raw(bytes) {
    const at = this.room(bytes.length);
    this.bytes.set(bytes, at);
    return this;
  }

  bytesValue(bytes) {
    return this.varint(bytes.length).raw(bytes);
  }

  string(text) {
    // A lone half of a surrogate pair has no UTF-8.
    if (/\p{Surrogate}/u.test(text)) throw new RangeError("text with half a surrogate pair");
    return this.bytesValue(utf8Encoder.encode(text));
  }

  /** What `body` writes, behind its length. */
  delimited(body) {
    // One byte is left for the length, as most are short; longer ones move their bytes.
    const start = this.room(1) + 1;
    body(this);
    const length = this.pos - start;
    if (length < 0x80) {
      this.bytes[start - 1] = length;
      return this;
    }
    const extra = length < 0x4000 ? 1 : length < 0x200000 ? 2 : length < 0x10000000 ? 3 : 4;
    this.reserve(extra);
    this.bytes.copyWithin(start + extra, start, this.pos);
    this.pos = start - 1;
    this.varint(length);
    this.pos += length;
    return this;
  }

  message(type, value) {
    return this.delimited(() => type.write(value, this));
  }

  /** A message between the tags of a group; the one at the start is written. */
  group(type, value, number) {
    type.write(value, this);
    return this.tag((number << 3 | 4) >>> 0);
  }

  packed(values, one) {
    return this.delimited(() => {
      for (const value of values) one.call(this, value);
    });
  }
}

function checkRange(value, low, high) {
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new RangeError(`${value} is no integer from ${low} to ${high}`);
  }
}

function check64(value, wrapped) {
  if (value !== wrapped) throw new RangeError(`${value} does not fit into 64 bits`);
  return value;
}
