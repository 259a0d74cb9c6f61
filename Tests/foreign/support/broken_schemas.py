# SPDX-License-Identifier: Apache-2.0
"""Schemas that a generator refuses, and every line that it says against them."""

import dataclasses


@dataclasses.dataclass
class Broken:
    title: str
    # Names and texts of the files; all are generated.
    files: dict
    problems: list
    parameter: str = ""
    generator: str = "strategos-swift"
    needs_editions: bool = False
    is_refused_by_protoc: bool = False


def proto3(text, package="p"):
    return f'syntax = "proto3";\npackage {package};\n' + text


BROKEN = [
    Broken(
        "several lines that do not parse",
        {"a.proto": proto3("message A {\n  int32 x = ;\n}\nmessage B {\n  strin y = 1\n}\n"),
         "b.proto": proto3("message E {\n  Gone x = 1;\n}\n")},
        ["a.proto:4:13: error: Expected field number.", 'a.proto:8:1: error: Expected ";".',
         'b.proto:4:3: error: "Gone" is not defined.'],
        is_refused_by_protoc=True),
    Broken(
        "types and imports that do not exist",
        {"a.proto": proto3('import "no.proto";\nmessage A {\n  Missing x = 1;\n  Gone y = 2;\n}\n')},
        ["no.proto: error: File not found.", 'a.proto:3:1: error: Import "no.proto" was not found or had errors.',
         'a.proto:5:3: error: "Missing" is not defined.', 'a.proto:6:3: error: "Gone" is not defined.'],
        is_refused_by_protoc=True),
    Broken(
        "parameters",
        {"a.proto": proto3("message A {}\n")},
        ["error: parameter 'visibility=secret' is unknown; known are visibility=public|package|internal, naming=path|flat, "
         "files=needed|all, content=all|descriptors, comments=all|none, json=all|none, stubs=both|server|client|none, "
         "validators=all|none, module=PREFIX:MODULE, runtime=MODULE, calls=MODULE"],
        parameter="visibility=secret"),
    Broken(
        "rules that are wrong, and CEL that generated validators do not have",
        {"a.proto": proto3(
            'import "buf/validate/validate.proto";\n'
            "message A {\n"
            '  string a = 1 [(buf.validate.field).string.pattern = "("];\n'
            "}\n"
            "message B {\n"
            '  repeated int32 b = 1 [(buf.validate.field).cel = {id: "two", expression: "this.all(i, v, i < v)"}];\n'
            '  B c = 2 [(buf.validate.field).cel = {id: "same", expression: "true && this == this.c"}];\n'
            '  int32 d = 3 [(buf.validate.field).cel = {id: "kind", expression: "type(this) == int"}];\n'
            "}\n")},
        ["a.proto:5:10: error: p.A.a: pattern: missing ): (",
         "a.proto:8:18: error: rule two: 1:1: all with two variables is not supported in generated validators",
         "a.proto:9:5: error: rule same: 1:9: a message as a value is not supported in generated validators",
         "a.proto:10:9: error: rule kind: 1:1: type() is not supported in generated validators"]),
    Broken(
        "members of one name, of some of which proto2 warns",
        {"a.proto": 'syntax = "proto2";\nmessage A {\n  optional int32 foo_bar = 1;\n  oneof fooBar {\n    int32 x = 2;\n'
                    "    int32 X = 3;\n  }\n  optional string a_b = 4;\n  repeated string aB = 5;\n}\n"
                    "service S {\n  rpc Get(A) returns (A);\n  rpc get(A) returns (A);\n}\n"},
        ["a.proto:4:9: error: A: foo_bar and fooBar would both be 'fooBar' in Swift",
         "a.proto:6:11: error: A: x and X would both be 'x' in Swift",
         "a.proto:9:19: error: A: a_b and aB would both be 'aB' in Swift",
         "a.proto:13:7: error: S: Get and get would both be 'get' in Swift"]),
    Broken(
        "values of one name, of which proto2 only warns",
        {"a.proto": 'syntax = "proto2";\nenum E {\n  E_ONE = 0;\n  ONE = 1;\n}\n'},
        ["a.proto:4:3: error: E: E_ONE and ONE would both be 'one' in Swift"]),
    Broken(
        "extensions of one name, across files and within a message",
        {"a.proto": 'syntax = "proto2";\npackage p;\nmessage A {\n  extensions 1 to 9;\n  extend A {\n'
                    "    optional int32 x_y = 1;\n    optional int32 xY = 2;\n  }\n}\n"
                    "extend A {\n  optional int32 a_b = 3;\n}\n",
         "b.proto": 'syntax = "proto2";\npackage p;\nimport "a.proto";\nextend A {\n  optional int32 aB = 4;\n}\n'},
        ["a.proto:7:20: error: P_A: x_y and xY would both be 'xYExtension' in Swift",
         "b.proto:5:18: error: p.aB and p.a_b would both be the constant P_aBExtension in Swift"]),
    Broken(
        "types of one name, across files",
        {"a.proto": proto3("message C {}\nservice S {\n  rpc Get(C) returns (C);\n}\n", "x.y"),
         "b.proto": proto3("message Y_C {}\nmessage Y_SClient {}\n", "x")},
        ["b.proto:3:9: error: x.Y_C and x.y.C would both be the type X_Y_C in Swift",
         "b.proto:4:9: error: x.Y_SClient and x.y.S would both be the type X_Y_SClient in Swift"]),
    Broken(
        "files of one name",
        {"a/b.proto": proto3("message A {}\n"), "a_b.proto": proto3("message B {}\n")},
        ["a_b.proto:1:1: error: a_b.proto and a/b.proto would both be the file a_b.pb.swift in Swift",
         "a_b.proto:1:1: error: a_b.proto and a/b.proto would both be FileDescriptorSource.aB in Swift"],
        parameter="naming=flat"),
    Broken(
        "a nested type that hides another",
        {"a.proto": 'syntax = "proto3";\nmessage B {}\nmessage A {\n  .B b = 1;\n  message B {}\n}\n'},
        ["a.proto:5:11: error: A: the nested type B hides another of that name, which is used here"]),
    Broken(
        "services named as what stubs need",
        {"a.proto": 'syntax = "proto3";\nmessage A {}\n\nservice Channel {\n  rpc Get(A) returns (A);\n}\n'},
        ["a.proto:4:9: error: Channel: the stubs need a type of that name; choose another or a swift_prefix"]),
    Broken(
        "messages that JSON Schemas are wanted of",
        {"a.proto": proto3("message A {}\n")},
        ["error: there is no message 'p.B' in the schema",
         "error: parameter 'x' is unknown; known are message=NAME, without=FIELD, max_length=NUMBER, max_items=NUMBER"],
        parameter="message=p.B,message=p.A,x", generator="strategos-jsonschema"),
]
