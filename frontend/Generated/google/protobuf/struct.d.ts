// Generated from google/protobuf/struct.proto by protoc-gen-strategos-js. Do not edit.
import type { CallOptions, EnumInfo, MessageType, MethodInfo, Transport } from "../../../runtime/index.js";

/**
 * `NullValue` is a singleton enumeration to represent the null value for the
 * `Value` type union.
 *
 *  The JSON representation for `NullValue` is JSON `null`.
 */
export type NullValue = number;
export declare const NullValue: {
    /** Null value. */
    readonly NULL_VALUE: 0;
}
export declare const NullValue$: EnumInfo;

/**
 * `Struct` represents a structured data value, consisting of fields
 * which map to dynamically typed values. In some languages, `Struct`
 * might be supported by a native representation. For example, in
 * scripting languages like JS a struct is represented as an
 * object. The details of that representation are described together
 * with the proto support for the language.
 *
 * The JSON representation for `Struct` is JSON object.
 */
export interface Struct {
    /** Unordered map of dynamically typed values. */
    fields: Map<string, Value>;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Struct: MessageType<Struct>;

/**
 * `Value` represents a dynamically typed value which can be either
 * null, a number, a string, a boolean, a recursive struct value, or a
 * list of values. A producer of value is expected to set one of these
 * variants. Absence of any variant indicates an error.
 *
 * The JSON representation for `Value` is JSON value.
 */
export interface Value {
    /** The kind of value. */
    kind?:
        /** Represents a null value. */
        | { case: "nullValue"; value: NullValue }
        /** Represents a double value. */
        | { case: "numberValue"; value: number }
        /** Represents a string value. */
        | { case: "stringValue"; value: string }
        /** Represents a boolean value. */
        | { case: "boolValue"; value: boolean }
        /** Represents a structured value. */
        | { case: "structValue"; value: Struct }
        /** Represents a repeated `Value`. */
        | { case: "listValue"; value: ListValue }
        | undefined;
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const Value: MessageType<Value>;

/**
 * `ListValue` is a wrapper around a repeated field of values.
 *
 * The JSON representation for `ListValue` is JSON array.
 */
export interface ListValue {
    /** Repeated field of dynamically typed values. */
    values: Value[];
    /** Fields that the schema does not know, as they came. */
    $unknown?: Uint8Array | undefined;
}
export declare const ListValue: MessageType<ListValue>;
