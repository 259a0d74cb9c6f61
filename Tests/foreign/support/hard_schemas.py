# SPDX-License-Identifier: Apache-2.0
"""Schemas that are hard: well-known types everywhere, older syntax, editions, names that mean something."""

WELL_KNOWN = [f"google/protobuf/{name}.proto" for name in ("any", "duration", "empty", "field_mask", "struct", "timestamp", "wrappers")]

FORMS = 'syntax = "proto3";\npackage hard;\n' + "".join(f'import "{name}";\n' for name in WELL_KNOWN) + """
message Forms {
  google.protobuf.Any any = 1;
  google.protobuf.Duration duration = 2;
  google.protobuf.Empty empty = 3;
  google.protobuf.FieldMask mask = 4;
  google.protobuf.Struct struct = 5;
  google.protobuf.Value value = 6;
  google.protobuf.ListValue list = 7;
  google.protobuf.NullValue null = 8;
  google.protobuf.Timestamp time = 9;
  google.protobuf.DoubleValue double = 10;
  google.protobuf.FloatValue float = 11;
  google.protobuf.Int64Value int64 = 12;
  google.protobuf.UInt64Value uint64 = 13;
  google.protobuf.Int32Value int32 = 14;
  google.protobuf.UInt32Value uint32 = 15;
  google.protobuf.BoolValue bool = 16;
  google.protobuf.StringValue string = 17;
  google.protobuf.BytesValue bytes = 18;
  repeated google.protobuf.Any anys = 19;
  repeated google.protobuf.Timestamp times = 20;
  repeated google.protobuf.Value values = 21;
  repeated google.protobuf.StringValue strings = 22;
  map<string, google.protobuf.Value> by_name = 23;
  map<int64, google.protobuf.Duration> by_number = 24;
  map<bool, google.protobuf.FieldMask> by_side = 25;
  oneof choice {
    google.protobuf.Value chosen = 26;
    google.protobuf.Struct chosen_struct = 27;
    google.protobuf.NullValue chosen_null = 28;
    google.protobuf.Int64Value chosen_number = 29;
  }
}
"""

OLD = """syntax = "proto2";
package hard;
message Old {
  enum Mode { SLOW = 1; FAST = 2; FASTEST = 2; option allow_alias = true; }
  required string name = 1;
  optional group Part = 2 { optional int32 size = 3; repeated group Inner = 4 { optional Mode mode = 5; } }
  repeated group Many = 6 { required sint64 number = 7; optional Old old = 8; }
  optional Mode mode = 9 [default = FAST];
  repeated Mode modes = 10;
  repeated Mode packed_modes = 11 [packed = true];
  enum Side { LEFT = 0; RIGHT = 1; }
  map<string, Side> by_name = 12;
  oneof choice { Mode chosen = 13; group Chosen_part = 14 { optional string text = 15; } }
  optional string quoted = 16 [default = "a \\"b\\" */ \\n\\\\"];
  optional int64 long = 17 [default = -9223372036854775808];
  optional float wide = 18 [default = -inf];
  optional bool on = 19 [default = true];
  optional double part_of_it = 20 [default = 1.5e-7];
  optional group Far = 536870911 { optional bool x = 536870910; }
  extensions 1000 to 2000;
}
extend Old { optional int32 more = 1000; }
"""

NEW = """edition = "2023";
package hard;
message New {
  int32 explicit = 1;
  int32 implicit = 2 [features.field_presence = IMPLICIT];
  int32 needed = 3 [features.field_presence = LEGACY_REQUIRED];
  New inner = 4 [features.message_encoding = DELIMITED];
  repeated New inners = 5 [features.message_encoding = DELIMITED];
  repeated int32 packed = 6;
  repeated int32 expanded = 7 [features.repeated_field_encoding = EXPANDED];
  Closed closed = 8;
  repeated Closed closeds = 9;
  map<int32, Side> by_number = 10;
  oneof choice { New chosen = 11 [features.message_encoding = DELIMITED]; Open open = 12; }
}
enum Side { option features.enum_type = CLOSED; LEFT = 0; RIGHT = 1; }
enum Closed { option features.enum_type = CLOSED; CLOSED_ONE = 1; CLOSED_TWO = 2; }
enum Open { OPEN_ZERO = 0; OPEN_ONE = 1; }
"""
DELIMITED = """edition = "2023";
package hard;
option features.message_encoding = DELIMITED;
message Delimited { Delimited inner = 1; repeated Delimited inners = 2; map<string, Delimited> by_name = 3; int32 number = 4; }
"""

NAMES = """syntax = "proto3";
package hard;
import "other.proto";
enum Colour { __proto__ = 0; constructor = 1; toString = 2; }
message Object {
  string constructor = 1; optional string to_string = 2; optional int32 valueOf = 3; optional Map has_own_property = 4;
  int32 proto = 5; optional int32 key = 6 [json_name = "__proto__"]; optional int32 _1 = 7; int32 class = 8; int32 await = 9;
  int32 arguments = 10; repeated Function function = 11; map<string, Symbol> symbol = 12; optional string toJSON = 13;
  oneof is_prototype_of { string case = 14; int32 value = 15; Array default = 16; }
  enum Enum { then = 0; super = 1; }
  Enum enum = 17; optional Colour colour = 18; other.Colour other_colour = 19; other.Object other_object = 20; int32 _ = 21;
  map<string, int32> counts = 22; repeated other.Colour colours = 23;
}
message Array { Uint8Array uint8_array = 1; Object object = 2; int32 __proto__ = 3; }
message Map { int32 m = 1; int32 w = 2; int32 r = 3; int32 json = 4; int32 name = 5; int32 start = 6; int32 tag = 7; int32 number = 8; }
message Function { Promise promise = 1; }
message Symbol { Error error = 1; BigInt big_int = 2; }
message Uint8Array { bytes uint8_array = 1; }
message Promise {} message Error {} message BigInt {} message String {} message Number {}
message eval { arguments arguments = 1; undefined undefined = 2; }
message arguments { int64 eval = 1; } message undefined { float nan = 1; } message NaN {} message Infinity {}
message m { string m = 1; } message r { string r = 1; } message w { string w = 1; } message json { string json = 1; }
message isSet { float is_set = 1; } message toBase64 { bytes to_base64 = 1; } message wellKnown {} message messageType {} message let {}
service Date { rpc Constructor(Object) returns (Array); rpc then(Array) returns (stream eval); rpc toString(m) returns (r); }
service Partial { rpc Transport(Object) returns (other.Object); }
"""
OTHER = """syntax = "proto3";
package other;
enum Colour { COLOUR_NONE = 0; COLOUR_RED = 1; }
message Object { int32 number = 1; }
"""

FILES = {
    "forms.proto": FORMS, "old.proto": OLD, "new.proto": NEW, "delimited.proto": DELIMITED, "names.proto": NAMES, "other.proto": OTHER}
