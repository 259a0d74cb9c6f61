// Generated from strategos/test/v1/everything.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../../../../frontend/runtime/index.js";
import type { Duration } from "../../../google/protobuf/duration.js";
import type { Timestamp } from "../../../google/protobuf/timestamp.js";

/** An enumeration with an alias and a negative number. */
export type Shade = number;
export declare const Shade: {
    /** Nothing was said. */
    readonly SHADE_UNSPECIFIED: 0;
    readonly SHADE_LIGHT: 1;
    readonly SHADE_DARK: 2;
    readonly SHADE_DIM: 2;
    /** The opposite of light. */
    readonly SHADE_INVERSE: -1;
    /** A value whose rest would start with a digit. */
    readonly SHADE_3D: 4;
    readonly SHADE_DEFAULT: 5;
    readonly SHADE_VALUES: 6;
}
export declare const Shade$: EnumInfo;

export type Outer_Kind = number;
export declare const Outer_Kind: {
    readonly UNSPECIFIED: 0;
    readonly ROUND: 1;
}
export declare const Outer_Kind$: EnumInfo;

/** A nested type of a name that Swift keeps for itself. */
export type Outer_Type = number;
export declare const Outer_Type: {
    readonly UNSPECIFIED: 0;
    readonly OTHER: 1;
}
export declare const Outer_Type$: EnumInfo;

/** Every scalar type without presence. */
export interface Scalars {
    doubleValue: number;
    floatValue: number;
    int32Value: number;
    int64Value: bigint;
    uint32Value: number;
    uint64Value: bigint;
    sint32Value: number;
    sint64Value: bigint;
    fixed32Value: number;
    fixed64Value: bigint;
    sfixed32Value: number;
    sfixed64Value: bigint;
    boolValue: boolean;
    stringValue: string;
    bytesValue: Uint8Array;
    /** The first tag of two bytes. */
    shadeValue: Shade;
    /** The last tag of two bytes, and the first of three. */
    at2047: number;
    at2048: number;
    /** The highest number there is. */
    highest: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Scalars: MessageType<Scalars>;

/** Every scalar type with presence. */
export interface Optionals {
    doubleValue?: number | undefined;
    floatValue?: number | undefined;
    int32Value?: number | undefined;
    int64Value?: bigint | undefined;
    uint32Value?: number | undefined;
    uint64Value?: bigint | undefined;
    sint32Value?: number | undefined;
    sint64Value?: bigint | undefined;
    fixed32Value?: number | undefined;
    fixed64Value?: bigint | undefined;
    sfixed32Value?: number | undefined;
    sfixed64Value?: bigint | undefined;
    boolValue?: boolean | undefined;
    stringValue?: string | undefined;
    bytesValue?: Uint8Array | undefined;
    shadeValue?: Shade | undefined;
    scalars?: Scalars | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Optionals: MessageType<Optionals>;

/** Every type repeated, packed where that is possible. */
export interface Lists {
    doubleValue: number[];
    floatValue: number[];
    int32Value: number[];
    int64Value: bigint[];
    uint32Value: number[];
    uint64Value: bigint[];
    sint32Value: number[];
    sint64Value: bigint[];
    fixed32Value: number[];
    fixed64Value: bigint[];
    sfixed32Value: number[];
    sfixed64Value: bigint[];
    boolValue: boolean[];
    stringValue: string[];
    bytesValue: Uint8Array[];
    shadeValue: Shade[];
    scalars: Scalars[];
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Lists: MessageType<Lists>;

/** The same numbers and types, not packed: what Lists writes, this reads, and the other way round. */
export interface UnpackedLists {
    doubleValue: number[];
    floatValue: number[];
    int32Value: number[];
    int64Value: bigint[];
    uint32Value: number[];
    uint64Value: bigint[];
    sint32Value: number[];
    sint64Value: bigint[];
    fixed32Value: number[];
    fixed64Value: bigint[];
    sfixed32Value: number[];
    sfixed64Value: bigint[];
    boolValue: boolean[];
    stringValue: string[];
    bytesValue: Uint8Array[];
    shadeValue: Shade[];
    scalars: Scalars[];
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const UnpackedLists: MessageType<UnpackedLists>;

/** Maps of every key, and of every kind of value. */
export interface Maps {
    int32Keys: Map<number, number>;
    int64Keys: Map<bigint, number>;
    uint32Keys: Map<number, number>;
    uint64Keys: Map<bigint, bigint>;
    sint32Keys: Map<number, number>;
    sint64Keys: Map<bigint, bigint>;
    fixed32Keys: Map<number, number>;
    fixed64Keys: Map<bigint, bigint>;
    sfixed32Keys: Map<number, number>;
    sfixed64Keys: Map<bigint, boolean>;
    boolKeys: Map<boolean, string>;
    stringKeys: Map<string, Uint8Array>;
    shades: Map<string, Shade>;
    messages: Map<string, Scalars>;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Maps: MessageType<Maps>;

/** One of several. */
export interface Choice {
    /** Between the members, by its number. */
    label: string;
    /** What was chosen. */
    value?:
        /** A number. */
        | { case: "number"; value: number }
        | { case: "text"; value: string }
        | { case: "data"; value: Uint8Array }
        | { case: "shade"; value: Shade }
        | { case: "scalars"; value: Scalars }
        /** The same type again, under another name. */
        | { case: "other"; value: Choice }
        | { case: "flag"; value: boolean }
        | undefined;
    second?:
        | { case: "time"; value: Timestamp }
        | { case: "span"; value: Duration }
        | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Choice: MessageType<Choice>;

/** Messages that contain themselves. */
export interface Tree {
    name: string;
    left?: Tree | undefined;
    right?: Tree | undefined;
    children: Tree[];
    named: Map<string, Tree>;
    loop?: Loop | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Tree: MessageType<Tree>;

/** The other half of a circle of two. */
export interface Loop {
    tree?: Tree | undefined;
    turns: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Loop: MessageType<Loop>;

/** Types within types. */
export interface Outer {
    inner?: Outer_Inner | undefined;
    innermost: Outer_Inner_Innermost[];
    kind: Outer_Kind;
    type: Outer_Type;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Outer: MessageType<Outer>;

/** Within. */
export interface Outer_Inner {
    innermost?: Outer_Inner_Innermost | undefined;
    kind: Outer_Kind;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Outer_Inner: MessageType<Outer_Inner>;

/** Further within. */
export interface Outer_Inner_Innermost {
    value: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Outer_Inner_Innermost: MessageType<Outer_Inner_Innermost>;

/** Names that mean something in Swift. */
export interface Keywords {
    default: string;
    self: string;
    init: string;
    in: number;
    func: boolean;
    class: string;
    unknownFields: string;
    hashValue: string;
    serialized: string;
    teamId: string;
    imageUrl: string;
    message: string;
    reader: string;
    writer: string;
    value: string;
    tag: string;
    fields: string;
    fullName: string;
    protocol?: string | undefined;
    repeat: string[];
    /** @deprecated In the schema. */
    description: string;
    swift?: Swift | undefined;
    int32?: Int32 | undefined;
    switch?:
        | { case: "case"; value: string }
        | { case: "where"; value: Keywords }
        | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Keywords: MessageType<Keywords>;

/** Types that are called as Swift's own. */
export interface Swift {
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Swift: MessageType<Swift>;

/** Another one. */
export interface Int32 {
    int32: number;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Int32: MessageType<Int32>;

/** No field at all. */
export interface Empty {
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Empty: MessageType<Empty>;
