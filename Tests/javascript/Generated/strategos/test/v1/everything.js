// Generated from strategos/test/v1/everything.proto by protoc-gen-strategos-js. Do not edit.
import { enumInfo, isSet, keepUnknown, messageType, toBase64, wellKnown } from "../../../../../../frontend/runtime/index.js";
import { Duration } from "../../../google/protobuf/duration.js";
import { Timestamp } from "../../../google/protobuf/timestamp.js";

export const Shade = Object.freeze({
    SHADE_UNSPECIFIED: 0,
    SHADE_LIGHT: 1,
    SHADE_DARK: 2,
    SHADE_DIM: 2,
    SHADE_INVERSE: -1,
    SHADE_3D: 4,
    SHADE_DEFAULT: 5,
    SHADE_VALUES: 6,
});

export const Shade$ = enumInfo("strategos.test.v1.Shade", {
    SHADE_UNSPECIFIED: 0,
    SHADE_LIGHT: 1,
    SHADE_DARK: 2,
    SHADE_DIM: 2,
    SHADE_INVERSE: -1,
    SHADE_3D: 4,
    SHADE_DEFAULT: 5,
    SHADE_VALUES: 6,
});

export const Outer_Kind = Object.freeze({
    UNSPECIFIED: 0,
    ROUND: 1,
});

export const Outer_Kind$ = enumInfo("strategos.test.v1.Outer.Kind", {
    KIND_UNSPECIFIED: 0,
    KIND_ROUND: 1,
});

export const Outer_Type = Object.freeze({
    UNSPECIFIED: 0,
    OTHER: 1,
});

export const Outer_Type$ = enumInfo("strategos.test.v1.Outer.Type", {
    TYPE_UNSPECIFIED: 0,
    TYPE_OTHER: 1,
});

export const Scalars = messageType("strategos.test.v1.Scalars", {
    create(init) {
        return {
            doubleValue: 0,
            floatValue: 0,
            int32Value: 0,
            int64Value: 0n,
            uint32Value: 0,
            uint64Value: 0n,
            sint32Value: 0,
            sint64Value: 0n,
            fixed32Value: 0,
            fixed64Value: 0n,
            sfixed32Value: 0,
            sfixed64Value: 0n,
            boolValue: false,
            stringValue: "",
            bytesValue: new Uint8Array(0),
            shadeValue: 0,
            at2047: 0,
            at2048: 0,
            highest: 0,
            ...init,
        };
    },
    write(m, w) {
        if (isSet(m.doubleValue)) w.tag(9).double(m.doubleValue);
        if (isSet(m.floatValue)) w.tag(21).float(m.floatValue);
        if (m.int32Value !== 0) w.tag(24).int32(m.int32Value);
        if (m.int64Value !== 0n) w.tag(32).int64(m.int64Value);
        if (m.uint32Value !== 0) w.tag(40).uint32(m.uint32Value);
        if (m.uint64Value !== 0n) w.tag(48).uint64(m.uint64Value);
        if (m.sint32Value !== 0) w.tag(56).sint32(m.sint32Value);
        if (m.sint64Value !== 0n) w.tag(64).sint64(m.sint64Value);
        if (m.fixed32Value !== 0) w.tag(77).fixed32(m.fixed32Value);
        if (m.fixed64Value !== 0n) w.tag(81).fixed64(m.fixed64Value);
        if (m.sfixed32Value !== 0) w.tag(93).sfixed32(m.sfixed32Value);
        if (m.sfixed64Value !== 0n) w.tag(97).sfixed64(m.sfixed64Value);
        if (m.boolValue) w.tag(104).bool(m.boolValue);
        if (m.stringValue !== "") w.tag(114).string(m.stringValue);
        if (m.bytesValue.length > 0) w.tag(122).bytesValue(m.bytesValue);
        if (m.shadeValue !== 0) w.tag(128).int32(m.shadeValue);
        if (m.at2047 !== 0) w.tag(16376).uint32(m.at2047);
        if (m.at2048 !== 0) w.tag(16384).uint32(m.at2048);
        if (m.highest !== 0) w.tag(4294967288).uint32(m.highest);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Scalars.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 9:
                    m.doubleValue = r.double();
                    break;
                case 21:
                    m.floatValue = r.float();
                    break;
                case 24:
                    m.int32Value = r.int32();
                    break;
                case 32:
                    m.int64Value = r.int64();
                    break;
                case 40:
                    m.uint32Value = r.uint32();
                    break;
                case 48:
                    m.uint64Value = r.uint64();
                    break;
                case 56:
                    m.sint32Value = r.sint32();
                    break;
                case 64:
                    m.sint64Value = r.sint64();
                    break;
                case 77:
                    m.fixed32Value = r.fixed32();
                    break;
                case 81:
                    m.fixed64Value = r.fixed64();
                    break;
                case 93:
                    m.sfixed32Value = r.sfixed32();
                    break;
                case 97:
                    m.sfixed64Value = r.sfixed64();
                    break;
                case 104:
                    m.boolValue = r.bool();
                    break;
                case 114:
                    m.stringValue = r.string();
                    break;
                case 122:
                    m.bytesValue = r.bytesValue();
                    break;
                case 128:
                    m.shadeValue = r.int32();
                    break;
                case 16376:
                    m.at2047 = r.uint32();
                    break;
                case 16384:
                    m.at2048 = r.uint32();
                    break;
                case 4294967288:
                    m.highest = r.uint32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (isSet(m.doubleValue) || w.emitsAll) json[w.key("doubleValue", "double_value")] = w.double(m.doubleValue);
        if (isSet(m.floatValue) || w.emitsAll) json[w.key("floatValue", "float_value")] = w.float(m.floatValue);
        if (m.int32Value !== 0 || w.emitsAll) json[w.key("int32Value", "int32_value")] = m.int32Value;
        if (m.int64Value !== 0n || w.emitsAll) json[w.key("int64Value", "int64_value")] = String(m.int64Value);
        if (m.uint32Value !== 0 || w.emitsAll) json[w.key("uint32Value", "uint32_value")] = m.uint32Value;
        if (m.uint64Value !== 0n || w.emitsAll) json[w.key("uint64Value", "uint64_value")] = String(m.uint64Value);
        if (m.sint32Value !== 0 || w.emitsAll) json[w.key("sint32Value", "sint32_value")] = m.sint32Value;
        if (m.sint64Value !== 0n || w.emitsAll) json[w.key("sint64Value", "sint64_value")] = String(m.sint64Value);
        if (m.fixed32Value !== 0 || w.emitsAll) json[w.key("fixed32Value", "fixed32_value")] = m.fixed32Value;
        if (m.fixed64Value !== 0n || w.emitsAll) json[w.key("fixed64Value", "fixed64_value")] = String(m.fixed64Value);
        if (m.sfixed32Value !== 0 || w.emitsAll) json[w.key("sfixed32Value", "sfixed32_value")] = m.sfixed32Value;
        if (m.sfixed64Value !== 0n || w.emitsAll) json[w.key("sfixed64Value", "sfixed64_value")] = String(m.sfixed64Value);
        if (m.boolValue || w.emitsAll) json[w.key("boolValue", "bool_value")] = m.boolValue;
        if (m.stringValue !== "" || w.emitsAll) json[w.key("stringValue", "string_value")] = m.stringValue;
        if (m.bytesValue.length > 0 || w.emitsAll) json[w.key("bytesValue", "bytes_value")] = toBase64(m.bytesValue);
        if (m.shadeValue !== 0 || w.emitsAll) json[w.key("shadeValue", "shade_value")] = w.enum(m.shadeValue, Shade$);
        if (m.at2047 !== 0 || w.emitsAll) json[w.key("at2047", "at_2047")] = m.at2047;
        if (m.at2048 !== 0 || w.emitsAll) json[w.key("at2048", "at_2048")] = m.at2048;
        if (m.highest !== 0 || w.emitsAll) json[w.key("highest", "highest")] = m.highest;
        return json;
    },
    readJson(json, r, m = Scalars.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "double_value":
                    r.alias(json, "doubleValue"); // falls through
                case "doubleValue":
                    m.doubleValue = r.double(value);
                    break;
                case "float_value":
                    r.alias(json, "floatValue"); // falls through
                case "floatValue":
                    m.floatValue = r.float(value);
                    break;
                case "int32_value":
                    r.alias(json, "int32Value"); // falls through
                case "int32Value":
                    m.int32Value = r.int32(value);
                    break;
                case "int64_value":
                    r.alias(json, "int64Value"); // falls through
                case "int64Value":
                    m.int64Value = r.int64(value);
                    break;
                case "uint32_value":
                    r.alias(json, "uint32Value"); // falls through
                case "uint32Value":
                    m.uint32Value = r.uint32(value);
                    break;
                case "uint64_value":
                    r.alias(json, "uint64Value"); // falls through
                case "uint64Value":
                    m.uint64Value = r.uint64(value);
                    break;
                case "sint32_value":
                    r.alias(json, "sint32Value"); // falls through
                case "sint32Value":
                    m.sint32Value = r.int32(value);
                    break;
                case "sint64_value":
                    r.alias(json, "sint64Value"); // falls through
                case "sint64Value":
                    m.sint64Value = r.int64(value);
                    break;
                case "fixed32_value":
                    r.alias(json, "fixed32Value"); // falls through
                case "fixed32Value":
                    m.fixed32Value = r.uint32(value);
                    break;
                case "fixed64_value":
                    r.alias(json, "fixed64Value"); // falls through
                case "fixed64Value":
                    m.fixed64Value = r.uint64(value);
                    break;
                case "sfixed32_value":
                    r.alias(json, "sfixed32Value"); // falls through
                case "sfixed32Value":
                    m.sfixed32Value = r.int32(value);
                    break;
                case "sfixed64_value":
                    r.alias(json, "sfixed64Value"); // falls through
                case "sfixed64Value":
                    m.sfixed64Value = r.int64(value);
                    break;
                case "bool_value":
                    r.alias(json, "boolValue"); // falls through
                case "boolValue":
                    m.boolValue = r.bool(value);
                    break;
                case "string_value":
                    r.alias(json, "stringValue"); // falls through
                case "stringValue":
                    m.stringValue = r.string(value);
                    break;
                case "bytes_value":
                    r.alias(json, "bytesValue"); // falls through
                case "bytesValue":
                    m.bytesValue = r.bytes(value);
                    break;
                case "shade_value":
                    r.alias(json, "shadeValue"); // falls through
                case "shadeValue":
                    {
                        const number = r.enum(value, Shade$);
                        if (number !== undefined) m.shadeValue = number;
                    }
                    break;
                case "at_2047":
                    r.alias(json, "at2047"); // falls through
                case "at2047":
                    m.at2047 = r.uint32(value);
                    break;
                case "at_2048":
                    r.alias(json, "at2048"); // falls through
                case "at2048":
                    m.at2048 = r.uint32(value);
                    break;
                case "highest":
                    m.highest = r.uint32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Optionals = messageType("strategos.test.v1.Optionals", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.doubleValue !== undefined) w.tag(9).double(m.doubleValue);
        if (m.floatValue !== undefined) w.tag(21).float(m.floatValue);
        if (m.int32Value !== undefined) w.tag(24).int32(m.int32Value);
        if (m.int64Value !== undefined) w.tag(32).int64(m.int64Value);
        if (m.uint32Value !== undefined) w.tag(40).uint32(m.uint32Value);
        if (m.uint64Value !== undefined) w.tag(48).uint64(m.uint64Value);
        if (m.sint32Value !== undefined) w.tag(56).sint32(m.sint32Value);
        if (m.sint64Value !== undefined) w.tag(64).sint64(m.sint64Value);
        if (m.fixed32Value !== undefined) w.tag(77).fixed32(m.fixed32Value);
        if (m.fixed64Value !== undefined) w.tag(81).fixed64(m.fixed64Value);
        if (m.sfixed32Value !== undefined) w.tag(93).sfixed32(m.sfixed32Value);
        if (m.sfixed64Value !== undefined) w.tag(97).sfixed64(m.sfixed64Value);
        if (m.boolValue !== undefined) w.tag(104).bool(m.boolValue);
        if (m.stringValue !== undefined) w.tag(114).string(m.stringValue);
        if (m.bytesValue !== undefined) w.tag(122).bytesValue(m.bytesValue);
        if (m.shadeValue !== undefined) w.tag(128).int32(m.shadeValue);
        if (m.scalars !== undefined) w.tag(138).message(Scalars, m.scalars);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Optionals.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 9:
                    m.doubleValue = r.double();
                    break;
                case 21:
                    m.floatValue = r.float();
                    break;
                case 24:
                    m.int32Value = r.int32();
                    break;
                case 32:
                    m.int64Value = r.int64();
                    break;
                case 40:
                    m.uint32Value = r.uint32();
                    break;
                case 48:
                    m.uint64Value = r.uint64();
                    break;
                case 56:
                    m.sint32Value = r.sint32();
                    break;
                case 64:
                    m.sint64Value = r.sint64();
                    break;
                case 77:
                    m.fixed32Value = r.fixed32();
                    break;
                case 81:
                    m.fixed64Value = r.fixed64();
                    break;
                case 93:
                    m.sfixed32Value = r.sfixed32();
                    break;
                case 97:
                    m.sfixed64Value = r.sfixed64();
                    break;
                case 104:
                    m.boolValue = r.bool();
                    break;
                case 114:
                    m.stringValue = r.string();
                    break;
                case 122:
                    m.bytesValue = r.bytesValue();
                    break;
                case 128:
                    m.shadeValue = r.int32();
                    break;
                case 138:
                    m.scalars = r.message(Scalars, m.scalars);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.doubleValue !== undefined) json[w.key("doubleValue", "double_value")] = w.double(m.doubleValue);
        if (m.floatValue !== undefined) json[w.key("floatValue", "float_value")] = w.float(m.floatValue);
        if (m.int32Value !== undefined) json[w.key("int32Value", "int32_value")] = m.int32Value;
        if (m.int64Value !== undefined) json[w.key("int64Value", "int64_value")] = String(m.int64Value);
        if (m.uint32Value !== undefined) json[w.key("uint32Value", "uint32_value")] = m.uint32Value;
        if (m.uint64Value !== undefined) json[w.key("uint64Value", "uint64_value")] = String(m.uint64Value);
        if (m.sint32Value !== undefined) json[w.key("sint32Value", "sint32_value")] = m.sint32Value;
        if (m.sint64Value !== undefined) json[w.key("sint64Value", "sint64_value")] = String(m.sint64Value);
        if (m.fixed32Value !== undefined) json[w.key("fixed32Value", "fixed32_value")] = m.fixed32Value;
        if (m.fixed64Value !== undefined) json[w.key("fixed64Value", "fixed64_value")] = String(m.fixed64Value);
        if (m.sfixed32Value !== undefined) json[w.key("sfixed32Value", "sfixed32_value")] = m.sfixed32Value;
        if (m.sfixed64Value !== undefined) json[w.key("sfixed64Value", "sfixed64_value")] = String(m.sfixed64Value);
        if (m.boolValue !== undefined) json[w.key("boolValue", "bool_value")] = m.boolValue;
        if (m.stringValue !== undefined) json[w.key("stringValue", "string_value")] = m.stringValue;
        if (m.bytesValue !== undefined) json[w.key("bytesValue", "bytes_value")] = toBase64(m.bytesValue);
        if (m.shadeValue !== undefined) json[w.key("shadeValue", "shade_value")] = w.enum(m.shadeValue, Shade$);
        if (m.scalars !== undefined) json[w.key("scalars", "scalars")] = Scalars.writeJson(m.scalars, w);
        return json;
    },
    readJson(json, r, m = Optionals.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "double_value":
                    r.alias(json, "doubleValue"); // falls through
                case "doubleValue":
                    m.doubleValue = r.double(value);
                    break;
                case "float_value":
                    r.alias(json, "floatValue"); // falls through
                case "floatValue":
                    m.floatValue = r.float(value);
                    break;
                case "int32_value":
                    r.alias(json, "int32Value"); // falls through
                case "int32Value":
                    m.int32Value = r.int32(value);
                    break;
                case "int64_value":
                    r.alias(json, "int64Value"); // falls through
                case "int64Value":
                    m.int64Value = r.int64(value);
                    break;
                case "uint32_value":
                    r.alias(json, "uint32Value"); // falls through
                case "uint32Value":
                    m.uint32Value = r.uint32(value);
                    break;
                case "uint64_value":
                    r.alias(json, "uint64Value"); // falls through
                case "uint64Value":
                    m.uint64Value = r.uint64(value);
                    break;
                case "sint32_value":
                    r.alias(json, "sint32Value"); // falls through
                case "sint32Value":
                    m.sint32Value = r.int32(value);
                    break;
                case "sint64_value":
                    r.alias(json, "sint64Value"); // falls through
                case "sint64Value":
                    m.sint64Value = r.int64(value);
                    break;
                case "fixed32_value":
                    r.alias(json, "fixed32Value"); // falls through
                case "fixed32Value":
                    m.fixed32Value = r.uint32(value);
                    break;
                case "fixed64_value":
                    r.alias(json, "fixed64Value"); // falls through
                case "fixed64Value":
                    m.fixed64Value = r.uint64(value);
                    break;
                case "sfixed32_value":
                    r.alias(json, "sfixed32Value"); // falls through
                case "sfixed32Value":
                    m.sfixed32Value = r.int32(value);
                    break;
                case "sfixed64_value":
                    r.alias(json, "sfixed64Value"); // falls through
                case "sfixed64Value":
                    m.sfixed64Value = r.int64(value);
                    break;
                case "bool_value":
                    r.alias(json, "boolValue"); // falls through
                case "boolValue":
                    m.boolValue = r.bool(value);
                    break;
                case "string_value":
                    r.alias(json, "stringValue"); // falls through
                case "stringValue":
                    m.stringValue = r.string(value);
                    break;
                case "bytes_value":
                    r.alias(json, "bytesValue"); // falls through
                case "bytesValue":
                    m.bytesValue = r.bytes(value);
                    break;
                case "shade_value":
                    r.alias(json, "shadeValue"); // falls through
                case "shadeValue":
                    {
                        const number = r.enum(value, Shade$);
                        if (number !== undefined) m.shadeValue = number;
                    }
                    break;
                case "scalars":
                    m.scalars = r.message(Scalars, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Lists = messageType("strategos.test.v1.Lists", {
    create(init) {
        return {
            doubleValue: [],
            floatValue: [],
            int32Value: [],
            int64Value: [],
            uint32Value: [],
            uint64Value: [],
            sint32Value: [],
            sint64Value: [],
            fixed32Value: [],
            fixed64Value: [],
            sfixed32Value: [],
            sfixed64Value: [],
            boolValue: [],
            stringValue: [],
            bytesValue: [],
            shadeValue: [],
            scalars: [],
            ...init,
        };
    },
    write(m, w) {
        if (m.doubleValue.length > 0) w.tag(10).packed(m.doubleValue, w.double);
        if (m.floatValue.length > 0) w.tag(18).packed(m.floatValue, w.float);
        if (m.int32Value.length > 0) w.tag(26).packed(m.int32Value, w.int32);
        if (m.int64Value.length > 0) w.tag(34).packed(m.int64Value, w.int64);
        if (m.uint32Value.length > 0) w.tag(42).packed(m.uint32Value, w.uint32);
        if (m.uint64Value.length > 0) w.tag(50).packed(m.uint64Value, w.uint64);
        if (m.sint32Value.length > 0) w.tag(58).packed(m.sint32Value, w.sint32);
        if (m.sint64Value.length > 0) w.tag(66).packed(m.sint64Value, w.sint64);
        if (m.fixed32Value.length > 0) w.tag(74).packed(m.fixed32Value, w.fixed32);
        if (m.fixed64Value.length > 0) w.tag(82).packed(m.fixed64Value, w.fixed64);
        if (m.sfixed32Value.length > 0) w.tag(90).packed(m.sfixed32Value, w.sfixed32);
        if (m.sfixed64Value.length > 0) w.tag(98).packed(m.sfixed64Value, w.sfixed64);
        if (m.boolValue.length > 0) w.tag(106).packed(m.boolValue, w.bool);
        for (const value of m.stringValue) w.tag(114).string(value);
        for (const value of m.bytesValue) w.tag(122).bytesValue(value);
        if (m.shadeValue.length > 0) w.tag(130).packed(m.shadeValue, w.int32);
        for (const value of m.scalars) w.tag(138).message(Scalars, value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Lists.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 9:
                    m.doubleValue.push(r.double());
                    break;
                case 10:
                    r.packed(m.doubleValue, r.double);
                    break;
                case 21:
                    m.floatValue.push(r.float());
                    break;
                case 18:
                    r.packed(m.floatValue, r.float);
                    break;
                case 24:
                    m.int32Value.push(r.int32());
                    break;
                case 26:
                    r.packed(m.int32Value, r.int32);
                    break;
                case 32:
                    m.int64Value.push(r.int64());
                    break;
                case 34:
                    r.packed(m.int64Value, r.int64);
                    break;
                case 40:
                    m.uint32Value.push(r.uint32());
                    break;
                case 42:
                    r.packed(m.uint32Value, r.uint32);
                    break;
                case 48:
                    m.uint64Value.push(r.uint64());
                    break;
                case 50:
                    r.packed(m.uint64Value, r.uint64);
                    break;
                case 56:
                    m.sint32Value.push(r.sint32());
                    break;
                case 58:
                    r.packed(m.sint32Value, r.sint32);
                    break;
                case 64:
                    m.sint64Value.push(r.sint64());
                    break;
                case 66:
                    r.packed(m.sint64Value, r.sint64);
                    break;
                case 77:
                    m.fixed32Value.push(r.fixed32());
                    break;
                case 74:
                    r.packed(m.fixed32Value, r.fixed32);
                    break;
                case 81:
                    m.fixed64Value.push(r.fixed64());
                    break;
                case 82:
                    r.packed(m.fixed64Value, r.fixed64);
                    break;
                case 93:
                    m.sfixed32Value.push(r.sfixed32());
                    break;
                case 90:
                    r.packed(m.sfixed32Value, r.sfixed32);
                    break;
                case 97:
                    m.sfixed64Value.push(r.sfixed64());
                    break;
                case 98:
                    r.packed(m.sfixed64Value, r.sfixed64);
                    break;
                case 104:
                    m.boolValue.push(r.bool());
                    break;
                case 106:
                    r.packed(m.boolValue, r.bool);
                    break;
                case 114:
                    m.stringValue.push(r.string());
                    break;
                case 122:
                    m.bytesValue.push(r.bytesValue());
                    break;
                case 128:
                    m.shadeValue.push(r.int32());
                    break;
                case 130:
                    r.packed(m.shadeValue, r.int32);
                    break;
                case 138:
                    m.scalars.push(r.message(Scalars));
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.doubleValue.length > 0 || w.emitsAll) json[w.key("doubleValue", "double_value")] = m.doubleValue.map((value) => w.double(value));
        if (m.floatValue.length > 0 || w.emitsAll) json[w.key("floatValue", "float_value")] = m.floatValue.map((value) => w.float(value));
        if (m.int32Value.length > 0 || w.emitsAll) json[w.key("int32Value", "int32_value")] = m.int32Value.map((value) => value);
        if (m.int64Value.length > 0 || w.emitsAll) json[w.key("int64Value", "int64_value")] = m.int64Value.map((value) => String(value));
        if (m.uint32Value.length > 0 || w.emitsAll) json[w.key("uint32Value", "uint32_value")] = m.uint32Value.map((value) => value);
        if (m.uint64Value.length > 0 || w.emitsAll) json[w.key("uint64Value", "uint64_value")] = m.uint64Value.map((value) => String(value));
        if (m.sint32Value.length > 0 || w.emitsAll) json[w.key("sint32Value", "sint32_value")] = m.sint32Value.map((value) => value);
        if (m.sint64Value.length > 0 || w.emitsAll) json[w.key("sint64Value", "sint64_value")] = m.sint64Value.map((value) => String(value));
        if (m.fixed32Value.length > 0 || w.emitsAll) json[w.key("fixed32Value", "fixed32_value")] = m.fixed32Value.map((value) => value);
        if (m.fixed64Value.length > 0 || w.emitsAll) json[w.key("fixed64Value", "fixed64_value")] = m.fixed64Value.map((value) => String(value));
        if (m.sfixed32Value.length > 0 || w.emitsAll) json[w.key("sfixed32Value", "sfixed32_value")] = m.sfixed32Value.map((value) => value);
        if (m.sfixed64Value.length > 0 || w.emitsAll) json[w.key("sfixed64Value", "sfixed64_value")] = m.sfixed64Value.map((value) => String(value));
        if (m.boolValue.length > 0 || w.emitsAll) json[w.key("boolValue", "bool_value")] = m.boolValue.map((value) => value);
        if (m.stringValue.length > 0 || w.emitsAll) json[w.key("stringValue", "string_value")] = m.stringValue.map((value) => value);
        if (m.bytesValue.length > 0 || w.emitsAll) json[w.key("bytesValue", "bytes_value")] = m.bytesValue.map((value) => toBase64(value));
        if (m.shadeValue.length > 0 || w.emitsAll) json[w.key("shadeValue", "shade_value")] = m.shadeValue.map((value) => w.enum(value, Shade$));
        if (m.scalars.length > 0 || w.emitsAll) json[w.key("scalars", "scalars")] = m.scalars.map((value) => Scalars.writeJson(value, w));
        return json;
    },
    readJson(json, r, m = Lists.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "double_value":
                    r.alias(json, "doubleValue"); // falls through
                case "doubleValue":
                    for (const item of r.items(value)) {
                        m.doubleValue.push(r.double(item));
                    }
                    break;
                case "float_value":
                    r.alias(json, "floatValue"); // falls through
                case "floatValue":
                    for (const item of r.items(value)) {
                        m.floatValue.push(r.float(item));
                    }
                    break;
                case "int32_value":
                    r.alias(json, "int32Value"); // falls through
                case "int32Value":
                    for (const item of r.items(value)) {
                        m.int32Value.push(r.int32(item));
                    }
                    break;
                case "int64_value":
                    r.alias(json, "int64Value"); // falls through
                case "int64Value":
                    for (const item of r.items(value)) {
                        m.int64Value.push(r.int64(item));
                    }
                    break;
                case "uint32_value":
                    r.alias(json, "uint32Value"); // falls through
                case "uint32Value":
                    for (const item of r.items(value)) {
                        m.uint32Value.push(r.uint32(item));
                    }
                    break;
                case "uint64_value":
                    r.alias(json, "uint64Value"); // falls through
                case "uint64Value":
                    for (const item of r.items(value)) {
                        m.uint64Value.push(r.uint64(item));
                    }
                    break;
                case "sint32_value":
                    r.alias(json, "sint32Value"); // falls through
                case "sint32Value":
                    for (const item of r.items(value)) {
                        m.sint32Value.push(r.int32(item));
                    }
                    break;
                case "sint64_value":
                    r.alias(json, "sint64Value"); // falls through
                case "sint64Value":
                    for (const item of r.items(value)) {
                        m.sint64Value.push(r.int64(item));
                    }
                    break;
                case "fixed32_value":
                    r.alias(json, "fixed32Value"); // falls through
                case "fixed32Value":
                    for (const item of r.items(value)) {
                        m.fixed32Value.push(r.uint32(item));
                    }
                    break;
                case "fixed64_value":
                    r.alias(json, "fixed64Value"); // falls through
                case "fixed64Value":
                    for (const item of r.items(value)) {
                        m.fixed64Value.push(r.uint64(item));
                    }
                    break;
                case "sfixed32_value":
                    r.alias(json, "sfixed32Value"); // falls through
                case "sfixed32Value":
                    for (const item of r.items(value)) {
                        m.sfixed32Value.push(r.int32(item));
                    }
                    break;
                case "sfixed64_value":
                    r.alias(json, "sfixed64Value"); // falls through
                case "sfixed64Value":
                    for (const item of r.items(value)) {
                        m.sfixed64Value.push(r.int64(item));
                    }
                    break;
                case "bool_value":
                    r.alias(json, "boolValue"); // falls through
                case "boolValue":
                    for (const item of r.items(value)) {
                        m.boolValue.push(r.bool(item));
                    }
                    break;
                case "string_value":
                    r.alias(json, "stringValue"); // falls through
                case "stringValue":
                    for (const item of r.items(value)) {
                        m.stringValue.push(r.string(item));
                    }
                    break;
                case "bytes_value":
                    r.alias(json, "bytesValue"); // falls through
                case "bytesValue":
                    for (const item of r.items(value)) {
                        m.bytesValue.push(r.bytes(item));
                    }
                    break;
                case "shade_value":
                    r.alias(json, "shadeValue"); // falls through
                case "shadeValue":
                    for (const item of r.items(value)) {
                        {
                            const number = r.enum(item, Shade$);
                            if (number !== undefined) m.shadeValue.push(number);
                        }
                    }
                    break;
                case "scalars":
                    for (const item of r.items(value)) {
                        m.scalars.push(r.message(Scalars, item));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const UnpackedLists = messageType("strategos.test.v1.UnpackedLists", {
    create(init) {
        return {
            doubleValue: [],
            floatValue: [],
            int32Value: [],
            int64Value: [],
            uint32Value: [],
            uint64Value: [],
            sint32Value: [],
            sint64Value: [],
            fixed32Value: [],
            fixed64Value: [],
            sfixed32Value: [],
            sfixed64Value: [],
            boolValue: [],
            stringValue: [],
            bytesValue: [],
            shadeValue: [],
            scalars: [],
            ...init,
        };
    },
    write(m, w) {
        for (const value of m.doubleValue) w.tag(9).double(value);
        for (const value of m.floatValue) w.tag(21).float(value);
        for (const value of m.int32Value) w.tag(24).int32(value);
        for (const value of m.int64Value) w.tag(32).int64(value);
        for (const value of m.uint32Value) w.tag(40).uint32(value);
        for (const value of m.uint64Value) w.tag(48).uint64(value);
        for (const value of m.sint32Value) w.tag(56).sint32(value);
        for (const value of m.sint64Value) w.tag(64).sint64(value);
        for (const value of m.fixed32Value) w.tag(77).fixed32(value);
        for (const value of m.fixed64Value) w.tag(81).fixed64(value);
        for (const value of m.sfixed32Value) w.tag(93).sfixed32(value);
        for (const value of m.sfixed64Value) w.tag(97).sfixed64(value);
        for (const value of m.boolValue) w.tag(104).bool(value);
        for (const value of m.stringValue) w.tag(114).string(value);
        for (const value of m.bytesValue) w.tag(122).bytesValue(value);
        for (const value of m.shadeValue) w.tag(128).int32(value);
        for (const value of m.scalars) w.tag(138).message(Scalars, value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = UnpackedLists.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 9:
                    m.doubleValue.push(r.double());
                    break;
                case 10:
                    r.packed(m.doubleValue, r.double);
                    break;
                case 21:
                    m.floatValue.push(r.float());
                    break;
                case 18:
                    r.packed(m.floatValue, r.float);
                    break;
                case 24:
                    m.int32Value.push(r.int32());
                    break;
                case 26:
                    r.packed(m.int32Value, r.int32);
                    break;
                case 32:
                    m.int64Value.push(r.int64());
                    break;
                case 34:
                    r.packed(m.int64Value, r.int64);
                    break;
                case 40:
                    m.uint32Value.push(r.uint32());
                    break;
                case 42:
                    r.packed(m.uint32Value, r.uint32);
                    break;
                case 48:
                    m.uint64Value.push(r.uint64());
                    break;
                case 50:
                    r.packed(m.uint64Value, r.uint64);
                    break;
                case 56:
                    m.sint32Value.push(r.sint32());
                    break;
                case 58:
                    r.packed(m.sint32Value, r.sint32);
                    break;
                case 64:
                    m.sint64Value.push(r.sint64());
                    break;
                case 66:
                    r.packed(m.sint64Value, r.sint64);
                    break;
                case 77:
                    m.fixed32Value.push(r.fixed32());
                    break;
                case 74:
                    r.packed(m.fixed32Value, r.fixed32);
                    break;
                case 81:
                    m.fixed64Value.push(r.fixed64());
                    break;
                case 82:
                    r.packed(m.fixed64Value, r.fixed64);
                    break;
                case 93:
                    m.sfixed32Value.push(r.sfixed32());
                    break;
                case 90:
                    r.packed(m.sfixed32Value, r.sfixed32);
                    break;
                case 97:
                    m.sfixed64Value.push(r.sfixed64());
                    break;
                case 98:
                    r.packed(m.sfixed64Value, r.sfixed64);
                    break;
                case 104:
                    m.boolValue.push(r.bool());
                    break;
                case 106:
                    r.packed(m.boolValue, r.bool);
                    break;
                case 114:
                    m.stringValue.push(r.string());
                    break;
                case 122:
                    m.bytesValue.push(r.bytesValue());
                    break;
                case 128:
                    m.shadeValue.push(r.int32());
                    break;
                case 130:
                    r.packed(m.shadeValue, r.int32);
                    break;
                case 138:
                    m.scalars.push(r.message(Scalars));
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.doubleValue.length > 0 || w.emitsAll) json[w.key("doubleValue", "double_value")] = m.doubleValue.map((value) => w.double(value));
        if (m.floatValue.length > 0 || w.emitsAll) json[w.key("floatValue", "float_value")] = m.floatValue.map((value) => w.float(value));
        if (m.int32Value.length > 0 || w.emitsAll) json[w.key("int32Value", "int32_value")] = m.int32Value.map((value) => value);
        if (m.int64Value.length > 0 || w.emitsAll) json[w.key("int64Value", "int64_value")] = m.int64Value.map((value) => String(value));
        if (m.uint32Value.length > 0 || w.emitsAll) json[w.key("uint32Value", "uint32_value")] = m.uint32Value.map((value) => value);
        if (m.uint64Value.length > 0 || w.emitsAll) json[w.key("uint64Value", "uint64_value")] = m.uint64Value.map((value) => String(value));
        if (m.sint32Value.length > 0 || w.emitsAll) json[w.key("sint32Value", "sint32_value")] = m.sint32Value.map((value) => value);
        if (m.sint64Value.length > 0 || w.emitsAll) json[w.key("sint64Value", "sint64_value")] = m.sint64Value.map((value) => String(value));
        if (m.fixed32Value.length > 0 || w.emitsAll) json[w.key("fixed32Value", "fixed32_value")] = m.fixed32Value.map((value) => value);
        if (m.fixed64Value.length > 0 || w.emitsAll) json[w.key("fixed64Value", "fixed64_value")] = m.fixed64Value.map((value) => String(value));
        if (m.sfixed32Value.length > 0 || w.emitsAll) json[w.key("sfixed32Value", "sfixed32_value")] = m.sfixed32Value.map((value) => value);
        if (m.sfixed64Value.length > 0 || w.emitsAll) json[w.key("sfixed64Value", "sfixed64_value")] = m.sfixed64Value.map((value) => String(value));
        if (m.boolValue.length > 0 || w.emitsAll) json[w.key("boolValue", "bool_value")] = m.boolValue.map((value) => value);
        if (m.stringValue.length > 0 || w.emitsAll) json[w.key("stringValue", "string_value")] = m.stringValue.map((value) => value);
        if (m.bytesValue.length > 0 || w.emitsAll) json[w.key("bytesValue", "bytes_value")] = m.bytesValue.map((value) => toBase64(value));
        if (m.shadeValue.length > 0 || w.emitsAll) json[w.key("shadeValue", "shade_value")] = m.shadeValue.map((value) => w.enum(value, Shade$));
        if (m.scalars.length > 0 || w.emitsAll) json[w.key("scalars", "scalars")] = m.scalars.map((value) => Scalars.writeJson(value, w));
        return json;
    },
    readJson(json, r, m = UnpackedLists.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "double_value":
                    r.alias(json, "doubleValue"); // falls through
                case "doubleValue":
                    for (const item of r.items(value)) {
                        m.doubleValue.push(r.double(item));
                    }
                    break;
                case "float_value":
                    r.alias(json, "floatValue"); // falls through
                case "floatValue":
                    for (const item of r.items(value)) {
                        m.floatValue.push(r.float(item));
                    }
                    break;
                case "int32_value":
                    r.alias(json, "int32Value"); // falls through
                case "int32Value":
                    for (const item of r.items(value)) {
                        m.int32Value.push(r.int32(item));
                    }
                    break;
                case "int64_value":
                    r.alias(json, "int64Value"); // falls through
                case "int64Value":
                    for (const item of r.items(value)) {
                        m.int64Value.push(r.int64(item));
                    }
                    break;
                case "uint32_value":
                    r.alias(json, "uint32Value"); // falls through
                case "uint32Value":
                    for (const item of r.items(value)) {
                        m.uint32Value.push(r.uint32(item));
                    }
                    break;
                case "uint64_value":
                    r.alias(json, "uint64Value"); // falls through
                case "uint64Value":
                    for (const item of r.items(value)) {
                        m.uint64Value.push(r.uint64(item));
                    }
                    break;
                case "sint32_value":
                    r.alias(json, "sint32Value"); // falls through
                case "sint32Value":
                    for (const item of r.items(value)) {
                        m.sint32Value.push(r.int32(item));
                    }
                    break;
                case "sint64_value":
                    r.alias(json, "sint64Value"); // falls through
                case "sint64Value":
                    for (const item of r.items(value)) {
                        m.sint64Value.push(r.int64(item));
                    }
                    break;
                case "fixed32_value":
                    r.alias(json, "fixed32Value"); // falls through
                case "fixed32Value":
                    for (const item of r.items(value)) {
                        m.fixed32Value.push(r.uint32(item));
                    }
                    break;
                case "fixed64_value":
                    r.alias(json, "fixed64Value"); // falls through
                case "fixed64Value":
                    for (const item of r.items(value)) {
                        m.fixed64Value.push(r.uint64(item));
                    }
                    break;
                case "sfixed32_value":
                    r.alias(json, "sfixed32Value"); // falls through
                case "sfixed32Value":
                    for (const item of r.items(value)) {
                        m.sfixed32Value.push(r.int32(item));
                    }
                    break;
                case "sfixed64_value":
                    r.alias(json, "sfixed64Value"); // falls through
                case "sfixed64Value":
                    for (const item of r.items(value)) {
                        m.sfixed64Value.push(r.int64(item));
                    }
                    break;
                case "bool_value":
                    r.alias(json, "boolValue"); // falls through
                case "boolValue":
                    for (const item of r.items(value)) {
                        m.boolValue.push(r.bool(item));
                    }
                    break;
                case "string_value":
                    r.alias(json, "stringValue"); // falls through
                case "stringValue":
                    for (const item of r.items(value)) {
                        m.stringValue.push(r.string(item));
                    }
                    break;
                case "bytes_value":
                    r.alias(json, "bytesValue"); // falls through
                case "bytesValue":
                    for (const item of r.items(value)) {
                        m.bytesValue.push(r.bytes(item));
                    }
                    break;
                case "shade_value":
                    r.alias(json, "shadeValue"); // falls through
                case "shadeValue":
                    for (const item of r.items(value)) {
                        {
                            const number = r.enum(item, Shade$);
                            if (number !== undefined) m.shadeValue.push(number);
                        }
                    }
                    break;
                case "scalars":
                    for (const item of r.items(value)) {
                        m.scalars.push(r.message(Scalars, item));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Maps = messageType("strategos.test.v1.Maps", {
    create(init) {
        return {
            int32Keys: new Map(),
            int64Keys: new Map(),
            uint32Keys: new Map(),
            uint64Keys: new Map(),
            sint32Keys: new Map(),
            sint64Keys: new Map(),
            fixed32Keys: new Map(),
            fixed64Keys: new Map(),
            sfixed32Keys: new Map(),
            sfixed64Keys: new Map(),
            boolKeys: new Map(),
            stringKeys: new Map(),
            shades: new Map(),
            messages: new Map(),
            ...init,
        };
    },
    write(m, w) {
        for (const [key, value] of m.int32Keys) {
            w.tag(10).delimited(() => {
                w.tag(8).int32(key);
                w.tag(17).double(value);
            });
        }
        for (const [key, value] of m.int64Keys) {
            w.tag(18).delimited(() => {
                w.tag(8).int64(key);
                w.tag(21).float(value);
            });
        }
        for (const [key, value] of m.uint32Keys) {
            w.tag(26).delimited(() => {
                w.tag(8).uint32(key);
                w.tag(16).int32(value);
            });
        }
        for (const [key, value] of m.uint64Keys) {
            w.tag(34).delimited(() => {
                w.tag(8).uint64(key);
                w.tag(16).uint64(value);
            });
        }
        for (const [key, value] of m.sint32Keys) {
            w.tag(42).delimited(() => {
                w.tag(8).sint32(key);
                w.tag(16).sint32(value);
            });
        }
        for (const [key, value] of m.sint64Keys) {
            w.tag(50).delimited(() => {
                w.tag(8).sint64(key);
                w.tag(16).sint64(value);
            });
        }
        for (const [key, value] of m.fixed32Keys) {
            w.tag(58).delimited(() => {
                w.tag(13).fixed32(key);
                w.tag(21).fixed32(value);
            });
        }
        for (const [key, value] of m.fixed64Keys) {
            w.tag(66).delimited(() => {
                w.tag(9).fixed64(key);
                w.tag(17).fixed64(value);
            });
        }
        for (const [key, value] of m.sfixed32Keys) {
            w.tag(74).delimited(() => {
                w.tag(13).sfixed32(key);
                w.tag(21).sfixed32(value);
            });
        }
        for (const [key, value] of m.sfixed64Keys) {
            w.tag(82).delimited(() => {
                w.tag(9).sfixed64(key);
                w.tag(16).bool(value);
            });
        }
        for (const [key, value] of m.boolKeys) {
            w.tag(90).delimited(() => {
                w.tag(8).bool(key);
                w.tag(18).string(value);
            });
        }
        for (const [key, value] of m.stringKeys) {
            w.tag(98).delimited(() => {
                w.tag(10).string(key);
                w.tag(18).bytesValue(value);
            });
        }
        for (const [key, value] of m.shades) {
            w.tag(106).delimited(() => {
                w.tag(10).string(key);
                w.tag(16).int32(value);
            });
        }
        for (const [key, value] of m.messages) {
            w.tag(114).delimited(() => {
                w.tag(10).string(key);
                w.tag(18).message(Scalars, value);
            });
        }
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Maps.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    r.entry(m.int32Keys, 8, (r) => r.int32(), 0, 17, (r) => r.double(), () => 0);
                    break;
                case 18:
                    r.entry(m.int64Keys, 8, (r) => r.int64(), 0n, 21, (r) => r.float(), () => 0);
                    break;
                case 26:
                    r.entry(m.uint32Keys, 8, (r) => r.uint32(), 0, 16, (r) => r.int32(), () => 0);
                    break;
                case 34:
                    r.entry(m.uint64Keys, 8, (r) => r.uint64(), 0n, 16, (r) => r.uint64(), () => 0n);
                    break;
                case 42:
                    r.entry(m.sint32Keys, 8, (r) => r.sint32(), 0, 16, (r) => r.sint32(), () => 0);
                    break;
                case 50:
                    r.entry(m.sint64Keys, 8, (r) => r.sint64(), 0n, 16, (r) => r.sint64(), () => 0n);
                    break;
                case 58:
                    r.entry(m.fixed32Keys, 13, (r) => r.fixed32(), 0, 21, (r) => r.fixed32(), () => 0);
                    break;
                case 66:
                    r.entry(m.fixed64Keys, 9, (r) => r.fixed64(), 0n, 17, (r) => r.fixed64(), () => 0n);
                    break;
                case 74:
                    r.entry(m.sfixed32Keys, 13, (r) => r.sfixed32(), 0, 21, (r) => r.sfixed32(), () => 0);
                    break;
                case 82:
                    r.entry(m.sfixed64Keys, 9, (r) => r.sfixed64(), 0n, 16, (r) => r.bool(), () => false);
                    break;
                case 90:
                    r.entry(m.boolKeys, 8, (r) => r.bool(), false, 18, (r) => r.string(), () => "");
                    break;
                case 98:
                    r.entry(m.stringKeys, 10, (r) => r.string(), "", 18, (r) => r.bytesValue(), () => new Uint8Array(0));
                    break;
                case 106:
                    r.entry(m.shades, 10, (r) => r.string(), "", 16, (r) => r.int32(), () => 0);
                    break;
                case 114:
                    r.entry(m.messages, 10, (r) => r.string(), "", 18, (r, old) => r.message(Scalars, old), () => Scalars.create());
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.int32Keys.size > 0 || w.emitsAll) json[w.key("int32Keys", "int32_keys")] = w.map(m.int32Keys, (value) => w.double(value));
        if (m.int64Keys.size > 0 || w.emitsAll) json[w.key("int64Keys", "int64_keys")] = w.map(m.int64Keys, (value) => w.float(value));
        if (m.uint32Keys.size > 0 || w.emitsAll) json[w.key("uint32Keys", "uint32_keys")] = w.map(m.uint32Keys, (value) => value);
        if (m.uint64Keys.size > 0 || w.emitsAll) json[w.key("uint64Keys", "uint64_keys")] = w.map(m.uint64Keys, (value) => String(value));
        if (m.sint32Keys.size > 0 || w.emitsAll) json[w.key("sint32Keys", "sint32_keys")] = w.map(m.sint32Keys, (value) => value);
        if (m.sint64Keys.size > 0 || w.emitsAll) json[w.key("sint64Keys", "sint64_keys")] = w.map(m.sint64Keys, (value) => String(value));
        if (m.fixed32Keys.size > 0 || w.emitsAll) json[w.key("fixed32Keys", "fixed32_keys")] = w.map(m.fixed32Keys, (value) => value);
        if (m.fixed64Keys.size > 0 || w.emitsAll) json[w.key("fixed64Keys", "fixed64_keys")] = w.map(m.fixed64Keys, (value) => String(value));
        if (m.sfixed32Keys.size > 0 || w.emitsAll) json[w.key("sfixed32Keys", "sfixed32_keys")] = w.map(m.sfixed32Keys, (value) => value);
        if (m.sfixed64Keys.size > 0 || w.emitsAll) json[w.key("sfixed64Keys", "sfixed64_keys")] = w.map(m.sfixed64Keys, (value) => value);
        if (m.boolKeys.size > 0 || w.emitsAll) json[w.key("boolKeys", "bool_keys")] = w.map(m.boolKeys, (value) => value);
        if (m.stringKeys.size > 0 || w.emitsAll) json[w.key("stringKeys", "string_keys")] = w.map(m.stringKeys, (value) => toBase64(value));
        if (m.shades.size > 0 || w.emitsAll) json[w.key("shades", "shades")] = w.map(m.shades, (value) => w.enum(value, Shade$));
        if (m.messages.size > 0 || w.emitsAll) json[w.key("messages", "messages")] = w.map(m.messages, (value) => Scalars.writeJson(value, w));
        return json;
    },
    readJson(json, r, m = Maps.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "int32_keys":
                    r.alias(json, "int32Keys"); // falls through
                case "int32Keys":
                    for (const [key, element] of r.pairs(value)) {
                        m.int32Keys.set(r.int32(key), r.double(element));
                    }
                    break;
                case "int64_keys":
                    r.alias(json, "int64Keys"); // falls through
                case "int64Keys":
                    for (const [key, element] of r.pairs(value)) {
                        m.int64Keys.set(r.int64(key), r.float(element));
                    }
                    break;
                case "uint32_keys":
                    r.alias(json, "uint32Keys"); // falls through
                case "uint32Keys":
                    for (const [key, element] of r.pairs(value)) {
                        m.uint32Keys.set(r.uint32(key), r.int32(element));
                    }
                    break;
                case "uint64_keys":
                    r.alias(json, "uint64Keys"); // falls through
                case "uint64Keys":
                    for (const [key, element] of r.pairs(value)) {
                        m.uint64Keys.set(r.uint64(key), r.uint64(element));
                    }
                    break;
                case "sint32_keys":
                    r.alias(json, "sint32Keys"); // falls through
                case "sint32Keys":
                    for (const [key, element] of r.pairs(value)) {
                        m.sint32Keys.set(r.int32(key), r.int32(element));
                    }
                    break;
                case "sint64_keys":
                    r.alias(json, "sint64Keys"); // falls through
                case "sint64Keys":
                    for (const [key, element] of r.pairs(value)) {
                        m.sint64Keys.set(r.int64(key), r.int64(element));
                    }
                    break;
                case "fixed32_keys":
                    r.alias(json, "fixed32Keys"); // falls through
                case "fixed32Keys":
                    for (const [key, element] of r.pairs(value)) {
                        m.fixed32Keys.set(r.uint32(key), r.uint32(element));
                    }
                    break;
                case "fixed64_keys":
                    r.alias(json, "fixed64Keys"); // falls through
                case "fixed64Keys":
                    for (const [key, element] of r.pairs(value)) {
                        m.fixed64Keys.set(r.uint64(key), r.uint64(element));
                    }
                    break;
                case "sfixed32_keys":
                    r.alias(json, "sfixed32Keys"); // falls through
                case "sfixed32Keys":
                    for (const [key, element] of r.pairs(value)) {
                        m.sfixed32Keys.set(r.int32(key), r.int32(element));
                    }
                    break;
                case "sfixed64_keys":
                    r.alias(json, "sfixed64Keys"); // falls through
                case "sfixed64Keys":
                    for (const [key, element] of r.pairs(value)) {
                        m.sfixed64Keys.set(r.int64(key), r.bool(element));
                    }
                    break;
                case "bool_keys":
                    r.alias(json, "boolKeys"); // falls through
                case "boolKeys":
                    for (const [key, element] of r.pairs(value)) {
                        m.boolKeys.set(r.boolKey(key), r.string(element));
                    }
                    break;
                case "string_keys":
                    r.alias(json, "stringKeys"); // falls through
                case "stringKeys":
                    for (const [key, element] of r.pairs(value)) {
                        m.stringKeys.set(r.string(key), r.bytes(element));
                    }
                    break;
                case "shades":
                    for (const [key, element] of r.pairs(value)) {
                        {
                            const number = r.enum(element, Shade$);
                            if (number !== undefined) m.shades.set(r.string(key), number);
                        }
                    }
                    break;
                case "messages":
                    for (const [key, element] of r.pairs(value)) {
                        m.messages.set(r.string(key), r.message(Scalars, element));
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Choice = messageType("strategos.test.v1.Choice", {
    create(init) {
        return {
            label: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.value?.case === "number") w.tag(8).int32(m.value.value);
        if (m.value?.case === "text") w.tag(18).string(m.value.value);
        if (m.value?.case === "data") w.tag(26).bytesValue(m.value.value);
        if (m.value?.case === "shade") w.tag(32).int32(m.value.value);
        if (m.value?.case === "scalars") w.tag(42).message(Scalars, m.value.value);
        if (m.value?.case === "other") w.tag(50).message(Choice, m.value.value);
        if (m.label !== "") w.tag(58).string(m.label);
        if (m.second?.case === "time") w.tag(66).message(Timestamp, m.second.value);
        if (m.value?.case === "flag") w.tag(72).bool(m.value.value);
        if (m.second?.case === "span") w.tag(82).message(Duration, m.second.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Choice.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.value = { case: "number", value: r.int32() };
                    break;
                case 18:
                    m.value = { case: "text", value: r.string() };
                    break;
                case 26:
                    m.value = { case: "data", value: r.bytesValue() };
                    break;
                case 32:
                    m.value = { case: "shade", value: r.int32() };
                    break;
                case 42:
                    m.value = { case: "scalars", value: r.message(Scalars, m.value?.case === "scalars" ? m.value.value : undefined) };
                    break;
                case 50:
                    m.value = { case: "other", value: r.message(Choice, m.value?.case === "other" ? m.value.value : undefined) };
                    break;
                case 72:
                    m.value = { case: "flag", value: r.bool() };
                    break;
                case 58:
                    m.label = r.string();
                    break;
                case 66:
                    m.second = { case: "time", value: r.message(Timestamp, m.second?.case === "time" ? m.second.value : undefined) };
                    break;
                case 82:
                    m.second = { case: "span", value: r.message(Duration, m.second?.case === "span" ? m.second.value : undefined) };
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.value?.case === "number") json[w.key("number", "number")] = m.value.value;
        if (m.value?.case === "text") json[w.key("text", "text")] = m.value.value;
        if (m.value?.case === "data") json[w.key("data", "data")] = toBase64(m.value.value);
        if (m.value?.case === "shade") json[w.key("shade", "shade")] = w.enum(m.value.value, Shade$);
        if (m.value?.case === "scalars") json[w.key("scalars", "scalars")] = Scalars.writeJson(m.value.value, w);
        if (m.value?.case === "other") json[w.key("other", "other")] = Choice.writeJson(m.value.value, w);
        if (m.value?.case === "flag") json[w.key("flag", "flag")] = m.value.value;
        if (m.label !== "" || w.emitsAll) json[w.key("label", "label")] = m.label;
        if (m.second?.case === "time") json[w.key("time", "time")] = Timestamp.writeJson(m.second.value, w);
        if (m.second?.case === "span") json[w.key("span", "span")] = Duration.writeJson(m.second.value, w);
        return json;
    },
    readJson(json, r, m = Choice.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "number":
                    r.once(m.value, "value");
                    m.value = { case: "number", value: r.int32(value) };
                    break;
                case "text":
                    r.once(m.value, "value");
                    m.value = { case: "text", value: r.string(value) };
                    break;
                case "data":
                    r.once(m.value, "value");
                    m.value = { case: "data", value: r.bytes(value) };
                    break;
                case "shade":
                    r.once(m.value, "value");
                    {
                        const number = r.enum(value, Shade$);
                        if (number !== undefined) m.value = { case: "shade", value: number };
                    }
                    break;
                case "scalars":
                    r.once(m.value, "value");
                    m.value = { case: "scalars", value: r.message(Scalars, value) };
                    break;
                case "other":
                    r.once(m.value, "value");
                    m.value = { case: "other", value: r.message(Choice, value) };
                    break;
                case "flag":
                    r.once(m.value, "value");
                    m.value = { case: "flag", value: r.bool(value) };
                    break;
                case "label":
                    m.label = r.string(value);
                    break;
                case "time":
                    r.once(m.second, "second");
                    m.second = { case: "time", value: r.message(Timestamp, value) };
                    break;
                case "span":
                    r.once(m.second, "second");
                    m.second = { case: "span", value: r.message(Duration, value) };
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Tree = messageType("strategos.test.v1.Tree", {
    create(init) {
        return {
            name: "",
            children: [],
            named: new Map(),
            ...init,
        };
    },
    write(m, w) {
        if (m.name !== "") w.tag(10).string(m.name);
        if (m.left !== undefined) w.tag(18).message(Tree, m.left);
        if (m.right !== undefined) w.tag(26).message(Tree, m.right);
        for (const value of m.children) w.tag(34).message(Tree, value);
        for (const [key, value] of m.named) {
            w.tag(42).delimited(() => {
                w.tag(10).string(key);
                w.tag(18).message(Tree, value);
            });
        }
        if (m.loop !== undefined) w.tag(50).message(Loop, m.loop);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Tree.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.name = r.string();
                    break;
                case 18:
                    m.left = r.message(Tree, m.left);
                    break;
                case 26:
                    m.right = r.message(Tree, m.right);
                    break;
                case 34:
                    m.children.push(r.message(Tree));
                    break;
                case 42:
                    r.entry(m.named, 10, (r) => r.string(), "", 18, (r, old) => r.message(Tree, old), () => Tree.create());
                    break;
                case 50:
                    m.loop = r.message(Loop, m.loop);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.name !== "" || w.emitsAll) json[w.key("name", "name")] = m.name;
        if (m.left !== undefined) json[w.key("left", "left")] = Tree.writeJson(m.left, w);
        if (m.right !== undefined) json[w.key("right", "right")] = Tree.writeJson(m.right, w);
        if (m.children.length > 0 || w.emitsAll) json[w.key("children", "children")] = m.children.map((value) => Tree.writeJson(value, w));
        if (m.named.size > 0 || w.emitsAll) json[w.key("named", "named")] = w.map(m.named, (value) => Tree.writeJson(value, w));
        if (m.loop !== undefined) json[w.key("loop", "loop")] = Loop.writeJson(m.loop, w);
        return json;
    },
    readJson(json, r, m = Tree.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "name":
                    m.name = r.string(value);
                    break;
                case "left":
                    m.left = r.message(Tree, value);
                    break;
                case "right":
                    m.right = r.message(Tree, value);
                    break;
                case "children":
                    for (const item of r.items(value)) {
                        m.children.push(r.message(Tree, item));
                    }
                    break;
                case "named":
                    for (const [key, element] of r.pairs(value)) {
                        m.named.set(r.string(key), r.message(Tree, element));
                    }
                    break;
                case "loop":
                    m.loop = r.message(Loop, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Loop = messageType("strategos.test.v1.Loop", {
    create(init) {
        return {
            turns: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.tree !== undefined) w.tag(10).message(Tree, m.tree);
        if (m.turns !== 0) w.tag(16).int32(m.turns);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Loop.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.tree = r.message(Tree, m.tree);
                    break;
                case 16:
                    m.turns = r.int32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.tree !== undefined) json[w.key("tree", "tree")] = Tree.writeJson(m.tree, w);
        if (m.turns !== 0 || w.emitsAll) json[w.key("turns", "turns")] = m.turns;
        return json;
    },
    readJson(json, r, m = Loop.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "tree":
                    m.tree = r.message(Tree, value);
                    break;
                case "turns":
                    m.turns = r.int32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Outer = messageType("strategos.test.v1.Outer", {
    create(init) {
        return {
            innermost: [],
            kind: 0,
            type: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.inner !== undefined) w.tag(10).message(Outer_Inner, m.inner);
        for (const value of m.innermost) w.tag(18).message(Outer_Inner_Innermost, value);
        if (m.kind !== 0) w.tag(24).int32(m.kind);
        if (m.type !== 0) w.tag(32).int32(m.type);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Outer.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.inner = r.message(Outer_Inner, m.inner);
                    break;
                case 18:
                    m.innermost.push(r.message(Outer_Inner_Innermost));
                    break;
                case 24:
                    m.kind = r.int32();
                    break;
                case 32:
                    m.type = r.int32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.inner !== undefined) json[w.key("inner", "inner")] = Outer_Inner.writeJson(m.inner, w);
        if (m.innermost.length > 0 || w.emitsAll) json[w.key("innermost", "innermost")] = m.innermost.map((value) => Outer_Inner_Innermost.writeJson(value, w));
        if (m.kind !== 0 || w.emitsAll) json[w.key("kind", "kind")] = w.enum(m.kind, Outer_Kind$);
        if (m.type !== 0 || w.emitsAll) json[w.key("type", "type")] = w.enum(m.type, Outer_Type$);
        return json;
    },
    readJson(json, r, m = Outer.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "inner":
                    m.inner = r.message(Outer_Inner, value);
                    break;
                case "innermost":
                    for (const item of r.items(value)) {
                        m.innermost.push(r.message(Outer_Inner_Innermost, item));
                    }
                    break;
                case "kind":
                    {
                        const number = r.enum(value, Outer_Kind$);
                        if (number !== undefined) m.kind = number;
                    }
                    break;
                case "type":
                    {
                        const number = r.enum(value, Outer_Type$);
                        if (number !== undefined) m.type = number;
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Outer_Inner = messageType("strategos.test.v1.Outer.Inner", {
    create(init) {
        return {
            kind: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.innermost !== undefined) w.tag(10).message(Outer_Inner_Innermost, m.innermost);
        if (m.kind !== 0) w.tag(16).int32(m.kind);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Outer_Inner.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.innermost = r.message(Outer_Inner_Innermost, m.innermost);
                    break;
                case 16:
                    m.kind = r.int32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.innermost !== undefined) json[w.key("innermost", "innermost")] = Outer_Inner_Innermost.writeJson(m.innermost, w);
        if (m.kind !== 0 || w.emitsAll) json[w.key("kind", "kind")] = w.enum(m.kind, Outer_Kind$);
        return json;
    },
    readJson(json, r, m = Outer_Inner.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "innermost":
                    m.innermost = r.message(Outer_Inner_Innermost, value);
                    break;
                case "kind":
                    {
                        const number = r.enum(value, Outer_Kind$);
                        if (number !== undefined) m.kind = number;
                    }
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Outer_Inner_Innermost = messageType("strategos.test.v1.Outer.Inner.Innermost", {
    create(init) {
        return {
            value: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.value !== 0) w.tag(8).int32(m.value);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Outer_Inner_Innermost.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.value = r.int32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.value !== 0 || w.emitsAll) json[w.key("value", "value")] = m.value;
        return json;
    },
    readJson(json, r, m = Outer_Inner_Innermost.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "value":
                    m.value = r.int32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Keywords = messageType("strategos.test.v1.Keywords", {
    create(init) {
        return {
            default: "",
            self: "",
            init: "",
            in: 0,
            func: false,
            class: "",
            unknownFields: "",
            hashValue: "",
            serialized: "",
            teamId: "",
            imageUrl: "",
            message: "",
            reader: "",
            writer: "",
            value: "",
            tag: "",
            fields: "",
            fullName: "",
            repeat: [],
            description: "",
            ...init,
        };
    },
    write(m, w) {
        if (m.default !== "") w.tag(10).string(m.default);
        if (m.self !== "") w.tag(18).string(m.self);
        if (m.init !== "") w.tag(26).string(m.init);
        if (m.in !== 0) w.tag(32).int32(m.in);
        if (m.func) w.tag(40).bool(m.func);
        if (m.class !== "") w.tag(50).string(m.class);
        if (m.unknownFields !== "") w.tag(58).string(m.unknownFields);
        if (m.hashValue !== "") w.tag(66).string(m.hashValue);
        if (m.serialized !== "") w.tag(74).string(m.serialized);
        if (m.teamId !== "") w.tag(82).string(m.teamId);
        if (m.imageUrl !== "") w.tag(90).string(m.imageUrl);
        if (m.message !== "") w.tag(98).string(m.message);
        if (m.reader !== "") w.tag(106).string(m.reader);
        if (m.writer !== "") w.tag(114).string(m.writer);
        if (m.value !== "") w.tag(122).string(m.value);
        if (m.tag !== "") w.tag(130).string(m.tag);
        if (m.fields !== "") w.tag(138).string(m.fields);
        if (m.fullName !== "") w.tag(146).string(m.fullName);
        if (m.protocol !== undefined) w.tag(154).string(m.protocol);
        if (m.switch?.case === "case") w.tag(162).string(m.switch.value);
        if (m.switch?.case === "where") w.tag(170).message(Keywords, m.switch.value);
        for (const value of m.repeat) w.tag(178).string(value);
        if (m.description !== "") w.tag(186).string(m.description);
        if (m.swift !== undefined) w.tag(194).message(Swift, m.swift);
        if (m.int32 !== undefined) w.tag(202).message(Int32, m.int32);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Keywords.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 10:
                    m.default = r.string();
                    break;
                case 18:
                    m.self = r.string();
                    break;
                case 26:
                    m.init = r.string();
                    break;
                case 32:
                    m.in = r.int32();
                    break;
                case 40:
                    m.func = r.bool();
                    break;
                case 50:
                    m.class = r.string();
                    break;
                case 58:
                    m.unknownFields = r.string();
                    break;
                case 66:
                    m.hashValue = r.string();
                    break;
                case 74:
                    m.serialized = r.string();
                    break;
                case 82:
                    m.teamId = r.string();
                    break;
                case 90:
                    m.imageUrl = r.string();
                    break;
                case 98:
                    m.message = r.string();
                    break;
                case 106:
                    m.reader = r.string();
                    break;
                case 114:
                    m.writer = r.string();
                    break;
                case 122:
                    m.value = r.string();
                    break;
                case 130:
                    m.tag = r.string();
                    break;
                case 138:
                    m.fields = r.string();
                    break;
                case 146:
                    m.fullName = r.string();
                    break;
                case 154:
                    m.protocol = r.string();
                    break;
                case 162:
                    m.switch = { case: "case", value: r.string() };
                    break;
                case 170:
                    m.switch = { case: "where", value: r.message(Keywords, m.switch?.case === "where" ? m.switch.value : undefined) };
                    break;
                case 178:
                    m.repeat.push(r.string());
                    break;
                case 186:
                    m.description = r.string();
                    break;
                case 194:
                    m.swift = r.message(Swift, m.swift);
                    break;
                case 202:
                    m.int32 = r.message(Int32, m.int32);
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.default !== "" || w.emitsAll) json[w.key("default", "default")] = m.default;
        if (m.self !== "" || w.emitsAll) json[w.key("self", "self")] = m.self;
        if (m.init !== "" || w.emitsAll) json[w.key("init", "init")] = m.init;
        if (m.in !== 0 || w.emitsAll) json[w.key("in", "in")] = m.in;
        if (m.func || w.emitsAll) json[w.key("func", "func")] = m.func;
        if (m.class !== "" || w.emitsAll) json[w.key("class", "class")] = m.class;
        if (m.unknownFields !== "" || w.emitsAll) json[w.key("unknownFields", "unknown_fields")] = m.unknownFields;
        if (m.hashValue !== "" || w.emitsAll) json[w.key("hashValue", "hash_value")] = m.hashValue;
        if (m.serialized !== "" || w.emitsAll) json[w.key("serialized", "serialized")] = m.serialized;
        if (m.teamId !== "" || w.emitsAll) json[w.key("teamId", "team_id")] = m.teamId;
        if (m.imageUrl !== "" || w.emitsAll) json[w.key("imageUrl", "image_url")] = m.imageUrl;
        if (m.message !== "" || w.emitsAll) json[w.key("message", "message")] = m.message;
        if (m.reader !== "" || w.emitsAll) json[w.key("reader", "reader")] = m.reader;
        if (m.writer !== "" || w.emitsAll) json[w.key("writer", "writer")] = m.writer;
        if (m.value !== "" || w.emitsAll) json[w.key("value", "value")] = m.value;
        if (m.tag !== "" || w.emitsAll) json[w.key("tag", "tag")] = m.tag;
        if (m.fields !== "" || w.emitsAll) json[w.key("fields", "fields")] = m.fields;
        if (m.fullName !== "" || w.emitsAll) json[w.key("fullName", "full_name")] = m.fullName;
        if (m.protocol !== undefined) json[w.key("protocol", "protocol")] = m.protocol;
        if (m.switch?.case === "case") json[w.key("case", "case")] = m.switch.value;
        if (m.switch?.case === "where") json[w.key("where", "where")] = Keywords.writeJson(m.switch.value, w);
        if (m.repeat.length > 0 || w.emitsAll) json[w.key("repeat", "repeat")] = m.repeat.map((value) => value);
        if (m.description !== "" || w.emitsAll) json[w.key("description", "description")] = m.description;
        if (m.swift !== undefined) json[w.key("swift", "swift")] = Swift.writeJson(m.swift, w);
        if (m.int32 !== undefined) json[w.key("int32", "int32")] = Int32.writeJson(m.int32, w);
        return json;
    },
    readJson(json, r, m = Keywords.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "default":
                    m.default = r.string(value);
                    break;
                case "self":
                    m.self = r.string(value);
                    break;
                case "init":
                    m.init = r.string(value);
                    break;
                case "in":
                    m.in = r.int32(value);
                    break;
                case "func":
                    m.func = r.bool(value);
                    break;
                case "class":
                    m.class = r.string(value);
                    break;
                case "unknown_fields":
                    r.alias(json, "unknownFields"); // falls through
                case "unknownFields":
                    m.unknownFields = r.string(value);
                    break;
                case "hash_value":
                    r.alias(json, "hashValue"); // falls through
                case "hashValue":
                    m.hashValue = r.string(value);
                    break;
                case "serialized":
                    m.serialized = r.string(value);
                    break;
                case "team_id":
                    r.alias(json, "teamId"); // falls through
                case "teamId":
                    m.teamId = r.string(value);
                    break;
                case "image_url":
                    r.alias(json, "imageUrl"); // falls through
                case "imageUrl":
                    m.imageUrl = r.string(value);
                    break;
                case "message":
                    m.message = r.string(value);
                    break;
                case "reader":
                    m.reader = r.string(value);
                    break;
                case "writer":
                    m.writer = r.string(value);
                    break;
                case "value":
                    m.value = r.string(value);
                    break;
                case "tag":
                    m.tag = r.string(value);
                    break;
                case "fields":
                    m.fields = r.string(value);
                    break;
                case "full_name":
                    r.alias(json, "fullName"); // falls through
                case "fullName":
                    m.fullName = r.string(value);
                    break;
                case "protocol":
                    m.protocol = r.string(value);
                    break;
                case "case":
                    r.once(m.switch, "switch");
                    m.switch = { case: "case", value: r.string(value) };
                    break;
                case "where":
                    r.once(m.switch, "switch");
                    m.switch = { case: "where", value: r.message(Keywords, value) };
                    break;
                case "repeat":
                    for (const item of r.items(value)) {
                        m.repeat.push(r.string(item));
                    }
                    break;
                case "description":
                    m.description = r.string(value);
                    break;
                case "swift":
                    m.swift = r.message(Swift, value);
                    break;
                case "int32":
                    m.int32 = r.message(Int32, value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Swift = messageType("strategos.test.v1.Swift", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Swift.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        return json;
    },
    readJson(json, r, m = Swift.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Int32 = messageType("strategos.test.v1.Int32", {
    create(init) {
        return {
            int32: 0,
            ...init,
        };
    },
    write(m, w) {
        if (m.int32 !== 0) w.tag(8).int32(m.int32);
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Int32.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                case 8:
                    m.int32 = r.int32();
                    break;
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        if (m.int32 !== 0 || w.emitsAll) json[w.key("int32", "int32")] = m.int32;
        return json;
    },
    readJson(json, r, m = Int32.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                case "int32":
                    m.int32 = r.int32(value);
                    break;
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});

export const Empty = messageType("strategos.test.v1.Empty", {
    create(init) {
        return {
            ...init,
        };
    },
    write(m, w) {
        if (m.$unknown !== undefined) w.raw(m.$unknown);
    },
    read(r, m = Empty.create()) {
        while (r.pos < r.end) {
            const start = r.pos;
            const tag = r.tag();
            switch (tag) {
                default:
                    keepUnknown(r, tag, start, m);
            }
        }
        return m;
    },
    writeJson(m, w) {
        const json = {};
        return json;
    },
    readJson(json, r, m = Empty.create()) {
        for (const [name, value] of r.fields(json)) {
            switch (name) {
                default:
                    r.unknown(name);
            }
        }
        return m;
    },
});
