# SPDX-License-Identifier: Apache-2.0
"""Every construct of CEL that generated validators do not have (docs/validation.md), and what the generator says."""

import dataclasses

from .paths import ROOT

# What is refused of protovalidate's public suite: rules that are wrong on purpose, and one construct.
SUITE_REFUSED = ROOT / "Conformance" / "validation" / "refused.txt"
NOT_SUPPORTED = " is not supported in generated validators"


@dataclasses.dataclass
class Refused:
    # A rule that a message keeps exactly if its field n is 1.
    expression: str
    # Place in the expression, and the construct.
    problem: str


REFUSED = [
    Refused("[this.n].all(i, v, v == 1)", "1:1: all with two variables"),
    Refused("[this.n].exists(i, v, v == 1)", "1:1: exists with two variables"),
    Refused("[this.n].existsOne(i, v, v == 1)", "1:1: exists_one with two variables"),
    Refused("[this.n].transformList(i, v, v + 1) == [2]", "1:1: map with two variables"),
    Refused("{'a': this.n}.transformMap(k, v, v + 1)['a'] == 2", "1:1: transformMap with two variables"),
    Refused("this.counts.transformMap(k, v, v + 1).size() + this.n == 1", "1:1: transformMap with two variables"),
    Refused("{1: 'one', 2: 'two'}[this.n] == 'one'", "1:1: a map literal"),
    Refused("All{n: this.n}.n == 1", "1:1: a message literal"),
    Refused("type(this.n) == int && this.n == 1", "1:1: type()"),
    Refused("type(this.n) != string && this.n == 1", "1:1: type()"),
    Refused("this == this && this.n == 1", "1:1: a message as a value"),
    Refused("[this][0].n == 1", "1:2: a message as a value"),
    Refused("this.counts == this.counts && this.n == 1", "1:1: a map as a value"),
    Refused("this.parts == this.parts && this.n == 1", "1:1: a list of messages as a value"),
    Refused("dyn(this).n == 1", "1:5: a message as a value"),
    Refused("this.parts.map(p, p).size() + this.n == 1", "1:19: map to such values"),
    Refused("this.struct.size() + this.n == 1", "1:1: a value of google.protobuf.Struct"),
    Refused("this.value == this.value && this.n == 1", "1:1: a value of google.protobuf.Value"),
    Refused("this.values.size() + this.n == 1", "1:1: a value of google.protobuf.ListValue"),
    Refused("this.n == 1 && int != string", "1:16: 'int' as a value"),
    Refused("this.numbers.filter(k, k > 0).size() + this.n == 1", "1:1: filter over such a map"),
    Refused("!(this.n in this.doubles) && this.n == 1", "1:3: 'in' with such operands"),
    Refused("!(1.0 in this.numbers) && this.n == 1", "1:3: such a key"),
    Refused("[this.n, 'a'][0] == 1", "1:1: an element of a value whose type is known at run time only"),
    Refused("[[this.n]].all(l, l[0] == 1)", "1:19: an element of a value whose type is known at run time only"),
    Refused("getField(this, 'n' + '') == 1", "1:1: getField()"),
    Refused("dyn(this.n == 1)", "1:1: a result whose type is known at run time only"),
]


def schema():
    """A message for each construct; `All` is what they have in common."""
    fields = """
  int32 n = 1;
  map<string, int32> counts = 2;
  repeated Part parts = 3;
  google.protobuf.Struct struct = 4;
  google.protobuf.Value value = 5;
  google.protobuf.ListValue values = 6;
  map<int32, int32> numbers = 7;
  repeated double doubles = 8;
"""
    text = ('syntax = "proto3";\npackage refused;\nimport "buf/validate/validate.proto";\n'
            'import "google/protobuf/struct.proto";\nmessage Part { int32 n = 1; }\nmessage All {' + fields + "}\n")
    for index, rule in enumerate(REFUSED):
        text += (f'message Case{index} {{\n  option (buf.validate.message).cel = '
                 f'{{id: "case{index}", expression: "{rule.expression}"}};{fields}}}\n')
    return text
