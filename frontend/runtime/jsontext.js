// SPDX-License-Identifier: Apache-2.0
// JSON as text. JSON.parse keeps the last of two members of one name, and rounds whole numbers.

/** Text or values that are no message of the type; `path` leads to the place: `gameState.teams[1].id`. */
export class JsonError extends Error {
  constructor(reason, path) {
    super(path ? `${path}: ${reason}` : reason);
    this.name = "JsonError";
    this.path = path;
  }
}

const space = /[ \t\n\r]*/y;
const string = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const number = /-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/y;
const word = /true|false|null/y;
const words = { true: true, false: false, null: null };
/** Enough for messages of any allowed depth; unknown members must not exhaust the stack either. */
const mostLevels = 1000;

/**
 * The value of a JSON text, by RFC 8259. A name that is there twice is an error. Whole numbers that a
 * number does not hold exactly are of type bigint.
 */
export function parseJson(text) {
  const parser = new Parser(text);
  const value = parser.value(mostLevels);
  parser.skip();
  if (parser.at < text.length) parser.fail("something stands behind the end");
  return value;
}

class Parser {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  fail(reason, at = this.at) {
    const lines = this.text.slice(0, at).split("\n");
    throw new JsonError(`line ${lines.length}, column ${lines.at(-1).length + 1}: ${reason}`);
  }

  /** What the expression matches here, or nothing. */
  match(expression) {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text);
    if (found) this.at = expression.lastIndex;
    return found;
  }

  skip() {
    this.match(space);
  }

  /** Whether a mark stands next; then it is behind us. */
  take(mark) {
    this.skip();
    if (this.text[this.at] !== mark) return false;
    this.at++;
    return true;
  }

  expect(mark) {
    if (!this.take(mark)) this.fail(`'${mark}' is expected`);
  }

  value(levels) {
    if (levels === 0) this.fail("values nested too deeply");
    if (this.take("{")) return this.object(levels - 1);
    if (this.take("[")) return this.array(levels - 1);
    if (this.text[this.at] === '"') return this.string();
    const found = this.match(word);
    if (found) return words[found[0]];
    return this.number();
  }

  object(levels) {
    // Without a prototype, so that "__proto__" is a name like others.
    const result = Object.create(null);
    if (this.take("}")) return result;
    do {
      this.skip();
      const start = this.at;
      const name = this.string();
      if (name in result) this.fail(`the name ${JSON.stringify(name)} is there twice`, start);
      this.expect(":");
      result[name] = this.value(levels);
    } while (this.take(","));
    this.expect("}");
    return result;
  }

  array(levels) {
    const result = [];
    if (this.take("]")) return result;
    do result.push(this.value(levels)); while (this.take(","));
    this.expect("]");
    return result;
  }

  string() {
    const found = this.match(string);
    if (!found) this.fail(this.text[this.at] === '"' ? "a text without an end, or with what must be escaped" : "a text is expected");
    return found[0].includes("\\") ? JSON.parse(found[0]) : found[0].slice(1, -1);
  }

  number() {
    const start = this.at;
    const found = this.match(number);
    if (!found) this.fail("a value is expected");
    const value = Number(found[0]);
    if (!Number.isFinite(value)) this.fail(`${found[0]} is out of range`, start);
    const isWhole = found[1] === undefined && found[2] === undefined;
    return isWhole && !Number.isSafeInteger(value) ? BigInt(found[0]) : value;
  }
}
