# SPDX-License-Identifier: Apache-2.0
"""A schema that uses every rule of buf.validate: those of numbers from a table, the others written out."""

NUMBERS = {
    "float": ("1.5", "-2.25", "float"), "double": ("1e10", "-0.5", "double"), "int32": ("10", "-3", "int32"),
    "int64": ("9000000000", "-1", "int64"), "uint32": ("10", "3", "uint32"), "uint64": ("9000000000", "1", "uint64"),
    "sint32": ("7", "-7", "sint32"), "sint64": ("70", "-70", "sint64"), "fixed32": ("20", "2", "fixed32"),
    "fixed64": ("200", "2", "fixed64"), "sfixed32": ("30", "-30", "sfixed32"), "sfixed64": ("300", "-300", "sfixed64"),
}
WRAPPERS = {
    "float": "FloatValue", "double": "DoubleValue", "int32": "Int32Value", "int64": "Int64Value",
    "uint32": "UInt32Value", "uint64": "UInt64Value",
}
FORMS = (
    "email hostname ip ipv4 ipv6 uri uri_ref address uuid tuuid ip_with_prefixlen ipv4_with_prefixlen "
    "ipv6_with_prefixlen ip_prefix ipv4_prefix ipv6_prefix host_and_port ulid protobuf_fqn protobuf_dot_fqn").split()
TIMES = {
    "Duration": ("{seconds: 10}", "{seconds: -3, nanos: -5}"),
    "Timestamp": ("{seconds: 1700000000}", "{seconds: 1600000000, nanos: 5}"),
}


def _ranges(high, low):
    """Every rule about order: alone, and all pairs, the right way round and the other."""
    yield from (f"{side}: {high}" for side in ("lt", "lte", "gt", "gte"))
    for lower in ("gt", "gte"):
        for upper in ("lt", "lte"):
            yield f"{lower}: {low}, {upper}: {high}"
            yield f"{lower}: {high}, {upper}: {low}"
    yield f"gt: {high}, lt: {high}"


class _Message:
    def __init__(self, name):
        self.name, self.lines, self.number = name, [], 0

    def add(self, type_name, rules="", label=""):
        self.number += 1
        options = f" [(buf.validate.field) = {{{rules}}}]" if rules else ""
        self.lines.append(f"  {label}{type_name} f{self.number} = {self.number}{options};")

    def text(self):
        return f"message {self.name} {{\n" + "\n".join(self.lines) + "\n}\n"


def _numbers():
    for type_name, (high, low, rule) in NUMBERS.items():
        message = _Message(f"Of{type_name.capitalize()}")
        asked = [*_ranges(high, low), f"const: {high}", f"in: [{high}, {low}]", f"not_in: [{high}, {low}, 0]"]
        if type_name in ("float", "double"):
            asked += ["finite: true", "finite: true, gt: 0"]
        for rules in asked:
            message.add(type_name, f"{rule}: {{{rules}}}")
        message.add(type_name, f"required: true, {rule}: {{gte: {low}}}")
        message.add(type_name, f"ignore: IGNORE_IF_ZERO_VALUE, {rule}: {{gt: {high}}}")
        message.add(type_name, f"ignore: IGNORE_ALWAYS, {rule}: {{gt: {high}}}")
        message.add(type_name, f"{rule}: {{lt: {high}}}", "optional ")
        message.add(type_name, f"required: true, {rule}: {{lt: {high}}}", "optional ")
        items = f"items: {{{rule}: {{lte: {high}}}}}"
        message.add(type_name, f"repeated: {{unique: true, min_items: 1, max_items: 3, {items}}}", "repeated ")
        items = f"items: {{ignore: IGNORE_IF_ZERO_VALUE, {rule}: {{const: {high}}}}}"
        message.add(type_name, f"repeated: {{{items}}}", "repeated ")
        if type_name in WRAPPERS:
            wrapper = f"google.protobuf.{WRAPPERS[type_name]}"
            message.add(wrapper, f"{rule}: {{gte: {low}, lt: {high}}}")
            message.add(wrapper, f"required: true, {rule}: {{const: {high}}}")
            message.add(wrapper, f"repeated: {{items: {{{rule}: {{gt: {low}}}}}}}", "repeated ")
        if type_name not in ("float", "double"):
            entries = f"keys: {{{rule}: {{lt: {high}}}}}, values: {{{rule}: {{gt: {low}}}}}"
            message.add(f"map<{type_name}, {type_name}>", f"map: {{min_pairs: 1, max_pairs: 2, {entries}}}")
        yield message.text()


def _times():
    for name, (high, low) in TIMES.items():
        message, rule = _Message(f"Of{name}"), name.lower()
        asked = [*_ranges(high, low), f"const: {high}"]
        if name == "Duration":
            asked += [f"in: [{high}, {low}]", f"not_in: [{high}, {low}]"]
        else:
            asked += ["lt_now: true", "gt_now: true", "within: {seconds: 86400}", "lt_now: true, within: {seconds: 86400}"]
        for rules in asked:
            message.add(f"google.protobuf.{name}", f"{rule}: {{{rules}}}")
        message.add(f"google.protobuf.{name}", f"required: true, {rule}: {{gt: {low}}}")
        message.add(f"google.protobuf.{name}", f"repeated: {{items: {{{rule}: {{lt: {high}}}}}}}", "repeated ")
        yield message.text()


def _texts():
    message = _Message("OfString")
    for rules in (
            'const: "foo"', "len: 3", "min_len: 2", "max_len: 3", "min_len: 2, max_len: 4", "len_bytes: 4",
            "min_bytes: 2", "max_bytes: 4", 'pattern: "^[a-z]+$"', 'pattern: "b"', 'prefix: "fo"', 'suffix: "oo"',
            'contains: "o"', 'not_contains: "o"', 'in: ["foo", "é"]', 'not_in: ["foo", ""]',
            "well_known_regex: KNOWN_REGEX_HTTP_HEADER_NAME", "well_known_regex: KNOWN_REGEX_HTTP_HEADER_VALUE",
            "well_known_regex: KNOWN_REGEX_HTTP_HEADER_NAME, strict: false",
            "well_known_regex: KNOWN_REGEX_HTTP_HEADER_VALUE, strict: false", "email: false",
            *(f"{form}: true" for form in FORMS)):
        message.add("string", f"string: {{{rules}}}")
    message.add("google.protobuf.StringValue", "string: {min_len: 2}")
    message.add("string", "repeated: {unique: true, items: {string: {max_len: 3}}}", "repeated ")
    message.add("map<string, string>", "map: {keys: {string: {max_len: 2}}, values: {string: {email: true}}}")
    message.add("string", 'cel: {id: "no.x", message: "no x", expression: "!this.contains(\'x\')"}')
    message.add("string", 'cel_expression: "this.size() < 4"')
    yield message.text()
    message = _Message("OfBytes")
    for rules in (
            'const: "foo"', "len: 3", "min_len: 2", "max_len: 3", 'pattern: "^[a-z]*$"', 'prefix: "\\xff"', 'suffix: "oo"',
            'contains: "o"', 'in: ["foo", "\\x00"]', 'not_in: ["foo"]', "ip: true", "ipv4: true", "ipv6: true", "uuid: true"):
        message.add("bytes", f"bytes: {{{rules}}}")
    message.add("google.protobuf.BytesValue", "bytes: {min_len: 2}")
    message.add("bytes", "repeated: {unique: true}", "repeated ")
    yield message.text()


REST = """
enum Colour { COLOUR_UNSPECIFIED = 0; COLOUR_RED = 1; COLOUR_BLUE = 5; }

message OfBool {
  bool f1 = 1 [(buf.validate.field).bool.const = true];
  google.protobuf.BoolValue f2 = 2 [(buf.validate.field).bool.const = false];
  repeated bool f3 = 3 [(buf.validate.field).repeated.unique = true];
  map<bool, bool> f4 = 4 [(buf.validate.field).map.keys.bool.const = true];
}

message OfEnum {
  Colour f1 = 1 [(buf.validate.field).enum.defined_only = true];
  Colour f2 = 2 [(buf.validate.field).enum = {in: [1, 5]}];
  Colour f3 = 3 [(buf.validate.field).enum = {not_in: [0]}];
  Colour f4 = 4 [(buf.validate.field).enum.const = 5];
  repeated Colour f5 = 5 [(buf.validate.field).repeated = {unique: true, items: {enum: {defined_only: true}}}];
  map<string, Colour> f6 = 6 [(buf.validate.field).map.values.enum.defined_only = true];
}

message OfAny {
  google.protobuf.Any f1 = 1 [(buf.validate.field).any = {in: ["type.googleapis.com/google.protobuf.Duration"]}];
  google.protobuf.Any f2 = 2 [(buf.validate.field).any = {not_in: ["type.googleapis.com/google.protobuf.Duration"]}];
  google.protobuf.Any f3 = 3 [(buf.validate.field).required = true];
}

message OfOneofs {
  option (buf.validate.message).oneof = {fields: ["f1", "f2"]};
  option (buf.validate.message).oneof = {fields: ["f3", "f4", "f5"], required: true};
  int32 f1 = 1;
  repeated string f2 = 2;
  string f3 = 3 [(buf.validate.field).string.min_len = 3];
  optional int32 f4 = 4 [(buf.validate.field).int32.gt = 5];
  map<int32, string> f5 = 5;
  oneof choice {
    option (buf.validate.oneof).required = true;
    string f6 = 6 [(buf.validate.field).string.max_len = 2];
    int64 f7 = 7 [(buf.validate.field).int64.not_in = 0];
    OfBool f8 = 8;
  }
}

message OfNesting {
  option (buf.validate.message).cel = {
    id: "sum", message: "", expression: "this.f1 + this.f2 > 10 ? 'sum is %s'.format([this.f1 + this.f2]) : ''"
  };
  option (buf.validate.message).cel = {
    id: "names", message: "names must differ", expression: "this.f5.map(c, c.f1).size() < 3 || this.f3.all(k, this.f3[k].f1 >= 0)"
  };
  option (buf.validate.message).cel_expression = "!has(this.f4) || this.f4.f1 == 0 || this.f2 >= 0";
  uint32 limit = 9;
  int32 f1 = 1;
  int32 f2 = 2 [(buf.validate.field).int32 = {lte: 1000, gte: -1000}];
  map<string, OfNesting> f3 = 3 [(buf.validate.field).map = {max_pairs: 2}];
  OfNesting f4 = 4 [(buf.validate.field).cel = {
    id: "inner", message: "inner must be larger", expression: "this.f1 > 2 || !(this.f2 in [0, 10])"}];
  repeated OfNesting f5 = 5 [(buf.validate.field).repeated.items.cel = {
    id: "item", expression: "this.f2 % 2 == 0 || this.f1 / this.f2 < 5"}];
  repeated int32 f6 = 6 [(buf.validate.field).cel = {
    id: "sorted", message: "must be sorted", expression: "[0, 1].all(i, this.size() <= i + 1 || this[i] <= this[i + 1])"}];
  google.protobuf.Timestamp f7 = 7 [(buf.validate.field).cel = {
    id: "year", expression: "this.getFullYear() > 1990 && this < timestamp('2030-01-01T00:00:00Z') + duration('24h')"}];
  google.protobuf.Duration f8 = 8 [(buf.validate.field).cel_expression = "this.getSeconds() != 10 && string(this) != '5s'"];
  google.protobuf.Int32Value f10 = 10 [(buf.validate.field).cel_expression = "this > 0"];
  string f11 = 11 [(buf.validate.field).string.(no_space) = true];
  int32 f12 = 12 [(buf.validate.field).int32.(multiple_of) = 3];
}
"""

# Each is a rule of OfExpressions, whose fields are i, j (int32), l (int64), u (uint32), v (uint64), d, e
# (double), s, t (string), b (bytes), n (a list of int32), w (of strings), m (a map<string, int32>),
# k (a map<int32, string>), p (int64 to int64), f (uint64 to uint64), o (an optional int32), c (an enum),
# x (the message itself), y (a list of it), z (a Timestamp), q (a Duration), r (a wrapper), and g or h (a oneof).
EXPRESSIONS = """
this.i + this.j < 1000
this.l + 1 > this.l || this.l == 9223372036854775807
this.l * 2 > this.l - 5
this.l - this.l == 0
-this.l <= 0 || this.l < 0
this.i / this.j >= 0 || this.i % 2 == 0
this.i % this.j == 0 && this.i > 3
this.u - 1u < this.u
this.v + this.v >= this.v
this.v / 2u * 2u == this.v || this.v % 2u == 1u
this.d + this.e > this.d
this.d / this.e < 5.0 || this.e == 0.0
this.d * 2.0 != this.e
this.i < this.u || this.d >= this.l
this.i == this.d || this.u != this.i
int(this.u) > this.i
uint(this.i) < this.u + 4u
double(this.i) <= this.d + 100.5
string(this.i) != this.s
int(this.s) == 5 || this.s == ''
int(this.d) < 100
this.s < this.t
this.s + this.t != 'foobar'
size(this.s) <= 3 || this.t.size() > 1
this.s.startsWith('f') || this.t.endsWith('o')
this.s.contains(this.t)
this.s.matches('^[a-z]{1,3}$') || this.t.matches('o+')
this.s.matches(this.t)
this.b == b'foo' || this.b.size() < 3
this.b.startsWith(b'f')
this.b + b'x' != b'foox'
string(this.b) == this.s
bytes(this.s) != this.b
this.n.all(a, a > 0)
this.n.exists(a, a % this.i == 1)
this.n.exists_one(a, a > 5)
this.n.map(a, a * 2).size() < 4
this.n.filter(a, a > this.j).size() > 0
this.n.map(a, a > 0, a + 1).all(a, a < 20)
this.n.unique()
this.w.unique() && this.w.map(a, a + 'x').unique()
this.w.all(a, a in ['foo', 'bar', ''])
this.i in this.n || this.s in this.w
this.i in [1, 2, 3]
this.n[0] > 3
this.n[this.i] >= 0 || this.n.size() == 0
this.w[0].size() > this.n[1]
this.m['foo'] > 0
'foo' in this.m && this.s in this.m
this.k[this.i] != ''
this.i in this.k || this.m.size() > 2
this.m.all(a, this.m[a] > 0)
this.p.all(a, this.p[a] > 0)
this.f.all(a, this.f[a] == 1u) || this.v in this.f
this.l in this.p && this.p[this.l] > 1 || this.i in this.p
has(this.o) || has(this.x)
has(this.s) && has(this.n) && !has(this.m)
this.o > 3 && this.x.o < 3
this.x.x.i == 0 || this.x.s.size() > 2
has(this.x.x) ? this.x.x.i > 0 : this.i > 0
this.y.all(a, a.i > this.i || a.y.exists(o, o.s == a.s))
this.y.map(a, a.s).unique()
this.y.filter(a, a.i > 0).size() < 2
this.y[0].s != ''
this.c == 1 || this.c == Colour.COLOUR_BLUE
this.z < now && this.z > timestamp('2001-01-01T00:00:00Z')
this.z + this.q > this.z
this.z - this.z == duration('0s')
this.z.getFullYear() > 2000 || this.z.getHours('+02:00') < 12
this.q > duration('1m30s') || this.q.getSeconds() < 5
this.q + duration('1s') > this.q
string(this.q) != '5s' && string(this.z).size() > 0
this.r > 5 || this.r == null
has(this.r) && this.r < 100
this.g.size() > 2 || this.h > 4
has(this.g) || has(this.h)
this.i > 0 ? this.s != '' : this.t != ''
(this.i > 0 ? this.i : this.j) > 2
this.i > 3 ? '' : 'i is %d and s is %s'.format([this.i, this.s])
this.s.lowerAscii() == this.s && this.t.upperAscii() != this.t
this.s.replace('o', '0').substring(0, 1) != 'f'
this.s.indexOf('o') < 2 && this.s.trim() == this.s
this.s.split('o').size() < 3
this.w.join('-') != 'foo-bar'
this.s.charAt(0) == 'f' || this.i == 0
math.greatest(this.i, this.j) > 2
math.least([this.i, this.j, 7]) < 7
this.d.isNan() || this.e.isInf() || this.d > 0.0
this.s.isEmail() || this.t.isHostname() || this.s.isIp() || this.s.isIp(4) || this.s.isUri()
this.s.isIpPrefix() || this.t.isUriRef()
[1, 2, 3].all(a, a < this.i) || [this.i, this.j].exists(a, a == 5)
[[1], [2]].size() == this.i
(this.i / this.j > 1 || this.s == 'foo') && (this.s != 'foo' || 1 / this.i > 0)
!(this.i > 0 && this.l / this.l == 1)
dyn(this.i) == this.d || dyn(this.s) == 5
[this.i, 1.5].exists(a, -a > 3) || this.i > 2
this.y.all(a, this.w.exists(o, o == a.s)) && this.n.exists(a, a in this.n)
this.y.all(w, w.s == '' || this.w.exists(n, this.n.all(a, n != w.s || a > 0)))
this.x.y.all(a, this.x.w.exists(o, o == a.s) || this.w.exists(w, w == a.s))
"""

OF_EXPRESSIONS = """
message OfExpressions {
%s
  int32 i = 1;
  int32 j = 2;
  int64 l = 3;
  uint32 u = 4;
  uint64 v = 5;
  double d = 6;
  double e = 7;
  string s = 8;
  string t = 9;
  bytes b = 10;
  repeated int32 n = 11;
  repeated string w = 12;
  map<string, int32> m = 13;
  map<int32, string> k = 14;
  optional int32 o = 15;
  Colour c = 16;
  OfExpressions x = 17;
  repeated OfExpressions y = 18;
  google.protobuf.Timestamp z = 19;
  google.protobuf.Duration q = 20;
  google.protobuf.Int32Value r = 21;
  oneof either {
    string g = 22;
    int64 h = 23;
  }
  map<int64, int64> p = 24;
  map<uint64, uint64> f = 25;
}
"""


def _expressions():
    """A message for each expression, because an error in one rule ends the check of a message."""
    fields = OF_EXPRESSIONS.replace("%s\n", "")
    yield fields
    for number, text in enumerate(EXPRESSIONS.strip().splitlines(), 1):
        expression = text.replace("\\", "\\\\").replace('"', '\\"')
        rule = f'  OfExpressions v = 1 [(buf.validate.field).cel = {{id: "e{number}", expression: "{expression}"}}];'
        yield f"message Expression{number} {{\n{rule}\n}}\n"


HEAD = """// SPDX-License-Identifier: Apache-2.0
// Written by Tests/foreign/support/validation_schema.py.
syntax = "proto3";
package rules;
import "buf/validate/validate.proto";
import "google/protobuf/any.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";
import "strategos/test/validation/predefined.proto";
"""

PREDEFINED = """// SPDX-License-Identifier: Apache-2.0
// Written by Tests/foreign/support/validation_schema.py.
syntax = "proto2";
package rules;
import "buf/validate/validate.proto";
extend buf.validate.StringRules {
  optional bool no_space = 1200 [(buf.validate.predefined).cel = {
    id: "string.no_space", message: "no spaces", expression: "!rule || !this.contains(' ')"}];
}
extend buf.validate.Int32Rules {
  optional int32 multiple_of = 1200 [(buf.validate.predefined).cel = {
    id: "int32.multiple_of", expression: "this % rule == 0 ? '' : 'must be a multiple of %s'.format([rule])"}];
}
"""


FOLDER = "strategos/test/validation"


def files():
    """The schema's files by their names; they are checked in, because validators are generated from them."""
    rules = HEAD + "\n".join([*_numbers(), *_times(), *_texts(), REST, *_expressions()])
    return {f"{FOLDER}/rules.proto": rules, f"{FOLDER}/predefined.proto": PREDEFINED}


if __name__ == "__main__":
    from pathlib import Path

    for name, text in files().items():
        (Path(__file__).parents[2] / "proto" / name).write_text(text)
